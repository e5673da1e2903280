using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// With a touch goes how long it took, where the desk keeps that. It moves no due and decides no verdict: nothing is measured by it.
/// <paramref name="Length"/> below zero takes back what the same person noted too much; nothing is nothing said.
/// </summary>
public sealed record SpendTime(PersonId By, Duration Length)
{
    /// <summary>The most that one entry may say.</summary>
    public static readonly Duration Most = Duration.FromHours(24);

    /// <summary>A machine notes it for the person: it counts for the ticket and for nobody.</summary>
    public bool ByMachine { get; init; }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (Length == Duration.Zero)
        {
            return new Decision(state, state, []);
        }

        if (!rules.KeepsTime)
        {
            return TimeRefusals.NotKept;
        }

        if (Length > Most || Length < -Most)
        {
            return TimeRefusals.Outside;
        }

        var noted = state.TimeSpent.Find(spent => spent.Person == (ByMachine ? null : By)).Length;
        if (noted + Length < Duration.Zero)
        {
            return TimeRefusals.BelowNothing;
        }

        var act = new Act(rules, state, Actor.OfSupport(By, ByMachine), now);
        act.Record(new TimeSpent(Length));
        return act.Done();
    }
}

/// <summary>Refusals about time spent.</summary>
public static class TimeRefusals
{
    public static readonly Refusal NotKept = new(RefusalKind.Conflict, "time.not-kept", "This desk keeps no time spent: leave the minutes out, or have an administrator switch it on.");
    public static readonly Refusal Unread = new(RefusalKind.Invalid, "time.unread", "Write time spent as minutes (15), as hours and minutes (0:20) or in words (1h 10m).");
    public static readonly Refusal Outside = new(RefusalKind.Invalid, "time.outside", "One entry is at most 24 hours: note the rest with another.");
    public static readonly Refusal BelowNothing = new(RefusalKind.Invalid, "time.below-nothing", "You have noted less than that on this ticket: take back at most what you noted.");
}
