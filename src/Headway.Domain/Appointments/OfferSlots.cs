using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>A time that is proposed; without a person whoever of the team is free keeps it.</summary>
public sealed record ProposedSlot(Instant Start, Instant End, PersonId? With = null, AppointmentMode Mode = AppointmentMode.Call);

/// <summary>The customer is sent times to choose from: what waited for one is answered, and it is the customer's turn.</summary>
public sealed record OfferSlots(PersonId By, IReadOnlyList<ProposedSlot> Slots, TextId? Reply = null)
{
    public const int Most = 5;

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

        if (Slots.Count is 0 or > Most)
        {
            return Slots.Count == 0 ? AppointmentRefusals.NoSlots : AppointmentRefusals.TooManySlots;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        var slots = Slots.Select(slot => slot with { Start = slot.Start.Kept(), End = slot.End.Kept() }).OrderBy(slot => slot.Start).ToList();
        if (slots.Select(slot => Booking.Check(slot.Start, slot.End, act.Now)).FirstOrDefault(no => no is not null) is { } refusal)
        {
            return refusal;
        }

        var due = Dues.AfterThreshold(act, StatusCode.AppointmentOffered);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        if (Reply is { } reply)
        {
            act.Record(new Replied(reply, Channel.Portal));
            Chasing.Settle(act);
        }

        act.KeepPromise();
        act.Record(new Progressed(StatusCode.AppointmentOffered, true, null, null));
        act.CloseAll(ActivityOutcome.Progressed, activity => activity.IsBase || activity.Status == StatusCode.AppointmentRequested);
        var offer = act.Open(StatusCode.AppointmentOffered, due.Value);
        foreach (var slot in slots)
        {
            act.Record(new SlotOffered(offer, slot.Start, slot.End, slot.With, slot.Mode));
        }

        Progress.Own(act, null, By);
        return act.Done();
    }
}
