namespace Headway.Domain.Audits;

/// <summary>A best estimate with the interval in which it lies with 95 % confidence.</summary>
public readonly record struct Estimate(double Best, double Low, double High);

/// <summary>
/// How sure a total is: clusters (requesters, or random groups of tickets) are drawn again with Poisson weights. The same
/// seed gives the same interval, so that a frozen audit can be computed again to the last digit.
/// </summary>
public static class ClusterBootstrap
{
    public const int Draws = 1000;
    private const int MostClusters = 2000;

    /// <summary>The total of values whose cluster is given beside them; <paramref name="cluster"/> −1 makes a case its own.</summary>
    public static Estimate Total(ReadOnlySpan<float> values, ReadOnlySpan<int> cluster, ulong seed)
    {
        var sums = Sums(values, cluster);
        var best = sums.Sum();
        var totals = Draw(sums.Length, seed, weights =>
        {
            var (total, drawn) = (0d, 0);
            for (var at = 0; at < sums.Length; at++)
            {
                total += weights[at] * sums[at];
                drawn += weights[at];
            }

            return drawn == 0 ? best : total * sums.Length / drawn;
        });
        return Interval(best, totals);
    }

    /// <summary>Percentile interval of a statistic over draws.</summary>
    public static Estimate Interval(double best, float[] draws) =>
        new(best, Percentiles.Of(draws, 0.025) ?? best, Percentiles.Of(draws, 0.975) ?? best);

    /// <summary>Basic interval of a statistic over draws: what the draws stray from the best is taken off on the other side. For means.</summary>
    public static Estimate Basic(double best, double[] draws)
    {
        var strays = draws.Select(draw => (float)(draw - best)).ToArray();
        return new(best, best - (Percentiles.Of(strays, 0.975) ?? 0), best - (Percentiles.Of(strays, 0.025) ?? 0));
    }

    /// <summary>The statistic of every draw; it is told how often each cluster was drawn.</summary>
    public static float[] Draw(int clusters, ulong seed, Func<int[], double> statistic) =>
        [.. Draw(clusters, seed, Draws, statistic).Select(draw => (float)draw)];

    /// <summary>The same, drawn as often as wished.</summary>
    public static double[] Draw(int clusters, ulong seed, int draws, Func<int[], double> statistic)
    {
        var weights = new int[clusters];
        var drawn = new double[draws];
        var dice = new Dice(seed);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var at = 0; at < clusters; at++)
            {
                weights[at] = dice.Poisson();
            }

            drawn[draw] = statistic(weights);
        }

        return drawn;
    }

    private static double[] Sums(ReadOnlySpan<float> values, ReadOnlySpan<int> cluster)
    {
        var sums = new double[Math.Min(MostClusters, Math.Max(1, values.Length))];
        for (var at = 0; at < values.Length; at++)
        {
            sums[ClusterOf(cluster.IsEmpty || cluster[at] < 0 ? at : cluster[at], sums.Length)] += values[at];
        }

        return sums;
    }

    /// <summary>Clusters beyond the most that are drawn share one, by a spread that knows no order.</summary>
    public static int ClusterOf(int cluster, int clusters) => unchecked((int)((uint)(cluster * 0x9E3779B1) % (uint)clusters));

    private struct Dice(ulong state)
    {
        public int Poisson()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15UL;
                var z = state;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                var uniform = ((z ^ (z >> 31)) >> 11) * (1d / (1UL << 53));
                var (count, share) = (0, Math.Exp(-1));
                for (var sum = share; uniform > sum && count < 12; sum += share)
                {
                    share /= ++count;
                }

                return count;
            }
        }
    }
}
