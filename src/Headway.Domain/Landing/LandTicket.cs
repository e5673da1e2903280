using System.Collections.Immutable;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Landing;

/// <summary>When an open ticket is to be looked at for the first time, and under which import.</summary>
public sealed record LandingSlot(long Import, Instant Due, bool Quiet);

/// <summary>
/// Another tool's ticket to a ledger of ours. The past stands at its own times, marked as imported; an open ticket lands in
/// its situation with one activity, its review, due by the landing plan. The review has its verdict from the start,
/// Excluded: Progression SLA begins with what a person makes of it.
/// </summary>
public static class LandTicket
{
    /// <summary>The basis of a review's due; the second where customers are told by themselves from the start.</summary>
    public const string Rule = DueBasis.Landing;

    public static IReadOnlyList<Recorded<TicketFact>> Facts(PastTicket past, LandingSlot? slot, DeskRules rules, Instant now)
    {
        var facts = new List<Recorded<TicketFact>>(past.Entries.Count + 5);
        var at = past.Opened;
        Record(facts, at, Actor.Customer(past.Requester), new TicketOpened(past.Type, past.Priority, past.Team, past.Requester, null, Channel.Api, past.Text, null));
        foreach (var entry in past.Entries)
        {
            at = Instant.Max(at, entry.At);
            Record(facts, at, By(past.Requester, entry), new PastImported(entry.Kind, entry.Status, entry.Team, entry.Text));
        }

        if (past.Situation is not { } situation || slot is null)
        {
            Record(facts, at, Actor.Automation, new TicketResolved(null, null));
            Record(facts, at, Actor.Automation, new TicketClosed(CloseCode.Solved, null));
            return facts;
        }

        var team = past.Entries.LastOrDefault(entry => entry.Team is not null)?.Team ?? past.Team;
        if (past.Owner is { } owner)
        {
            Record(facts, at, Actor.Automation, new OwnerSet(owner));
        }

        now = Instant.Max(now.Kept(), at);
        Record(facts, now, Actor.Automation, new Landed(slot.Import, slot.Quiet));
        Review(facts, rules, situation, team, slot, now, past.Owner);
        return facts;
    }

    /// <summary>
    /// The other tool's desk went on: what is new there follows, if nobody has worked on the ticket here. Refused then,
    /// <see cref="LandingRefusals.WorkedOn"/>.
    /// </summary>
    public static Outcome<Decision> GoOn(DeskRules rules, TicketState state, PastTicket past, int known, LandingSlot slot, Instant now)
    {
        if (!IsUntouched(state))
        {
            return LandingRefusals.WorkedOn;
        }

        var act = new Telling(state, now);
        foreach (var entry in past.Entries.Skip(known))
        {
            act.Record(new PastImported(entry.Kind, entry.Status, entry.Team, entry.Text), By(state.Requester, entry), entry.At);
        }

        var review = state.Displayed;
        if (past.Situation is null)
        {
            if (review is not null)
            {
                act.Record(new ActivityClosed(review.Seq, ActivityOutcome.ClosedWithTicket));
                act.Record(new TicketResolved(null, null));
                act.Record(new TicketClosed(CloseCode.Solved, null));
            }

            return act.Done();
        }

        if (review is null || review.Status != past.Situation || act.State.Team != state.Team)
        {
            if (review is not null)
            {
                act.Record(new ActivityClosed(review.Seq, ActivityOutcome.Superseded));
            }
            else
            {
                act.Record(new TicketReopened());
            }

            act.Record(new Landed(slot.Import, slot.Quiet));
            act.Record(Opening(rules, past.Situation.Value, act.State.Team, review is null ? slot : slot with { Due = review.Due }));
            act.Record(new VerdictFixed(act.State.Version, Verdict.Excluded, act.State.Team, act.State.Owner));
        }

        return act.Done();
    }

    /// <summary>The plan was changed: the review stands at another time. No verdict, for it never had one to lose.</summary>
    public static Outcome<Decision> Move(TicketState state, Instant due, Actor by, Instant now)
    {
        if (Review(state) is not { } review)
        {
            return LandingRefusals.WorkedOn;
        }

        var act = new Telling(state, now);
        if (review.Due != due)
        {
            act.Record(new ActivityMoved(review.Seq, due, "landing", null), by);
        }

        return act.Done();
    }

