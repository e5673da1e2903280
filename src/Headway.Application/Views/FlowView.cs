using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// The figures of a period. Every mark carries the address of the activities behind it. Shares are fractions of one, null
/// when there was nothing to divide by.
/// </summary>
public sealed record FlowView(Phrase Sentence, FlowFigures Figures, IReadOnlyList<WeekBar> Weeks, IReadOnlyList<Limits> Limits)
{
    /// <summary>What the weeks say: the latest news, or that all of it is noise.</summary>
    public Phrase? Signal { get; init; }

    public IReadOnlyList<MeasureGroup> Measures { get; init; } = [];

    /// <summary>Teams that go by points or ranks: what they decide counts in no figure here.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What machines finished for people, counted apart; null where none did.</summary>
    public Phrase? Machines { get; init; }

    public string? MachinesHref { get; init; }

    /// <summary>Open tickets day by day.</summary>
    public IReadOnlyList<LoadDay> Days { get; init; } = [];

    public IReadOnlyList<AnswerPair> Answers { get; init; } = [];

    public IReadOnlyList<SituationTime> Times { get; init; } = [];

    public IReadOnlyList<SituationCount> OpenNow { get; init; } = [];

    public int OpenTotal { get; init; }

    /// <summary>All teams means the reader's own: of others they see no figures.</summary>
    public bool OwnTeams { get; init; }

    public IReadOnlyList<HeldShare> Held { get; init; } = [];

    /// <summary>Why tickets came back, by reason.</summary>
    public IReadOnlyList<ReasonRow> Returns { get; init; } = [];

    /// <summary>Attempts to reach customers by channel, each with its hours.</summary>
    public IReadOnlyList<AttemptRow> Attempts { get; init; } = [];

    public IReadOnlyList<SliceRow> Slices { get; init; } = [];

    public ChaseFlowView? Chases { get; init; }

    /// <summary>What customers said of solutions; null where nobody was asked.</summary>
    public Feedback.FeedbackSummary? Feedback { get; init; }

    /// <summary>team, status, type, service or week.</summary>
    public string By { get; init; } = "team";

    /// <summary>Weeks shown: 4, 13 or 52.</summary>
    public int Period { get; init; } = 13;

    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    /// <summary>The day from which the product's own rules made the history; marked in the pictures.</summary>
    public LocalDate? SwitchedOn { get; init; }

    /// <summary>What narrows the page, as it follows an address: <c>&amp;team=3</c>.</summary>
    public string Marks { get; init; } = "";

    public string CsvHref { get; init; } = "/flow.csv";
}

public sealed record ReasonRow(string Reason, int Returned, int Kept, string Href);

/// <summary>A channel with how often it was tried; <paramref name="Hours"/> are the day's twenty-four.</summary>
public sealed record AttemptRow(string Channel, int Count, IReadOnlyList<int> Hours, string Href);

public sealed record FlowFigures(Share Progression, Share Promises, Share ServiceFailure, Share Hollow)
{
    /// <summary>Progression SLA of all activity, the response to new tickets among it; the headline leaves that out.</summary>
    public Share? All { get; init; }

    public Share? Unscheduled { get; init; }

    public Share? Predicted { get; init; }

    public Share? StraightOff { get; init; }

    public Instant? ProvenAt { get; init; }
}

/// <summary><paramref name="Before"/> is the same share in the period before.</summary>
public sealed record Share(long Of, long Among, double? Before = null, string? Href = null)
{
    /// <summary>The parts in words, where of and among do not say it all.</summary>
    public Phrase? Parts { get; init; }

    public double? Value => Among == 0 ? null : (double)Of / Among;
}

public sealed record WeekBar(LocalDate Monday, int Success, int Rescheduled, int Late, string Href)
{
    public int Decided => Success + Rescheduled + Late;

    public double? Sla => Decided == 0 ? null : (double)Success / Decided;
}

/// <summary>
/// What the share moves between by chance (mean ± 3 average moving ranges), fractions of one, in the weeks from
/// <paramref name="Since"/> to before <paramref name="Until"/>; null: the first, the last.
/// </summary>
public sealed record Limits(double Low, double Mean, double High, LocalDate? Since = null, LocalDate? Until = null);

public sealed record LoadDay(LocalDate Date, int Came, int Ended, int Open);

/// <summary>Measures of one sub-process. <paramref name="Key"/> names it: activity, now, first, customer, chases, …</summary>
public sealed record MeasureGroup(string Key, IReadOnlyList<MeasureView> Rows);

/// <summary>
/// A measure in words and figures. <paramref name="Unit"/> is share, hours, count, perhundred or days.
/// <see cref="Says"/> tells news from noise, null where weeks are not compared; <see cref="Good"/>: the news is good news.
/// </summary>
public sealed record MeasureView(string Key, string Unit, double? Value, long Of, long Among, double? Before, string? Href)
{
    /// <summary>Where it stands part by part.</summary>
    public string? CutHref { get; init; }

    public IReadOnlyList<double?> Weeks { get; init; } = [];

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>From which week the limits hold.</summary>
    public int LimitsFrom { get; init; }

    public Phrase? Says { get; init; }

    public bool News { get; init; }

    public bool Good { get; init; }
}

/// <summary>How long a new ticket waits for its first answer and a customer's answer for ours; business time, medians.</summary>
public sealed record AnswerPair(string Team, WorkingTime New, WorkingTime Customer, string NewHref, string CustomerHref);

/// <summary>Business time spent in a situation, within its threshold and beyond.</summary>
public sealed record SituationTime(StatusName Status, WorkingTime Within, WorkingTime Beyond, string Href);

/// <summary><paramref name="Holder"/> is us-working, us-waiting, customer or third-party.</summary>
public sealed record HeldShare(string Holder, double Share);

public sealed record SliceRow(string Name, int Success, int Rescheduled, int Late, WorkingTime? MeanLateness, int OverdueNow, string Href)
{
    /// <summary>Without the response to new tickets.</summary>
    public double? MidLifecycle { get; init; }

    /// <summary>How long an activity takes, half of them and nine of ten.</summary>
    public WorkingTime? Median { get; init; }

    public WorkingTime? Ninety { get; init; }

    public double? Cover { get; init; }

    public int Decided => Success + Rescheduled + Late;
}
