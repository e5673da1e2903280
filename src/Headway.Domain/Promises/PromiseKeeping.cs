using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Promises;

/// <summary>
/// What the customer is told: we will be in touch by then. It follows the displayed activity: its due and 15 minutes,
/// rounded up to the quarter hour.
/// </summary>
public static class PromiseKeeping
{
    private const long Quarter = 15 * 60 * 1000;

    private static readonly Duration Farthest = Duration.FromDays(5 * 366);

    /// <summary>
    /// The promise that goes with a due. Every zone in use stands a whole number of quarter hours from UTC, so rounding the
    /// instant rounds the customer's wall clock too.
    /// </summary>
    public static Instant For(Instant due)
    {
        var earliest = due.ToUnixTimeMilliseconds() + Quarter;
        return Instant.FromUnixTimeMilliseconds((earliest + Quarter - 1) / Quarter * Quarter);
    }

    /// <summary>A promise a person names lies ahead, not before the next look, and later than it only with a word why.</summary>
    public static Refusal? Check(Instant promise, Instant due, Instant now, bool reasonGiven)
    {
        if (promise < due)
        {
            return PromiseRefusals.BeforeDue;
        }

        if (promise <= now)
        {
            return PromiseRefusals.Past;
        }

        if (promise - now > Farthest)
        {
            return PromiseRefusals.TooFar;
        }

        return promise > due && promise != For(due) && !reasonGiven ? PromiseRefusals.NoteMissing : null;
    }

    /// <summary>
    /// From when on a promise that stands is about to slip: a quarter of its working time is left, an hour at most. Null when
    /// it was settled, or the calendar has no opening left.
    /// </summary>
    public static Instant? SlipsFrom(TicketState state, WorkCalendar calendar)
    {
        if (state.Promise is not { Outcome: null } promise || state.PromiseExpires is not { } expires)
        {
            return null;
        }

        var whole = calendar.Between(promise.MadeAt, expires);
        var lead = WorkingTime.Min(new WorkingTime(whole.Length / 4), WorkingTime.FromHours(1));
        return calendar.Add(promise.MadeAt, whole - lead);
    }

    /// <summary>Whether a customer-visible act by a person, now, keeps the promise that stands.</summary>
    public static bool KeepsBy(TicketState state, Instant now) =>
        state.PromiseExpires is { } expires && Activity.IsOnTime(now, expires);

    /// <summary>
    /// What follows for the promise from what the ticket shows after an act: the old one settled when the act overtook it
    /// (renewed before it expired, missed after) and a new one when something else is displayed or a time was chosen.
    /// </summary>
    public static IEnumerable<TicketFact> Follow(TicketState state, Instant now, Instant? chosen, TextId? told = null)
    {
        var old = state.Promise;
        var expires = state.PromiseExpires;
        var displayed = state.Displayed;
        var at = displayed is null ? (Instant?)null : chosen ?? For(displayed.Due);
        if (at is { } next && (next <= now || Stands(old, displayed!, next, chosen)))
        {
            yield break;
        }

        if (old is { Outcome: null })
        {
            yield return new PromiseSettled(Activity.IsOnTime(now, expires ?? old.At) ? PromiseOutcome.Renewed : PromiseOutcome.Missed);
        }

        if (at is { } promised)
        {
            yield return new PromiseMade(promised, displayed!.Seq, chosen is not null, told);
        }
    }

    // A kept promise for an activity that is still displayed is given again; an open or missed one stands.
    private static bool Stands(Promise? old, Activity displayed, Instant next, Instant? chosen) =>
        old is { Outcome: null or PromiseOutcome.Missed }
        && old.Activity == displayed.Seq
        && (old.At == next || (chosen is null && old.Chosen));
}

public static class PromiseRefusals
{
    public static readonly Refusal BeforeDue = new(RefusalKind.Invalid, "promise.before-due", "The promise lies before the next look: promise a later time, or plan to look earlier.");
    public static readonly Refusal Past = new(RefusalKind.Invalid, "promise.past", "That time has passed: promise one that lies ahead.");
    public static readonly Refusal TimeMissing = new(RefusalKind.Invalid, "promise.time-missing", "Say by when the customer hears from us.");
    public static readonly Refusal TooFar = new(RefusalKind.Invalid, "promise.too-far", "That is more than five years away: promise an earlier time.");
    public static readonly Refusal NothingNew = new(RefusalKind.Invalid, "promise.nothing-new", "They were told that time already: promise a later one.");
    public static readonly Refusal NoteMissing = new(RefusalKind.Invalid, "promise.note-missing", "A later promise needs a word why: add a note.");
}
