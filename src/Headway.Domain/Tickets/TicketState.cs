using System.Collections.Immutable;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>The promise a customer reads: hear from us by then. Open until settled.</summary>
public sealed record Promise(Instant At, Ledger.Actor SetBy, StatusCode Status, int Activity, bool Chosen, PromiseOutcome? Outcome = null)
{
    /// <summary>When the customer was told.</summary>
    public Instant MadeAt { get; init; }
}

/// <summary>
/// From <paramref name="From"/> on, until the next segment, a clock ran, paused (waiting for somebody else) or was stopped
/// (nothing was open), under this team's calendar.
/// </summary>
public readonly record struct ClockSegment(Instant From, ClockMark Mark, TeamId Team);

public readonly record struct Attempt(int Number, Channel Channel, Instant At);

/// <summary>A customer's message that nobody of support has answered in public yet.</summary>
public sealed record Message(Instant At, PersonId From, Intent Intent, Channel Channel);

/// <summary>One touch by support, for what counts as hollow and for prediction.</summary>
public readonly record struct Touch(StatusCode Situation, Instant At, bool CustomerVisible, PersonId? By = null);

/// <summary>A ticket as the fold of its facts. Nothing in it is set otherwise.</summary>
public sealed record TicketState
{
    public required TicketKey Key { get; init; }

    /// <summary>Sequence number of the last fact; the expected version of the next change.</summary>
    public int Version { get; init; }

    public TicketType Type { get; init; }

    public Priority Priority { get; init; }

    public TeamId Team { get; init; }

    public PersonId? Owner { get; init; }

    public PersonId Requester { get; init; }

    public ServiceId? Service { get; init; }

    public Channel Channel { get; init; }

    public bool MajorIncident { get; init; }

    public TicketKey? FollowUpOf { get; init; }

    public Instant Opened { get; init; }

    /// <summary>When support first answered in public; the response clock stops there.</summary>
    public Instant? FirstReplyAt { get; init; }

    public Instant? LastReplyAt { get; init; }

    public Message? Unanswered { get; init; }

    public Instant? ResolvedAt { get; init; }

    public Ledger.Actor? ResolvedBy { get; init; }

    /// <summary>When a resolved ticket becomes closed by itself.</summary>
    public Instant? ClosesAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public CloseCode? CloseCode { get; init; }

    /// <summary>Resolved or closed, and not taken up again since, though a message may wait for an answer on top of it.</summary>
    public bool HasEnded => ResolvedAt is not null || ClosedAt is not null;

    public int Reopenings { get; init; }

    public int Transfers { get; init; }

    /// <summary>The team that passed the ticket to the present one, and whether that was the desk; null when it was opened here.</summary>
    public TeamId? CameFrom { get; init; }

    public bool CameFromDesk { get; init; }

    /// <summary>Whether the present team has progressed the ticket since it came.</summary>
    public bool WorkedByTeam { get; init; }

    /// <summary>The last hand-on from the desk; null for a ticket that the desk never assigned.</summary>
    public HandOn? HandOn { get; init; }

    public Promise? Promise { get; init; }

    public int PromisesMade { get; init; }

    public int PromisesKept { get; init; }

    public int PromisesMissed { get; init; }

    public int PromisesRenewed { get; init; }

    public ImmutableList<Activity> Activities { get; init; } = [];

    public ImmutableList<ClockSegment> ResponseClock { get; init; } = [];

    public ImmutableList<ClockSegment> ResolutionClock { get; init; } = [];

    public ImmutableList<Attempt> Attempts { get; init; } = [];

    public ImmutableList<Slot> Slots { get; init; } = [];

    public ImmutableList<Appointment> Appointments { get; init; } = [];

    public ImmutableList<Lesson> Lessons { get; init; } = [];

    public ImmutableList<ClaimHeld> Claims { get; init; } = [];

    public ImmutableList<Touch> Touches { get; init; } = [];

    /// <summary>Who of support moved the ticket on last; null before anybody did.</summary>
    public PersonId? LastHandler => Touches.FindLast(touch => touch.By is not null).By;

    public ImmutableHashSet<PersonId> Watchers { get; init; } = [];

    public ImmutableHashSet<long> Tags { get; init; } = [];

    public ImmutableList<(TicketKey Other, LinkKind Kind)> Links { get; init; } = [];

    /// <summary>What it is about, by the desk's list; how many it concerns; how soon it hurts. Null while nobody has said.</summary>
    public long? Category { get; init; }

    public Weight? Impact { get; init; }

    public Weight? Urgency { get; init; }

    /// <summary>What was answered to the questions of its services' forms, by field.</summary>
    public ImmutableDictionary<long, FieldAnswered> Answers { get; init; } = ImmutableDictionary<long, FieldAnswered>.Empty;

    /// <summary>Where this ticket went, when it goes on as part of another; null while it stands by itself.</summary>
    public Merger? Merged { get; init; }

    /// <summary>The tickets that go on as part of this one, in the order they came.</summary>
    public ImmutableList<Joined> Joined { get; init; } = [];

    /// <summary>Messages that became tickets of their own.</summary>
    public ImmutableList<(int Message, TicketKey To)> Splits { get; init; } = [];

    /// <summary>What was asked to be approved, oldest first; at most the last is open.</summary>
    public ImmutableList<Approval> Approvals { get; init; } = [];

