using Headway.Domain.Ledger;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// "I've got this": the activity is the person's for a quarter of an hour, seen by all. Ownership stays as it is. It runs
/// out by itself, and ends with the activity.
/// </summary>
/// <param name="By">Whose it becomes.</param>
/// <param name="Activity">Which one; null for the most urgent open one.</param>
public sealed record ClaimActivity(PersonId By, int? Activity = null)
{
    public static readonly Duration Length = Duration.FromMinutes(15);

    /// <summary>A machine takes it in hand for the person.</summary>
    public bool ByMachine { get; init; }

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        var activity = Activity is { } seq ? state.Open.FirstOrDefault(open => open.Seq == seq) : state.Displayed;
        if (activity is null)
        {
            return ClaimRefusals.NothingOpen;
        }

        var act = new Act(rules, state, Actor.OfSupport(By, ByMachine), now);
        if (state.Claims.Find(claim => claim.Activity == activity.Seq && claim.Until > act.Now) is { } held)
        {
            return held.Person == By ? new Decision(state, state, []) : ClaimRefusals.Held;
        }

        act.Record(new Claimed(activity.Seq, act.Now + Length));
        return act.Done();
    }
}

/// <summary>Gives back what one has claimed.</summary>
public sealed record ReleaseClaim(PersonId By)
{
    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        var act = new Act(rules, state, Actor.Staff(By), now);
        foreach (var claim in state.Claims.Where(claim => claim.Person == By).ToList())
        {
            act.Record(new ClaimReleased(claim.Activity));
        }

        return act.Done();
    }
}

public static class ClaimRefusals
{
    public static readonly Refusal Held = new(RefusalKind.Conflict, "claim.held", "Somebody else has this just now. Take the next one, or ask them.");
    public static readonly Refusal NothingOpen = new(RefusalKind.Conflict, "claim.nothing-open", "Nothing is open on this ticket.");
}
