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
public sealed class WorkListQuery(Database database, DeskRulesCache rules, DeskClock clock, OpenCounts counts)
{
    /// <summary>More than anybody works through in a day; the rest is counted.</summary>
    public const int Most = 200;

    /// <param name="caller">Who asks.</param>
    /// <param name="scope">Whose list.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="most">How many of the first rows are wanted, never more than <see cref="Most"/>.</param>
    public async Task<WorkListed> Read(Caller caller, WorkScope scope, CancellationToken stop = default, int most = Most)
    {
        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        var mode = ModeOf(desk.Teams, caller, scope);
        return await database.Read(
            async session =>
            {
                var args = new List<object?>();
                var seen = caller.Where("t", args);
                var tickets = $"SELECT 0 AS late FROM tickets t WHERE t.tenant = $1 AND {seen} AND t.state = 'open'";
                var (open, _) = await counts.Of(session, [tickets], [.. args], args.Count);
                var parts = WorkListParts.Of(caller, scope, mode, args);
                var skipped = await SkipRow.Skipped(session, caller, now);
                // What was skipped stands behind the others: as many more are read.
                var limit = Math.Min(Most, most + skipped.Count);
                var rows = await session.Query(
                    string.Join(" UNION ALL ", parts.Select((part, i) => $"SELECT * FROM ({Select(session.Engine, part)} WHERE {seen} AND {Open(part)} ORDER BY {OrderOf(mode)} LIMIT {limit}) AS part{i}")),
                    Row, [.. args]);
                args.Add(now.ToUnixTimeMilliseconds());
                var late = string.Create(CultureInfo.InvariantCulture, $"CASE WHEN a.due < ${args.Count} THEN 1 ELSE 0 END AS late");
                var (total, overdue) = await counts.Of(
                    session, [.. parts.Where(part => !part.Above).Select(part => $"SELECT {late} {Counted(session.Engine, part)} AND {Open(part)} ORDER BY a.due")], args, args.Count - 1);
                var order = WorkList.Order(mode, now, desk.RankWithinOverdue);
                var first = rows.DistinctBy(row => (row.TicketKey, row.Seq)).OrderBy(row => Item(row), order).Take(limit);
                return new WorkListed([.. first.OrderBy(row => skipped.Contains(row.ActivityId)).Take(most)], total, overdue, open, now) { Mode = mode };

                // Who sees every ticket of the tenant needs none of them to count the activities.
                string Counted(Engine engine, WorkListPart part) => caller is { IsStaff: true, HiddenTeams.Count: 0 } && caller.May(Permission.ReadTickets)
                    ? $"FROM {Activities(engine, part)} WHERE 1 = 1"
                    : $"{From(engine, part)} WHERE {seen}";
            },
            stop);
    }

    public async Task<string> TeamName(TenantId tenant, TeamId team, CancellationToken stop = default) =>
        (await rules.Of(tenant, stop)).Teams.TryGetValue(team, out var found) ? found.Name : "";

    // SQLite keeps the order of a cross join: it must begin with what an index has in the list's order.
    private static string From(Engine engine, WorkListPart part) =>
        $"FROM {Activities(engine, part)} {Join(engine)} tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket";

    private static string Activities(Engine engine, WorkListPart part) =>
        part.FromChases ? $"chases c {Join(engine)} activities a ON a.tenant = c.tenant AND a.ticket = c.ticket AND a.id = c.id" : "activities a";

    private static string Join(Engine engine) => engine == Engine.Sqlite ? "CROSS JOIN" : "JOIN";

    private static string Open(WorkListPart part) => $"a.tenant = $1 AND {part.Condition} AND a.open";

    private static string Select(Engine engine, WorkListPart part) =>
        $"""
        SELECT t.number, a.id, a.status, a.type, t.subject, r.name, r.vip, a.priority, a.opened, a.original_due, a.due, a.attempt, a.high_priority, a.rank, a.major,
               a.team, a.owner, o.name AS owner_name, a.ticket, a.held_by
        {From(engine, part)}
        {Join(engine)} people r ON r.tenant = t.tenant AND r.id = t.requester
        LEFT JOIN people o ON o.tenant = a.tenant AND o.id = a.owner
        """;

    private static PrioritisationMode ModeOf(IReadOnlyDictionary<TeamId, Team> teams, Caller caller, WorkScope scope)
    {
        var team = scope.Team ?? caller.Teams.OrderBy(id => id.Value).Select(id => (TeamId?)id).FirstOrDefault();
        return team is { } one && teams.TryGetValue(one, out var found) ? found.Mode : PrioritisationMode.Standard;
    }

    // What an index has in order, so that a part's first rows are the right ones; what stands above them is a part of its own.
    private static string OrderOf(PrioritisationMode mode) => mode == PrioritisationMode.StatusRanked ? "a.rank, a.opened" : "a.due";

    private static WorkItem Item(WorkRow row) => new(
        new TicketKey(row.TicketKey), row.Seq, row.Status, row.Team, row.Owner, row.Priority, row.Rank, row.HighPriority, row.MajorIncident, row.Opened, row.Due);

    private static WorkRow Row(DbDataReader row) => new(
        row.GetInt64(0), (int)row.GetInt64(1), new StatusCode(row.GetString(2)), row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4), row.GetString(5),
        row.GetBoolean(6), (Priority)row.GetInt64(7), At(row.GetInt64(8)), At(row.GetInt64(9)), At(row.GetInt64(10)), (int)row.GetInt64(11), row.GetBoolean(12),
        (int)row.GetInt64(13), row.GetBoolean(14), new TeamId(row.GetInt64(15)), row.IsDBNull(16) ? null : new PersonId(row.GetInt64(16)),
        row.IsDBNull(17) ? null : row.GetString(17), row.GetInt64(18), Enum.Parse<HeldBy>(row.GetString(19)));

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
