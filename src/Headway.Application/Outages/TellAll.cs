using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Outages;

/// <summary>How many tickets were told, how many chases that answered, and the numbers of those that could not be told.</summary>
public sealed record Told(int Tickets, int Chases, IReadOnlyList<long> NotTold);

/// <summary>
/// One update to everybody who hangs on a major incident: the same words on each ticket, one situation and one due. It
/// answers their updates, and their chases as one reviewed group; each chase is counted still.
/// </summary>
public sealed class TellAll(TicketActs acts, Database database)
{
    /// <param name="on">Who says it, on which ticket: the cause. Under a request's key each child is told once, however often it comes.</param>
    /// <param name="text">The same words for everybody.</param>
    /// <param name="verdict">What their chases are found to be, where nobody has judged them.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Told>> Do(ActOn on, string? text, ChaseVerdict verdict, CancellationToken stop = default) =>
        string.IsNullOrWhiteSpace(text) ? Task.FromResult<Outcome<Told>>(TicketUseRefusals.MessageMissing) : Do(on, _ => text, verdict, asks: false, stop);

    /// <summary>Asks everybody whether it works; who is trying it already is not asked a second time.</summary>
    /// <param name="on">Who asks, on which ticket: the cause.</param>
    /// <param name="text">The words for who reads this language; null for a person's without one.</param>
    /// <param name="verdict">What their chases are found to be, where nobody has judged them.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Outcome<Told>> Ask(ActOn on, Func<string?, string> text, ChaseVerdict verdict, CancellationToken stop = default) => Do(on, text, verdict, asks: true, stop);

    private async Task<Outcome<Told>> Do(ActOn on, Func<string?, string> text, ChaseVerdict verdict, bool asks, CancellationToken stop)
    {
        var caller = on.Caller;
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (verdict is { Finding: ChaseFinding.Valid, Ground: null })
        {
            return ChaseRefusals.GroundMissing;
        }

        if (on.Key is { } again && await database.Read(session => Requests.Find(session, caller.Tenant, again.Person, again.Key, again.Hash).AsTask(), stop) is { } earlier)
        {
            return earlier.Then(Read);
        }

        var read = await database.Read(session => Read(session, caller, on.Number), stop);
        if (read is not { } outage)
        {
            return TicketRefusals.Unknown;
        }

        var (told, chases, not) = (0, 0, new List<long>());
        foreach (var child in outage.Children)
        {
            var (done, chased, needless) = await Tell(on, outage.Parent, child.Number, text(child.Language), verdict, asks, stop);
            if (needless)
            {
                continue;
            }

            if (done.IsRefused)
            {
                not.Add(child.Number);
                continue;
            }

            told++;
            chases += chased ? 1 : 0;
        }

        var all = new Told(told, chases, not);
        if (on.Key is { } asked)
        {
            await database.Write(
                async session => await Requests.Keep(
                    session, caller.Tenant, asked.Person, asked.Key, asked.Hash, new StoredAnswer(200, JsonSerializer.Serialize(all)),
                    NodaTime.Instant.FromUnixTimeMilliseconds(await session.Now())),
                stop);
        }

        return all;
    }

    // Needless: it ended meanwhile, or is being tried already. Nobody is left out by that.
    private async Task<(Outcome<Changed> Done, bool Chased, bool Needless)> Tell(
        ActOn on, TicketState parent, long child, string text, ChaseVerdict verdict, bool asks, CancellationToken stop)
    {
        var words = new ActWords(acts.Counters);
        var reply = await words.Put(text);
        var (chased, needless) = (false, false);
        var done = await acts.Do(
            new ActOn(on.Caller, child, Key: on.Key is { } key ? key with { Key = string.Create(CultureInfo.InvariantCulture, $"{key.Key}:{child}") } : null),
            Permission.ActOnTickets, words,
            (rules, state, now) =>
            {
                chased = state.OpenChase is { Finding: null };
                needless = state.HasEnded || asks && state.Status == StatusCode.CustomerTesting;
                return needless ? new Decision(state, state, []) : Answer(on.Caller.Person, parent, reply, verdict, chased)(rules, state, now);
            },
            stop);
        return (done, chased, needless || done.Refusal?.Code == TicketRefusals.Merged.Code);
    }

    // Kept before the numbers were, it names none.
    private static Outcome<Told> Read(StoredAnswer kept) =>
        JsonSerializer.Deserialize<Told>(kept.Body) is { } told ? told with { NotTold = told.NotTold ?? [] } : throw new JsonException("The answer that was kept is empty.");

    // A solved cause is for each to try: works for me, or not yet.
    private static Decide Answer(PersonId by, TicketState parent, TextId? reply, ChaseVerdict verdict, bool chased)
    {
        var status = parent.HasEnded ? StatusCode.CustomerTesting : parent.Base?.Status ?? StatusCode.AwaitChange;
        Decide judge = new JudgeChase(by, verdict.Finding, verdict.Ground, verdict.Cause).Decide;
        Decide answer = (rules, state, now) =>
        {
            var together = parent.Base is { } cause && cause.Due > now && !parent.HasEnded ? cause.Due : (NodaTime.Instant?)null;
            var progress = new Progress(by, status, reply, Due: together);
            var done = progress.Decide(rules, state, now);
            return done.IsRefused ? (progress with { Status = StatusCode.AwaitChange }).Decide(rules, state, now) : done;
        };
        return chased ? Decision.InOrder(judge, answer) : answer;
    }

    private static async Task<(TicketState Parent, IReadOnlyList<Child> Children)?> Read(Session session, Caller caller, long number)
    {
        if (await TicketLookup.Find(session, caller, number) is not { } key)
        {
            return null;
        }

        var parent = TicketFold.Of(key, await LedgerReading.Of(session, caller.Tenant, key));
        var args = new List<object?> { caller.Tenant.Value, key.Value };
        var children = await session.Query(
            $"""
            SELECT t.number, p.language FROM links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.other JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
            WHERE l.tenant = $1 AND l.ticket = $2 AND l.kind = 'ParentOf' AND t.state = 'open' AND {caller.Where("t", args)} ORDER BY t.number
            """,
            row => new Child(row.GetInt64(0), row.TextOrNull(1)), [.. args]);
        return (parent, children);
    }

    private sealed record Child(long Number, string? Language);
}
