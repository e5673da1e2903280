using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>An activity of the list with everything a row says. Instants are exact; words are the page's.</summary>
public sealed record WorkRow(
    long Number, int Seq, StatusCode Status, string Type, string Subject, string Requester, bool Vip, Priority Priority, Instant Opened, Instant OriginalDue,
    Instant Due, int Attempt, bool HighPriority, int Rank, bool MajorIncident, TeamId Team, PersonId? Owner, string? OwnerName, long TicketKey, HeldBy HeldBy)
{
    public string ActivityId => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Seq}");

    public bool IsOverdue(Instant now) => !Domain.Tickets.Activity.IsOnTime(now, Due);
}

/// <summary>Whose list: one's own (with what nobody owns in one's teams), or a whole team's.</summary>
public sealed record WorkScope(TeamId? Team = null, PersonId? As = null);

/// <summary>
/// The list in its order, and how many open activities it has in all. <paramref name="OpenTickets"/> counts the tenant's
/// open tickets that the caller may see: every one of them has a next step.
/// </summary>
public sealed record WorkListed(IReadOnlyList<WorkRow> Rows, int Total, int Overdue, int OpenTickets, Instant Now)
{
    /// <summary>How the team whose list this is prioritises.</summary>
    public PrioritisationMode Mode { get; init; } = PrioritisationMode.Standard;
}

/// <summary>Reads the work list: open activities, ordered by the domain's one order.</summary>
public sealed class WorkListQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    /// <summary>More than anybody works through in a day; the rest is counted.</summary>
    public const int Most = 200;

    public async Task<WorkListed> Read(Caller caller, WorkScope scope, CancellationToken stop = default)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var mode = ModeOf(desk.Teams, caller, scope);
        return await database.Read(
            async session =>
            {
                var args = new List<object?>();
                var scoped = $"{caller.Where("t", args)} AND {Filter(caller, scope, mode, args)}";
                args.Add(now.ToUnixTimeMilliseconds());
                var counts = await session.Query(
                    $"SELECT count(*), sum(CASE WHEN a.due < ${args.Count} THEN 1 ELSE 0 END) FROM activities a {JoinTicket} WHERE a.open AND {scoped}",
                    row => (Total: (int)row.GetInt64(0), Overdue: row.IsDBNull(1) ? 0 : Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture)),
                    [.. args]);
                args.RemoveAt(args.Count - 1);
                var rows = await session.Query($"{Select} WHERE a.open AND {scoped} ORDER BY {OrderOf(mode)} LIMIT {Most}", Row, [.. args]);
                var seen = new List<object?>();
                var open = await session.Number($"SELECT count(*) FROM tickets t WHERE {caller.Where("t", seen)} AND t.state = 'open'", [.. seen]);
                var order = WorkList.Order(mode, now, desk.RankWithinOverdue);
                var skipped = await SkipRow.Skipped(session, caller, now);
                var ordered = rows.OrderBy(row => skipped.Contains(row.ActivityId)).ThenBy(row => Item(row), order).ToList();
                return new WorkListed(ordered, counts[0].Total, counts[0].Overdue, (int)(open ?? 0), now) { Mode = mode };
            },
            stop);
    }

    public async Task<string> TeamName(TenantId tenant, TeamId team, CancellationToken stop = default) =>
        (await rules.Of(tenant, stop)).Teams.TryGetValue(team, out var found) ? found.Name : "";

    private const string JoinTicket = "JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";

    // A chase that its owner left in silence for half of the allowance is everybody's.
    private const string OpenToTeam =
        "(a.status = 'CHASED' AND EXISTS (SELECT 1 FROM chases c WHERE c.tenant = a.tenant AND c.ticket = a.ticket AND c.id = a.id AND c.open_to_team))";

    private const string Select =
        $"""
        SELECT t.number, a.id, a.status, a.type, t.subject, r.name, r.vip, a.priority, a.opened, a.original_due, a.due, a.attempt, a.high_priority, a.rank, a.major,
               a.team, a.owner, o.name, a.ticket, a.held_by
        FROM activities a {JoinTicket}
        JOIN people r ON r.tenant = t.tenant AND r.id = t.requester
        LEFT JOIN people o ON o.tenant = a.tenant AND o.id = a.owner
        """;

    private static PrioritisationMode ModeOf(IReadOnlyDictionary<TeamId, Team> teams, Caller caller, WorkScope scope)
    {
        var team = scope.Team ?? caller.Teams.OrderBy(id => id.Value).Select(id => (TeamId?)id).FirstOrDefault();
        return team is { } one && teams.TryGetValue(one, out var found) ? found.Mode : PrioritisationMode.Standard;
    }

    private static string Filter(Caller caller, WorkScope scope, PrioritisationMode mode, List<object?> args)
    {
        if (scope.Team is { } team)
        {
            args.Add(team.Value);
            return $"a.team = ${args.Count}";
        }

        args.Add((scope.As ?? caller.Person).Value);
        var own = $"a.owner = ${args.Count}";
        if (caller.Teams.Count == 0)
        {
            return own;
        }

        var teams = string.Join(", ", caller.Teams.OrderBy(id => id.Value).Select(id =>
        {
            args.Add(id.Value);
            return $"${args.Count}";
        }));
        var shared = mode switch
        {
            PrioritisationMode.Perfect => "1 = 1",
            PrioritisationMode.Advanced => "(a.owner IS NULL OR a.high_priority)",
            _ => $"(a.owner IS NULL OR {OpenToTeam})",
        };
        return $"({own} OR (a.team IN ({teams}) AND {shared}))";
    }

    // What the database can order so that the first rows are the right ones; ties and points are settled after.
    private static string OrderOf(PrioritisationMode mode) => mode switch
    {
        PrioritisationMode.StatusRanked => "a.major DESC, a.rank, a.opened",
        PrioritisationMode.Advanced or PrioritisationMode.Perfect => "a.major DESC, a.high_priority DESC, a.due",
        _ => "a.major DESC, a.due",
    };

    private static WorkItem Item(WorkRow row) => new(
        new TicketKey(row.TicketKey), row.Seq, row.Status, row.Team, row.Owner, row.Priority, row.Rank, row.HighPriority, row.MajorIncident, row.Opened, row.Due);

    private static WorkRow Row(DbDataReader row) => new(
        row.GetInt64(0), (int)row.GetInt64(1), new StatusCode(row.GetString(2)), row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4), row.GetString(5),
        row.GetBoolean(6), (Priority)row.GetInt64(7), At(row.GetInt64(8)), At(row.GetInt64(9)), At(row.GetInt64(10)), (int)row.GetInt64(11), row.GetBoolean(12),
        (int)row.GetInt64(13), row.GetBoolean(14), new TeamId(row.GetInt64(15)), row.IsDBNull(16) ? null : new PersonId(row.GetInt64(16)),
        row.IsDBNull(17) ? null : row.GetString(17), row.GetInt64(18), Enum.Parse<HeldBy>(row.GetString(19)));

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
