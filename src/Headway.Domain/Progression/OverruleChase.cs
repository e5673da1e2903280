using Headway.Domain.Chases;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A lead finds a judged chase to be something else. The first verdict stays where it is and both are shown; figures and what
/// follows go by the lead's. <paramref name="Activity"/> names the chase; null for the last one that was judged.
/// </summary>
public sealed record OverruleChase(PersonId By, ChaseFinding Finding, ChaseGround? Ground = null, string? Cause = null, int? Activity = null)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        var found = ChaseReview.Find(state, Activity, known => known.Chases.FindLast(chase => chase.Finding is not null) ?? known.Chases.LastOrDefault());
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (chase, ground) = (found.Value, ChaseReview.GroundOf(Finding, Ground));
        if (chase.Finding is null)
        {
            return ChaseRefusals.NotJudged;
        }

        if (ChaseReview.LacksGround(Finding, ground))
        {
            return ChaseRefusals.GroundMissing;
        }

        if (chase.Stands == Finding && chase.StandingGround == ground && chase.StandingCause == Cause)
        {
            return new Decision(state, state, []);
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new ChaseOverruled(chase.Activity, Finding, ground, Cause));
        return Finding == ChaseFinding.NotAChase && JudgeChase.Dismiss(act, chase) is { } refusal ? refusal : act.Done();
    }
}
