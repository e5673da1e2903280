using System.Collections.Immutable;
using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Promises;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// One act on a ticket while it is being decided: facts are recorded one by one and folded at once, so that each next
/// thought sees the state the one before it left. Lives no longer than the decision.
/// </summary>
public sealed class Act(DeskRules rules, TicketState state, Actor by, Instant now)
{
    private readonly TicketState _before = state;
    private readonly ImmutableList<Recorded<TicketFact>>.Builder _facts = ImmutableList.CreateBuilder<Recorded<TicketFact>>();

    public DeskRules Rules { get; } = rules;

    public TicketState State { get; private set; } = state;

    public Actor By { get; } = by;

    public Instant Now { get; } = now.Kept();

    public Team Team => Rules.Teams[State.Team];

    public FollowUpRequested? FollowUp { get; set; }

    /// <summary>Whether the team that holds the ticket runs the sub-process.</summary>
    public bool Runs(SubProcesses process) => Rules.RunsIn(State.Team).HasFlag(process);

    public Recorded<TicketFact> Record(TicketFact fact) => Record(fact, By);

    public Recorded<TicketFact> Record(TicketFact fact, Actor actor)
    {
        var recorded = new Recorded<TicketFact>(State.Version + 1, Now, actor, fact);
        _facts.Add(recorded);
        State = TicketFold.Apply(State, recorded);
        return recorded;
    }

    /// <summary>Closes an activity and, if none has fallen yet, fixes its verdict by the boundary "done at the due is on time".</summary>
    public void Close(Activity activity, ActivityOutcome outcome, Verdict? onTimeVerdict = null)
    {
        Record(new ActivityClosed(activity.Seq, outcome));
        if (activity.Verdict is null)
        {
            var onTime = Activity.IsOnTime(Now, activity.JudgedBy);
            Judge(activity, !onTime ? Verdict.Late : onTimeVerdict ?? (outcome == ActivityOutcome.Progressed ? Verdict.Success : Verdict.Excluded));
        }
    }

    public void CloseAll(ActivityOutcome outcome, Func<Activity, bool> which)
    {
        foreach (var activity in State.Open.Where(which).ToList())
        {
            Close(activity, outcome);
        }
    }

    /// <summary>
    /// Fixes a verdict. That a machine was in time is nobody's success and counts apart; that something was late or moved stays
    /// what it is, whoever did it.
    /// </summary>
    public void Judge(Activity activity, Verdict verdict)
    {
        var apart = verdict == Verdict.Success && By.Kind == ActorKind.Machine;
        Record(new VerdictFixed(activity.Seq, verdict, activity.Team, apart ? null : State.ResponsibleFor(activity), Counts(activity.Team) && !apart ? null : true));
    }

    // What nobody was shown a due of is nobody's progression: it is decided, and counts in no Progression SLA.
    private bool Counts(TeamId team) => !Rules.Teams.TryGetValue(team, out var found) || found.Mode.HasDues();

    /// <summary>
    /// Opens an activity of the status, due as found; the fact's sequence number is its id. One that counts from an earlier
    /// moment (<paramref name="since"/>) may be late as it begins; one of another team than the ticket's names it. What was judged
    /// where it came from keeps that verdict (<paramref name="again"/>) and counts in no Progression SLA a second time.
    /// </summary>
    public int Open(StatusCode status, DueFound due, int attempt = 0, Instant? since = null, TeamId? team = null, Instant? judgedBy = null, Verdict? again = null)
    {
        var meaning = Rules.Statuses[status];
        if (meaning.Kind == StatusKind.Base)
        {
            Reopen();
        }

        var opened = new ActivityOpened(
            status, meaning.Type!.Value, meaning.Kind, meaning.Rank, meaning.HighPriority, meaning.Clock, meaning.HeldBy, team ?? State.Team, due.Due, due.Basis, attempt, since,
            judgedBy);
        var seq = Record(opened).Seq;
        if (again is { } fallen)
        {
            Record(new VerdictFixed(seq, fallen, team ?? State.Team, State.ResponsibleFor(State.Activities[^1]), true));
        }
        else if ((judgedBy ?? due.Due) < Now)
        {
            Judge(State.Activities[^1], Verdict.Late);
        }

        return seq;
    }

    /// <summary>Takes a resolved or closed ticket up again; what is recorded before it belongs to the time before.</summary>
    public void Reopen()
    {
        if (State.HasEnded)
        {
            Record(new TicketReopened());
        }
    }

    /// <summary>Opens an activity of the status after its own threshold from now.</summary>
    public Refusal? OpenAfterThreshold(StatusCode status, int attempt = 0)
    {
        var due = Dues.AfterThreshold(this, status);
        if (due.IsRefused)
        {
            return due.Refusal;
        }

        Open(status, due.Value, attempt);
        return null;
    }

    /// <summary>A customer-visible act by a person: a promise that stands is kept if this came by then.</summary>
    public void KeepPromise()
    {
        if (By.IsPersonOfSupport && PromiseKeeping.KeepsBy(State, Now))
        {
            Record(new PromiseSettled(PromiseOutcome.Kept));
        }
    }

    /// <summary>Ends the act: the promise follows what the ticket now shows, and the watch on its targets follows their clocks.</summary>
    /// <param name="chosenPromise">By when a person said the customer hears from us; null for what follows from the due.</param>
    /// <param name="told">What the customer reads beside it.</param>
    public Decision Done(Instant? chosenPromise = null, TextId? told = null)
    {
        Chasing.Settle(this);
        Approving.Settle(this);
        foreach (var fact in PromiseKeeping.Follow(State, Now, chosenPromise, told).Concat(TargetKeeping.Follow(Rules, State, Now)).ToList())
        {
            Record(fact, By.IsOfSupport ? By : Actor.Automation);
        }

        return new Decision(_before, State, _facts.ToImmutable(), FollowUp);
    }
}
