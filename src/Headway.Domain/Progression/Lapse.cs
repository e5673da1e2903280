using System.Collections.Immutable;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Time passes: the clock's door into the domain. What lapses does so at its own instant, in order, whether the heartbeat
/// came a second or a week later; an act exactly at a due comes before the lapse.
/// </summary>
public static class Lapse
{
    /// <summary>Everything that lapses on the ticket before <paramref name="to"/> (exclusive). Never refuses.</summary>
    public static Decision Until(DeskRules rules, TicketState state, Instant to)
    {
        to = to.Kept();
        var before = state;
        var facts = ImmutableList.CreateBuilder<Recorded<TicketFact>>();
        while (state.WakesAt is { } at && at < to)
        {
            var lapsed = At(rules, state, at);
            facts.AddRange(lapsed.Facts);
            state = lapsed.After;
        }

        return new Decision(before, state, facts.ToImmutable());
    }

    private static Decision At(DeskRules rules, TicketState state, Instant at)
    {
        var act = new Act(rules, state, Actor.Automation, at);
        if (!state.IsOpen && state.ClosesAt == at && state.ClosedAt is null)
        {
            act.Record(new TicketClosed(CloseCode.Solved, null));
            return act.Done();
        }

        foreach (var activity in state.Open.Where(activity => activity.Due == at && activity.RemindsCustomer).ToList())
        {
            if (rules.Automatic.HasFlag(Automatisms.Reminders))
            {
                Remind(act, activity);
            }
            else
            {
                act.Record(new ReminderLeftOut(activity.Seq));
            }
        }

        foreach (var appointment in act.State.Appointments.Where(appointment => appointment.Next?.At == at).ToList())
        {
            act.Record(new AppointmentReached(appointment.Activity, appointment.Next!.Value.Stage));
        }

        foreach (var claim in act.State.Claims.Where(claim => claim.Until == at).ToList())
        {
            act.Record(new ClaimReleased(claim.Activity));
        }

        foreach (var activity in act.State.Open.Where(activity => activity.Verdict is null && activity.JudgedBy == at).ToList())
        {
            act.Judge(activity, Verdict.Late);
        }

        if (act.State.OpenChase is { OpenToTeam: false, WaitingSince: not null } chase && chase.TeamAt == at)
        {
            act.Record(new ChaseOpenedToTeam(chase.Activity));
        }

        Approving.At(act, at);
        TargetRisk.At(act, at);
        if (act.State.PromiseExpires == at)
        {
            act.Record(new PromiseSettled(PromiseOutcome.Missed));
        }

        return act.Done();
    }

    // The reminder is the automation's own act and its first attempt to reach the customer, by mail.
    private static void Remind(Act act, Activity waiting)
    {
        act.Record(new ReminderSent(waiting.Status));
        LogAttempt.Record(act, Channel.Mail, null);
        act.Record(new Progressed(StatusCode.CustomerSilent, true, null, null));
        act.Close(waiting, ActivityOutcome.Progressed);
        // Where the calendar has no opening left to count by, the follow-up is due at once: time can't refuse to pass.
        var due = Dues.AfterThreshold(act, StatusCode.CustomerSilent);
        act.Open(StatusCode.CustomerSilent, due.IsRefused ? new DueFound(act.Now, new DueBasis("calendar-ended")) : due.Value, act.State.Attempts.Count);
    }
}
