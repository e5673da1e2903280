using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Chases;

/// <summary>The chases of a period and what they come to.</summary>
public sealed record ChasesRead(IReadOnlyList<ChaseCounted> Chases, ChaseFigures Figures, DateTimeZone Zone);

/// <summary>Reads chases for figures: of the teams whose figures the caller may see, never of persons.</summary>
public sealed class ChaseFiguresQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public async Task<Outcome<ChasesRead>> Read(Caller caller, FlowScope scope, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var now = clock.Now(caller.Tenant);
        return await database.Snapshot<Outcome<ChasesRead>>(async session => await Read(session, caller, desk, scope, now), stop);
    }

    internal static async ValueTask<ChasesRead> Read(Session session, Caller caller, DeskRules desk, FlowScope scope, Instant now)
    {
        var args = new List<object?> { caller.Tenant.Value, Ms(scope.From), Ms(scope.To) };
        var teams = FlowReach.Where(caller, scope.Team, "c.team", args) + FlowReach.Narrowed(scope, "c", args);
        var rows = await session.Query(
            $"SELECT c.ticket, c.opened, c.due, c.multi, c.finding, c.judged_at, c.answered_at, c.team FROM chases c WHERE c.tenant = $1 AND c.opened >= $2 AND c.opened < $3{teams}",
            row => (
                Ticket: row.GetInt64(0), Opened: At(row.GetInt64(1)), Due: At(row.GetInt64(2)), Multi: row.GetBoolean(3), Finding: row.TextOrNull(4), Judged: row.LongOrNull(5),
                Answered: row.LongOrNull(6), Team: new TeamId(row.GetInt64(7))),
            [.. args]);
        var chases = rows.ConvertAll(row => new ChaseCounted(
            row.Ticket, row.Opened, row.Due, row.Multi, row.Finding is { } finding ? Enum.Parse<ChaseFinding>(finding) : null, row.Judged is { } judged ? At(judged) : null,
            row.Answered is { } at ? At(at) : null,
            Took(row.Team, row.Opened, row.Answered))
        {
            VerdictTook = Took(row.Team, row.Opened, row.Judged),
        });
        var more = new List<object?> { caller.Tenant.Value, Ms(scope.From), Ms(scope.To) };
        var (tickets, valid) = (await session.Query(
            $"""
            SELECT (SELECT count(DISTINCT a.ticket) FROM activities a WHERE a.tenant = $1 AND a.type <> 'new-response' AND a.opened < $3 AND (a.closed IS NULL OR a.closed >= $2){FlowReach.Where(caller, scope.Team, "a.team", more)}{FlowReach.Narrowed(scope, "a", more)}),
                   (SELECT max(c.opened) FROM chases c WHERE c.tenant = $1 AND c.finding = 'Valid'{FlowReach.Where(caller, scope.Team, "c.team", more)}{FlowReach.Narrowed(scope, "c", more)})
            """,
            row => (row.GetInt64(0), row.LongOrNull(1)), [.. more]))[0];
        return new ChasesRead(chases, ChaseFigures.Of(chases, (int)tickets, valid is { } when ? At(when) : null, now, caller.Zone), caller.Zone);

        WorkingTime? Took(TeamId team, Instant from, long? to) => to is { } at && desk.Teams.ContainsKey(team) ? desk.CalendarOf(team).Between(from, At(at)) : null;
    }

    /// <summary>
    /// The rows behind a measure of chases, as a table of <c>tenant, ticket, at, team, counts</c>; null for a measure of something
    /// else. Conditions are those of <see cref="ChaseFigures"/>.
    /// </summary>
    internal static string? Rows(string measure, Caller caller, FlowScope scope, Instant now, List<object?> args)
    {
        const string InTime = "(coalesce(c.judged_at <= c.due, 1 = 0) AND coalesce(c.answered_at <= c.due, 1 = 0))";
        var past = $"c.due < {Put(Ms(now))}";
        var found = measure switch
        {
            "chases" => ("1 = 1", "1 = 1"),
            "chases-valid" => ("coalesce(c.finding = 'Valid', 1 = 0)", "1 = 1"),
            "chase-answer" => ("c.answered_at IS NOT NULL", "1 = 1"),
            "chase-verdict" => ("c.judged_at IS NOT NULL", "1 = 1"),
            "chases-in-time" => (InTime, $"({InTime} OR {past})"),
            "chases-unmanaged" => ($"({past} AND NOT {InTime})", "1 = 1"),
            "chases-repeated" => ("c.multi", "1 = 1"),
            _ => ((string Counts, string Among)?)null,
        };
        if (found is not { } rows)
        {
            return null;
        }

        var from = $"FROM chases c WHERE c.tenant = $1 AND c.opened >= $2 AND c.opened < $3 AND coalesce(c.finding, '') <> 'NotAChase' AND {rows.Among}{FlowReach.Where(caller, scope.Team, "c.team", args)}{FlowReach.Narrowed(scope, "c", args)}";
        return measure == "chases-repeated"
            ? $"SELECT c.tenant AS tenant, c.ticket AS ticket, max(c.opened) AS at, max(c.team) AS team, CASE WHEN count(*) > 1 OR max(CASE WHEN c.multi THEN 1 ELSE 0 END) = 1 THEN 1 ELSE 0 END AS counts {from} GROUP BY c.tenant, c.ticket"
            : $"SELECT c.tenant AS tenant, c.ticket AS ticket, c.opened AS at, c.team AS team, CASE WHEN {rows.Counts} THEN 1 ELSE 0 END AS counts {from}";

        string Put(long value)
        {
            args.Add(value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${args.Count}");
        }
    }

    internal static string Teams(Caller caller, FlowScope scope, string column, List<object?> args) => FlowReach.Where(caller, scope.Team, column, args);

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
