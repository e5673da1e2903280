using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A joint ticket: several teams or colleagues each get a part of their own, with its own due and credit, in one act. The ticket
/// stays where it is, its owner leads, and the customer reads one promise.
/// </summary>
public sealed record AskTogether(IReadOnlyList<AskForHelp> Parts)
{
    /// <summary>More would be a meeting, not a ticket.</summary>
    public const int Most = 6;

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (Parts.Count is 0 or > Most)
        {
            return HelpRefusals.PartsMalformed;
        }

        var after = state;
        var facts = System.Collections.Immutable.ImmutableList.CreateBuilder<Ledger.Recorded<TicketFact>>();
        foreach (var part in Parts)
        {
            var decided = part.Decide(rules, after, now);
            if (decided.IsRefused)
            {
                return decided;
            }

            facts.AddRange(decided.Value.Facts);
            after = decided.Value.After;
        }

        return new Decision(state, after, facts.ToImmutable());
    }
}
