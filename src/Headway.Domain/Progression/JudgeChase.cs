using Headway.Domain.Chases;
using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A person says what a chase was. It needs no order with the answer: the row ends when both exist. What was no chase
/// ends at once, counts for nothing, and if nobody has answered the message it stands as what it was: a customer's update.
/// <paramref name="Activity"/> names the chase; null for the open one, else the last.
/// </summary>
public sealed record JudgeChase(PersonId By, ChaseFinding Finding, ChaseGround? Ground = null, string? Cause = null, int? Activity = null)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        var found = ChaseReview.Find(state, Activity, known => known.OpenChase ?? known.Chases.LastOrDefault());
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (chase, ground) = (found.Value, ChaseReview.GroundOf(Finding, Ground));
        if (chase.Finding is { } judged)
        {
            return judged == Finding && chase.Ground == ground ? new Decision(state, state, []) : ChaseRefusals.AlreadyJudged;
        }

        if (ChaseReview.LacksGround(Finding, ground))
        {
            return ChaseRefusals.GroundMissing;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new ChaseJudged(chase.Activity, Finding, ground, Cause));
        if (Finding != ChaseFinding.NotAChase)
        {
            Chasing.Settle(act);
            return act.Done();
        }

        return Dismiss(act, chase) is { } refusal ? refusal : act.Done();
    }

    internal static Refusal? Dismiss(Act act, Chase chase)
    {
        if (act.State.Activities.FindLast(row => row.Seq == chase.Activity) is not { IsOpen: true } row)
        {
            return null;
        }

        act.Close(row, ActivityOutcome.Cancelled);
        if (chase.WaitingSince is not { } since || act.State.Has(StatusCode.CustomerUpdated))
        {
            return null;
        }

        var due = Dues.AfterThreshold(act, StatusCode.CustomerUpdated, since);
        if (due.IsRefused)
        {
            return due.Refusal;
        }

        act.Open(StatusCode.CustomerUpdated, due.Value, since: since);
        return null;
    }
}

/// <summary>One tap on a message that reads somewhat like a chase: it was one, and is one as of then, or it was not.</summary>
public sealed record SettleSuspicion(PersonId By, bool IsChase)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (state.Possible is not { } possible)
        {
            return ChaseRefusals.NothingSuspected;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new ChaseSuspicionSettled(possible.Message, IsChase));
        if (!IsChase || !Chasing.Catches(act))
        {
            return act.Done();
        }

        // The row that heard the message as an update gives way to the chase that it was.
        if (act.State.Find(StatusCode.CustomerUpdated) is { } update && update.Opened >= possible.At)
        {
            act.Close(update, ActivityOutcome.Cancelled);
        }

        return Chasing.Capture(act, possible.From, possible.Channel, possible.At) is { } refusal ? refusal : act.Done();
    }
}
