using Headway.Domain.Ledger;

namespace Headway.Domain.Tickets;

/// <summary>The part of the fold that knows rules' acts, planned dates and reminders left out.</summary>
internal static class AutomationFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        RuleActed f => state with { RuleActs = state.RuleActs.Add(new RuleAct(f.Rule, f.Trigger, recorded.At, recorded.Seq, f.Chain)) },
        PlannedFor f => state with { PlannedFor = f.Date },
        ReminderLeftOut f => TicketFold.Change(state, f.Activity, activity => activity with { Unreminded = true }),
        _ => state,
    };
}
