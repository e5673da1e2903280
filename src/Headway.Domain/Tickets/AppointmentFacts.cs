using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>How the two meet.</summary>
public enum AppointmentMode { Call, Remote, Visit, Workshop }

/// <summary>How an appointment went. <see cref="Cancelled"/> is not an outcome that is chosen: it was called off, or the ticket ended.</summary>
public enum AppointmentResult { Done, Continue, CustomerAbsent, WeMissed, MovedByCustomer, MovedByUs, Cancelled }

/// <summary>
/// What time brings to an appointment, in order: a business day and a quarter of an hour before it both sides are reminded,
/// it surfaces in the list, it begins, it ends and wants its outcome.
/// </summary>
public enum AppointmentStage { Agreed, DayBefore, QuarterBefore, Surfaced, Begun, Over }

/// <summary>A time the customer may choose. <paramref name="Activity"/> is the offer it belongs to; without a person anybody of the team keeps it.</summary>
public sealed record SlotOffered(int Activity, Instant Start, Instant End, PersonId? With, AppointmentMode Mode) : TicketFact;

/// <summary>
/// A time is agreed. <paramref name="Moves"/> is the appointment that this one takes the place of; <paramref name="RemindAt"/>
/// the moment of the first reminder, null when the time is nearer than that.
/// </summary>
public sealed record AppointmentBooked(
    int Activity, Instant Start, Instant End, PersonId With, AppointmentMode Mode, int? Moves, Instant? RemindAt) : TicketFact;

/// <summary>A teammate keeps it in place of the named person; the time stays.</summary>
public sealed record AppointmentTaken(int Activity, PersonId With) : TicketFact;

public sealed record AppointmentReached(int Activity, AppointmentStage Stage) : TicketFact;

public sealed record AppointmentEnded(int Activity, AppointmentResult Result) : TicketFact;
