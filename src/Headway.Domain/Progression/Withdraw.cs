using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// Takes back a touch within ten seconds: by who sent it or for whom a machine did, while nothing newer stands on the ticket. The rows are as they
/// were, and a verdict that the touch itself decided is undecided again; no verdict goes away in any other manner.
/// </summary>
public sealed record Withdraw(PersonId By, int From, int To)
{
    public static readonly Duration Window = Duration.FromSeconds(10);

    public Outcome<Decision> Decide(TicketState state, IReadOnlyList<Recorded<TicketFact>> ledger, Instant now)
    {
        now = now.Kept();
        var touch = ledger.Where(recorded => recorded.Seq >= From && recorded.Seq <= To).ToList();
        if (touch.Count == 0 || touch.Count != To - From + 1 || touch.Exists(recorded => recorded.Fact is TicketOpened or Withdrawn or MergedInto or TakenIn or Unmerged or LetGo or SplitOff))
        {
            return ProgressionRefusals.WithdrawTooLate;
        }

        if (touch.Exists(recorded => !recorded.By.IsOfSupport || recorded.By.Person != By))
        {
            return ProgressionRefusals.WithdrawNotYours;
        }

        if (state.Version != To || now - touch[0].At > Window)
        {
            return ProgressionRefusals.WithdrawTooLate;
        }

        var withdrawn = new Recorded<TicketFact>(state.Version + 1, now, Actor.Staff(By), new Withdrawn(From, To));
        return new Decision(state, TicketFold.Of(state.Key, [.. ledger, withdrawn]), [withdrawn]);
    }
}
