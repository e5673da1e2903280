using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;

namespace Headway.Application.Outages;

/// <summary>How many tickets were told, and how many could not be.</summary>
public sealed record Told(int Tickets, int Chases, int Failed);

/// <summary>
/// One update to everybody who hangs on a major incident: the same words on each ticket, one situation and one due. It
/// answers their updates, and their chases as one reviewed group; each chase is counted still.
/// </summary>
public sealed class TellAll(TicketActs acts, Database database)
{
    public async Task<Outcome<Told>> Do(Caller caller, long number, string text, ChaseVerdict verdict, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var read = await database.Read(session => Read(session, caller, number), stop);
        if (read is not { } outage)
        {
            return TicketRefusals.Unknown;
        }

        var (told, chases, failed) = (0, 0, 0);
        foreach (var child in outage.Children)
        {
            var words = new ActWords(acts.Counters);
            var reply = await words.Put(text);
            var chased = false;
            var done = await acts.Do(
                new ActOn(caller, child), Permission.ActOnTickets, words,
                (rules, state, now) =>
                {
                    chased = state.OpenChase is { Finding: null };
                    return Answer(caller.Person, outage.Parent, reply, verdict, chased)(rules, state, now);
                },
                stop);
            told += done.IsRefused ? 0 : 1;
            failed += done.IsRefused ? 1 : 0;
            chases += chased && !done.IsRefused ? 1 : 0;
        }

        return new Told(told, chases, failed);
    }

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

    private static async Task<(TicketState Parent, IReadOnlyList<long> Children)?> Read(Session session, Caller caller, long number)
    {
        if (await TicketLookup.Find(session, caller, number) is not { } key)
        {
            return null;
        }

        var parent = TicketFold.Of(key, await LedgerReading.Of(session, caller.Tenant, key));
        var args = new List<object?> { caller.Tenant.Value, key.Value };
        var children = await session.Query(
            $"SELECT t.number FROM links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.other WHERE l.tenant = $1 AND l.ticket = $2 AND l.kind = 'ParentOf' AND t.state = 'open' AND {caller.Where("t", args)} ORDER BY t.number",
            row => row.GetInt64(0), [.. args]);
        return (parent, children);
    }
}
