using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>
/// The appointment is called off without a new time. By the customer it is news that wants a follow-up; by support it is
/// a reschedule, and a new time is owed.
/// </summary>
public sealed record CancelAppointment(Actor By, TextId? Text = null, Channel Channel = Channel.Portal)
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

        var act = new Act(rules, state, By, now);
        var ours = By.IsOfSupport;
        if (ours)
        {
            if (Text is { } note)
            {
                act.Record(new Noted(note));
            }

            act.Record(new Progressed(StatusCode.AppointmentRequested, true, null, null));
        }
        else
        {
            act.Record(new CustomerWrote(By.Person ?? state.Requester, Intent.Appointment, false, Channel, Text));
        }

        act.Record(new AppointmentEnded(booked.Activity, AppointmentResult.Cancelled));
        act.Close(
            act.State.Open.First(activity => activity.Seq == booked.Activity), ActivityOutcome.Cancelled, ours ? Verdict.Rescheduled : Verdict.Excluded);
        var next = ours ? StatusCode.AppointmentRequested : StatusCode.CustomerUpdated;
        if (!act.State.Has(next) && act.OpenAfterThreshold(next) is { } refusal)
        {
            return refusal;
        }

        return act.Done();
    }
}
