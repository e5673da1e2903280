using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>Who did it says how long it took, in whole minutes. Below zero takes back what the same person noted too much on this ticket.</summary>
public sealed record TimeSpent(Duration Length) : TicketFact;

/// <summary>What one person noted on a ticket; without a person what machines noted.</summary>
public readonly record struct Spent(PersonId? Person, Duration Length);

/// <summary>The part of the fold that knows how long was worked, where a desk keeps it.</summary>
internal static class TimeFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded)
    {
        if (recorded.Fact is not TimeSpent fact)
        {
            return state;
        }

        PersonId? person = recorded.By.IsPersonOfSupport ? recorded.By.Person : null;
        var at = state.TimeSpent.FindIndex(spent => spent.Person == person);
        var length = fact.Length + (at < 0 ? Duration.Zero : state.TimeSpent[at].Length);
        return state with
        {
            TimeSpent = at < 0 ? state.TimeSpent.Add(new Spent(person, length))
                : length == Duration.Zero ? state.TimeSpent.RemoveAt(at)
                : state.TimeSpent.SetItem(at, new Spent(person, length)),
        };
    }
}
