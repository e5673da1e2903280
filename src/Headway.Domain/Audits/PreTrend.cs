namespace Headway.Domain.Audits;

/// <summary>
/// Whether the time to the solution was moving by itself before anything was changed: the restricted mean of each week's
/// tickets, its slope in hours a week (the median of all pairs), and how likely chance alone makes such a run.
/// </summary>
public sealed record PreTrend(IReadOnlyList<double> Weeks, double Slope, double Chance)
{
    /// <summary>Fewer weeks make no trend.</summary>
    public const int LeastWeeks = 6;

    private const int LeastCases = 20, Days = 7;

    /// <summary>A working week: each of the weeks was seen for longer than that.</summary>
    private const double Limit = 40;
    private const double Unlikely = 0.1;

    public bool IsFalling => Chance < Unlikely && Slope < 0;

    /// <summary>The trend; null on too few whole weeks. A week counts when it ended a week before the log did.</summary>
    public static PreTrend? Of(CaseSpans spans)
    {
        if (spans.Day.Length == 0)
        {
            return null;
        }

        var weeks = Enumerable.Range(0, spans.Hours.Length).GroupBy(at => (spans.Day[at] + 3) / Days).Where(week => week.Count() >= LeastCases && ((week.Key + 2) * Days) - 3 <= spans.LastDay)
            .OrderBy(week => week.Key).Select(week => new RestrictedMean(week.Select(at => (spans.Hours[at], spans.Solved[at], 0))).Of(Limit)).ToList();
        return weeks.Count < LeastWeeks ? null : Of(weeks);
    }

    /// <summary>By Theil and Sen, and Mann and Kendall with ties.</summary>
    public static PreTrend Of(IReadOnlyList<double> weeks)
    {
        var (slopes, score, n) = (new List<float>(), 0, weeks.Count);
        for (var late = 1; late < n; late++)
        {
            for (var early = 0; early < late; early++)
            {
                slopes.Add((float)((weeks[late] - weeks[early]) / (late - early)));
                score += Math.Sign(weeks[late] - weeks[early]);
            }
        }

        var ties = weeks.GroupBy(week => week).Sum(same => same.Count() * (same.Count() - 1L) * ((2L * same.Count()) + 5));
        var spread = Math.Sqrt(((n * (n - 1L) * ((2L * n) + 5)) - ties) / 18d);
        var z = spread == 0 ? 0 : Math.Max(0, Math.Abs(score) - 1) / spread;
        return new PreTrend(weeks, Percentiles.Of(slopes.ToArray(), 0.5) ?? 0, 2 * Upper(z));
    }

    /// <summary>The upper tail of the normal distribution, to seven digits (Abramowitz and Stegun 26.2.17).</summary>
    private static double Upper(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var sum = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
