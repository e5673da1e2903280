using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>Something that happened to a ticket, in the past tense. Facts carry ids, never words: texts can be erased, the ledger stays.</summary>
public abstract record TicketFact;

public enum TicketType { Incident, Request, Change, Problem, Task }

public enum Channel { Portal, Mail, Phone, Chat, WalkIn, Api }

public enum ActivityOutcome { Progressed, Superseded, ClosedWithTicket, Cancelled }

/// <summary>Fixed once per activity and never changed; <see cref="Excluded"/> stands outside Progression SLA.</summary>
public enum Verdict { Success, Rescheduled, Late, Excluded }

public enum PromiseOutcome { Kept, Missed, Renewed }

public enum CloseCode { Solved, NoContact, Cancelled, Duplicate }

public enum LinkKind { Related, FollowUpOf, CausedBy, DuplicateOf, ParentOf, ChildOf, WaitsFor, AwaitedBy }

/// <summary>What a customer's message wants; <see cref="None"/> until it has been read.</summary>
public enum Intent { None, Answer, Information, Chase, Appointment, Solved, NotSolved, Thanks }

/// <summary>
/// Why an activity is due when it is: the rule that gave the threshold, what capped it, the calendar and version that
/// counted it and why that calendar. <paramref name="Reason"/> and <paramref name="Text"/> say why the customer asked for
/// this time. Kept in the fact, so that every due explains itself for ever.
/// </summary>
public sealed record DueBasis(
    string Rule, long? ThresholdMs = null, string? Cap = null, string? Calendar = null, int? CalendarVersion = null, string? CalendarReason = null, Instant? Eta = null,
    string? Reason = null, TextId? Text = null)
{
    /// <summary>The rules by which an imported ticket's review is due: the landing plan, without and with mail that goes out by itself.</summary>
    public const string Landing = "landing", LandingTold = "landing-told";
}

public sealed record TicketOpened(
    TicketType Type, Priority Priority, TeamId Team, PersonId Requester, ServiceId? Service, Channel Channel, TextId? Text, TicketKey? FollowUpOf) : TicketFact;

/// <summary>
/// An activity begins to exist; its id is the ticket and this fact's sequence number. What the status meant then is kept
/// with it. <paramref name="Since"/> when it counts from earlier than it was recorded.
/// </summary>
public sealed record ActivityOpened(
    StatusCode Status, ActivityType Type, StatusKind Kind, int Rank, bool HighPriority, ClockMark Clock, HeldBy HeldBy,
    TeamId Team, Instant Due, DueBasis Basis, int Attempt = 0, Instant? Since = null, Instant? JudgedBy = null) : TicketFact;

public sealed record ActivityClosed(int Activity, ActivityOutcome Outcome) : TicketFact;

/// <summary>A due was moved without progress. <paramref name="Reason"/> is a code of the desk's list.</summary>
public sealed record ActivityMoved(int Activity, Instant Due, string? Reason, TextId? Text) : TicketFact;

/// <summary>An open activity passes to another team with its due.</summary>
public sealed record ActivityPassed(int Activity, TeamId Team) : TicketFact;

/// <param name="Uncounted">True where the team showed no dues when it fell: it counts in no Progression SLA. Left out where it counts.</param>
public sealed record VerdictFixed(int Activity, Verdict Verdict, TeamId Team, PersonId? Person, bool? Uncounted = null) : TicketFact;

/// <summary>
/// A person of support (or automation) moved the ticket on. <paramref name="Situation"/> is where that leaves it;
/// <paramref name="Predicted"/> what the system had proposed, null when it proposed nothing.
/// </summary>
public sealed record Progressed(StatusCode Situation, bool CustomerVisible, StatusCode? Predicted, string? PredictionRule) : TicketFact;

public sealed record Replied(TextId? Text, Channel Channel) : TicketFact;

public sealed record Noted(TextId? Text) : TicketFact;

public sealed record CustomerWrote(PersonId From, Intent Intent, bool Read, Channel Channel, TextId? Text) : TicketFact;

public sealed record ColleagueWrote(TeamId? Team, TextId? Text) : TicketFact;

public sealed record AttemptLogged(int Number, Channel Channel, TextId? Text) : TicketFact;

public sealed record ReminderSent(StatusCode Status) : TicketFact;

public sealed record OwnerSet(PersonId? Owner) : TicketFact;

public sealed record TeamSet(TeamId Team, TeamId From, bool FromDesk, TextId? Text) : TicketFact;

public sealed record PrioritySet(Priority Priority) : TicketFact;

public sealed record ServiceSet(ServiceId? Service) : TicketFact;

public sealed record TypeSet(TicketType Type) : TicketFact;

public sealed record SubjectSet(TextId? Text) : TicketFact;

public sealed record MajorIncidentSet(bool Major) : TicketFact;

/// <summary>Support (or the customer) declared the need met. Becomes closed at <paramref name="ClosesAt"/> if nothing else happens.</summary>
public sealed record TicketResolved(TextId? Text, Instant? ClosesAt) : TicketFact;

public sealed record TicketClosed(CloseCode Code, TextId? Text) : TicketFact;

public sealed record TicketReopened : TicketFact;

/// <summary>
/// The customer was told when to hear next. <paramref name="Chosen"/> when a person named the time, <paramref name="Text"/>
/// what the customer reads of why it takes longer.
/// </summary>
public sealed record PromiseMade(Instant PromisedAt, int Activity, bool Chosen, TextId? Text = null) : TicketFact;

public sealed record PromiseSettled(PromiseOutcome Outcome) : TicketFact;

public sealed record Linked(TicketKey Other, LinkKind Kind) : TicketFact;

public sealed record Unlinked(TicketKey Other, LinkKind Kind) : TicketFact;

public sealed record Watched(PersonId Person) : TicketFact;

public sealed record Unwatched(PersonId Person) : TicketFact;

public sealed record Tagged(long Tag) : TicketFact;

public sealed record Untagged(long Tag) : TicketFact;

public sealed record FilesAdded(TextId Message, int Count) : TicketFact;

/// <summary>The one who sent it took it back within its ten seconds: the facts from..to count as if they had not been.</summary>
public sealed record Withdrawn(int From, int To) : TicketFact;

public sealed record Claimed(int Activity, Instant Until) : TicketFact;

public sealed record ClaimReleased(int Activity) : TicketFact;
