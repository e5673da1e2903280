using Headway.Domain.Ledger;

namespace Headway.Domain.Tickets;

/// <summary>The part of the fold that knows appointments.</summary>
internal static class AppointmentFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        SlotOffered f => Answered(state, recorded) with { Slots = state.Slots.Add(new Slot(f.Activity, f.Start, f.End, f.With, f.Mode)) },
        AppointmentBooked f => Booked(Answered(state, recorded), recorded, f),
        AppointmentTaken f => TicketFold.Change(
            Change(state, f.Activity, kept => kept with { With = f.With, Sequence = kept.Sequence + 1 }), f.Activity, row => row with { Assignee = f.With }),
        AppointmentReached f => Reached(state, f.Activity, f.Stage),
        AppointmentEnded f => Change(state, f.Activity, kept => kept with { Result = f.Result, EndedAt = recorded.At, EndedBy = recorded.By }),
        ActivityClosed f => CalledOff(state, recorded, f.Activity),
        _ => state,
    };

    // Times that support sends or agrees are an answer that the customer has.
    private static TicketState Answered(TicketState state, Recorded<TicketFact> recorded) =>
        recorded.By.IsOfSupport && state.FirstReplyAt is null ? state with { FirstReplyAt = recorded.At } : state;

    private static TicketState Booked(TicketState state, Recorded<TicketFact> recorded, AppointmentBooked f)
    {
        var earlier = f.Moves is { } moved ? state.Appointments.Find(kept => kept.Activity == moved) : null;
        var booked = new Appointment(f.Activity, f.Start, f.End, f.With, f.Mode, recorded.At, recorded.By, f.Moves, f.RemindAt)
        {
            Root = earlier?.Root ?? f.Activity,
            Sequence = (earlier?.Sequence ?? -1) + 1,
        };
        var next = state with { Appointments = state.Appointments.Add(booked) };
        return Reached(TicketFold.Change(next, f.Activity, activity => activity with { Assignee = f.With }), f.Activity, booked.StageAt(recorded.At));
    }

    // It waits quietly until it surfaces, then it is of the first rank; the clock stands still until it begins.
    private static TicketState Reached(TicketState state, int activity, AppointmentStage stage)
    {
        var next = Change(state, activity, kept => kept with { Stage = stage });
        return stage < AppointmentStage.Surfaced
            ? next
            : TicketFold.Change(next, activity, row => row with { Surfaced = true, Begun = stage >= AppointmentStage.Begun });
    }

    // Its row ended without an outcome: the ticket ended, or it was called off.
    private static TicketState CalledOff(TicketState state, Recorded<TicketFact> recorded, int activity) =>
        state.Appointments.Exists(kept => kept.Activity == activity && kept.IsOpen)
            ? Change(state, activity, kept => kept with { Result = AppointmentResult.Cancelled, EndedAt = recorded.At, EndedBy = recorded.By })
            : state;

    private static TicketState Change(TicketState state, int activity, Func<Appointment, Appointment> change)
    {
        var index = state.Appointments.FindIndex(kept => kept.Activity == activity);
        return index < 0 ? state : state with { Appointments = state.Appointments.SetItem(index, change(state.Appointments[index])) };
    }
}
