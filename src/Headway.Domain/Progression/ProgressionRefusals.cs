namespace Headway.Domain.Progression;

public static class ProgressionRefusals
{
    public static readonly Refusal JournalMissing = new(RefusalKind.Invalid, "progress.journal-missing", "Say what was done: a reply or a note goes with every new situation.");
    public static readonly Refusal DuePast = new(RefusalKind.Invalid, "due.past", "That time has passed: choose one that lies ahead.");
    public static readonly Refusal DueTooFar = new(RefusalKind.Invalid, "due.too-far", "That is more than five years away: choose an earlier time.");
    public static readonly Refusal DueBeyondHorizon = new(RefusalKind.Invalid, "due.beyond-horizon", "A next action is at most 24 business hours away: choose an earlier time, or defer to a day.");
    public static readonly Refusal DayMissing = new(RefusalKind.Invalid, "due.day-missing", "Say which day to defer to.");
    public static readonly Refusal DueMissing = new(RefusalKind.Invalid, "due.missing", "Say the new time.");
    public static readonly Refusal EtaNotExpected = new(RefusalKind.Invalid, "eta.not-expected", "Only what waits for a supplier, a delivery or a change has an ETA.");
    public static readonly Refusal EtaWithoutReason = new(RefusalKind.Invalid, "eta.reason-missing", "More than 40 business hours ahead: say in a note why it takes so long.");
    public static readonly Refusal MoveNotAllowed = new(RefusalKind.Conflict, "reschedule.not-allowed", "This activity can't be moved: do it, or hand it on.");
    public static readonly Refusal NothingToMove = new(RefusalKind.NotFound, "reschedule.nothing-open", "No such activity is open on this ticket.");
    public static readonly Refusal TransferNoteMissing = new(RefusalKind.Invalid, "transfer.note-missing", "Leave a handover note: what was done, what is needed.");
    public static readonly Refusal TransferUseReturn = new(RefusalKind.Conflict, "transfer.use-return", "Your team has not worked on this yet: return it to the Service Desk with a reason instead, so that they learn.");
    public static readonly Refusal WithdrawTooLate = new(RefusalKind.Conflict, "undo.too-late", "It has gone out: ten seconds have passed or something newer stands on the ticket.");
    public static readonly Refusal WithdrawNotYours = new(RefusalKind.Forbidden, "undo.not-yours", "Only who sent it can take it back.");
    public static readonly Refusal AttemptsMissing = new(RefusalKind.Conflict, "close.attempts-missing", "Closing without contact needs at least three attempts on two channels.");
}

/// <summary>Refusals about the ticket as a whole.</summary>
public static class TicketRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "ticket.unknown", "There is no such ticket.");
    public static readonly Refusal Exists = new(RefusalKind.Conflict, "ticket.exists", "That ticket is open already.");
    public static readonly Refusal Closed = new(RefusalKind.Conflict, "ticket.closed", "The ticket is closed. Open a follow-up ticket instead.");
    public static readonly Refusal Merged = new(RefusalKind.Conflict, "ticket.merged", "This ticket goes on as part of another: act there, or take the two apart first.");
    public static readonly Refusal ReplyOutstanding = new(RefusalKind.Conflict, "ticket.reply-outstanding", "The customer's last message has no answer yet. Reply first, or use reply and resolve.");
    public static readonly Refusal ChaseOpen = new(RefusalKind.Conflict, "ticket.chase-open", "The customer asked where it is and has no answer yet. Answer the chase first.");
    public static readonly Refusal AppointmentBooked = new(RefusalKind.Conflict, "ticket.appointment-booked", "An appointment is booked. Record how it went, or cancel it, first.");
    public static readonly Refusal ApprovalOpen = new(RefusalKind.Conflict, "ticket.approval-open", "An approval is still asked for. Wait for it, withdraw it, or resolve without it.");
    public static readonly Refusal ResolutionMissing = new(RefusalKind.Invalid, "resolve.text-missing", "Say what the solution was; the customer reads it.");
    public static readonly Refusal TeamUnknown = new(RefusalKind.Invalid, "team.unknown", "There is no such team.");
    public static readonly Refusal PersonUnknown = new(RefusalKind.Invalid, "person.unknown", "There is no such person.");
    public static readonly Refusal NotAwaitable = new(RefusalKind.Invalid, "link.not-a-change", "Only a change or a problem that is not done yet can be waited for: choose one, or make the other ticket one.");
    public static readonly Refusal LinkToItself = new(RefusalKind.Invalid, "link.to-itself", "A ticket can't be linked to itself.");
}
