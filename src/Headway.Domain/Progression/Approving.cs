using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>What becomes of an open approval by itself: its due passes, or its ticket ends.</summary>
internal static class Approving
{
    /// <summary>The due has passed: said once, and the substitute is asked where that has not happened yet.</summary>
    public static void At(Act act, Instant at)
    {
        if (act.State.OpenApproval is not { } approval || approval.LapsesAt != at)
        {
            return;
        }

        act.Record(new ApprovalLapsed(approval.Activity));
        if (approval is { Substitute: { } second, SubstituteAskedAt: null })
        {
            act.Record(new SubstituteAsked(approval.Activity, second, false));
        }
    }

    /// <summary>Nothing is to be approved of a ticket that has ended.</summary>
    public static void Settle(Act act)
    {
        if (!act.State.IsOpen && act.State.OpenApproval is { } approval)
        {
            act.Record(new ApprovalWithdrawn(approval.Activity), act.By.IsPersonOfSupport ? act.By : Actor.Automation);
        }
    }
}
