using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>
/// Looks at what happened and lets rules act on it: the queue in order, then the dues that came near or passed. One node at
/// a time by lease; even without it nothing is done twice, since a rule's act is a fact of the ticket.
/// </summary>
public sealed class RunAutomation(TicketStore store, DeskRulesCache rules, DeskClock clock, FireRule fire, FollowTickets follow, AutomationQueue queue)
{
    private const string Name = "automation";
    private const int Page = 100, MostPages = 200;
    private static readonly Duration LeaseLength = Duration.FromSeconds(60);

    private readonly Leases _leases = new(store.Database);
    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>Lets everything act that is due by the tenant's clock; answers how many acts there were.</summary>
    public async Task<int> Until(TenantId tenant, Instant now, CancellationToken stop = default)
    {
        var (waiting, byTime) = await store.Database.Read(
            async session => (
                await session.Number("SELECT count(*) FROM automation_queue WHERE tenant = $1 AND not_before <= $2", tenant.Value, clock.Wall().ToUnixTimeMilliseconds()) ?? 0,
                (await AutomationBook.Rules(session, tenant)).Any(rule => rule.Runs && rule.Rule.On.ByTime)),
            stop);
        if ((waiting == 0 && !byTime) || await _leases.Acquire(tenant, Name, _owner, LeaseLength, stop) is not { } lease)
        {
            return 0;
        }

        var acts = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var (looked, acted) = await Round(tenant, now, stop);
            acts += acted;
            if (looked == 0)
            {
                break;
            }

            await _leases.Acquire(tenant, Name, _owner, LeaseLength, stop);
        }

        await _leases.Release(lease, now.ToUnixTimeMilliseconds(), stop);
        return acts;
    }

    private async Task<(int Looked, int Acted)> Round(TenantId tenant, Instant now, CancellationToken stop)
    {
        var desk = await rules.Of(tenant, stop);
        var (kept, rows) = await store.Database.Read(
            async session => (
                (await AutomationBook.Rules(session, tenant)).FindAll(rule => rule.Runs),
                await session.Query(
                    string.Create(CultureInfo.InvariantCulture, $"SELECT id, ticket, from_seq, to_seq FROM automation_queue WHERE tenant = $1 AND not_before <= $2 ORDER BY not_before, id LIMIT {Page}"),
                    row => (Id: row.GetInt64(0), Ticket: new TicketKey(row.GetInt64(1)), From: (int)row.GetInt64(2), To: (int)row.GetInt64(3)),
                    tenant.Value, clock.Wall().ToUnixTimeMilliseconds())),
            stop);
        var (looked, acted) = (rows.Count, 0);
        foreach (var row in rows)
        {
            acted += await Look(tenant, desk, kept, row.Ticket, row.From, row.To, now, stop);
            await store.Database.Write(session => session.Run("DELETE FROM automation_queue WHERE tenant = $1 AND id = $2", tenant.Value, row.Id).AsTask(), stop);
        }

        foreach (var rule in kept.Where(rule => rule.Rule.On.ByTime).ToList())
        {
            foreach (var (ticket, activity) in await Dues(tenant, rule, now, stop))
            {
                looked++;
                acted += await Fire(tenant, desk, kept, rule, ticket, activity, now, stop) ? 1 : 0;
            }
        }

        return (looked, acted);
    }

    private async Task<int> Look(TenantId tenant, DeskRules desk, List<RuleKept> kept, TicketKey ticket, int from, int to, Instant now, CancellationToken stop)
    {
        var ledger = await store.Ledger(tenant, ticket, stop);
        var state = TicketFold.Of(ticket, ledger);
        var news = TicketFold.Standing(ledger).Where(recorded => recorded.Seq >= from && recorded.Seq <= to).ToList();
        var acted = 0;
        foreach (var recorded in news)
        {
            foreach (var rule in kept.Where(rule => rule.Rule.On.Is(recorded.Fact) && recorded.At >= rule.Since).ToList())
            {
                acted += await Fire(tenant, desk, kept, rule, ticket, recorded.Seq, now, stop) ? 1 : 0;
            }
        }

        return news.Exists(recorded => FollowLink.Concerns(state, recorded.Fact)) ? acted + await follow.Do(tenant, desk, state, now, stop) : acted;
    }

    private async Task<bool> Fire(TenantId tenant, DeskRules desk, List<RuleKept> kept, RuleKept rule, TicketKey ticket, int cause, Instant now, CancellationToken stop)
    {
        if (!kept.Contains(rule))
        {
            return false;
        }

        var refused = await fire.Do(tenant, desk, rule, ticket, cause, now, stop);
        if (refused?.Kind == RefusalKind.Busy && refused.Code.StartsWith("automation.", StringComparison.Ordinal))
        {
            await fire.Pause(tenant, rule, ticket, refused, now, stop);
            kept.Remove(rule);
            queue.Forget(tenant);
        }

        return refused is null;
    }

    // A due that passed before the rule was switched on is the past: no rule looks at it.
    private Task<List<(TicketKey Ticket, int Activity)>> Dues(TenantId tenant, RuleKept rule, Instant now, CancellationToken stop)
    {
        var lead = rule.Rule.On.Away;
        var (from, to) = rule.Rule.On.Kind == TriggerKind.DueApproaching
            ? (Instant.Max(rule.Since + lead, now), now + lead)
            : (rule.Since - lead, now - lead);
        return store.Database.Read(
            session => session.Query(
                string.Create(CultureInfo.InvariantCulture, $"""
                SELECT a.ticket, a.id FROM activities a
                LEFT JOIN automation_runs r ON r.tenant = a.tenant AND r.rule = $2 AND r.ticket = a.ticket AND r.cause = a.id
                WHERE a.tenant = $1 AND a.open AND a.due >= $3 AND a.due <= $4 AND r.ticket IS NULL AND ($5 = '' OR a.status = $5)
                ORDER BY a.due, a.ticket, a.id LIMIT {Page}
                """),
                row => (new TicketKey(row.GetInt64(0)), (int)row.GetInt64(1)),
                tenant.Value, rule.Rule.Id, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), rule.Rule.On.Of).AsTask(),
            stop);
    }
}
