using System.Globalization;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>What can call a rule.</summary>
public enum TriggerKind
{
    TicketOpened, StatusEntered, CustomerWrote, DueApproaching, DuePassed, PriorityChanged, TeamChanged, ServiceChanged, Tagged, AttemptLogged, Returned, PromiseMissed,
}

/// <summary>
/// The event of a rule. <paramref name="Of"/> narrows it: a status, an intent, a priority, a team's, service's or tag's id, a
/// number of attempts; empty for any. <paramref name="Away"/> from a due, before or after, as the clock on the wall goes.
/// </summary>
public sealed record Trigger(TriggerKind Kind, string Of = "", Duration Away = default)
{
    /// <summary>Longer than a week from a due nothing is called.</summary>
    public static readonly Duration Farthest = Duration.FromDays(7);

    public bool ByTime => Kind is TriggerKind.DueApproaching or TriggerKind.DuePassed;

    /// <summary>Whether the fact is this event. Dues that come near or pass leave no fact: see <see cref="Moment"/>.</summary>
    public bool Is(TicketFact fact) => (Kind, fact) switch
    {
        (TriggerKind.TicketOpened, TicketOpened) => true,
        (TriggerKind.StatusEntered, ActivityOpened f) => Any(f.Status.Value),
        (TriggerKind.StatusEntered, TicketResolved) => Any(StatusCode.Resolved.Value),
        (TriggerKind.StatusEntered, TicketClosed) => Any(StatusCode.Closed.Value),
        (TriggerKind.CustomerWrote, CustomerWrote f) => Any(f.Intent.ToString()),
        (TriggerKind.PriorityChanged, PrioritySet f) => Any(f.Priority.ToString()),
        (TriggerKind.TeamChanged, TeamSet f) => Any(Id(f.Team.Value)),
        (TriggerKind.ServiceChanged, ServiceSet f) => Any(f.Service is { } service ? Id(service.Value) : "none"),
        (TriggerKind.Tagged, Tagged f) => Any(Id(f.Tag)),
        (TriggerKind.AttemptLogged, AttemptLogged f) => Of.Length == 0 || (int.TryParse(Of, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && f.Number >= least),
        (TriggerKind.Returned, LessonSent { Kept: false }) => true,
        (TriggerKind.PromiseMissed, PromiseSettled { Outcome: PromiseOutcome.Missed }) => true,
        _ => false,
    };

    /// <summary>When an open activity's due calls the rule; null for one that never does.</summary>
    public Instant? Moment(Activity activity) =>
        !ByTime || !Any(activity.Status.Value) ? null
        : Kind == TriggerKind.DueApproaching ? activity.Due - Away
        : activity.Due + Away;

    /// <summary>Whether the ticket stands now as the event leaves it: what a preview counts.</summary>
    public bool Stands(TicketState state, Instant now) => Kind switch
    {
        TriggerKind.TicketOpened => true,
        TriggerKind.StatusEntered => state.Open.Any(open => Any(open.Status.Value)),
        TriggerKind.CustomerWrote => state.Unanswered is { } message && Any(message.Intent.ToString()),
        TriggerKind.DueApproaching => state.Open.Any(open => Moment(open) is { } at && at <= now && !open.IsOverdue(now)),
        TriggerKind.DuePassed => state.Open.Any(open => Moment(open) is { } at && at <= now),
        TriggerKind.PriorityChanged => Any(state.Priority.ToString()),
        TriggerKind.TeamChanged => Any(Id(state.Team.Value)),
        TriggerKind.ServiceChanged => Any(state.Service is { } service ? Id(service.Value) : "none"),
        TriggerKind.Tagged => Of.Length == 0 ? !state.Tags.IsEmpty : state.Tags.Any(tag => Id(tag) == Of),
        TriggerKind.AttemptLogged => state.Attempts.Count >= (int.TryParse(Of, NumberStyles.None, CultureInfo.InvariantCulture, out var least) ? least : 1),
        TriggerKind.Returned => state.Has(StatusCode.Rejected),
        _ => state.Promise is { Outcome: PromiseOutcome.Missed },
    };

    private bool Any(string value) => Of.Length == 0 || Of == value;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
