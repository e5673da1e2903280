using Headway.Domain.Ledger;
using Headway.Domain.Promises;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Support tells the customer by when they hear from us, without touching the work: no due moves. Later than the usual time
/// takes a <paramref name="Note"/>, or, when an earlier promise would slip, words that the customer reads
/// (<paramref name="Told"/>): the promise is renewed before it is missed. Such words answer nothing that was asked.
/// </summary>
public sealed record MakePromise(PersonId By, Instant? At, TextId? Note = null, TextId? Told = null)
{
    /// <summary>A machine does it for the person.</summary>
    public bool ByMachine { get; init; }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!state.IsOpen || state.Displayed is not { } displayed)
        {
            return TicketRefusals.Closed;
        }

        if (At is not { } wanted)
        {
            return PromiseRefusals.TimeMissing;
        }

        var promise = wanted.Kept();
        if (PromiseKeeping.Check(promise, displayed.Due, now, Note is not null || Told is not null) is { } no)
        {
            return no;
        }

        if (Told is not null && state.Promise is { Outcome: null } stands && stands.At >= promise)
        {
            return PromiseRefusals.NothingNew;
        }

        var act = new Act(rules, state, Actor.OfSupport(By, ByMachine), now);
        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        return act.Done(promise, Told);
    }
}
