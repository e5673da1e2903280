using Headway.Domain.Calendars;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// The live progression points of basic mode, in their order: target breached (1), completion warning (2), response
/// warning (3), unread customer update (4), unread colleague update (5), newly assigned and untouched (6).
/// </summary>
public static class ProgressionPoints
{
    /// <summary>The statuses that can be a live point, whatever else holds.</summary>
    public static readonly IReadOnlyList<StatusCode> Statuses =
    [
        StatusCode.New, StatusCode.TargetAtRisk, StatusCode.CustomerUpdated, StatusCode.Reopened, StatusCode.Chased, StatusCode.ColleagueUpdated, StatusCode.Rejected,
        StatusCode.Assigned,
    ];

    public static int? Of(DeskRules rules, TicketState state, Activity activity, Instant now) => Of(
        activity.Status, activity.Due, WorkingTime.FromHours((activity.Meaning.Basis.ThresholdMs ?? 0) / 3_600_000d), activity.Meaning.Basis.Rule, state.WorkedByTeam,
        () => rules.CalendarFor(activity.Team, state.Service, state.Priority).Calendar, now);

    /// <param name="status">Of the activity.</param>
    /// <param name="due">Of the activity.</param>
    /// <param name="target">The response target of a new ticket, in business time.</param>
    /// <param name="rule">What gave the due: a ticket that came along from another tool is as new here as one that was just assigned.</param>
    /// <param name="worked">Whether the team that holds the ticket has progressed it.</param>
    /// <param name="calendar">What counts the time to the due; asked for new tickets only.</param>
    /// <param name="now">The moment of the list.</param>
    public static int? Of(StatusCode status, Instant due, WorkingTime target, string rule, bool worked, Func<WorkCalendar> calendar, Instant now)
    {
        var overdue = !Activity.IsOnTime(now, due);
        if (status == StatusCode.New)
        {
            return overdue ? 1 : Warns(due, target, calendar(), now) ? 3 : 6;
        }

        if (status == StatusCode.TargetAtRisk)
        {
            return overdue ? 1 : 2;
        }

        if (status == StatusCode.CustomerUpdated || status == StatusCode.Reopened || status == StatusCode.Chased)
        {
            return 4;
        }

        if (status == StatusCode.ColleagueUpdated || status == StatusCode.Rejected)
        {
            return 5;
        }

        return (status == StatusCode.Assigned || rule is DueBasis.Landing or DueBasis.LandingTold) && !worked ? 6 : null;
    }

    /// <summary>
    /// Whether a target is near: the last quarter of it, at least an hour, at most half. Counted in business time, so that a due
    /// early tomorrow warns this afternoon.
    /// </summary>
    internal static bool Warns(Instant due, WorkingTime target, WorkCalendar calendar, Instant now) =>
        calendar.Between(now, due).Length <= TargetWatch.Lead(target).Length;
}
