using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>
/// One cause, one situation, one promise: who joins a cause that is in hand stands where it stands and is told the same time. Nobody
/// answered them yet, so the clock of the first answer runs on.
/// </summary>
public sealed record JoinCause(StatusCode Situation, Instant Due)
{
    /// <summary>Null while nothing is promised of the cause, or what it waits for is its own customer.</summary>
    public static JoinCause? Of(TicketState cause, Instant now) =>
        cause is { IsOpen: true, Base: { } stands } && stands.Due > now && stands.Status != StatusCode.New && stands.Status != StatusCode.Assigned && stands.Meaning.HeldBy != HeldBy.Customer
            ? new JoinCause(stands.Status, stands.Due)
            : null;

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (state.Base is not { } opened || rules.Statuses.Find(Situation) is not { Selectable: true })
        {
            return new Decision(state, state, []);
        }

        var act = new Act(rules, state, Actor.Automation, now);
        act.Close(opened, ActivityOutcome.Superseded);
        act.Record(new Progressed(Situation, false, null, null));
        act.Open(Situation, new DueFound(Due, new DueBasis("cause")));
        return act.Done();
    }
}
