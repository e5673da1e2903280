using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>A ticket behind a figure: when, in which situation it stood, where the rule would have left it, or why it would not have acted.</summary>
public sealed record RuleHit(long Number, string Subject, Instant At, string Status, string? Becomes, Refusal? Refused);

/// <summary>How many open tickets stand now as the rule wants them; <paramref name="Cut"/> when a larger desk was not looked at whole.</summary>
public sealed record RuleMatches(int Looked, int Matching, IReadOnlyList<RuleHit> Hits, bool Cut);

/// <summary>What the rule would have done in the time looked at; nothing of it was written.</summary>
public sealed record RuleRehearsed(Instant From, Instant To, int Looked, int Acts, int Tickets, int Refused, Instant? PausedAt, IReadOnlyList<RuleHit> Hits, bool Cut);

/// <summary>Tries a rule before it is switched on: on the tickets as they stand, and on the facts of the last 28 days.</summary>
public sealed class TryRule(Database database, DeskRulesCache rules, DeskClock clock, KeepRules keep)
{
    public const int MostShown = 50;
    private const int MostLooked = 3_000, Chunk = 100;
    private static readonly Duration Reach = Duration.FromDays(28);

    public async Task<Outcome<RuleMatches>> Now(Caller caller, RuleDraft draft, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.ManageSettings) ?? await keep.Check(caller, draft, stop)) is { } no)
        {
            return no;
        }

        var (rule, now, desk) = (draft.Rule(), clock.Now(caller.Tenant), await rules.Of(caller.Tenant, stop));
        var status = rule.On.Kind is TriggerKind.StatusEntered || rule.On.ByTime ? rule.On.Of : "";
        return await database.Snapshot<Outcome<RuleMatches>>(
            async session =>
            {
                var tickets = await Tickets(
                    session, caller, "t.state = 'open' AND ($1 = '' OR EXISTS (SELECT 1 FROM activities a WHERE a.tenant = t.tenant AND a.ticket = t.ticket AND a.open AND a.status = $1))", status);
                var hits = new List<RuleHit>();
                await foreach (var (ticket, ledger) in Ledgers(session, caller.Tenant, tickets))
                {
                    var state = Domain.Progression.Lapse.Until(desk, TicketFold.Of(ticket.Key, ledger), now).After;
                    if (rule.On.Stands(state, now) && rule.Holds(desk, state, now))
                    {
                        hits.Add(new RuleHit(ticket.Number, ticket.Subject, Instant.FromUnixTimeMilliseconds(ticket.Changed), state.Status.Value, null, null));
                    }
                }

                var args = new List<object?>();
                var open = (int)(await session.Number($"SELECT count(*) FROM tickets t WHERE {caller.Where("t", args)} AND t.state = 'open'", [.. args]) ?? 0);
                return new RuleMatches(open, hits.Count, [.. hits.OrderByDescending(hit => hit.At).Take(MostShown)], tickets.Count == MostLooked);
            },
            stop);
    }

    /// <summary>The dry run; of a rule that is kept (<paramref name="id"/>) the result is kept beside it.</summary>
    public async Task<Outcome<RuleRehearsed>> LastMonth(Caller caller, RuleDraft draft, long? id = null, CancellationToken stop = default)
    {
        var tried = await Try(caller, draft, stop);
        if (id is { } rule && !tried.IsRefused)
        {
            await database.Write(
                session => session.Run(
                    "UPDATE automation_rules SET tried_at = $3, tried_acts = $4, tried_tickets = $5 WHERE tenant = $1 AND id = $2 AND current",
                    caller.Tenant.Value, rule, tried.Value.To.ToUnixTimeMilliseconds(), (long)tried.Value.Acts, (long)tried.Value.Tickets).AsTask(),
                stop);
        }

        return tried;
    }

    private async Task<Outcome<RuleRehearsed>> Try(Caller caller, RuleDraft draft, CancellationToken stop)
    {
        if ((caller.Denies(Permission.ManageSettings) ?? await keep.Check(caller, draft, stop)) is { } no)
        {
            return no;
        }

        var (rule, now, desk) = (draft.Rule(), clock.Now(caller.Tenant), await rules.Of(caller.Tenant, stop));
        return await database.Snapshot<Outcome<RuleRehearsed>>(
            async session =>
            {
                var from = now - Reach;
                var tickets = await Tickets(session, caller, "(t.changed >= $1 OR t.state = 'open')", from.ToUnixTimeMilliseconds());
                var acts = new List<(Row Ticket, WouldAct Act)>();
                await foreach (var (ticket, ledger) in Ledgers(session, caller.Tenant, tickets))
                {
                    acts.AddRange(DryRun.On(desk, rule, ticket.Key, ledger, from, now).Select(act => (ticket, act)));
                }

                var done = acts.Where(one => one.Act.Refused is null).ToList();
                return new RuleRehearsed(
                    from, now, tickets.Count, done.Count, done.Select(one => one.Ticket.Number).Distinct().Count(), acts.Count - done.Count,
                    DryRun.PausedAt(rule, acts.Select(one => one.Act)),
                    [.. acts.OrderByDescending(one => one.Act.At).ThenBy(one => one.Ticket.Number).Take(MostShown).Select(one => Hit(one.Ticket, one.Act))],
                    tickets.Count == MostLooked);
            },
            stop);
    }

    private static RuleHit Hit(Row ticket, WouldAct act)
    {
        var becomes = act.After?.Status.Value;
        return new RuleHit(ticket.Number, ticket.Subject, act.At, act.Before.Status.Value, becomes == act.Before.Status.Value ? null : becomes, act.Refused);
    }

    private static async Task<List<Row>> Tickets(Session session, Caller caller, string which, object? value)
    {
        var args = new List<object?> { value };
        var scope = caller.Where("t", args);
        return await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"SELECT t.ticket, t.number, t.subject, t.changed FROM tickets t WHERE {scope} AND {which} ORDER BY t.changed DESC, t.ticket LIMIT {MostLooked}"),
            row => new Row(new TicketKey(row.GetInt64(0)), row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetInt64(3)), [.. args]);
    }

    private static async IAsyncEnumerable<(Row Ticket, IReadOnlyList<Recorded<TicketFact>> Ledger)> Ledgers(Session session, TenantId tenant, List<Row> tickets)
    {
        foreach (var chunk in tickets.Chunk(Chunk))
        {
            var places = string.Join(", ", chunk.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}")));
            var facts = await session.Query(
                $"SELECT ticket, seq, at, actor, kind, version, body FROM facts WHERE tenant = $1 AND ticket IN ({places}) ORDER BY ticket, seq",
                row => (Ticket: row.GetInt64(0), Fact: new StoredFact((int)row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), (int)row.GetInt64(5), row.GetString(6))),
                [tenant.Value, .. chunk.Select(row => (object?)row.Key.Value)]);
            var byTicket = facts.GroupBy(fact => fact.Ticket).ToDictionary(group => group.Key, group => group.Select(fact => TicketCodec.Instance.Read(fact.Fact)).ToList());
            foreach (var row in chunk.Where(row => byTicket.ContainsKey(row.Key.Value)))
            {
                yield return (row, byTicket[row.Key.Value]);
            }
        }
    }

    private sealed record Row(TicketKey Key, long Number, string Subject, long Changed);
}
