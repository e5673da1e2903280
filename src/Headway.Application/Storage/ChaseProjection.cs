using Headway.Domain;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>How the chases and the missed targets of a folded ticket lie in their tables.</summary>
internal static class ChaseProjection
{
    public static readonly Columns Chases = new(
        "chases",
        ["tenant", "ticket", "id"],
        [
            "tenant", "ticket", "id", "opened", "person", "contacts", "multi", "due", "open_to_team", "waiting_since", "finding", "ground", "cause",
            "judged_at", "judged_by", "answered_at", "answered_by", "closed", "team", "overruled_at", "overruled_by",
        ]);

    public static readonly Columns Breaches = new("breaches", ["tenant", "ticket", "kind"], ["tenant", "ticket", "kind", "at", "team", "person", "reason"]);

    public static IEnumerable<object?[]> ChaseRows(TenantId tenant, TicketState state)
    {
        foreach (var chase in state.Chases)
        {
            var row = state.Activities.FindLast(activity => activity.Seq == chase.Activity)!;
            yield return
            [
                tenant.Value, state.Key.Value, (long)chase.Activity, Ms(chase.OpenedAt), chase.By.Value, (long)chase.Contacts.Count, chase.Multi,
                Ms(row.Due), chase.OpenToTeam, Ms(chase.WaitingSince), chase.Stands?.ToString(), chase.StandingGround?.ToString(), chase.StandingCause,
                Ms(chase.JudgedAt), chase.JudgedBy?.ToString(), Ms(chase.AnsweredAt), chase.AnsweredBy?.ToString(), Ms(row.Closed), row.Team.Value,
                Ms(chase.Overruled?.At), chase.Overruled?.By.ToString(),
            ];
        }
    }

    public static IEnumerable<object?[]> BreachRows(TenantId tenant, TicketState state)
    {
        foreach (var watch in state.Targets)
        {
            if (watch is { BreachedAt: { } at, BreachedTeam: { } team })
            {
                yield return [tenant.Value, state.Key.Value, watch.Kind.ToString(), Ms(at), team.Value, watch.BreachedPerson?.Value, watch.BreachReason];
            }
        }
    }

    /// <summary>Brings the rows to what the ticket has come to; nothing is written where neither changed.</summary>
    public static async ValueTask Write(Session session, TenantId tenant, TicketState before, TicketState after)
    {
        if (before.Chases != after.Chases || before.OpenChase is not null)
        {
            await Replace(session, Chases, tenant, after.Key, before.Chases.Count > after.Chases.Count, ChaseRows(tenant, after));
        }

        if (before.Targets != after.Targets)
        {
            var gone = BreachRows(tenant, before).Count() > BreachRows(tenant, after).Count();
            await Replace(session, Breaches, tenant, after.Key, gone, BreachRows(tenant, after));
        }
    }

    // Only a touch that was taken back takes rows away.
    private static async ValueTask Replace(Session session, Columns columns, TenantId tenant, TicketKey ticket, bool fewer, IEnumerable<object?[]> rows)
    {
        if (fewer)
        {
            await session.Do($"DELETE FROM {columns.Table} WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        }

        foreach (var row in rows)
        {
            await session.Do(columns.Upsert, row);
        }
    }

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static long? Ms(Instant? at) => at?.ToUnixTimeMilliseconds();
}
