using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>What of the tickets counts beside their activities, in the same period.</summary>
public sealed record TicketCounts(
    int Resolved, int StraightOff, int Failed, int PromisesKept, int PromisesMissed, int Predicted, int Accepted, int Targets, int TargetsMissed, int Attempts, int Reached,
    int Kept, int MissedByUs, int MissedByCustomer, int Returns, int PageViews, int ViewedTickets)
{
    /// <summary>Given anew before they passed.</summary>
    public int PromisesRenewed { get; init; }
}

/// <summary>The measures that tickets, not activities, carry: straight-off, failure, promises, targets, agreed times, attempts.</summary>
internal static class TicketFigures
{
    public static async ValueTask<TicketCounts> Read(Session session, Caller caller, FlowScope scope)
    {
        var ended = await Rows(
            """
            SELECT count(*), sum(CASE WHEN t.first_reply_at = t.resolved_at OR EXISTS (
                     SELECT 1 FROM article_uses u WHERE u.tenant = t.tenant AND u.ticket = t.ticket AND u.kind = 'solved') THEN 1 ELSE 0 END),
                   sum(CASE WHEN t.reopenings > 0 OR t.close_code IN ('NoContact', 'Cancelled') THEN 1 ELSE 0 END)
            FROM tickets t WHERE t.tenant = $1 AND t.resolved_at >= $2 AND t.resolved_at < $3
            """,
            "t.team", "t.service");
        var silent = await Rows("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.closed_at >= $2 AND t.closed_at < $3 AND t.resolved_at IS NULL", "t.team", "t.service");
        var promises = await Rows("SELECT sum(t.promises_kept), sum(t.promises_missed), sum(t.promises_renewed) FROM tickets t WHERE t.tenant = $1 AND t.changed >= $2 AND t.opened < $3", "t.team", "t.service");
        var predicted = await Rows("SELECT count(*), sum(CASE WHEN p.proposed = p.chosen THEN 1 ELSE 0 END) FROM predictions p WHERE p.tenant = $1 AND p.at >= $2 AND p.at < $3", "p.team", null);
        var missed = await Rows("SELECT count(*) FROM breaches b WHERE b.tenant = $1 AND b.at >= $2 AND b.at < $3 AND b.kind = 'Completion'", "b.team", null);
        var reached = await Rows(
            "SELECT count(*), sum(a.attempt) FROM activities a WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.status = 'CUST_SILENT' AND a.outcome = 'Superseded'", "a.team", null);
        var agreed = await Rows(
            """
            SELECT sum(CASE WHEN p.result IN ('done', 'continue') THEN 1 ELSE 0 END), sum(CASE WHEN p.result IN ('we-missed', 'moved-by-us') THEN 1 ELSE 0 END),
                   sum(CASE WHEN p.result IN ('customer-absent', 'moved-by-customer') THEN 1 ELSE 0 END)
            FROM appointments p WHERE p.tenant = $1 AND p.starts >= $2 AND p.starts < $3
            """,
            "p.team", null);
        var returns = await Rows("SELECT count(*) FROM lessons l WHERE l.tenant = $1 AND l.at >= $2 AND l.at < $3 AND NOT l.kept", "l.from_team", "l.service");
        var views = await Rows(
            "SELECT count(*), count(DISTINCT v.ticket) FROM page_views v JOIN tickets t ON t.tenant = v.tenant AND t.ticket = v.ticket WHERE v.tenant = $1 AND v.at >= $2 AND v.at < $3", "t.team", "t.service");
        return new TicketCounts(
            ended[0] + silent[0], ended[1], ended[2] + silent[0], promises[0], promises[1], predicted[0], predicted[1], ended[0], missed[0], reached[1], reached[0],
            agreed[0], agreed[1], agreed[2], returns[0], views[0], views[1])
        { PromisesRenewed = promises[2] };

        async ValueTask<int[]> Rows(string select, string team, string? service)
        {
            var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
            var where = FlowReach.Where(caller, scope.Team, team, args) + FlowReach.Narrowed(scope with { Service = service is null ? scope.Service : null }, team.Split('.')[0], args);
            if (service is not null && scope.Service is { } one)
            {
                args.Add(one);
                where += string.Create(CultureInfo.InvariantCulture, $" AND coalesce({service}, 0) = ${args.Count}");
            }

            return (await session.Query(select + where, row => Enumerable.Range(0, row.FieldCount).Select(column => Count(row, column)).ToArray(), [.. args]))[0];
        }
    }

    /// <summary>When tickets came and when they ended, counted by quarter hours, from an instant on.</summary>
    public static async ValueTask<(IReadOnlyList<(Instant, int)> Came, IReadOnlyList<(Instant, int)> Ended)> Movements(Session session, Caller caller, FlowScope scope)
    {
        return (await Read("opened", "1 = 1"), await Read("coalesce(t.resolved_at, t.closed_at)", "t.state <> 'open'"));

        async ValueTask<List<(Instant, int)>> Read(string column, string state)
        {
            var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
            var at = column == "opened" ? "t.opened" : column;
            return await session.Query(
                $"SELECT {at} / 900000, count(*) FROM tickets t WHERE t.tenant = $1 AND {at} >= $2 AND {at} <= $3 AND {state}{FlowReach.Where(caller, scope.Team, "t.team", args)}{FlowReach.Narrowed(scope, "t", args)} GROUP BY {at} / 900000",
                row => (Instant.FromUnixTimeMilliseconds(row.GetInt64(0) * 900_000), (int)row.GetInt64(1)), [.. args]);
        }
    }

    private static int Count(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);
}
