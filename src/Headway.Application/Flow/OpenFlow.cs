using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Open activities of one key: how many, how many past their due, the oldest such due.</summary>
public sealed record OpenCount(FlowKey Key, int Open, int Overdue, Instant? OldestDue);

/// <summary>What is open now, and how late what is late already is.</summary>
public sealed record OpenFlow(IReadOnlyList<OpenCount> Counts, int Tickets, int Unscheduled, WorkingTime? MeanLateness, WorkingTime? Lateness90)
{
    public int Open => Counts.Sum(one => one.Open);

    public int Overdue => Counts.Sum(one => one.Overdue);

    public Instant? OldestDue => Counts.Min(one => one.OldestDue);

    internal static async ValueTask<OpenFlow> Read(Session session, Caller caller, DeskRules desk, FlowScope scope, Instant now)
    {
        var args = new List<object?> { caller.Tenant.Value, now.ToUnixTimeMilliseconds() };
        var where = $"a.tenant = $1 AND a.open{FlowReach.Where(caller, scope.Team, "a.team", args)}{Narrowed(scope, args)}";
        const string From = "FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";
        var counts = await session.Query(
            $"""
            SELECT a.team, a.status, a.type, t.service, a.priority, a.held_by, a.high_priority, count(*), sum(CASE WHEN a.due < $2 THEN 1 ELSE 0 END), min(CASE WHEN a.due < $2 THEN a.due END)
            {From} WHERE {where} GROUP BY a.team, a.status, a.type, t.service, a.priority, a.held_by, a.high_priority
            """,
            row => new OpenCount(
                new FlowKey(new TeamId(row.GetInt64(0)), new StatusCode(row.GetString(1)), row.GetString(2), row.LongOrNull(3), (Priority)row.GetInt64(4), Enum.Parse<HeldBy>(row.GetString(5)), row.GetBoolean(6)),
                (int)row.GetInt64(7), Convert.ToInt32(row.GetValue(8), CultureInfo.InvariantCulture), row.LongOrNull(9) is { } due ? Instant.FromUnixTimeMilliseconds(due) : null),
            [.. args]);
        var late = await session.Query(
            $"SELECT a.team, a.due {From} WHERE {where} AND a.due < $2 ORDER BY a.due LIMIT 5000", row => (Team: new TeamId(row.GetInt64(0)), Due: Instant.FromUnixTimeMilliseconds(row.GetInt64(1))), [.. args]);
        var seconds = late.Where(one => desk.Teams.ContainsKey(one.Team)).Select(one => (int)Math.Min(int.MaxValue, desk.CalendarOf(one.Team).Between(one.Due, now).Length.TotalSeconds)).Order().ToList();
        var own = new List<object?> { caller.Tenant.Value };
        var tickets = await session.Query(
            $"SELECT count(*), sum(CASE WHEN t.next_activity IS NULL THEN 1 ELSE 0 END) FROM tickets t WHERE t.tenant = $1 AND t.state = 'open'{FlowReach.Where(caller, scope.Team, "t.team", own)}{FlowReach.Narrowed(scope, "t", own, open: true)}",
            row => (All: (int)row.GetInt64(0), Bare: row.IsDBNull(1) ? 0 : Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture)), [.. own]);
        return new OpenFlow(
            counts, tickets[0].All, tickets[0].Bare, seconds.Count == 0 ? null : WorkingTime.FromHours(seconds.Average() / 3600),
            Quantile.Of(seconds, 0.9) is { } most ? WorkingTime.FromHours(most / 3600) : null);
    }

    /// <summary>The scope's other marks as conditions over <c>activities a</c> and <c>tickets t</c>.</summary>
    internal static string Narrowed(FlowScope scope, List<object?> args)
    {
        var text = "";
        Add("a.status", scope.Status);
        Add("a.type", scope.Type);
        Add("coalesce(t.service, 0)", scope.Service);
        Add("a.priority", (long?)scope.Priority);
        return text;

        void Add(string column, object? value)
        {
            if (value is not null)
            {
                args.Add(value);
                text += string.Create(CultureInfo.InvariantCulture, $" AND {column} = ${args.Count}");
            }
        }
    }
}
