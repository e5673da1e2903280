using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Appointments;

/// <summary>
/// How the appointment went; owed by half an hour after its end. Absent or missed asks for a new time at once, moved books
/// it. Without a situation left under it, <paramref name="Status"/> opens (work in progress when none is named).
/// </summary>
public sealed record RecordOutcome(PersonId By, AppointmentResult Result, TextId? Note = null, StatusCode? Status = null, Booking? MovedTo = null)
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

        var act = new Act(rules, state, Actor.Staff(By), now);
        var moved = Result is AppointmentResult.MovedByCustomer or AppointmentResult.MovedByUs;
        var missed = Result is AppointmentResult.CustomerAbsent or AppointmentResult.WeMissed;
        if (Check(act, booked, moved, missed) is { } no)
        {
            return no;
        }

        var situation = Status ?? act.State.Base?.Status ?? StatusCode.InProgress;
        var opensBase = !moved && !missed && (Status is not null || act.State.Base is null);
        var due = opensBase ? Dues.Chosen(act, rules.Statuses[situation], null, null, Note is not null) : (Outcome<DueFound>?)null;
        if (due is { IsRefused: true, Refusal: { } dueRefusal })
        {
            return dueRefusal;
        }

        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new Progressed(missed ? StatusCode.AppointmentRequested : moved ? StatusCode.AppointmentBooked : situation, false, null, null));
        End(act, booked, Result);
        if (due is { } found)
        {
            act.CloseAll(ActivityOutcome.Progressed, activity => activity.IsBase);
            act.Open(situation, found.Value);
        }

        if (moved && MovedTo?.Kept() is { } booking)
        {
            booking.Open(act, booked.Activity);
        }

        if (missed && !act.State.Has(StatusCode.AppointmentRequested) && act.OpenAfterThreshold(StatusCode.AppointmentRequested) is { } refusal)
        {
            return refusal;
        }

        Progress.Own(act, null, By);
        return act.Done();
    }

    /// <summary>Closes the appointment's row with the verdict that the result carries; one that has fallen stands.</summary>
    internal static void End(Act act, Appointment booked, AppointmentResult result)
    {
        // The meeting itself is what the customer was promised.
        var (attended, missed) = (result is AppointmentResult.Done or AppointmentResult.Continue or AppointmentResult.CustomerAbsent, result == AppointmentResult.WeMissed);
        if ((attended || missed) && act.State.Promise is { Outcome: null } promise && promise.Activity == booked.Activity)
        {
            act.Record(new PromiseSettled(attended && act.State.PromiseExpires >= act.Now ? PromiseOutcome.Kept : PromiseOutcome.Missed));
        }

        act.Record(new AppointmentEnded(booked.Activity, result));
        var row = act.State.Open.First(activity => activity.Seq == booked.Activity);
        act.Close(row, result == AppointmentResult.MovedByCustomer ? ActivityOutcome.Superseded : ActivityOutcome.Progressed, result switch
        {
            AppointmentResult.WeMissed => Verdict.Late,
            AppointmentResult.MovedByUs => Verdict.Rescheduled,
            _ => null,
        });
    }

    private Refusal? Check(Act act, Appointment booked, bool moved, bool missed)
    {
        if (missed && act.Now < booked.Start)
        {
            return AppointmentRefusals.NotYet;
        }

        if (moved)
        {
            return MovedTo is null ? AppointmentRefusals.NewTimeMissing : MovedTo.Kept().Check(act);
        }

        if (Status is not { } status)
        {
            return null;
        }

        return act.Rules.Statuses.Find(status) is not { } meaning ? StatusRefusals.Unknown.Because($"'{status}' is not a status of this desk.")
            : meaning.Selectable ? null
            : StatusRefusals.NotSelectable;
    }
}
