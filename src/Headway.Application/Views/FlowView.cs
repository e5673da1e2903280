using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Views;

/// <summary>
/// The figures of a period. Every mark carries the address of the activities behind it. Shares are fractions of one, null
/// when there was nothing to divide by.
/// </summary>
public sealed record FlowView(Phrase Sentence, FlowFigures Figures, IReadOnlyList<WeekBar> Weeks, Limits? Limits)
{
    public IReadOnlyList<AnswerPair> Answers { get; init; } = [];

    public IReadOnlyList<SituationTime> Times { get; init; } = [];

    public IReadOnlyList<SituationCount> OpenNow { get; init; } = [];

    public int OpenTotal { get; init; }

    public IReadOnlyList<HeldShare> Held { get; init; } = [];

    public IReadOnlyList<SliceRow> Slices { get; init; } = [];

    public ChaseFlowView? Chases { get; init; }

    /// <summary>team, status, type, service or week.</summary>
    public string By { get; init; } = "team";

    /// <summary>Weeks shown: 4, 13 or 52.</summary>
    public int Period { get; init; } = 13;

    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    /// <summary>The day from which the product's own rules made the history; marked in the pictures.</summary>
    public LocalDate? SwitchedOn { get; init; }

    public string CsvHref { get; init; } = "/flow.csv";
}

public sealed record FlowFigures(Share Progression, Share Promises, Share ServiceFailure, Share Hollow)
{
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

/// <summary>What the share moves between by chance (mean ± 3 average moving ranges), fractions of one.</summary>
public sealed record Limits(double Low, double Mean, double High, LocalDate? Since = null);

/// <summary>How long a new ticket waits for its first answer and a customer's answer for ours; business time, medians.</summary>
public sealed record AnswerPair(string Team, WorkingTime New, WorkingTime Customer, string NewHref, string CustomerHref);

/// <summary>Business time spent in a situation, within its threshold and beyond.</summary>
public sealed record SituationTime(StatusName Status, WorkingTime Within, WorkingTime Beyond, string Href);

/// <summary><paramref name="Holder"/> is us-working, us-waiting, customer or third-party.</summary>
public sealed record HeldShare(string Holder, double Share);

public sealed record SliceRow(string Name, int Success, int Rescheduled, int Late, WorkingTime? MeanLateness, int OverdueNow, string Href)
{
    public int Decided => Success + Rescheduled + Late;
}
