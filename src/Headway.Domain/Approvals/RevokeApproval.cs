using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Approvals;

/// <summary>Support needs no decision any more: nothing waits for it, so the work is what comes next.</summary>
public sealed record RevokeApproval(PersonId By, int Activity, TextId? Why)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists || state.Approvals.FindLast(asked => asked.Activity == Activity) is not { } approval)
        {
            return ApprovalRefusals.Unknown;
        }

        if (approval.WithdrawnAt is not null)
        {
            return new Decision(state, state, []);
        }

        if (approval.Approved is not null)
        {
            return ApprovalRefusals.Decided;
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new ApprovalWithdrawn(Activity, Why));
        if (act.State.Base is not { } waiting || waiting.Status != StatusCode.AwaitApproval)
        {
            return act.Done();
        }

        act.Record(new Progressed(StatusCode.InProgress, false, null, null));
        act.Close(waiting, ActivityOutcome.Cancelled);
        return act.OpenAfterThreshold(StatusCode.InProgress) is { } refusal ? refusal : act.Done();
    }
}
