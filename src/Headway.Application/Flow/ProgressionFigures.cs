using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>Progression SLA of a period, and the same without the response to new tickets.</summary>
public sealed record FlowFiguresRead(Instant From, Instant To, ProgressionSla All, ProgressionSla MidLifecycle);

/// <summary>The figures alone, of the tenant, a team or a person whose figures the caller may see.</summary>
public sealed class ProgressionFigures(Database database, FlowQuery flow, StaffDirectory directory, DeskClock clock)
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

        var read = await flow.Read(caller, scope, stop);
        return read.Then<FlowFiguresRead>(found =>
        {
            var decided = found.Activities.Where(activity => activity.VerdictAt >= scope.From && activity.VerdictAt < scope.To).ToList();
            return new FlowFiguresRead(scope.From, scope.To, Of(decided), Of(decided.Where(activity => activity.Type != ActivityType.NewResponse.Code())));
        });
    }

    private static ProgressionSla Of(IEnumerable<FlowActivity> decided)
    {
        var by = decided.ToLookup(activity => activity.Verdict);
        return new ProgressionSla(
            by[Verdict.Success].Count(), by[Verdict.Rescheduled].Count(), by[Verdict.Late].Count(), by[Verdict.Excluded].Count(),
            by[Verdict.Rescheduled].Count(activity => activity.Outcome == ActivityOutcome.Progressed && activity.Closed is { } closed && Activity.IsOnTime(closed, activity.Due)));
    }
}
