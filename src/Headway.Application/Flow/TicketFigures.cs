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
    private const string StraightOff = "(t.first_reply_at = t.resolved_at OR EXISTS (SELECT 1 FROM article_uses u WHERE u.tenant = t.tenant AND u.ticket = t.ticket AND u.kind = 'solved'))";
    private const string Failed = "(t.reopenings > 0 OR t.close_code IN ('NoContact', 'Cancelled'))";
    private const string TargetMissed = "EXISTS (SELECT 1 FROM breaches b WHERE b.tenant = t.tenant AND b.ticket = t.ticket AND b.kind = 'Completion')";
    private const string Accepted = "p.proposed = p.chosen";
    private const string Kept = "p.result IN ('done', 'continue')";
    private const string MissedByUs = "p.result IN ('we-missed', 'moved-by-us')";
    private const string MissedByCustomer = "p.result IN ('customer-absent', 'moved-by-customer')";
    private const string Agreed = $"({Kept} OR {MissedByUs} OR {MissedByCustomer})";

    private static readonly Part[] Parts =
    [
        new("count(*)", Sum(StraightOff), Sum(Failed),
            "tickets t WHERE t.tenant = $1 AND t.resolved_at >= $2 AND t.resolved_at < $3", "t.team", "t.service") { At = "t.resolved_at" },
        new("count(*)", "0", "0", "tickets t WHERE t.tenant = $1 AND t.closed_at >= $2 AND t.closed_at < $3 AND t.resolved_at IS NULL", "t.team", "t.service") { At = "t.closed_at" },
        // What was settled in the period, whatever the ticket lived through before; an act that was taken back within its seconds settled nothing.
        new(Sum(Settled("Kept")), Sum(Settled("Missed")), Sum(Settled("Renewed")),
            """
            facts p JOIN tickets t ON t.tenant = p.tenant AND t.ticket = p.ticket WHERE p.tenant = $1 AND p.kind = 'promise-settled' AND p.at >= $2 AND p.at < $3
            AND NOT EXISTS (SELECT 1 FROM facts w WHERE w.tenant = p.tenant AND w.kind = 'withdrawn' AND w.at >= p.at AND w.at <= p.at + 15000 AND +w.ticket = p.ticket AND w.seq > p.seq)
            """, "t.team", "t.service") { At = "p.at" },
        new("count(*)", Sum(Accepted), "0", "predictions p WHERE p.tenant = $1 AND p.at >= $2 AND p.at < $3", "p.team", null) { At = "p.at" },
        new(Sum(TargetMissed), "0", "0", "tickets t WHERE t.tenant = $1 AND t.resolved_at >= $2 AND t.resolved_at < $3", "t.team", "t.service") { At = "t.resolved_at" },
        new("count(*)", "sum(a.attempt)", "0", "activities a WHERE a.tenant = $1 AND a.verdict_at >= $2 AND a.verdict_at < $3 AND a.status = 'CUST_SILENT' AND a.outcome = 'Superseded'", "a.team", null) { At = "a.verdict_at" },
        new(Sum(Kept), Sum(MissedByUs), Sum(MissedByCustomer), "appointments p WHERE p.tenant = $1 AND p.starts >= $2 AND p.starts < $3", "p.team", null) { At = "p.starts" },
        new("count(*)", "0", "0", "lessons l WHERE l.tenant = $1 AND l.at >= $2 AND l.at < $3 AND NOT l.kept", "l.from_team", "l.service"),
        new("count(*)", "count(DISTINCT v.ticket)", "0", "page_views v JOIN tickets t ON t.tenant = v.tenant AND t.ticket = v.ticket WHERE v.tenant = $1 AND v.at >= $2 AND v.at < $3", "t.team", "t.service") { At = "v.at" },
    ];

    /// <summary>What stands behind each measure of tickets: rows of the very part that gives the figure, and which of them count.</summary>
    private static readonly Dictionary<string, Case[]> Cases = new()
    {
        ["straight-off"] = [new(0, StraightOff), new(1, "1 = 0")],
        ["failure"] = [new(0, Failed), new(1, "1 = 1")],
        ["resolution-met"] = [new(0, $"NOT {TargetMissed}") { With = 4 }],
        ["promises"] = [new(2, Settled("Kept"), $"({Settled("Kept")} OR {Settled("Missed")})")],
        ["predicted"] = [new(3, Accepted)],
        ["attempts"] = [new(5, "1 = 1")],
        ["times-kept"] = [new(6, Kept, Agreed)],
        ["times-missed-us"] = [new(6, MissedByUs, Agreed)],
        ["times-missed-customer"] = [new(6, MissedByCustomer, Agreed)],
        ["page-views"] = [new(8, "1 = 1")],
    };

    /// <summary>All of a period by one statement: a part of it for each table. With a measure only what that is made of; the rest is nought.</summary>
    public static async ValueTask<TicketCounts> Read(Session session, Caller caller, FlowScope scope, string? measure = null)
    {
        var among = Enumerable.Range(0, Parts.Length).Where(i => measure is null || Cases[measure].Any(one => one.Part == i || one.With == i));
        var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
        var counts = Enumerable.Repeat((int[])[0, 0, 0], Parts.Length).ToArray();
        foreach (var (part, figures) in await session.Query(
            string.Join(" UNION ALL ", among.Select(i => Counted(i, Parts[i]))),
            row => ((int)row.GetInt64(0), (int[])[Count(row, 1), Count(row, 2), Count(row, 3)]), [.. args]))
        {
            counts[part] = figures;
        }

        var (ended, silent, promises, predicted, missed) = (counts[0], counts[1], counts[2], counts[3], counts[4]);
        var (reached, agreed, returns, views) = (counts[5], counts[6], counts[7], counts[8]);
        return new TicketCounts(
            ended[0] + silent[0], ended[1], ended[2] + silent[0], promises[0], promises[1], predicted[0], predicted[1], ended[0], missed[0], reached[1], reached[0],
            agreed[0], agreed[1], agreed[2], returns[0], views[0], views[1])
        { PromisesRenewed = promises[2] };

        string Counted(int i, Part part) => string.Create(
            CultureInfo.InvariantCulture, $"SELECT {i} AS part, {part.First} AS one, {part.Second} AS two, {part.Third} AS three FROM {part.From}{Where(caller, scope, part, args)}");
    }

    /// <summary>The rows behind a measure, as a table of <c>tenant, ticket, at, team, counts</c>; null for a measure of something else.</summary>
    public static string? Rows(string measure, Caller caller, FlowScope scope, List<object?> args) => Cases.TryGetValue(measure, out var cases)
        ? string.Join(" UNION ALL ", cases.Select(one =>
        {
            var part = Parts[one.Part];
            return $"SELECT {part.Alias}.tenant AS tenant, {part.Alias}.ticket AS ticket, {part.At} AS at, {part.Team} AS team, CASE WHEN {one.Counts} THEN 1 ELSE 0 END AS counts "
                + $"FROM {part.From}{Where(caller, scope, part, args)} AND {one.Among}";
        }))
        : null;

    private static string Where(Caller caller, FlowScope scope, Part part, List<object?> args)
    {
        var where = FlowReach.Where(caller, scope.Team, part.Team, args) + FlowReach.Narrowed(scope with { Service = part.Service is null ? scope.Service : null }, part.Alias, args);
        if (part.Service is not null && scope.Service is { } one)
        {
            args.Add(one);
            where += string.Create(CultureInfo.InvariantCulture, $" AND coalesce({part.Service}, 0) = ${args.Count}");
        }

        return where;
    }

    /// <summary>When tickets came and when they ended, counted by quarter hours, from an instant on.</summary>
    public static async ValueTask<(IReadOnlyList<(Instant, int)> Came, IReadOnlyList<(Instant, int)> Ended)> Movements(Session session, Caller caller, FlowScope scope)
    {
        var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
        var all = await session.Query(
            $"{Moved(0, "t.opened", "1 = 1")} UNION ALL {Moved(1, "coalesce(t.resolved_at, t.closed_at)", "t.state <> 'open'")}",
            row => (Ended: row.GetInt64(0) == 1, Count: (Instant.FromUnixTimeMilliseconds(row.GetInt64(1) * 900_000), (int)row.GetInt64(2))), [.. args]);
        return ([.. all.Where(one => !one.Ended).Select(one => one.Count)], [.. all.Where(one => one.Ended).Select(one => one.Count)]);

        string Moved(int ended, string at, string state) => string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {ended} AS ended, {at} / 900000 AS slot, count(*) AS tickets FROM tickets t WHERE t.tenant = $1 AND {at} >= $2 AND {at} <= $3 AND {state}{FlowReach.Where(caller, scope.Team, "t.team", args)}{FlowReach.Narrowed(scope, "t", args)} GROUP BY {at} / 900000");
    }

    private static string Settled(string outcome) => $"p.body LIKE '%\"{outcome}\"%'";

    private static string Sum(string condition) => $"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)";

    private static int Count(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);

    /// <summary>What one table gives: up to three figures, and the columns by which they are narrowed.</summary>
    private sealed record Part(string First, string Second, string Third, string From, string Team, string? Service)
    {
        public string Alias => Team.Split('.')[0];

        /// <summary>When it was, for the rows behind a figure.</summary>
        public string At { get; init; } = "0";
    }

    /// <summary>Rows of a part: those that count for the measure, among those that it is taken over.</summary>
    private sealed record Case(int Part, string Counts, string Among = "1 = 1")
    {
        /// <summary>Another part that the figure is made of.</summary>
        public int? With { get; init; }
    }
}
