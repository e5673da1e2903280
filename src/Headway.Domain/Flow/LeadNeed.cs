using Headway.Domain.Calendars;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// Why an open activity needs its lead, in order of harm. <see cref="Chased"/> is a chase that is overdue, the second one, or one whose
/// owner is away; <see cref="Missed"/> is a target that was missed where no dues are shown.
/// </summary>
public enum NeedKind { Escalated, Chased, Unanswered, Missed, Breached, Uncovered, Moved, Bounced, Stale }

/// <summary>An open activity as a lead's exceptions are told from it.</summary>
/// <param name="Status">Its situation.</param>
/// <param name="Rank">Of the situation, 1 presses most.</param>
/// <param name="Opened">Since when it is open.</param>
/// <param name="Due">Its due, shown or not.</param>
/// <param name="Response">What the first answer may take on this ticket.</param>
/// <param name="TargetMissed">When the target was missed that it warns of; null while it was not.</param>
/// <param name="Moves">How often its due was moved.</param>
/// <param name="Transfers">How often the ticket went from team to team.</param>
/// <param name="Ours">Whether support acts next.</param>
/// <param name="OwnerBack">When its owner, who is away, comes back; null when nobody is missing.</param>
public sealed record OpenWork(
    StatusCode Status, int Rank, Instant Opened, Instant Due, WorkingTime Response, Instant? TargetMissed, int Moves, int Transfers, bool Ours, Instant? OwnerBack)
{
    /// <summary>A chase after another one, or asked again before its answer: a complaint is near.</summary>
    public bool AskedAgain { get; init; }

    /// <summary>Until when it is no lateness that it is open: an agreed time comes up before it begins, and goes on.</summary>
    public Instant? Judged { get; init; }
}

/// <summary>What of a team's open work is an exception, by what the team itself is shown: dues, or targets alone.</summary>
public static class LeadNeed
{
    /// <summary>So soon due, an absent colleague's work is somebody else's.</summary>
    private static readonly Duration Soon = Duration.FromMinutes(90);

    /// <summary>More hand-overs than this are told.</summary>
    private const int MostTransfers = 2;

    /// <summary>How the activity stands, and what it needs a lead for; null for nothing.</summary>
    /// <param name="work">The open activity.</param>
    /// <param name="mode">The mode of its team: where it shows no dues, nothing is late but a target and an answer.</param>
    /// <param name="calendar">What its time counts by.</param>
    /// <param name="now">The moment.</param>
    public static (AlertState Alert, NeedKind? Kind) Of(OpenWork work, PrioritisationMode mode, WorkCalendar calendar, Instant now)
    {
        var alert = mode.HasDues() ? ByDue(work, calendar, now) : ByTarget(work, calendar, now);
        return (alert, mode.HasDues() ? Shown(work, alert, now) : Hidden(work, alert, mode, calendar, now));
    }

    private static NeedKind? Shown(OpenWork work, AlertState alert, Instant now) =>
        work.Status == StatusCode.Chased ? ChaseNeeds(work, alert is AlertState.Breached or AlertState.Escalated || work.OwnerBack > work.Due)
        : alert == AlertState.Escalated ? NeedKind.Escalated
        : WaitsForAnswer(work) && alert == AlertState.Breached ? NeedKind.Unanswered
        : work.Status == StatusCode.InProgress && alert == AlertState.Breached ? NeedKind.Stale
        : alert == AlertState.Breached ? NeedKind.Breached
        : work.OwnerBack is { } back && work.Ours && work.Due < Instant.Min(back, now + Soon) ? NeedKind.Uncovered
        : work.Moves >= 2 ? NeedKind.Moved
        : work.Transfers > MostTransfers ? NeedKind.Bounced
        : null;

    // Nobody was shown a due: a customer waits too long when it is longer than a first answer may take, and who is away is
    // missed where something has come in that presses.
    private static NeedKind? Hidden(OpenWork work, AlertState alert, PrioritisationMode mode, WorkCalendar calendar, Instant now) =>
        work.Status == StatusCode.Chased ? ChaseNeeds(work, calendar.Between(work.Opened, now) > work.Response || work.OwnerBack is not null)
        : alert is AlertState.Breached or AlertState.Escalated ? NeedKind.Missed
        : WaitsForAnswer(work) && calendar.Between(work.Opened, now) > work.Response ? NeedKind.Unanswered
        : work.OwnerBack is not null && work.Ours && (mode.HasSituations() ? work.Rank <= 2 : ProgressionPoints.Statuses.Contains(work.Status)) ? NeedKind.Uncovered
        : work.Transfers > MostTransfers ? NeedKind.Bounced
        : null;

    private static AlertState ByDue(OpenWork work, WorkCalendar calendar, Instant now) =>
        work.Judged is not { } judged || Activity.IsOnTime(now, work.Due) ? Alerts.Of(calendar, work.Opened, work.Due, now)
        : Activity.IsOnTime(now, judged) ? AlertState.Approaching
        : Alerts.Of(calendar, work.Opened, judged, now);

    private static AlertState ByTarget(OpenWork work, WorkCalendar calendar, Instant now)
    {
        var first = work.Status == StatusCode.New;
        if ((first && !Activity.IsOnTime(now, work.Due) ? work.Due : work.TargetMissed) is { } missed)
        {
            return calendar.Between(missed, now) > Alerts.MostLate ? AlertState.Escalated : AlertState.Breached;
        }

        return work.Status == StatusCode.TargetAtRisk || (first && ProgressionPoints.Warns(work.Due, work.Response, calendar, now)) ? AlertState.Approaching : AlertState.Normal;
    }

    // A first chase that somebody is here to answer in time stands on the chase board, and nowhere else.
    private static NeedKind? ChaseNeeds(OpenWork work, bool stuck) => stuck || work.AskedAgain ? NeedKind.Chased : null;

    private static bool WaitsForAnswer(OpenWork work) => work.Status == StatusCode.CustomerUpdated || work.Status == StatusCode.Reopened;
}
