using NodaTime;

namespace Headway.Application.Views;

/// <summary>The lead's page: what needs a person, in order of harm; the day; who is here.</summary>
public sealed record BoardView(string TeamName, BoardCounts Counts, IReadOnlyList<NeedView> Needs, Instant NextLook, RibbonView Ribbon, IReadOnlyList<ShiftView> Shift)
{
    public IReadOnlyList<Choice> Teams { get; init; } = [];

    public long Team { get; init; }

    public ChaseBoardView? Chases { get; init; }

    /// <summary>The team's chases of the last thirteen weeks.</summary>
    public ChaseFlowView? ChaseFigures { get; init; }

    /// <summary>Who waits without having asked.</summary>
    public IReadOnlyList<QuietRow> Quiet { get; init; } = [];

    public IReadOnlyList<SituationCount> Situations { get; init; } = [];
}

public sealed record BoardCounts(int NeedYou, int Approaching, int Open);

/// <summary>
/// A sentence with one recommended act: a POST to <paramref name="Action"/>. <paramref name="Kind"/> is unanswered, escalated,
/// moved, bounced or stale.
/// </summary>
public sealed record NeedView(string Kind, long Ticket, Phrase Line, Phrase About, Tone Tone, string Action, Phrase Button, PresenceView? Owner = null, string? Extra = null)
{
    /// <summary>Until when the owner is away; null when they are here.</summary>
    public Instant? AwayUntil { get; init; }
}

/// <summary>Dues per half hour from <paramref name="From"/>; late ones and what is still to come.</summary>
public sealed record RibbonView(Instant From, IReadOnlyList<RibbonSlot> Slots, int? Capacity, Phrase Sentence);

public sealed record RibbonSlot(Instant At, int Open, int Done, int Late, string Href);

public sealed record ShiftView(PersonView Person, Phrase Doing, bool Away, int DueToday);

public sealed record SituationCount(StatusName Status, int Open, int Overdue, string Href);
