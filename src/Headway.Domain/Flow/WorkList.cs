using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>An open activity with what its place in the list depends on.</summary>
public sealed record WorkItem(
    TicketKey Ticket, int Seq, Statuses.StatusCode Status, TeamId Team, PersonId? Owner, Statuses.Priority Priority, int Rank, bool HighPriority,
    bool MajorIncident, Instant Opened, Instant Due, int? Point = null, PersonId? TicketOwner = null, bool OpenToTeam = false)
{
    public static WorkItem Of(DeskRules rules, TicketState state, Activity activity, Instant now) => new(
        state.Key, activity.Seq, activity.Status, activity.Team, state.ResponsibleFor(activity), state.Priority, activity.Rank, activity.Meaning.HighPriority,
        state.MajorIncident, activity.Opened, activity.Due, ProgressionPoints.Of(rules, state, activity, now), state.Owner,
        state.OpenChase is { OpenToTeam: true } chase && chase.Activity == activity.Seq);

    public bool IsOverdue(Instant now) => !Activity.IsOnTime(now, Due);
}

/// <summary>
/// The one order of work, in every mode, for the live list, the board and the twin: a major incident first, then the
/// mode's key, then status rank, priority, the oldest opened, ticket, sequence.
/// </summary>
public static class WorkList
{
    public static IComparer<WorkItem> Order(PrioritisationMode mode, Instant now, bool rankWithinOverdue = false) =>
        Comparer<WorkItem>.Create((a, b) =>
        {
            var byIncident = b.MajorIncident.CompareTo(a.MajorIncident);
            if (byIncident != 0)
            {
                return byIncident;
            }

            var byMode = mode switch
            {
                PrioritisationMode.Basic => Compare(a.Point ?? 9, b.Point ?? 9, a.Due.CompareTo(b.Due)),
                PrioritisationMode.StatusRanked => Compare(a.Rank, b.Rank, a.Opened.CompareTo(b.Opened)),
                PrioritisationMode.Advanced or PrioritisationMode.Perfect => Compare(b.HighPriority ? 1 : 0, a.HighPriority ? 1 : 0, a.Due.CompareTo(b.Due)),
                _ when rankWithinOverdue && a.IsOverdue(now) && b.IsOverdue(now) => Compare(a.Rank, b.Rank, a.Due.CompareTo(b.Due)),
                _ => a.Due.CompareTo(b.Due),
            };
            return byMode != 0 ? byMode : Ties(a, b);
        });

    /// <summary>
    /// What a person's list shows: own activities and, for the person's teams, what nobody owns and the chases that their
    /// owner left in silence for half of the allowance. Advanced adds everything
    /// of high priority in those teams; perfect knows no owner and shows what the rota gives; basic only live progression
    /// points. An appointment is also its ticket owner's, and the whole team's while its named person is away. <paramref name="mode"/> is the mode of the item's team.
    /// </summary>
    public static bool Shows(WorkItem item, PersonId person, IReadOnlyCollection<TeamId> teamsOfPerson, PrioritisationMode mode, PublishedRota rota, Instant now)
    {
        if (mode == PrioritisationMode.Basic && item.Point is null)
        {
            return false;
        }

        var ofTeam = teamsOfPerson.Contains(item.Team);
        return mode == PrioritisationMode.Perfect
            ? ofTeam && rota.Shows(item.Team, item.Status, person, now)
            : item.Owner == person
                || (item.Status == Statuses.StatusCode.AppointmentBooked && (item.TicketOwner == person || (ofTeam && item.Owner is { } named && rota.IsAway(named, now))))
                || (ofTeam && (item.Owner is null || item.OpenToTeam))
                || (ofTeam && mode == PrioritisationMode.Advanced && item.HighPriority);
    }

    private static int Compare(int a, int b, int then) => a != b ? a.CompareTo(b) : then;

    private static int Ties(WorkItem a, WorkItem b)
    {
        var byRank = a.Rank.CompareTo(b.Rank);
        var byPriority = byRank != 0 ? byRank : a.Priority.CompareTo(b.Priority);
        var byAge = byPriority != 0 ? byPriority : a.Opened.CompareTo(b.Opened);
        var byTicket = byAge != 0 ? byAge : a.Ticket.CompareTo(b.Ticket);
        return byTicket != 0 ? byTicket : a.Seq.CompareTo(b.Seq);
    }
}

/// <summary>
/// The live progression points of basic mode, in their order: target breached (1), completion warning (2), response
/// warning (3), unread customer update (4), unread colleague update (5), newly assigned and untouched (6).
/// </summary>
public static class ProgressionPoints
{
    public static int? Of(DeskRules rules, TicketState state, Activity activity, Instant now)
    {
        var status = activity.Status;
        if (status == Statuses.StatusCode.New)
        {
            return Response(rules, state, activity, now);
        }

        if (status == Statuses.StatusCode.TargetAtRisk)
        {
            return activity.IsOverdue(now) ? 1 : 2;
        }

        if (status == Statuses.StatusCode.CustomerUpdated || status == Statuses.StatusCode.Reopened || status == Statuses.StatusCode.Chased)
        {
            return 4;
        }

        if (status == Statuses.StatusCode.ColleagueUpdated || status == Statuses.StatusCode.Rejected)
        {
            return 5;
        }

        // What came along from another tool is as new here as what was just assigned.
        return (status == Statuses.StatusCode.Assigned || activity.Meaning.Basis.Rule is DueBasis.Landing or DueBasis.LandingTold) && !state.WorkedByTeam ? 6 : null;
    }

    // A quarter of the target, at least an hour, at most half of it: counted in business time, so that a due early
    // tomorrow warns this afternoon.
    private static int Response(DeskRules rules, TicketState state, Activity activity, Instant now)
    {
        if (activity.IsOverdue(now))
        {
            return 1;
        }

        var target = Duration.FromMilliseconds(activity.Meaning.Basis.ThresholdMs ?? 0);
        var warning = TargetWatch.Lead(new Calendars.WorkingTime(target)).Length;
        var calendar = rules.CalendarFor(activity.Team, state.Service, state.Priority).Calendar;
        return calendar.Between(now, activity.Due).Length <= warning ? 3 : 6;
    }
}
