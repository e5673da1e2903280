using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Approvals;

/// <summary>
/// Whoever was asked decides, once: the waiting ends and the owner has to go on with it. <paramref name="Activity"/> names the
/// approval.
/// </summary>
public sealed record DecideApproval(PersonId By, int Activity, bool Approved, TextId? Reason)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists || state.Approvals.FindLast(asked => asked.Activity == Activity) is not { } approval || !approval.IsAsked(By))
        {
            return ApprovalRefusals.Unknown;
        }

        if (Check(rules, state, approval) is { } no)
        {
            return no;
        }

        var act = new Act(rules, state, new Actor(ActorKind.Approver, By), now);
        act.Record(new ApprovalDecided(Activity, Approved, Reason));
        if (!state.IsOpen || !rules.Automatic.HasFlag(Automatisms.ColleagueUpdates))
        {
            return act.Done();
        }

        if (!act.State.Has(StatusCode.ColleagueUpdated) && act.OpenAfterThreshold(StatusCode.ColleagueUpdated) is { } refusal)
        {
            return refusal;
        }

        act.CloseAll(ActivityOutcome.Superseded, row => row.Status == StatusCode.AwaitApproval);
        return act.Done();
    }

    private Refusal? Check(DeskRules rules, TicketState state, Approval approval) =>
        approval.WithdrawnAt is not null ? ApprovalRefusals.Withdrawn
        : approval.Approved is not null ? ApprovalRefusals.Decided
        : !rules.OwnApprovals && AskApproval.IsOwn(state, By) ? ApprovalRefusals.OwnRequest
        : !Approved && Reason is null ? ApprovalRefusals.ReasonMissing
        : null;
}
