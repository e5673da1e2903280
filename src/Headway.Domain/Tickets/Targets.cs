using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Tickets;

public enum TargetKind { Response, Completion }

/// <summary>
/// A target is watched from now on: its length in milliseconds of working time, the team whose hours count, since when its
/// clock has run without a pause, and the instants at which it warns and is breached if nothing changes. All null: it is
/// not watched, for the clock stands or the target is met.
/// </summary>
public sealed record TargetWatched(TargetKind Kind, long? TargetMs, TeamId? Team, Instant? RunFrom, Instant? WarnsAt, Instant? BreachesAt) : TicketFact;

/// <summary>The warning was given by the row <paramref name="Activity"/>; the next only after the clock has paused.</summary>
public sealed record TargetWarned(TargetKind Kind, int Activity) : TicketFact;

public sealed record TargetBreached(TargetKind Kind, TeamId Team, PersonId? Person) : TicketFact;

/// <summary>Why a target was missed: a code of the desk's list, and words if a person wrote some.</summary>
public sealed record BreachExplained(TargetKind Kind, string Reason, TextId? Text) : TicketFact;

/// <summary>What is known of a target on a ticket.</summary>
public sealed record TargetWatch(TargetKind Kind)
{
    public long? TargetMs { get; init; }

    public TeamId? Team { get; init; }

    public Instant? RunFrom { get; init; }

    public Instant? WarnsAt { get; init; }

    public Instant? BreachesAt { get; init; }

    public Instant? WarnedAt { get; init; }

    public Instant? BreachedAt { get; init; }

    public TeamId? BreachedTeam { get; init; }

    public PersonId? BreachedPerson { get; init; }

    public string? BreachReason { get; init; }

    public TextId? BreachText { get; init; }

    /// <summary>The warning was given in the run of the clock that lasts.</summary>
    public bool HasWarned => WarnedAt is { } warned && RunFrom is { } from && warned >= from;

    /// <summary>How long before the end a target warns: a quarter of it, at least an hour, at most half of it.</summary>
    public static WorkingTime Lead(WorkingTime target)
    {
        var quarter = new WorkingTime(target.Length / 4);
        var hour = WorkingTime.FromHours(1);
        return WorkingTime.Min(quarter > hour ? quarter : hour, new WorkingTime(target.Length / 2));
    }
}
