using Headway.Domain.Ledger;
using Headway.Domain.Statuses;

namespace Headway.Domain.Tickets;

/// <summary>What the ticket is about, by the desk's own list; null for none.</summary>
public sealed record CategorySet(long? Category) : TicketFact;

/// <summary>How many it concerns and how soon it hurts; null while nobody has said.</summary>
public sealed record Weighed(Weight? Impact, Weight? Urgency) : TicketFact;

/// <summary>The part of the fold that knows what a ticket is about and how heavy it is.</summary>
internal static class SortFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        CategorySet f => state with { Category = f.Category },
        Weighed f => state with { Impact = f.Impact, Urgency = f.Urgency },
        _ => state,
    };
}
