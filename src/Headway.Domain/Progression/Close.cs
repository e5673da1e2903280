using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A ticket ends without a solution: nobody could be reached, it was cancelled, or it is a duplicate.</summary>
public sealed record Close(PersonId By, CloseCode Code, TextId? Note)
{
    public const int AttemptsNeeded = 3;
    public const int ChannelsNeeded = 2;

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!state.IsOpen && state.ClosedAt is not null)
        {
            return new Decision(state, state, []);
        }

        if (state.Has(StatusCode.Chased))
        {
            return TicketRefusals.ChaseOpen;
        }

        if (state.Has(StatusCode.AppointmentBooked))
        {
            return TicketRefusals.AppointmentBooked;
        }

        if (Code == CloseCode.NoContact && !MayCloseWithoutContact(state))
        {
            return ProgressionRefusals.AttemptsMissing;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new Progressed(StatusCode.Closed, false, null, null));
        if (act.State.Displayed is { } displayed)
        {
            act.Close(displayed, ActivityOutcome.Progressed);
        }

        act.CloseAll(ActivityOutcome.ClosedWithTicket, _ => true);
        act.Record(new TicketClosed(Code, Note));
        return act.Done();
    }

    /// <summary>Three attempts on two channels since the customer was last heard.</summary>
    public static bool MayCloseWithoutContact(TicketState state) =>
        state.Attempts.Count >= AttemptsNeeded && state.Attempts.Select(attempt => attempt.Channel).Distinct().Count() >= ChannelsNeeded;
}
