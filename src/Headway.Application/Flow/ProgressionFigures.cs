using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Progression SLA of a period, and the same without the response to new tickets.</summary>
public sealed record FlowFiguresRead(Instant From, Instant To, ProgressionSla All, ProgressionSla MidLifecycle);

/// <summary>The figures alone, of the tenant, a team or a person whose figures the caller may see.</summary>
public sealed class ProgressionFigures(Database database, StaffDirectory directory, DeskClock clock)
{
    /// <summary>What is read when no period is given.</summary>
    public static readonly Duration Usual = Duration.FromDays(91);

    public async Task<Outcome<FlowFiguresRead>> Read(Caller caller, Instant? from, Instant? to, string? team, string? by, CancellationToken stop = default)
    {
        var end = to ?? clock.Now(caller.Tenant) + Duration.FromMilliseconds(1);
        var scope = new FlowScope(from ?? end - Usual, end);
        if (team is not null)
        {
            if (await directory.Team(caller.Tenant, team, stop) is not { } named)
            {
                return TicketRefusals.TeamUnknown.Because($"There is no team '{team}'.");
            }

            if (!caller.SeesFiguresOf(named))
            {
                return AccessRefusals.NotAllowed;
            }

            scope = scope with { Team = named };
        }

        if (by is not null)
        {
            // Whether somebody exists is not told to those who may not see the figures.
            if (await directory.Find(caller.Tenant, by, stop) is not { } person
                || await Callers.Find(database, caller.Tenant, person, stop) is not { } other || !caller.SeesFiguresOf(person, other.Teams))
            {
                return AccessRefusals.NotAllowed;
            }

            scope = scope with { Person = person };
        }

        if (caller.Denies(Permission.ReadFigures) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<FlowFiguresRead>>(
            async session =>
            {
                var args = new List<object?> { caller.Tenant.Value, scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds() };
                var where = FlowReach.Where(caller, scope.Team, "coalesce(judged_team, team)", args);
                if (scope.Person is { } person)
                {
                    args.Add(person.Value);
                    where += string.Create(CultureInfo.InvariantCulture, $" AND judged_person = ${args.Count}");
                }

                var parts = await session.Query(
                    $"""
                    SELECT CASE WHEN type = 'new-response' THEN 1 ELSE 0 END, verdict, count(*), sum(CASE WHEN outcome = 'Progressed' AND closed <= due THEN 1 ELSE 0 END)
                    FROM activities WHERE tenant = $1 AND verdict_at >= $2 AND verdict_at < $3 AND NOT uncounted{where} GROUP BY CASE WHEN type = 'new-response' THEN 1 ELSE 0 END, verdict
                    """,
                    row => (First: row.GetInt64(0) == 1, Sla: Sla(Enum.Parse<Verdict>(row.GetString(1)), (int)row.GetInt64(2), Convert.ToInt32(row.GetValue(3), CultureInfo.InvariantCulture))),
                    [.. args]);
                return new FlowFiguresRead(scope.From, scope.To, Sum(parts.Select(part => part.Sla)), Sum(parts.Where(part => !part.First).Select(part => part.Sla)));
            },
            stop);
    }

    private static ProgressionSla Sum(IEnumerable<ProgressionSla> parts) => parts.Aggregate(ProgressionSla.None, (sum, part) => sum + part);

    private static ProgressionSla Sla(Verdict verdict, int count, int met) => verdict switch
    {
        Verdict.Success => ProgressionSla.None with { Success = count },
        Verdict.Rescheduled => ProgressionSla.None with { Rescheduled = count, MetMoved = met },
        Verdict.Late => ProgressionSla.None with { Late = count },
        _ => ProgressionSla.None with { Excluded = count },
    };
}
