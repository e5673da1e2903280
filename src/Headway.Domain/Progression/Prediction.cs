using System.Collections.Immutable;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>What is being done to the ticket while the next situation is predicted.</summary>
public enum TouchAct { Reply, Note, CallReached, CallUnanswered }

/// <summary>How often a team went on to each situation, by the situation before and the act.</summary>
public sealed record UsualNext(ImmutableDictionary<(StatusCode From, TouchAct Act), ImmutableDictionary<StatusCode, int>> Counts)
{
    public static readonly UsualNext None = new(ImmutableDictionary<(StatusCode, TouchAct), ImmutableDictionary<StatusCode, int>>.Empty);

    /// <summary>The situations that came next, most frequent first; equal counts by code, so that the answer is always the same.</summary>
    public IReadOnlyList<(StatusCode Status, int Times)> After(StatusCode from, TouchAct act) =>
        Counts.TryGetValue((from, act), out var next)
            ? [.. next.Where(n => n.Value > 0).OrderByDescending(n => n.Value).ThenBy(n => n.Key.Value, StringComparer.Ordinal).Select(n => (n.Key, n.Value))]
            : [];
}

/// <summary>
/// A touch before it is sent. <paramref name="Now"/> is local to the acting team. <see cref="From"/> is the displayed
/// situation; <see cref="Underlying"/> the base that an open interrupt lies on, null when there is none.
/// <see cref="NextActionLimit"/> is the latest local time a planned next action may have (24 business hours ahead).
/// <see cref="Attempts"/> counts the contact attempts already made in a row.
/// </summary>
public sealed record TouchDraft(TouchAct Act, LocalDateTime Now)
{
    public string? ReplyText { get; init; }

    public string? NoteText { get; init; }

    public StatusCode? MacroStatus { get; init; }

    public StatusCode From { get; init; } = StatusCode.New;

    public bool InterruptOpen { get; init; }

    public StatusCode? Underlying { get; init; }

    public int Attempts { get; init; }

    public LocalDateTime? NextActionLimit { get; init; }

    public IReadOnlyList<string> SupplierNames { get; init; } = [];

    public UsualNext Usual { get; init; } = UsualNext.None;

    public DayWords Day { get; init; } = DayWords.Default;
}

/// <summary>
/// The next situation as proposed. <paramref name="Rule"/> is a stable code, <paramref name="Words"/> the words that led to
/// it. <paramref name="KeepsDue"/>: the underlying activity goes on with its due. <paramref name="Date"/>: the due of a
/// planned action or deferral, the ETA of a supplier. <paramref name="Attempt"/>: the number this contact attempt gets.
/// <paramref name="Times"/> of <paramref name="OutOf"/>: how often the team did the same. Two alternatives, most likely first.
/// </summary>
public sealed record Prediction(
    StatusCode Status,
    string Rule,
    IReadOnlyList<string> Words,
    LocalDateTime? Date = null,
    bool KeepsDue = false,
    bool OffersTime = false,
    bool AsksEta = false,
    int? Attempt = null,
    int? Times = null,
    int? OutOf = null)
{
    public IReadOnlyList<StatusCode> Alternatives { get; init; } = [];
}
