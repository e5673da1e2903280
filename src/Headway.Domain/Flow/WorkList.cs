using Headway.Domain.People;
using Headway.Domain.Rota;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>An open activity with what its place in the list depends on.</summary>
public sealed record WorkItem(
    TicketKey Ticket, int Seq, StatusCode Status, TeamId Team, PersonId? Owner, Priority Priority, int Rank, bool HighPriority,
    bool MajorIncident, Instant Opened, Instant Due, int? Point = null, PersonId? TicketOwner = null, bool OpenToTeam = false)
{
    /// <summary>Who of support moved the ticket on last: shown for continuity, and for affinity where a team wants that.</summary>
    public PersonId? LastHandler { get; init; }

    public static WorkItem Of(DeskRules rules, TicketState state, Activity activity, Instant now) => new(
        state.Key, activity.Seq, activity.Status, activity.Team, state.ResponsibleFor(activity), state.Priority, activity.Rank, activity.Meaning.HighPriority,
        state.MajorIncident, activity.Opened, activity.Due, ProgressionPoints.Of(rules, state, activity, now), state.Owner,
        state.OpenChase is { OpenToTeam: true } chase && chase.Activity == activity.Seq)
    {
        LastHandler = state.LastHandler,
    };

    public bool IsOverdue(Instant now) => !Activity.IsOnTime(now, Due);
}

/// <summary>Why an activity is in somebody's list.</summary>
public enum WhyShown
{
    /// <summary>The person has to do it: owner, helper, or named for the appointment.</summary>
    Own,

    /// <summary>An appointment on the person's own ticket, with somebody else named.</summary>
    OwnTicket,

    /// <summary>Nobody of the team has it.</summary>
    Unowned,

    /// <summary>Its owner left a chase in silence for half of the allowance.</summary>
    OpenToTeam,

    /// <summary>It presses, whoever owns the ticket.</summary>
    HighPriority,

    /// <summary>The named person of the appointment is away.</summary>
    Covered,

    /// <summary>The person holds its queue now.</summary>
    YourQueue,

    /// <summary>Nobody on shift holds its queue.</summary>
    UncoveredQueue,

    /// <summary>It belongs to no queue.</summary>
    NoQueue,
}

/// <summary>
/// The one order of work, in every mode, for the live list, the board and the twin: a major incident first, then the
/// mode's key, then status rank, priority, the oldest opened, ticket, sequence.
/// </summary>
public static class WorkList
{
    /// <summary>By so much sooner somebody's own work counts as due, where a team wants affinity.</summary>
    public static readonly Duration Affinity = Duration.FromMinutes(30);

    /// <param name="mode">The mode of the team whose list it is.</param>
    /// <param name="now">Decides what is overdue.</param>
    /// <param name="rankWithinOverdue">Standard mode only: what is overdue goes by the rank of its status first.</param>
    /// <param name="near">Advanced and perfect only: inside a band, what this person owns (perfect: handled last) comes <see cref="Affinity"/> sooner.</param>
    public static IComparer<WorkItem> Order(PrioritisationMode mode, Instant now, bool rankWithinOverdue = false, PersonId? near = null) =>
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
                PrioritisationMode.Advanced or PrioritisationMode.Perfect =>
                    Compare(b.HighPriority ? 1 : 0, a.HighPriority ? 1 : 0, Near(a, mode, near).CompareTo(Near(b, mode, near))),
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
    /// <returns>The first reason that holds; null when the person's list does not show it.</returns>
    public static WhyShown? Why(WorkItem item, PersonId person, IReadOnlyCollection<TeamId> teamsOfPerson, PrioritisationMode mode, PublishedRota rota, Instant now)
    {
        if (mode == PrioritisationMode.Basic && item.Point is null)
        {
            return null;
        }

        var ofTeam = teamsOfPerson.Contains(item.Team);
        if (mode == PrioritisationMode.Perfect)
        {
            return !ofTeam ? null : rota.Sight(item.Team, item.Status, person, now) switch
            {
                QueueSight.Held => WhyShown.YourQueue,
                QueueSight.Uncovered => WhyShown.UncoveredQueue,
                QueueSight.NoQueue => WhyShown.NoQueue,
                _ => null,
            };
        }

        var appointment = item.Status == StatusCode.AppointmentBooked;
        return item.Owner == person ? WhyShown.Own
            : appointment && item.TicketOwner == person ? WhyShown.OwnTicket
            : !ofTeam ? null
            : item.Owner is null ? WhyShown.Unowned
            : item.OpenToTeam ? WhyShown.OpenToTeam
            : appointment && item.Owner is { } named && rota.IsAway(named, now) ? WhyShown.Covered
            : mode == PrioritisationMode.Advanced && item.HighPriority ? WhyShown.HighPriority
            : null;
    }

    /// <summary>Whether the person's list shows it; see <see cref="Why"/>.</summary>
    public static bool Shows(WorkItem item, PersonId person, IReadOnlyCollection<TeamId> teamsOfPerson, PrioritisationMode mode, PublishedRota rota, Instant now) =>
        Why(item, person, teamsOfPerson, mode, rota, now) is not null;

    /// <summary>Whether affinity lets the item come sooner in the person's list: it is theirs, or (perfect) they handled it last.</summary>
    public static bool IsNear(WorkItem item, PrioritisationMode mode, PersonId person) => mode.SharesWork() && (mode.HasOwners() ? item.Owner : item.LastHandler) == person;

    private static Instant Near(WorkItem item, PrioritisationMode mode, PersonId? near) =>
        near is not { } person || IsNear(item, mode, person) ? item.Due : item.Due + Affinity;

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
