using System.Collections.Immutable;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Domain.Progression;

/// <summary>
/// A ticket that the decision asks to be opened beside this one (a late "not solved" becomes a linked ticket). <paramref name="Within"/>:
/// it is looked at sooner than its response target would have it.
/// </summary>
public sealed record FollowUpRequested(TicketOpened Ticket, Calendars.WorkingTime? Within = null);

/// <summary>
/// What a command comes to: facts to append, or none when it is already so. Never silence; a "no" is a
/// <see cref="Refusal"/> in its <see cref="Outcome{T}"/>.
/// </summary>
public sealed record Decision(TicketState Before, TicketState After, ImmutableList<Recorded<TicketFact>> Facts, FollowUpRequested? FollowUp = null)
{
    public bool AlreadySo => Facts.IsEmpty;

    /// <summary>How many of the facts are what had lapsed before the act; the rest is the act, which can be taken back.</summary>
    public int Lapsed { get; private init; }

    public int ActFrom => Before.Version + Lapsed + 1;

    public int ActTo => After.Version;

    /// <summary>Several commands as one act: each sees what the one before it left; the first "no" refuses all of them.</summary>
    public static Decide InOrder(params IReadOnlyList<Decide> acts) => (rules, state, now) =>
    {
        var whole = new Decision(state, state, []);
        foreach (var act in acts)
        {
            var next = act(rules, whole.After, now);
            if (next.IsRefused)
            {
                return next;
            }

            whole = new Decision(state, next.Value.After, whole.Facts.AddRange(next.Value.Facts), next.Value.FollowUp ?? whole.FollowUp);
        }

        return whole;
    };

    /// <summary>
    /// Decides on what stands now: whatever lapsed since the last act falls first, at its own instant, then the command.
    /// Every door of a running desk comes this way, so that a late heartbeat changes no verdict.
    /// </summary>
    public static Outcome<Decision> AfterLapse(DeskRules rules, TicketState state, NodaTime.Instant now, Decide decide)
    {
        if (state.Merged is not null)
        {
            return TicketRefusals.Merged;
        }

        var lapsed = Lapse.Until(rules, state, now);
        return decide(rules, lapsed.After, now).Then(decided => (Outcome<Decision>)new Decision(
            state, decided.After, lapsed.Facts.AddRange(decided.Facts), decided.FollowUp)
        { Lapsed = lapsed.Facts.Count });
    }

    /// <summary>The same for a command on two tickets.</summary>
    public static Outcome<Both> BothAfterLapse(DeskRules rules, TicketState first, TicketState second, NodaTime.Instant now, DecideBoth decide)
    {
        var (one, other) = (Lapse.Until(rules, first, now), second.Exists ? Lapse.Until(rules, second, now) : new Decision(second, second, []));
        return decide(rules, one.After, other.After, now).Then(both => (Outcome<Both>)new Both(Whole(one, both.First), Whole(other, both.Second)));
    }

    private static Decision Whole(Decision lapsed, Decision decided) =>
        new(lapsed.Before, decided.After, lapsed.Facts.AddRange(decided.Facts), decided.FollowUp) { Lapsed = lapsed.Facts.Count };
}

/// <summary>A command as a pure decision: settings, state and now in; facts, already-so or a refusal out.</summary>
public delegate Outcome<Decision> Decide(DeskRules rules, TicketState state, NodaTime.Instant now);
