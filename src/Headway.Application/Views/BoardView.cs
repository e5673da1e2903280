using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// The lead's page: what needs a person, in order of harm; the day; who is here. <paramref name="Ribbon"/> is null where the team
/// shows no dues.
/// </summary>
public sealed record BoardView(string TeamName, BoardCounts Counts, IReadOnlyList<NeedView> Needs, Instant NextLook, RibbonView? Ribbon, IReadOnlyList<ShiftView> Shift)
{
    public IReadOnlyList<Choice> Teams { get; init; } = [];

    public long Team { get; init; }

    /// <summary>Queues that are held by too few today, by the published rota and who is away.</summary>
    public IReadOnlyList<GapView> Gaps { get; init; } = [];

    public ChaseBoardView? Chases { get; init; }

    /// <summary>The team's chases of the last thirteen weeks.</summary>
    public ChaseFlowView? ChaseFigures { get; init; }

    /// <summary>Who waits without having asked.</summary>
    public IReadOnlyList<QuietRow> Quiet { get; init; } = [];

    public IReadOnlyList<SituationCount> Situations { get; init; } = [];

    /// <summary>The next working days, the first one today.</summary>
    public IReadOnlyList<DayView> Days { get; init; } = [];

    public IReadOnlyList<ThanksView> Thanks { get; init; } = [];

    /// <summary>Missed targets whose reason is asked for.</summary>
    public int Missed { get; init; }
}

/// <summary>A working day's dues against what the people can do, in hours of work. <paramref name="Plan"/>: where a short day's proposals are.</summary>
public sealed record DayView(LocalDate Date, double Due, double Capacity, double Short, int Activities, string Plan)
{
    /// <summary>The due before which it is too much.</summary>
    public Instant? Until { get; init; }
}

/// <summary>Somebody thanked somebody, with or without words.</summary>
public sealed record ThanksView(string From, string To, string? Words, string? Href);

/// <summary>What can be done about a short day.</summary>
public sealed record PlanView(long Team, string TeamName, DayView Day, IReadOnlyList<DayView> Days, IReadOnlyList<PlanHelp> Helpers, IReadOnlyList<PlanMove> Moves, double Freed, int CallIn, IReadOnlyList<Choice> Absent)
{
    /// <summary>For how many hours each of the people called in would have to come.</summary>
    public double CallInHours { get; init; }

    /// <summary>What came of pressing the button, if it was pressed.</summary>
    public Phrase? Done { get; init; }

    /// <summary>Until when each of those who are away is, by the choice's value.</summary>
    public IReadOnlyDictionary<string, Instant> AwayUntil { get; init; } = new Dictionary<string, Instant>();
}

public sealed record PlanHelp(long Id, string Team, double Spare, int People);

public sealed record PlanMove(long Number, string Subject, string Requester, StatusName Status, Instant Due, Instant To);

public sealed record BoardCounts(int NeedYou, int Approaching, int Open, double ShortToday = 0);

/// <summary>
/// A sentence with one recommended act: a POST to <paramref name="Action"/>. <paramref name="Kind"/> is the need's own
/// name: escalated, unanswered, missed and so on.
/// </summary>
public sealed record NeedView(string Kind, long Ticket, Phrase Line, Phrase About, Tone Tone, string Action, Phrase Button, PresenceView? Owner = null, string? Extra = null)
{
    /// <summary>Until when the owner is away; null when they are here.</summary>
    public Instant? AwayUntil { get; init; }
}

/// <summary>A queue that is held by too few for a while. <paramref name="Line"/> says which, how few and when.</summary>
public sealed record GapView(string Queue, Instant From, bool Nobody, Phrase Line, string Href);

/// <summary>Dues per half hour from <paramref name="From"/>; late ones and what is still to come.</summary>
public sealed record RibbonView(Instant From, IReadOnlyList<RibbonSlot> Slots, int? Capacity, Phrase Sentence);

public sealed record RibbonSlot(Instant At, int Open, int Done, int Late, string Href)
{
    /// <summary>Minutes of work that the dues mean, and what the people who are there can do.</summary>
    public double OpenMinutes { get; init; }

    public double DoneMinutes { get; init; }

    public double LateMinutes { get; init; }

    public double CapacityMinutes { get; init; }
}

public sealed record ShiftView(PersonView Person, Phrase Doing, bool Away, int DueToday);

public sealed record SituationCount(StatusName Status, int Open, int Overdue, string Href);