    /// <summary>How its resolutions were, as the customer was asked and said; oldest first.</summary>
    public ImmutableList<Rating> Ratings { get; init; } = [];

    /// <summary>How long was worked on it, by person; empty where the desk does not keep it.</summary>
    public ImmutableList<Spent> TimeSpent { get; init; } = [];

    public Duration WorkedFor => TimeSpent.Aggregate(Duration.Zero, (sum, spent) => sum + spent.Length);

    /// <summary>What administrators' rules did to it, oldest first.</summary>
    public ImmutableList<RuleAct> RuleActs { get; init; } = [];

    /// <summary>When a change or fix is to be in place; null when nobody has said.</summary>
    public Instant? PlannedFor { get; init; }

    /// <summary>Every time that a customer asked where it is, in order of their rows.</summary>
    public ImmutableList<Chase> Chases { get; init; } = [];

    public PossibleChase? Possible { get; init; }

    /// <summary>Whether the customer can work meanwhile; null while nobody has said.</summary>
    public bool? Workaround { get; init; }

    public ImmutableList<TargetWatch> Targets { get; init; } = [];

    public bool Exists => Version > 0;

    /// <summary>The chase whose row is open.</summary>
    public Chase? OpenChase => Find(StatusCode.Chased) is { } row ? Chases.FindLast(chase => chase.Activity == row.Seq) : null;

    /// <summary>The approval that is waited for.</summary>
    public Approval? OpenApproval => Approvals.FindLast(approval => approval.IsOpen);

    public IEnumerable<Activity> Open => Activities.Where(activity => activity.IsOpen);

    /// <summary>The one open base activity: the situation; null while only interrupts stand or nothing is open.</summary>
    public Activity? Base => Activities.FindLast(activity => activity.IsOpen && activity.IsBase);

    /// <summary>The agreed time that is still to come or owes its outcome.</summary>
    public Appointment? Booked => Appointments.FindLast(appointment => appointment.IsOpen);

    /// <summary>The times the customer may choose now.</summary>
    public IEnumerable<Slot> OfferedSlots =>
        Find(StatusCode.AppointmentOffered) is { } offer ? Slots.Where(slot => slot.Activity == offer.Seq) : [];

    /// <summary>Who has to do it: the helper for help, the named person for an appointment, else the owner; null: anybody of its team.</summary>
    public PersonId? ResponsibleFor(Activity activity) => activity.Status == StatusCode.Assist ? activity.Assignee : activity.Assignee ?? Owner;

    /// <summary>The most urgent open activity, by rank, then due: what the ticket's status shows.</summary>
    public Activity? Displayed
    {
        get
        {
            Activity? best = null;
            foreach (var activity in Activities)
            {
                if (activity.IsOpen && (best is null || Pressing(activity).CompareTo(Pressing(best)) < 0))
                {
                    best = activity;
                }
            }

            return best;
        }
    }

    public StatusCode Status => Displayed?.Status ?? (ClosedAt is null ? StatusCode.Resolved : StatusCode.Closed);

    public bool IsOpen => Displayed is not null;

    public bool Has(StatusCode status) => Find(status) is not null;

    public Activity? Find(StatusCode status) => Activities.FindLast(activity => activity.IsOpen && activity.Status == status);

    /// <summary>When an open promise is broken. One that goes with an appointment is measured by the appointment.</summary>
    public Instant? PromiseExpires => Promise is { Outcome: null } promise
        ? Instant.Max(promise.At, Activities.FindLast(activity => activity.Seq == promise.Activity && activity.IsOpen)?.Meaning.JudgedBy ?? promise.At)
        : null;

    /// <summary>
    /// The next instant at which something lapses by itself: a verdict falls, a reminder goes out, a promise expires, a
    /// resolved ticket closes. Null when time alone changes nothing.
    /// </summary>
    public Instant? WakesAt
    {
        get
        {
            Instant? wake = PromiseExpires;
            foreach (var activity in Open)
            {
                if (activity.Verdict is null)
                {
                    Sooner(activity.JudgedBy);
                }

                if (activity.RemindsCustomer)
                {
                    Sooner(activity.Due);
                }
            }

            foreach (var appointment in Appointments)
            {
                if (appointment.Next is { } next)
                {
                    Sooner(next.At);
                }
            }

            foreach (var claim in Claims)
            {
                Sooner(claim.Until);
            }

            if (!IsOpen && ClosedAt is null && ClosesAt is { } closes)
            {
                Sooner(closes);
            }

            if (OpenChase is { OpenToTeam: false, WaitingSince: not null, TeamAt: { } teamAt })
            {
                Sooner(teamAt);
            }

            if (OpenApproval?.LapsesAt is { } lapses)
            {
                Sooner(lapses);
            }

            foreach (var watch in Targets)
            {
                if ((watch.WarnsAt ?? watch.BreachesAt) is { } risk)
                {
                    Sooner(risk);
                }
            }

            return wake;

            void Sooner(Instant at) => wake = wake is { } known && known <= at ? known : at;
        }
    }

    /// <summary>Situations in which the customer is reminded when the due is reached.</summary>
    public static bool Reminds(StatusCode status) => status == StatusCode.AwaitCustomer || status == StatusCode.CustomerTesting;

    private static (int, Instant, int) Pressing(Activity activity) => (activity.Rank, activity.Due, activity.Seq);
}
