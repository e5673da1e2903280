using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>Whether the customer's need was met.</summary>
public enum NeedOutcome { Met, Late, Unmet }

/// <summary>What the wait did to the customer's work.</summary>
public enum Impact { Blocked, Degraded, Inconvenienced, None }

/// <summary>
/// What a person found in a sampled case. <paramref name="Wrong"/>: labels of the machine that do not hold;
/// <paramref name="Missing"/>: labels that it should have given. <paramref name="Cause"/>: one of the 21 operational issues.
/// <paramref name="Named"/>: lost work as the customer named it.
/// </summary>
public sealed record CaseReview(NeedOutcome Outcome, int? Cause, Impact Impact, Duration? Named, IReadOnlyList<string> Wrong, IReadOnlyList<string> Missing);

/// <summary>How often the machine is right with a label, with the interval of 95 %; <paramref name="Missed"/>: cases in which it did not see it.</summary>
public sealed record LabelPrecision(string Label, int Given, int Confirmed, double? Share, double? Low, double? High, int Missed);

/// <summary>What the reviewed cases say. Lost work stands on two bases that are never mixed.</summary>
public sealed record ReviewFigures(
    int Reviewed, IReadOnlyDictionary<NeedOutcome, int> Outcomes, IReadOnlyList<(int Cause, int Count)> Causes, IReadOnlyList<LabelPrecision> Labels, Estimate? ByImpact,
    int Named, double? NamedHours)
{
    /// <summary>Causes are numbered from 1 to this.</summary>
    public const int Issues = 21;

    /// <summary>Fewer reviewed cases extrapolate to nothing.</summary>
    public const int Least = 10;

    public static double Factor(Impact impact) => impact switch { Impact.Blocked => 1, Impact.Degraded => 0.25, Impact.Inconvenienced => 0.05, _ => 0 };

    /// <param name="cases">The reviewed cases: what the machine said, the hours beyond the thresholds, what the person found.</param>
    /// <param name="population">How many cases the sample stands for.</param>
    public static ReviewFigures Of(IReadOnlyList<(IReadOnlyList<string> Labels, double Inertia, CaseReview Review)> cases, IReadOnlyList<string> labels, int population)
    {
        var named = cases.Where(item => item.Review.Named is not null).ToList();
        return new ReviewFigures(
            cases.Count, Enum.GetValues<NeedOutcome>().ToDictionary(outcome => outcome, outcome => cases.Count(item => item.Review.Outcome == outcome)),
            [.. cases.Where(item => item.Review.Cause is not null).GroupBy(item => item.Review.Cause ?? 0).Select(cause => (cause.Key, cause.Count())).OrderByDescending(cause => cause.Item2).ThenBy(cause => cause.Key)],
            [.. labels.Select(label => Precision(label, cases))], Lost([.. cases.Select(item => item.Inertia * Factor(item.Review.Impact))], population),
            named.Count, named.Count == 0 ? null : named.Sum(item => (item.Review.Named ?? Duration.Zero).TotalHours));
    }

    /// <summary>Wilson's interval of a share.</summary>
    public static (double Low, double High) Wilson(int hits, int of)
    {
        const double z = 1.959964;
        var (share, spread) = ((double)hits / of, z * z / of);
        var middle = (share + (spread / 2)) / (1 + spread);
        var half = z / (1 + spread) * Math.Sqrt((share * (1 - share) / of) + (spread / (4 * of)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static LabelPrecision Precision(string label, IReadOnlyList<(IReadOnlyList<string> Labels, double Inertia, CaseReview Review)> cases)
    {
        var given = cases.Where(item => item.Labels.Contains(label)).ToList();
        var confirmed = given.Count(item => !item.Review.Wrong.Contains(label));
        var missed = cases.Count(item => item.Review.Missing.Contains(label));
        if (given.Count == 0)
        {
            return new LabelPrecision(label, 0, 0, null, null, null, missed);
        }

        var (low, high) = Wilson(confirmed, given.Count);
        return new LabelPrecision(label, given.Count, confirmed, (double)confirmed / given.Count, low, high, missed);
    }

    // The sample is simple: its mean times the population, redrawn a thousand times, nine draws in ten.
    private static Estimate? Lost(double[] hours, int population)
    {
        if (hours.Length < Least)
        {
            return null;
        }

        var best = hours.Average() * population;
        var draws = ClusterBootstrap.Draw(hours.Length, 3, weights =>
        {
            var (sum, drawn) = (0d, 0);
            for (var at = 0; at < hours.Length; at++)
            {
                sum += weights[at] * hours[at];
                drawn += weights[at];
            }

            return drawn == 0 ? best : sum / drawn * population;
        });
        return new Estimate(best, Percentiles.Of(draws, 0.05) ?? best, Percentiles.Of(draws, 0.95) ?? best);
    }
}
