namespace Headway.Domain.Appointments;

public static class AppointmentRefusals
{
    public static readonly Refusal Past = new(RefusalKind.Invalid, "appointment.past", "That time has begun already: choose one that lies ahead.");
    public static readonly Refusal EndsFirst = new(RefusalKind.Invalid, "appointment.ends-first", "An appointment ends after it starts: choose a later end.");
    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "appointment.too-long", "An appointment lasts twelve hours at most: book the days one by one.");
    public static readonly Refusal TooFar = new(RefusalKind.Invalid, "appointment.too-far", "That is more than a year away: choose an earlier time, or defer to a day.");
    public static readonly Refusal DoubleBooked = new(RefusalKind.Conflict, "appointment.double-booked", "That person has another appointment then: choose another time or another person.");
    public static readonly Refusal NotRun = new(RefusalKind.Conflict, "appointment.not-run", "This team agrees no times here: say in a reply when you call.");
    public static readonly Refusal NoSlots = new(RefusalKind.Invalid, "offer.slots-missing", "Offer at least one time to choose from.");
    public static readonly Refusal TooManySlots = new(RefusalKind.Invalid, "offer.too-many", "Offer five times at most: more are hard to choose from.");
    public static readonly Refusal SlotGone = new(RefusalKind.Conflict, "offer.gone", "That time is no longer free. Choose another one.");
    public static readonly Refusal NoneBooked = new(RefusalKind.NotFound, "appointment.none", "No appointment is booked on this ticket.");
    public static readonly Refusal NotYet = new(RefusalKind.Conflict, "appointment.not-yet", "It has not begun: nobody can have missed it. Move or cancel it instead.");
    public static readonly Refusal NewTimeMissing = new(RefusalKind.Invalid, "appointment.new-time-missing", "Say to which time it was moved.");
}
