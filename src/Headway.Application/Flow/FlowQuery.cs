using System.Data.Common;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Which part of the flow: decided within [<paramref name="From"/>, <paramref name="To"/>), of a team, status, type, service or answerable person.</summary>
public sealed record FlowScope(Instant From, Instant To, TeamId? Team = null, string? Status = null, string? Type = null, long? Service = null, PersonId? Person = null);

/// <summary>
/// An activity as the figures read it. It counts even when its ticket is not for the reader's eyes (<see cref="Shown"/>): then it
/// has neither number nor subject and stands in no list.
/// </summary>
public sealed record FlowActivity(
    long Number, int Seq, string Subject, StatusCode Status, string Type, TeamId Team, long? Service, HeldBy HeldBy, Instant Opened, Instant OriginalDue, Instant Due,
    Instant? Closed, ActivityOutcome? Outcome, Verdict? Verdict, Instant? VerdictAt, TeamId? JudgedTeam, bool Shown);

/// <summary>What of the tickets counts beside their activities, in the same period.</summary>
public sealed record FlowTickets(int Resolved, int StraightOff, int Failed, int PromisesKept, int PromisesMissed, int PromisesRenewed, int Progressions, int Hollow, int Predicted, int Accepted);

/// <summary>Everything the flow page is made from; the figures follow from it by the domain alone.</summary>
public sealed record FlowRead(IReadOnlyList<FlowActivity> Activities, FlowTickets Tickets, DeskRules Rules, IReadOnlyDictionary<long, string> Services, int OpenTickets, Instant Now);

/// <summary>Reads activities and tickets for figures; of teams the caller may see figures of, never of persons.</summary>
public sealed class FlowQuery(Database database, DeskRulesCache rules, DeskClock clock)
{
    public async Task<Outcome<FlowRead>> Read(Caller caller, FlowScope scope, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        var desk = await rules.Of(caller.Tenant, stop);
        return await database.Snapshot<Outcome<FlowRead>>(
            async session =>
            {
                var services = await session.Query($"SELECT id, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1", row => (Id: row.GetInt64(0), Name: row.GetString(1)), caller.Tenant.Value);
                var open = await session.Number("SELECT count(*) FROM tickets WHERE tenant = $1 AND state = 'open'", caller.Tenant.Value);
                return new FlowRead(
                    await Activities(session, caller, scope),
                    await FlowTicketsQuery.Read(session, caller.Tenant, scope),
                    desk, services.ToDictionary(service => service.Id, service => service.Name), (int)(open ?? 0), clock.Now(caller.Tenant));
            },
            stop);
    }

    private static async Task<List<FlowActivity>> Activities(Session session, Caller caller, FlowScope scope)
    {
        var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
        var where = "a.tenant = $1 AND ((a.verdict_at >= $2 AND a.verdict_at < $3) OR a.open)" + Teams(caller, args);
        Narrow(scope.Team?.Value, "coalesce(a.judged_team, a.team)");
        Narrow(scope.Status, "a.status");
        Narrow(scope.Type, "a.type");
        Narrow(scope.Service, "t.service");
        Narrow(scope.Person?.Value, "a.judged_person");
        var shown = $"({caller.Where("t", args)})";
        return await session.Query(
            $"""
            SELECT t.number, a.id, t.subject, a.status, a.type, a.team, t.service, a.held_by, a.opened, a.original_due, a.due, a.closed, a.outcome, a.verdict,
                   a.verdict_at, a.judged_team, {shown}
            FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE {where}
            """,
            Row, [.. args]);

        void Narrow(object? value, string column)
        {
            if (value is not null)
            {
                args.Add(value);
                where += $" AND {column} = ${args.Count}";
            }
        }
    }

    // Agents and leads see their own teams' figures; managers and administrators every team's.
    private static string Teams(Caller caller, List<object?> args)
    {
        if (caller.SeesAllTeams())
        {
            return "";
        }

        var teams = caller.Teams.Concat(caller.Leads).Distinct().OrderBy(team => team.Value).ToList();
        if (teams.Count == 0)
        {
            return " AND 1 = 0";
        }

        var list = string.Join(", ", teams.Select(team =>
        {
            args.Add(team.Value);
            return $"${args.Count}";
        }));
        return $" AND coalesce(a.judged_team, a.team) IN ({list})";
    }

    private static FlowActivity Row(DbDataReader row) => new(
        row.GetBoolean(16) ? row.GetInt64(0) : 0, (int)row.GetInt64(1), row.GetBoolean(16) ? row.TextOrNull(2) ?? "" : "", new StatusCode(row.GetString(3)), row.GetString(4), new TeamId(row.GetInt64(5)), row.LongOrNull(6),
        Enum.Parse<HeldBy>(row.GetString(7)), At(row.GetInt64(8)), At(row.GetInt64(9)), At(row.GetInt64(10)), row.LongOrNull(11) is { } closed ? At(closed) : null,
        row.TextOrNull(12) is { } outcome ? Enum.Parse<ActivityOutcome>(outcome) : null, row.TextOrNull(13) is { } verdict ? Enum.Parse<Verdict>(verdict) : null,
        row.LongOrNull(14) is { } judged ? At(judged) : null, row.LongOrNull(15) is { } team ? new TeamId(team) : null, row.GetBoolean(16));

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
