using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>A teammate keeps an agreed time in place of who was named (away, say). For the customer nothing moves.</summary>
public sealed record TakeOverAppointment(PersonId By, IReadOnlyList<Busy> Busy)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (state.Booked is not { } booked)
        {
            return AppointmentRefusals.NoneBooked;
        }

        if (Busy.Any(taken => taken.Person == By && taken.Ticket != state.Key && booked.Overlaps(taken.Start, taken.End)))
        {
            return AppointmentRefusals.DoubleBooked;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        if (booked.With != By)
        {
            act.Record(new AppointmentTaken(booked.Activity, By));
        }

        return act.Done();
    }
}
