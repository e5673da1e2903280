using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>
/// A time is agreed: the offer or the request has its answer and the appointment stands beside the situation. Where one is
/// booked already, this moves it: by the customer when the customer asked for it, else by support.
/// </summary>
public sealed record BookAppointment(Actor By, Booking Booking, TextId? Note = null)
{
    /// <summary>
    /// One of the offered times, by the customer. <paramref name="with"/> is who keeps it when the offer named nobody.
    /// </summary>
    public static Outcome<Decision> Choose(DeskRules rules, TicketState state, Instant now, Actor customer, Instant start, PersonId with)
    {
        if (state.OfferedSlots.FirstOrDefault(slot => slot.Start == start) is not { } slot)
        {
            return AppointmentRefusals.SlotGone;
        }

        return new BookAppointment(customer, new Booking(slot.Start, slot.End, slot.With ?? with, slot.Mode, [])).Decide(rules, state, now);
    }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (!state.IsOpen)
        {
            return TicketRefusals.Closed;
        }

        if (!Booking.MayAgree(rules, state))
        {
            return AppointmentRefusals.NotRun;
        }

        var act = new Act(rules, state, By, now);
        var booking = Booking.Kept();
        if (booking.Check(act) is { } no)
        {
            return no;
        }

        if (state.Booked is { } same && same.Start == booking.Start && same.End == booking.End && same.With == booking.With)
        {
            return new Decision(state, state, []);
        }

        act.Reopen();
        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new Progressed(StatusCode.AppointmentBooked, true, null, null));
        var byCustomer = !By.IsOfSupport || state.Has(StatusCode.AppointmentRequested);
        act.CloseAll(
            ActivityOutcome.Progressed, activity => activity.Status == StatusCode.AppointmentOffered || activity.Status == StatusCode.AppointmentRequested);
        var moved = act.State.Booked;
        if (moved is not null)
        {
            RecordOutcome.End(act, moved, byCustomer ? AppointmentResult.MovedByCustomer : AppointmentResult.MovedByUs);
        }

        booking.Open(act, moved?.Activity);
        act.KeepPromise();
        if (By is { IsOfSupport: true, Person: { } person })
        {
            Progress.Own(act, null, person);
        }

        return act.Done();
    }
}
