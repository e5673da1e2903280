using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Automation;

/// <summary>
/// A ticket that waits for a change or problem follows it: another date moves its due, the end brings it back to work. An
/// outside event, so the row that waited is superseded and nobody's figure changes. The customer is told of both.
/// </summary>
public sealed record FollowLink(TicketKey Other, bool Over, Instant? Date)
{
    /// <summary>Whether what happened to a change or problem concerns those who wait for it.</summary>
    public static bool Concerns(TicketState state, TicketFact fact) =>
        fact is PlannedFor or TicketResolved or TicketClosed or Linked { Kind: LinkKind.AwaitedBy } && state.Links.Exists(link => link.Kind == LinkKind.AwaitedBy);

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if ((!Over && Date is null) || !rules.Automatic.HasFlag(Automatisms.LinkedTickets) || state.Find(StatusCode.AwaitChange) is not { } waiting || !state.Links.Contains((Other, LinkKind.WaitsFor)))
        {
            return new Decision(state, state, []);
        }

        var act = new Act(rules, state, Actor.Automation, now);
        var status = Over ? StatusCode.NextAction : StatusCode.AwaitChange;
        var due = Date is not { } date || Over ? Dues.AfterThreshold(act, status) : Expected(act, date);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        if (!Over && due.Value.Due == waiting.Due)
        {
            return new Decision(state, state, []);
        }

        act.Record(new LinkFollowed(Other, Over, Date));
        act.Close(waiting, ActivityOutcome.Superseded);
        act.Open(status, due.Value);
        return act.Done();
    }

    // A date that has passed is looked at now; a far one needs nobody's reason, since the change itself is the reason.
    private static Outcome<DueFound> Expected(Act act, Instant date) =>
        date <= act.Now
            ? new DueFound(act.Now, new DueBasis("eta", Eta: date))
            : Dues.Chosen(act, act.Rules.Statuses[StatusCode.AwaitChange], null, date, reasonGiven: true);
}
