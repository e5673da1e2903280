namespace Headway.Domain.Audits;

/// <summary>What is drawn again together, because it is alike: the cases of a requester, of a working week, of a day.</summary>
public enum DrawnTogether { Requesters, Weeks, Days }

/// <summary>
/// One period's observations, cut into strata and clusters, and their statistic: the mean, or where something may still go on
/// the restricted mean. A weight a cluster draws them again; a stratum that a draw leaves out keeps its own figure.
/// </summary>
internal sealed class Redraw
{
    private const int MostClusters = 1500;

    private readonly (double Weight, RestrictedMean Times, double Best)[] _strata;
    private readonly double _limit;

    private Redraw((double, RestrictedMean, double)[] strata, double limit, int clusters) => (_strata, _limit, Clusters) = (strata, limit, clusters);

    public int Clusters { get; }

    public double Best => _strata.Sum(stratum => stratum.Weight * stratum.Best);

    /// <param name="observations">The period's.</param>
    /// <param name="together">What makes a cluster.</param>
    /// <param name="stratumOf">The stratum of an observation; 255 and more take no part.</param>
    /// <param name="weights">The share of each stratum.</param>
    /// <param name="limit">Hours beyond it count as it.</param>
    public static Redraw Of(IReadOnlyList<Observation> observations, DrawnTogether together, Func<Observation, int> stratumOf, IReadOnlyDictionary<int, double> weights, double limit)
    {
        var places = new Dictionary<int, int>();
        int cluster(int at)
        {
            var key = KeyOf(observations[at], together, at);
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = place = places.Count;
            }

            return place;
        }

        var clusters = Enumerable.Range(0, observations.Count).Select(cluster).ToArray();
        var count = Math.Min(MostClusters, Math.Max(1, places.Count));
        var strata = Enumerable.Range(0, observations.Count).GroupBy(at => stratumOf(observations[at])).Where(group => weights.ContainsKey(group.Key)).OrderBy(group => group.Key)
            .Select(group =>
            {
                var times = new RestrictedMean(group.Select(at => (
                    observations[at].Hours, observations[at].Ended, places.Count <= MostClusters ? clusters[at] : ClusterBootstrap.ClusterOf(clusters[at], MostClusters))));
                return (weights[group.Key], times, times.Of(limit));
            }).ToArray();
        return new Redraw(strata, limit, count);
    }

    /// <summary>The figure of each of so many draws.</summary>
    public double[] Draws(int draws, ulong seed) => ClusterBootstrap.Draw(Clusters, seed, draws, weights =>
    {
        var sum = 0d;
        foreach (var (weight, times, best) in _strata)
        {
            sum += weight * (times.TryOf(_limit, weights) ?? best);
        }

        return sum;
    });

    // A requester that nobody knows is one of its own; days before the first Monday of 1970 do not occur.
    private static int KeyOf(Observation one, DrawnTogether together, int at) => together switch
    {
        DrawnTogether.Weeks => (one.Day + 3) / 7,
        DrawnTogether.Days => one.Day,
        _ => one.Requester < 0 ? -1 - at : one.Requester,
    };
}
