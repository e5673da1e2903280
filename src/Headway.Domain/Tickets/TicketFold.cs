using Headway.Domain.Ledger;

namespace Headway.Domain.Tickets;

/// <summary>State is a fold of facts: this is the whole of it. It needs no settings, no clock and no store.</summary>
public static class TicketFold
{
    /// <summary>Folds a ticket's ledger from its first fact. What was withdrawn counts as if it had not been.</summary>
    public static TicketState Of(TicketKey key, IReadOnlyList<Recorded<TicketFact>> facts)
    {
        var state = new TicketState { Key = key };
        foreach (var recorded in Standing(facts))
        {
            state = Apply(state, recorded);
        }

        return facts.Count == 0 ? state : state with { Version = facts[^1].Seq };
    }

    /// <summary>The facts that were not withdrawn, in order.</summary>
    public static IEnumerable<Recorded<TicketFact>> Standing(IReadOnlyList<Recorded<TicketFact>> facts)
    {
        var withdrawn = facts.Select(recorded => recorded.Fact).OfType<Withdrawn>().ToList();
        return withdrawn.Count == 0
            ? facts
            : facts.Where(recorded => !withdrawn.Exists(range => recorded.Seq >= range.From && recorded.Seq <= range.To));
    }

    /// <summary>One more fact. A <see cref="Withdrawn"/> needs the whole ledger: use <see cref="Of"/>.</summary>
    public static TicketState Apply(TicketState state, Recorded<TicketFact> recorded)
    {
        var next = ChaseFold.Apply(Step(state, recorded), recorded);
        next = TimeFold.Step(FieldFold.Step(SortFold.Step(MergeFold.Step(AppointmentFold.Step(next, recorded), recorded), recorded), recorded), recorded);
        next = AutomationFold.Step(FeedbackFold.Step(ApprovalFold.Step(ContactFold.Step(next, recorded), recorded), recorded), recorded) with { Version = recorded.Seq };
        return TicketClocks.Note(next, recorded.At);
    }

    private static TicketState Step(TicketState state, Recorded<TicketFact> recorded)
    {
        var at = recorded.At;
        return recorded.Fact switch
        {
            TicketOpened f => state with
            {
                Type = f.Type,
                Priority = f.Priority,
                Team = f.Team,
                Requester = f.Requester,
                Service = f.Service,
                Channel = f.Channel,
                FollowUpOf = f.FollowUpOf,
                Opened = at,
                Unanswered = new Message(at, f.Requester, Intent.None, f.Channel),
            },
            ActivityOpened f => state with
            {
                Activities = state.Activities.Add(new Activity { Seq = recorded.Seq, Meaning = f, Opened = f.Since ?? at, OriginalDue = f.Due, Due = f.Due, Team = f.Team }),
            },
            ActivityClosed f => Change(state, f.Activity, a => a with { Closed = at, Outcome = f.Outcome, DoneBy = recorded.By }),
            ActivityMoved f => Change(state, f.Activity, a => a with { Due = f.Due, Moves = a.Moves + 1, MovedFor = f.Reason }),
            ActivityPassed f => Change(state, f.Activity, a => a with { Team = f.Team }),
            VerdictFixed f => Change(state, f.Activity, a => a with { Verdict = f.Verdict, VerdictAt = at, JudgedTeam = f.Team, JudgedPerson = f.Person, Uncounted = f.Uncounted == true }),
            Progressed f => state with
            {
                Touches = state.Touches.Add(new Touch(f.Situation, at, f.CustomerVisible, recorded.By.IsOfSupport ? recorded.By.Person : null)),
                WorkedByTeam = state.WorkedByTeam || recorded.By.IsOfSupport,
            },
            Replied => state with
            {
                FirstReplyAt = state.FirstReplyAt ?? (recorded.By.IsOfSupport ? at : null),
                LastReplyAt = recorded.By.IsOfSupport ? at : state.LastReplyAt,
                Unanswered = recorded.By.IsOfSupport ? null : state.Unanswered,
            },
            CustomerWrote f => f.Intent == Intent.Thanks ? state : state with { Unanswered = new Message(at, f.From, f.Intent, f.Channel), Attempts = [] },
            AttemptLogged f => state with { Attempts = state.Attempts.Add(new Attempt(f.Number, f.Channel, at)) },
            OwnerSet f => state with { Owner = f.Owner },
            TeamSet f => state with { Team = f.Team, CameFrom = f.From, CameFromDesk = f.FromDesk, WorkedByTeam = false, Transfers = state.Transfers + 1 },
            PrioritySet f => state with { Priority = f.Priority },
            ServiceSet f => state with { Service = f.Service },
            TypeSet f => state with { Type = f.Type },
            MajorIncidentSet f => state with { MajorIncident = f.Major },
            TicketResolved f => state with { ResolvedAt = at, ResolvedBy = recorded.By, ClosesAt = f.ClosesAt, ClosedAt = null, CloseCode = null, Unanswered = null },
            TicketClosed f => state with { ClosedAt = at, CloseCode = f.Code },
            TicketReopened => state with { ResolvedAt = null, ClosesAt = null, ClosedAt = null, CloseCode = null, Reopenings = state.Reopenings + 1, Attempts = [] },
            PromiseMade f => state with
            {
                Promise = new Promise(f.PromisedAt, recorded.By, state.Activities.FindLast(a => a.Seq == f.Activity)?.Status ?? state.Status, f.Activity, f.Chosen) { MadeAt = at },
                PromisesMade = state.PromisesMade + 1,
            },
            PromiseSettled f => state with
            {
                Promise = state.Promise is { } promise ? promise with { Outcome = f.Outcome } : null,
                PromisesKept = state.PromisesKept + (f.Outcome == PromiseOutcome.Kept ? 1 : 0),
                PromisesMissed = state.PromisesMissed + (f.Outcome == PromiseOutcome.Missed ? 1 : 0),
                PromisesRenewed = state.PromisesRenewed + (f.Outcome == PromiseOutcome.Renewed ? 1 : 0),
            },
            Linked f => state with { Links = state.Links.Add((f.Other, f.Kind)) },
            Unlinked f => state with { Links = state.Links.Remove((f.Other, f.Kind)) },
            Watched f => state with { Watchers = state.Watchers.Add(f.Person) },
            Unwatched f => state with { Watchers = state.Watchers.Remove(f.Person) },
            Tagged f => state with { Tags = state.Tags.Add(f.Tag) },
            PastImported f => ImportFold.Step(state, f, at),
            Untagged f => state with { Tags = state.Tags.Remove(f.Tag) },
            _ => state,
        };
    }

    internal static TicketState Change(TicketState state, int seq, Func<Activity, Activity> change)
    {
        var index = state.Activities.FindLastIndex(activity => activity.Seq == seq);
        return index < 0
            ? throw new InvalidOperationException($"Ticket {state.Key.Value} has no activity {seq}: the ledger is damaged.")
            : state with { Activities = state.Activities.SetItem(index, change(state.Activities[index])) };
    }
}
