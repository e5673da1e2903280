using Headway.Domain.Ledger;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Tickets;

public enum StoryKind
{
    Opened, CustomerMessage, Reply, Note, ColleagueMessage, Attempt, Reminder, Situation, Moved, Owner, Team, Priority, Resolved, Closed, Reopened,
    Linked, Withdrawn, TimesOffered, Booked, AppointmentOver, Lesson, HelpAsked, Contribution, Renewal, ChaseVerdict, Imported, Landed, Rule, Planned, LinkFollowed,
    MergedInto, TakenIn, Unmerged, LetGo, SplitOff, Weighed, ApprovalAsked, SubstituteAsked, ApprovalLapsed, ApprovalDecided, ApprovalWithdrawn, Answered, Feedback,
}

/// <summary>
/// One line of what happened, in order, with ids for the words: a read model folded from facts. What a customer may read
/// is marked by <see cref="CustomerVisible"/>, and only by it.
/// </summary>
public sealed record StoryEntry(int Seq, Instant At, Actor By, StoryKind Kind)
{
    public TextId? Text { get; init; }

    public StatusCode? Status { get; init; }

    public Instant? Due { get; init; }

    public Instant? Promise { get; init; }

    public Intent Intent { get; init; }

    public Channel? Channel { get; init; }

    public int Attempt { get; init; }

    public PersonId? Person { get; init; }

    public TeamId? Team { get; init; }

    public Priority? Priority { get; init; }

    public CloseCode? CloseCode { get; init; }

    public TicketKey? Other { get; init; }

    public string? Reason { get; init; }

    public ChaseFinding? Finding { get; init; }

    /// <summary>Which field of the form was answered, and how.</summary>
    public FieldAnswered? Answer { get; init; }

    /// <summary>The ticket it was told of, where that went on as part of the one that is read; null for the one's own.</summary>
    public TicketKey? Of { get; init; }

    /// <summary>The last fact of the act that this entry belongs to: with it and the first, a touch can be taken back.</summary>
    public int ActTo { get; init; }

    public int ActFrom { get; init; }

    public bool CustomerVisible => Kind is StoryKind.Opened or StoryKind.CustomerMessage or StoryKind.Reply or StoryKind.Reminder
        or StoryKind.LinkFollowed or StoryKind.Resolved or StoryKind.Reopened or StoryKind.Closed or StoryKind.Renewal or StoryKind.TimesOffered or StoryKind.Booked or StoryKind.AppointmentOver;
}

/// <summary>Tells a ticket from its facts. Acts that were withdrawn leave one line that says so, seen by support alone.</summary>
public static class TicketStory
{
    public static IReadOnlyList<StoryEntry> Of(IReadOnlyList<Recorded<TicketFact>> facts)
    {
        var withdrawn = facts.Select(recorded => recorded.Fact).OfType<Withdrawn>().ToList();
        var story = new List<StoryEntry>();
        for (var from = 0; from < facts.Count;)
        {
            var to = from + 1;
            while (to < facts.Count && facts[to].At == facts[from].At && facts[to].By == facts[from].By && facts[to].Fact is not TicketOpened)
            {
                to++;
            }

            if (!withdrawn.Exists(range => facts[from].Seq >= range.From && facts[from].Seq <= range.To))
            {
                story.AddRange(Act(facts, from, to));
            }

            from = to;
        }

        return story;
    }

    private static IEnumerable<StoryEntry> Act(IReadOnlyList<Recorded<TicketFact>> facts, int from, int to)
    {
        var act = facts.Skip(from).Take(to - from).ToList();
        var promise = act.Select(recorded => recorded.Fact).OfType<PromiseMade>().LastOrDefault()?.PromisedAt;
        var resolved = act.Exists(recorded => recorded.Fact is TicketResolved);
        foreach (var recorded in act)
        {
            if (Tell(recorded, resolved) is { } entry)
            {
                yield return entry with
                {
                    Promise = entry.Kind is StoryKind.Situation or StoryKind.Reply ? promise : null,
                    ActFrom = act[0].Seq,
                    ActTo = act[^1].Seq,
                };
            }
        }
    }

    private static StoryEntry? Tell(Recorded<TicketFact> recorded, bool resolved)
    {
        var entry = new StoryEntry(recorded.Seq, recorded.At, recorded.By, StoryKind.Situation);
        return recorded.Fact switch
        {
            TicketOpened f => entry with { Kind = StoryKind.Opened, Text = f.Text, Channel = f.Channel, Person = f.Requester, Team = f.Team },
            CustomerWrote f => entry with { Kind = StoryKind.CustomerMessage, Text = f.Text, Intent = f.Intent, Channel = f.Channel, Person = f.From },
            Replied f => entry with { Kind = resolved ? StoryKind.Resolved : StoryKind.Reply, Text = f.Text, Channel = f.Channel },
            Noted f => entry with { Kind = StoryKind.Note, Text = f.Text },
            ColleagueWrote f => entry with { Kind = StoryKind.ColleagueMessage, Text = f.Text, Team = f.Team },
            AttemptLogged f => entry with { Kind = StoryKind.Attempt, Text = f.Text, Channel = f.Channel, Attempt = f.Number },
            ReminderSent f => entry with { Kind = StoryKind.Reminder, Status = f.Status },
            ActivityOpened f when f.Status != StatusCode.New => entry with { Status = f.Status, Due = f.Due, Attempt = f.Attempt },
            ActivityMoved f => entry with { Kind = StoryKind.Moved, Due = f.Due, Reason = f.Reason, Text = f.Text },
            OwnerSet f => entry with { Kind = StoryKind.Owner, Person = f.Owner },
            TeamSet f => entry with { Kind = StoryKind.Team, Team = f.Team },
            PrioritySet f => entry with { Kind = StoryKind.Priority, Priority = f.Priority },
            TicketResolved { Text: null } => entry with { Kind = StoryKind.Resolved },
            TicketClosed f => entry with { Kind = StoryKind.Closed, CloseCode = f.Code },
            TicketReopened => entry with { Kind = StoryKind.Reopened },
            Linked f => entry with { Kind = StoryKind.Linked, Other = f.Other },
            Withdrawn => entry with { Kind = StoryKind.Withdrawn },
            PromiseMade { Text: { } text } f => entry with { Kind = StoryKind.Renewal, Text = text, Due = f.PromisedAt },
            ChaseJudged f => entry with { Kind = StoryKind.ChaseVerdict, Finding = f.Finding },
            ChaseOverruled f => entry with { Kind = StoryKind.ChaseVerdict, Finding = f.Finding, Reason = "overruled" },
            PastImported f => entry with { Kind = Past(f), Text = f.Text, Status = f.Status, Team = f.Team, Reason = f.Kind.ToString() },
            Landed => entry with { Kind = StoryKind.Landed },
            _ => ContactStory.Tell(entry, recorded.Fact),
        };
    }

    private static StoryKind Past(PastImported past) => past switch
    {
        { Text: null } => StoryKind.Imported,
        { Kind: PastKind.CustomerWrote } => StoryKind.CustomerMessage,
        { Kind: PastKind.Answered } => StoryKind.Reply,
        { Kind: PastKind.Noted } => StoryKind.Note,
        _ => StoryKind.Imported,
    };
}
