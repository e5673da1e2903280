using System.Collections.Immutable;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Domain.Tickets;

/// <summary>This ticket goes on as part of another: nothing is open on it any more, what was owed is owed there.</summary>
public sealed record MergedInto(TicketKey Into) : TicketFact;

/// <summary>
/// Another ticket goes on as part of this one. <paramref name="Requester"/> is who raised it and reads along from here;
/// <paramref name="WaitingSince"/> and what follows it: the message there that nobody had answered yet. <paramref name="With"/> is the
/// ticket as part of which it comes, when it had been taken in there before.
/// </summary>
public sealed record TakenIn(
    TicketKey From, PersonId Requester, Instant? WaitingSince = null, PersonId? WaitingFrom = null, Intent WaitingIntent = Intent.None, Channel WaitingBy = Channel.Portal,
    TicketKey? With = null) : TicketFact;

/// <summary>An activity of this ticket goes on with what was the activity <paramref name="From"/> of the ticket that was taken in last.</summary>
public sealed record Brought(int Activity, int From) : TicketFact;

/// <summary>A chase came with the ticket it was made on, as it stood there.</summary>
public sealed record ChaseBrought(
    int Activity, PersonId From, Channel Channel, Instant Since, bool Multi, Instant? TeamAt, bool OpenToTeam, Instant? WaitingSince, Instant? AnsweredAt, PersonId? AnsweredBy,
    ChaseFinding? Finding, ChaseGround? Ground, string? Cause, Instant? JudgedAt, PersonId? JudgedBy) : TicketFact
{
    public static ChaseBrought Of(int activity, Chase chase) => new(
        activity, chase.By, chase.Contacts[0].Channel, chase.OpenedAt, chase.Multi, chase.TeamAt, chase.OpenToTeam, chase.WaitingSince, chase.AnsweredAt,
        chase.AnsweredBy is { IsPersonOfSupport: true } answerer ? answerer.Person : null, chase.Finding, chase.Ground, chase.Cause, chase.JudgedAt, chase.JudgedBy?.Person);
}

/// <summary>This ticket stands by itself again. <paramref name="Answered"/>: its customer had an answer meanwhile.</summary>
public sealed record Unmerged(bool Answered) : TicketFact;

/// <summary>A ticket that had been taken in stands by itself again.</summary>
public sealed record LetGo(TicketKey From) : TicketFact;

/// <summary>
/// The message (fact <paramref name="Message"/>) became a ticket of its own. <paramref name="Waiting"/>: it was the one that waited
/// for an answer, which is owed there now.
/// </summary>
public sealed record SplitOff(int Message, TicketKey To, bool Waiting) : TicketFact;

/// <summary>Where a merged ticket went, with what stood open on it and how it had ended before, so that it can be undone.</summary>
public sealed record Merger(TicketKey Into, Instant At, IReadOnlyList<int> Rows, Chase? Chase, Instant? ClosedAt, CloseCode? CloseCode);

/// <summary>A ticket that was taken in, and which activities here go on with which of its own.</summary>
public sealed record Joined(TicketKey From, PersonId Requester, Instant At)
{
    public ImmutableList<(int Here, int There)> Rows { get; init; } = [];

    /// <summary>The ticket as part of which it came; null when it came by itself.</summary>
    public TicketKey? With { get; init; }
}

/// <summary>The part of the fold that knows which tickets go on as one.</summary>
internal static class MergeFold
{
    public static TicketState Step(TicketState state, Recorded<TicketFact> recorded) => recorded.Fact switch
    {
        MergedInto f => state with
        {
            Merged = new Merger(f.Into, recorded.At, [.. state.Open.Select(row => row.Seq)], state.OpenChase, state.ClosedAt, state.CloseCode),
            // It is asked for, judged and counted where it went.
            Chases = state.OpenChase is { } chase ? state.Chases.Remove(chase) : state.Chases,
        },
        Unmerged f when state.Merged is { } merger => state with
        {
            Merged = null,
            ClosedAt = merger.ClosedAt,
            CloseCode = merger.CloseCode,
            Unanswered = f.Answered ? null : state.Unanswered,
        },
        TakenIn f => state with
        {
            Joined = state.Joined.Add(new Joined(f.From, f.Requester, recorded.At) { With = f.With }),
            Unanswered = state.Unanswered ?? (f is { WaitingSince: { } since, WaitingFrom: { } from } ? new Message(since, from, f.WaitingIntent, f.WaitingBy) : null),
        },
        Brought f => state with { Joined = state.Joined.SetItem(state.Joined.Count - 1, With(state.Joined[^1], f)) },
        ChaseBrought f => state with { Chases = state.Chases.Add(ChaseOf(f)), Possible = null },
        LetGo f => Without(state, f.From),
        SplitOff f => state with { Splits = state.Splits.Add((f.Message, f.To)), Unanswered = f.Waiting ? null : state.Unanswered },
        _ => state,
    };

    private static Joined With(Joined joined, Brought brought) => joined with { Rows = joined.Rows.Add((brought.Activity, brought.From)) };

    private static TicketState Without(TicketState state, TicketKey from)
    {
        var rows = state.Joined.FindLast(joined => joined.From == from)?.Rows ?? [];
        return state with
        {
            Joined = state.Joined.RemoveAll(joined => joined.From == from || joined.With == from),
            Chases = state.OpenChase is { } chase && rows.Exists(row => row.Here == chase.Activity) ? state.Chases.Remove(chase) : state.Chases,
        };
    }

    private static Chase ChaseOf(ChaseBrought f) => new()
    {
        Activity = f.Activity,
        OpenedAt = f.Since,
        By = f.From,
        Contacts = [new ChaseContact(f.Since, f.From, f.Channel, true)],
        Multi = f.Multi,
        TeamAt = f.TeamAt,
        OpenToTeam = f.OpenToTeam,
        WaitingSince = f.WaitingSince,
        AnsweredAt = f.AnsweredAt,
        AnsweredBy = f.AnsweredBy is { } answerer ? Actor.Staff(answerer) : null,
        Finding = f.Finding,
        Ground = f.Ground,
        Cause = f.Cause,
        JudgedAt = f.JudgedAt,
        JudgedBy = f.JudgedBy is { } judge ? Actor.Staff(judge) : null,
    };
}
