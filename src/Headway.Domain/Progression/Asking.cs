using Headway.Domain.Tickets;

namespace Headway.Domain.Progression;

/// <summary>With a solution the customer is asked how it was, where the desk asks.</summary>
internal static class Asking
{
    public static void HowItWas(Act act)
    {
        // Who solved their own request is not asked about themselves.
        if (!act.Rules.Feedback.Asks || (act.By.IsOfSupport && act.By.Person == act.State.Requester))
        {
            return;
        }

        act.Record(new FeedbackAsked(), act.By.IsOfSupport ? act.By : Ledger.Actor.Automation);
    }
}