    /// <summary>The import is taken back: what nobody has worked on leaves the desk, its history stays told.</summary>
    public static Outcome<Decision> TakeBack(TicketState state, Actor by, Instant now)
    {
        if (!IsUntouched(state) || Review(state) is not { } review)
        {
            return LandingRefusals.WorkedOn;
        }

        var act = new Telling(state, now);
        act.Record(new ActivityClosed(review.Seq, ActivityOutcome.Cancelled), by);
        act.Record(new TicketClosed(CloseCode.Cancelled, null), by);
        return act.Done();
    }

    /// <summary>Where a status of another tool lands here: a signal of ours needs what that tool never recorded, and stands as its nearest.</summary>
    public static StatusCode SituationOf(StatusCode? last) => last switch
    {
        null => StatusCode.InProgress,
        { } code when code == StatusCode.Chased || code == StatusCode.AppointmentRequested => StatusCode.CustomerUpdated,
        { } code when code == StatusCode.AppointmentBooked || code == StatusCode.TargetAtRisk || code == StatusCode.Assist => StatusCode.InProgress,
        { } code when code == StatusCode.AppointmentOffered => StatusCode.AwaitCustomer,
        { } code when code == StatusCode.Rejected => StatusCode.Assigned,
        { } code => code,
    };

    /// <summary>The landing review that is still open, or null.</summary>
    public static Activity? Review(TicketState state) => state.Open.FirstOrDefault(activity => activity.IsLanding);

    private static bool IsUntouched(TicketState state) => state.Touches.Count == 0 && state.Open.All(activity => activity.IsLanding);

    private static Actor By(PersonId requester, PastEntry entry) => entry.Kind == PastKind.CustomerWrote ? Actor.Customer(requester)
        : entry.By is { } person ? Actor.Staff(person) : Actor.Automation;

    private static void Review(List<Recorded<TicketFact>> facts, DeskRules rules, StatusCode situation, TeamId team, LandingSlot slot, Instant now, PersonId? owner)
    {
        Record(facts, now, Actor.Automation, Opening(rules, situation, team, slot));
        Record(facts, now, Actor.Automation, new VerdictFixed(facts.Count, Verdict.Excluded, team, owner));
    }

    // The plan says when, not the high-priority band: a hundred old updates at once would bury what came in today.
    private static ActivityOpened Opening(DeskRules rules, StatusCode situation, TeamId team, LandingSlot slot)
    {
        var meaning = rules.Statuses[situation];
        return new ActivityOpened(
            situation, meaning.Type ?? ActivityType.Work, meaning.Kind, meaning.Rank, false, meaning.Clock, meaning.HeldBy, team, slot.Due,
            new DueBasis(slot.Quiet ? DueBasis.Landing : DueBasis.LandingTold));
    }

    private static void Record(List<Recorded<TicketFact>> facts, Instant at, Actor by, TicketFact fact) =>
        facts.Add(new Recorded<TicketFact>(facts.Count + 1, at.Kept(), by, fact));

    // Facts one by one, folded at once; nothing follows of itself, so no promise is made and no target watched.
    private sealed class Telling(TicketState before, Instant now)
    {
        private readonly TicketState _before = before;
        private readonly ImmutableList<Recorded<TicketFact>>.Builder _facts = ImmutableList.CreateBuilder<Recorded<TicketFact>>();

        public TicketState State { get; private set; } = before;

        public void Record(TicketFact fact, Actor? by = null, Instant? at = null)
        {
            var recorded = new Recorded<TicketFact>(State.Version + 1, (at ?? now).Kept(), by ?? Actor.Automation, fact);
            _facts.Add(recorded);
            State = TicketFold.Apply(State, recorded);
        }

        public Decision Done() => new(_before, State, _facts.ToImmutable());
    }
}

public static class LandingRefusals
{
    public static readonly Refusal WorkedOn = new(RefusalKind.Conflict, "landing.worked-on", "Somebody has worked on the ticket here since: it is left as it stands.");
}
