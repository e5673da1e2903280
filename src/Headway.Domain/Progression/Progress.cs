using Headway.Domain.Ledger;
using Headway.Domain.People;
using Headway.Domain.Promises;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>
/// A person of support moves the ticket on and says in which situation that leaves it. <paramref name="Reply"/> is public,
/// <paramref name="Note"/> internal; one of them is the journal line of every new situation.
/// <paramref name="Predicted"/> is what the system proposed, kept to measure how often it is accepted.
/// </summary>
public sealed record Progress(
    PersonId By,
    StatusCode Status,
    TextId? Reply = null,
    TextId? Note = null,
    Instant? Due = null,
    Instant? Eta = null,
    Instant? Promise = null,
    PersonId? Owner = null,
    StatusCode? Predicted = null,
    string? PredictionRule = null,
    Channel Channel = Channel.Portal)
{
    private static readonly StatusCode[] AnsweredByProgress =
        [StatusCode.CustomerUpdated, StatusCode.ColleagueUpdated, StatusCode.Rejected, StatusCode.Reopened, StatusCode.TargetAtRisk];

    /// <summary>Resolves although an approval is still asked for; it ends with the ticket.</summary>
    public bool WithoutApproval { get; init; }

    /// <summary>Whether an open row of the status waits for no more than that somebody moves the ticket on.</summary>
    internal static bool IsAnsweredBy(StatusCode status) => AnsweredByProgress.Contains(status);

    /// <summary>A machine does it for the person: marked as such, and credited to nobody.</summary>
    public bool ByMachine { get; init; }

    /// <summary>
    /// Whether an answer that leaves the ticket in <paramref name="status"/> lets the work beneath go on as it is, with its due: it
    /// does unless a due or an ETA is given.
    /// </summary>
    public static bool GoesOn(TicketState state, StatusCode status) =>
        state.Base?.Status == status && (state.Has(StatusCode.Chased) || state.Open.Any(activity => IsAnsweredBy(activity.Status)));

    private bool Journaled => Reply is not null || Note is not null;

    public Outcome<Decision> Decide(DeskRules rules, TicketState state, Instant now)
    {
        if (Status == StatusCode.Resolved)
        {
            return ReplyAndResolve(rules, state, now);
        }

        if (Check(rules, state) is { } refusal)
        {
            return refusal;
        }

        var act = new Act(rules, state, Actor.OfSupport(By, ByMachine), now);
        var current = state.Base;
        if (!Journaled)
        {
            return current?.Status == Status
                ? MoveBase(act, current)
                : ProgressionRefusals.JournalMissing;
        }

        var keepsBase = GoesOn(state, Status) && Due is null && Eta is null;
        Outcome<DueFound>? due = keepsBase ? (Outcome<DueFound>?)null : Dues.Chosen(act, rules.Statuses[Status], Due, Eta, Note is not null);
        if (due is { IsRefused: true, Refusal: { } dueRefusal })
        {
            return dueRefusal;
        }

        Journal(act);
        act.CloseAll(ActivityOutcome.Progressed, activity => IsAnsweredBy(activity.Status));
        Chasing.Settle(act);
        if (due is { } found)
        {
            act.CloseAll(ActivityOutcome.Progressed, activity => activity.IsBase);
            act.Open(Status, found.Value);
        }

        Own(act, Owner, By);
        return Promised(act);
    }

    /// <summary>Who first progresses a ticket that nobody owns, owns it; in a perfect-mode team nobody does.</summary>
    internal static void Own(Act act, PersonId? chosen, PersonId by)
    {
        var owner = chosen ?? act.State.Owner ?? (act.Team.Mode == PrioritisationMode.Perfect ? null : by);
        if (owner != act.State.Owner)
        {
            act.Record(new OwnerSet(owner));
        }
    }

    private Refusal? Check(DeskRules rules, TicketState state)
    {
        if (!state.Exists)
        {
            return TicketRefusals.Unknown;
        }

        if (rules.Statuses.Find(Status) is not { } meaning)
        {
            return StatusRefusals.Unknown.Because($"'{Status}' is not a status of this desk.");
        }

        if (!meaning.Selectable)
        {
            return StatusRefusals.NotSelectable;
        }

        return !state.IsOpen && state.ClosedAt is not null ? TicketRefusals.Closed : null;
    }

    private void Journal(Act act)
    {
        if (Reply is { } reply)
        {
            act.Record(new Replied(reply, Channel));
            act.KeepPromise();
        }

        if (Note is { } note)
        {
            act.Record(new Noted(note));
        }

        act.Record(new Progressed(Status, Reply is not null, Predicted, PredictionRule));
    }

    private Outcome<Decision> MoveBase(Act act, Activity current)
    {
        var due = Dues.Chosen(act, act.Rules.Statuses[Status], Due, Eta, reasonGiven: false);
        if (due.IsRefused)
        {
            return due.Refusal!;
        }

        if (new Reschedule(By, due.Value.Due, Status: current.Status).Move(act, current) is { } refusal)
        {
            return refusal;
        }

        if (Owner is { } owner)
        {
            Own(act, owner, By);
        }

        return Promised(act);
    }

    private Outcome<Decision> Promised(Act act) =>
        Promise is { } promise && PromiseKeeping.Check(promise.Kept(), act.State.Displayed!.Due, act.Now, Note is not null) is { } refusal
            ? refusal
            : act.Done(Promise?.Kept());

    private Outcome<Decision> ReplyAndResolve(DeskRules rules, TicketState state, Instant now)
    {
        if (Reply is not { } text)
        {
            return TicketRefusals.ResolutionMissing;
        }

        // Answering is what lets it be resolved: the reply closes what waited for one, then the solution stands.
        var act = new Act(rules, state, Actor.OfSupport(By, ByMachine), now);
        return Resolve.Check(state, answering: true, WithoutApproval) is { } refusal
            ? refusal
            : new Resolve(By, text, Note, Predicted, PredictionRule, Channel).Conclude(act, AnsweredByProgress);
    }
}
