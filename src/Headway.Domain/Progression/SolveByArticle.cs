using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A need that an article met while it was being written down: solved straight off, by the customer and nobody else. It is a ticket
/// like any other, so that "still not right" leads back to support. <paramref name="Text"/> says which article it was.
/// </summary>
public sealed record SolveByArticle(PersonId From, long Article, int Version, TextId? Text)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var act = new Act(rules, state, Actor.Customer(From), now);
        if (!state.IsOpen)
        {
            return act.Done();
        }

        act.Record(new SolvedByArticle(Article, Version));
        act.Record(new Replied(Text, Channel.Portal));
        act.CloseAll(ActivityOutcome.Superseded, _ => true);
        act.Record(new TicketResolved(Text, Resolve.ClosesAt(act)));
        return act.Done();
    }
}
