using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Chases;

/// <summary>What an asking is: the first, the same asking by another way, or once more.</summary>
public enum ChaseKind { First, SameAsking, Again }

/// <summary>
/// How an asking is taken: <paramref name="Open"/> is the chase it belongs to, null when it begins a new one;
/// <paramref name="Multi"/> whether it makes a multi-chase.
/// </summary>
public sealed record ChaseReading(ChaseKind Kind, Chase? Open, bool Multi);

/// <summary>
/// The duplicate guard: a click in the portal and a mail within half an hour are one asking. After that, while it waits or
/// within five business days of its end, it is a second chase, and a complaint is near.
/// </summary>
public static class ChaseGuard
{
    public static readonly Duration SameAskingWithin = Duration.FromMinutes(30);

    /// <summary>So many business days after a chase ended, another one is a second.</summary>
    public const int AgainWithinDays = 5;

    public static ChaseReading Read(TicketState state, PersonId from, Instant now, WorkCalendar calendar)
    {
        if (state.OpenChase is { } open)
        {
            var same = open.Contacts.Any(contact => contact.Counted && contact.By == from && now - contact.At <= SameAskingWithin);
            return new ChaseReading(same ? ChaseKind.SameAsking : ChaseKind.Again, open, !same);
        }

        var last = state.Chases.FindLast(chase => chase.Stands != ChaseFinding.NotAChase);
        var ended = last is null ? null : state.Activities.FindLast(activity => activity.Seq == last.Activity)?.Closed;
        var again = ended is { } at && (calendar.AddWorkingDays(at, AgainWithinDays) is not { } until || now <= until);
        return new ChaseReading(again ? ChaseKind.Again : ChaseKind.First, null, again);
    }
}

public static class ChaseRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "chase.unknown", "There is no such chase on this ticket.");
    public static readonly Refusal GroundMissing = new(RefusalKind.Invalid, "chase.ground-missing", "Say why the chase is valid: slow at first (a), unmet since then (b), or the target missed (c).");
    public static readonly Refusal AlreadyJudged = new(RefusalKind.Conflict, "chase.already-judged", "This chase has its verdict; a verdict does not change.");
    public static readonly Refusal NotJudged = new(RefusalKind.Conflict, "chase.not-judged", "This chase has no verdict yet: give one; there is nothing to overrule.");
    public static readonly Refusal PhraseMalformed = new(RefusalKind.Invalid, "chase.phrase-malformed", "A phrase has a word to begin with and at most 200 characters; a star comes after three letters at least.");
    public static readonly Refusal LabelsMissing = new(RefusalKind.Conflict, "chase.labels-missing", "There is too little to learn from yet: thirty confirmed messages are needed, eight of them chases and eight not.");
    public static readonly Refusal NothingSuspected = new(RefusalKind.Conflict, "chase.nothing-suspected", "No message of this ticket waits for a word on whether it is a chase.");
}
