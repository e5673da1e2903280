using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Says how many a ticket concerns and how soon it hurts. The desk's matrix gives the priority; one that a person names
/// (<paramref name="Overruling"/>) stands instead. No due moves: a priority is for the dues to come.
/// </summary>
public sealed record Weigh(Actor By, Weight? Impact, Weight? Urgency, Priority? Overruling = null)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, By, now);
        if (state.Impact != Impact || state.Urgency != Urgency)
        {
            act.Record(new Weighed(Impact, Urgency));
        }

        if ((Overruling ?? rules.Matrix.Of(Impact, Urgency)) is { } priority && priority != state.Priority)
        {
            act.Record(new PrioritySet(priority));
        }

        return act.Done();
    }
}
