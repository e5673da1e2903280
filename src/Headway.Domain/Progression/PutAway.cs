using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A message on a resolved ticket needs no answer: what it opened closes with a note, and the ticket stays resolved. Already
/// so when nothing of the kind is open, or when something else is.
/// </summary>
public sealed record PutAway(PersonId By, TextId? Note)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (state.ResolvedAt is null || state.Base is not null || !state.Has(StatusCode.CustomerUpdated))
        {
            return new Decision(state, state, []);
        }

        var act = new Act(rules, state, Actor.Staff(By), now);
        act.Record(new Noted(Note));
        act.CloseAll(ActivityOutcome.Progressed, activity => activity.Status == StatusCode.CustomerUpdated);
        return act.Done();
    }
}
