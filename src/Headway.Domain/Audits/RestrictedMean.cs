namespace Headway.Domain.Audits;

/// <summary>
/// Mean time within a limit, from Kaplan and Meier's curve: open cases count as long as they have been seen, so neither a
/// purge of the backlog nor a fresh one moves it. The cases of one stratum, sorted once; weights draw them again.
/// </summary>
public sealed class RestrictedMean
{
    private readonly float[] _hours;
    private readonly bool[] _solved;
    private readonly int[] _cluster;

    public RestrictedMean(IEnumerable<(float Hours, bool Solved, int Cluster)> cases)
    {
        var sorted = cases.OrderBy(item => item.Hours).ThenByDescending(item => item.Solved).ToArray();
        _hours = [.. sorted.Select(item => item.Hours)];
        _solved = [.. sorted.Select(item => item.Solved)];
        _cluster = [.. sorted.Select(item => item.Cluster)];
    }

    public int Count => _hours.Length;

    /// <summary>The mean, at most <paramref name="limit"/>; <paramref name="weights"/> by cluster, or each case once. Nothing drawn counts as the limit.</summary>
    public double Of(double limit, int[]? weights = null) => TryOf(limit, weights) ?? limit;

    /// <summary>The same; null where nothing was drawn. Without a limit every case must have ended.</summary>
    public double? TryOf(double limit, int[]? weights)
    {
        var atRisk = 0L;
        for (var at = 0; at < _hours.Length; at++)
        {
            atRisk += weights is null ? 1 : weights[_cluster[at]];
        }

        if (atRisk == 0)
        {
            return null;
        }

        var (area, survive, before) = (0d, 1d, 0d);
        for (var at = 0; at < _hours.Length && _hours[at] < limit && atRisk > 0; at++)
        {
            var weight = weights is null ? 1 : weights[_cluster[at]];
            if (weight == 0)
            {
                continue;
            }

            if (_solved[at])
            {
                area += survive * (_hours[at] - before);
                before = _hours[at];
                survive *= 1 - ((double)weight / atRisk);
            }

            atRisk -= weight;
        }

        // Where all have ended nothing survives: then there is no need of a limit.
        return survive <= 0 ? area : area + (survive * (limit - before));
    }
}
