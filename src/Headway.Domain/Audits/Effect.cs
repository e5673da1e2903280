namespace Headway.Domain.Audits;

/// <summary>
/// What one observation of the later period takes less than it would have taken before, in hours, the case mix that of the
/// later period: the lower bound first. <paramref name="Together"/>: what was drawn together for the interval, the wider
/// of requesters and weeks. <paramref name="Limit"/>: what lasts longer counts as that; infinite for a plain mean.
/// <paramref name="Covered"/>: share of the later period whose kind the earlier one had too.
/// </summary>
public sealed record Effect(Estimate Saved, double ProbabilityOfGain, DrawnTogether Together, double Limit, double Covered, int Before, int After)
{
    /// <summary>How often the clusters are drawn again.</summary>
    public const int Draws = 2000;

    /// <summary>Twenty working days: what lasts longer counts as that.</summary>
    public const double LongestCounted = 160;

    /// <summary>Seeds of the draws: requesters before and after, weeks or days before and after. The same figures come again.</summary>
    public static readonly IReadOnlyList<int> Seeds = [1, 2, 3, 4];

    /// <summary>Fewer weeks than these say nothing of how weeks differ: single days are drawn then.</summary>
    private const int LeastWeeks = 6;

    /// <summary>Kinds with fewer observations on a side are taken together.</summary>
    private const int LeastInStratum = 10;
    private const int Pooled = 1000;

    /// <summary>The effect; null where a side has nothing, or shares no kind with the other.</summary>
    public static Effect? Of(IReadOnlyList<Observation> before, IReadOnlyList<Observation> after, double limit = LongestCounted, int draws = Draws)
    {
        if (before.Count == 0 || after.Count == 0)
        {
            return null;
        }

        limit = Math.Min(limit, Math.Min(Supported(before), Supported(after)));
        var (was, now) = (Counts(before), Counts(after));
        int stratum(Observation one) => Math.Min(was.GetValueOrDefault(one.Stratum), now.GetValueOrDefault(one.Stratum)) < LeastInStratum ? Pooled : one.Stratum;
        var known = before.Select(stratum).ToHashSet();
        var shared = after.Select(stratum).Where(known.Contains).GroupBy(kind => kind).ToDictionary(kind => kind.Key, kind => kind.Count());
        var all = (double)shared.Values.Sum();
        if (all == 0)
        {
            return null;
        }

        var weights = shared.ToDictionary(kind => kind.Key, kind => kind.Value / all);
        Effect by(DrawnTogether together, int seed)
        {
            var (first, second) = (Redraw.Of(before, together, stratum, weights, limit), Redraw.Of(after, together, stratum, weights, limit));
            var best = first.Best - second.Best;
            var (one, other) = (first.Draws(draws, (ulong)seed), second.Draws(draws, (ulong)seed + 1));
            // A draw of few clusters varies too little, by just this factor.
            var fewest = Math.Min(first.Clusters, second.Clusters);
            var wider = fewest > 1 ? Math.Sqrt(fewest / (fewest - 1d)) : 1;
            var drawn = one.Zip(other, (x, y) => best + (wider * (x - y - best))).ToArray();
            return new Effect(ClusterBootstrap.Basic(best, drawn), drawn.Count(effect => (2 * best) - effect > 0) / (double)draws, together, limit, all / after.Count, before.Count, after.Count);
        }

        var requesters = by(DrawnTogether.Requesters, Seeds[0]);
        if (before[0].Day < 0 || after[0].Day < 0)
        {
            return requesters;
        }

        var weeks = Math.Min(before.Select(one => (one.Day + 3) / 7).Distinct().Count(), after.Select(one => (one.Day + 3) / 7).Distinct().Count());
        var periods = by(weeks >= LeastWeeks ? DrawnTogether.Weeks : DrawnTogether.Days, Seeds[2]);
        return periods.Saved.High - periods.Saved.Low > requesters.Saved.High - requesters.Saved.Low ? periods : requesters;
    }

    // Where what was seen longest has not ended, nobody knows how long it takes: nothing is said beyond.
    private static double Supported(IReadOnlyList<Observation> observations)
    {
        var longest = observations.MaxBy(one => (one.Hours, one.Ended ? 1 : 0));
        return longest.Ended ? double.PositiveInfinity : longest.Hours;
    }

    private static Dictionary<byte, int> Counts(IReadOnlyList<Observation> observations) => observations.GroupBy(one => one.Stratum).ToDictionary(kind => kind.Key, kind => kind.Count());
}
