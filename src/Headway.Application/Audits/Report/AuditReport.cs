using Headway.Domain.Audits;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Audits.Report;

/// <summary>
/// What an audit's report shows, without a word of any language: page, file and baseline are drawn from it. Lengths are
/// business hours. No person is in it.
/// </summary>
public sealed record AuditReport
{
    public required string FileName { get; init; }

    public required string Profile { get; init; }

    public required string Zone { get; init; }

    public required string Calendar { get; init; }

    public required int Cases { get; init; }

    public required int Events { get; init; }

    public required Instant First { get; init; }

    public required Instant Last { get; init; }

    public required double Took { get; init; }

    public required Findings Findings { get; init; }

    public required RetroProgression Progression { get; init; }

    public required LostTime Lost { get; init; }

    public required IReadOnlyList<TicketLine> Lines { get; init; }

    public required int LinesOf { get; init; }

    /// <summary>Median time to solve and number of tickets by moves between teams: 0, 1, 2, 3, 4, 5 and more.</summary>
    public required IReadOnlyList<(double? Median, int Tickets)> SolvedByMoves { get; init; }

    /// <summary>The share of all open time that the slowest 15 % of solved tickets hold.</summary>
    public required double? SlowestHold { get; init; }

    /// <summary>Open at the instant of <see cref="MorningAt"/>: how many, and how many longer than five, ten, twenty working days.</summary>
    public required IReadOnlyList<int> OpenByAge { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Behind { get; init; }

    public required IReadOnlyList<TicketStory> Stories { get; init; }

    public required IReadOnlyList<MorningLine> Morning { get; init; }

    /// <summary>The log's last instant; where nothing is open then, the busiest morning of the log.</summary>
    public required Instant MorningAt { get; init; }

    public required bool MorningIsLast { get; init; }

    public required IReadOnlyList<(string Value, int Count)> Unmapped { get; init; }

    public required IReadOnlyList<NoteLine> Notes { get; init; }

    /// <summary>Names what was measured and how: file, profile, method, figures. The same run gives the same.</summary>
    public required string Hash { get; init; }
}

/// <summary>A note with its code, its values, and the English text for a language that lacks it.</summary>
public sealed record NoteLine(string Code, string Text, IReadOnlyList<string> Values);

/// <summary>
/// Working time that passed beyond the thresholds in what we held, and the customers' lost work that it stands for, by
/// priority: blocked 1, degraded 0.25, inconvenienced 0.05, none 0.
/// </summary>
public sealed record LostTime(Estimate Inertia, Estimate LostWork, int Tickets)
{
    /// <summary>False where the log holds no history that time could have been lost in.</summary>
    public bool IsKnown { get; init; } = true;

    public static float Factor(Priority priority) => priority switch { Priority.P1 => 1f, Priority.P2 => 0.25f, Priority.P3 => 0.05f, _ => 0f };
}

/// <summary>Who a stretch of a ticket's line belongs to.</summary>
public enum LineKind { Touched, Nobody, Customer, Supplier }

/// <summary>A ticket as one thin line: stretches in business hours since its opening, and whether it ends there.</summary>
public sealed record TicketLine(string Case, double Silence, IReadOnlyList<(LineKind Kind, double From, double To)> Stretches, bool Open);

/// <summary>A ticket's story, entry by entry. <paramref name="Why"/> is the reason it was chosen: silence, moves, reopened, closed, costly.</summary>
public sealed record TicketStory(string Case, string Why, Priority Priority, double Lasted, IReadOnlyList<StoryLine> Entries, int LeftOut);

/// <summary>One entry; <paramref name="After"/> is the business time since the entry before, <paramref name="Late"/> that it was beyond its threshold.</summary>
public sealed record StoryLine(Instant At, string? Status, string? Team, bool FromCustomer, bool ToCustomer, double After, bool Late);

/// <summary>An activity of "your desk this morning".</summary>
public sealed record MorningLine(string Case, string Status, Priority Priority, string? Team, Instant Due, double OverBy, double Silent);
