using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>Moves a due without progress, with a reason. A reason is a code of the desk's list, free words beside it.</summary>
public sealed class RescheduleActivity(TicketActs acts)
{
    public static readonly IReadOnlyList<string> Reasons = ["more-urgent-work", "waiting-for-information", "needs-more-time", "customer-asked", "planned-wrong"];

    public async Task<Outcome<Changed>> Do(ActOn on, Instant? due, string? reason, bool byCustomer, string? status, string? explain = null, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(reason) && !byCustomer)
        {
            return TicketUseRefusals.ReasonMissing;
        }

        var words = new ActWords(acts.Counters);
        var reschedule = new Reschedule(
            on.Caller.Person, due, reason, byCustomer, status is { Length: > 0 } code ? new StatusCode(code) : null, await words.Put(explain));
        return await acts.Do(on, Permission.ActOnTickets, words, reschedule.Decide, stop);
    }
}

public static class TicketUseRefusals
{
    public static readonly Refusal ReasonMissing = new(RefusalKind.Invalid, "reschedule.reason-missing", "Say why it is moved: one of the five reasons is enough.");
    public static readonly Refusal SubjectMissing = new(RefusalKind.Invalid, "ticket.subject-missing", "Say in a few words what it is about.");
    public static readonly Refusal MessageMissing = new(RefusalKind.Invalid, "message.text-missing", "There is nothing in the message yet.");
    public static readonly Refusal RequesterMissing = new(RefusalKind.Invalid, "ticket.requester-missing", "Say for whom the ticket is.");
    public static readonly Refusal ServiceUnknown = new(RefusalKind.Invalid, "service.unknown", "There is no such service.");
    public static readonly Refusal AddressMalformed = new(RefusalKind.Invalid, "person.email-malformed", "That is not an e-mail address.");
    public static readonly Refusal NobodyOwns = new(RefusalKind.Conflict, "nudge.nobody-owns", "Nobody owns this ticket: take it or give it to somebody.");
    public static readonly Refusal DraftTooLong = new(RefusalKind.Invalid, "draft.too-long", "That is more than a message holds. Put it into a file.");
    public static readonly Refusal MacroUnknown = new(RefusalKind.NotFound, "macro.unknown", "There is no such canned text any more.");
    public static readonly Refusal ByNotAllowed = new(RefusalKind.Invalid, "request.by-not-allowed", "Who acts is the one who is signed in: leave 'by' out.");
    public static readonly Refusal NothingDue = new(RefusalKind.NotFound, "explain.nothing-due", "Nothing is due on this ticket any more.");
    public static readonly Refusal TooManyTags = new(RefusalKind.Invalid, "ticket.too-many-tags", "At most 20 tags, each of at most 40 characters.");
    public static readonly Refusal CategoryUnknown = new(RefusalKind.Invalid, "ticket.category-unknown", "There is no such category, or it was put away. Choose one of the list.");
    public static readonly Refusal WeightUnknown = new(RefusalKind.Invalid, "ticket.weight-unknown", "Impact and urgency are high, medium or low.");
    public static readonly Refusal SubjectTooLong = new(RefusalKind.Invalid, "ticket.subject-too-long", "Say it in at most 300 characters; the rest belongs into a message.");
    public static readonly Refusal SkipReasonMissing = new(RefusalKind.Invalid, "skip.reason-missing", "Say why it is skipped: one of the five reasons is enough.");
    public static readonly Refusal NotYoursToGive = new(
        RefusalKind.Forbidden, "transfer.not-yours", "A colleague works on this. Take it first, or ask a lead to give it to somebody.");

    public static readonly Refusal AlreadyThere = new(RefusalKind.Conflict, "transfer.already-there", "It is with this team and this person already. Choose another team or another person.");
    public static readonly Refusal BulkCount = new(RefusalKind.Invalid, "bulk.count", "Mark between 1 and 100 rows.");
    public static readonly Refusal BulkUnknown = new(RefusalKind.Invalid, "bulk.unknown", "Choose what to do with the marked rows.");
}
