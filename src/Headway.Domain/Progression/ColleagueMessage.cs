using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>Another team, a supplier or an approver answered; the owner has to use it.</summary>
public sealed record ColleagueMessage(Actor By, TeamId? Team, TextId? Text)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, By, now);
        act.Record(new ColleagueWrote(Team, Text));
        if (!state.IsOpen || state.Has(StatusCode.ColleagueUpdated) || !rules.Automatic.HasFlag(Automatisms.ColleagueUpdates))
        {
            return act.Done();
        }

        return act.OpenAfterThreshold(StatusCode.ColleagueUpdated) is { } refusal ? refusal : act.Done();
    }
}
