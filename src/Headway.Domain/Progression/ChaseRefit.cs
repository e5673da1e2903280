namespace Headway.Domain.Progression;

/// <summary>A message that a person has looked at: its signs, and whether it was a chase.</summary>
public sealed record ChaseLabel(IReadOnlySet<ChaseSign> Signs, bool IsChase);

/// <summary>How well messages are read: of those taken as chases how many were, and of the chases how many were taken.</summary>
public sealed record ChaseQuality(int Hits, int Taken, int Chases)
{
    public double? Precision => Taken == 0 ? null : (double)Hits / Taken;

    public double? Recall => Chases == 0 ? null : (double)Hits / Chases;

    public static ChaseQuality Of(IEnumerable<(bool Taken, bool IsChase)> read)
    {
        var all = read.ToList();
        return new ChaseQuality(all.Count(one => one.Taken && one.IsChase), all.Count(one => one.Taken), all.Count(one => one.IsChase));
    }
}

/// <summary>
/// Learns the weights of the signs from what people confirmed: a logistic regression that starts from given weights and is held
/// to them, so that few labels change little and a sign that never occurs keeps its weight. The same labels give the same
/// weights, in whatever order they come.
/// </summary>
public static class ChaseRefit
{
    /// <summary>Fewer labels, or fewer of either kind, say nothing.</summary>
    public const int LabelsNeeded = 30, OfEachNeeded = 8;

    private const double Hold = 0.5;
    private const int Rounds = 400;
    private const int Folds = 5;

    public static bool Enough(IReadOnlyCollection<ChaseLabel> labels) =>
        labels.Count >= LabelsNeeded && labels.Count(label => label.IsChase) >= OfEachNeeded && labels.Count(label => !label.IsChase) >= OfEachNeeded;

    public static ChaseWeights From(IReadOnlyCollection<ChaseLabel> labels, ChaseWeights start)
    {
        // Steepest descent with a step that cannot overshoot: the curvature is at most a quarter of the signs' squares.
        var kinds = labels.GroupBy(label => (Signs: string.Join(',', label.Signs.Select(sign => (int)sign).Order()), label.IsChase))
            .OrderBy(group => group.Key.Signs, StringComparer.Ordinal).ThenBy(group => group.Key.IsChase)
            .Select(group => (Signs: group.First().Signs.Select(sign => (int)sign).Order().ToArray(), group.Key.IsChase, Times: group.Count())).ToList();
        var weights = start.Values.ToArray();
        var step = 1 / (Hold + (0.25 * kinds.Sum(kind => kind.Times * kind.Signs.Length)));
        step = Math.Max(step, 1e-6);
        for (var round = 0; round < Rounds * Math.Max(1, labels.Count / 20); round++)
        {
            var slope = weights.Select((weight, i) => Hold * (weight - start.Values[i])).ToArray();
            foreach (var (signs, isChase, times) in kinds)
            {
                var miss = (1 / (1 + Math.Exp(-signs.Sum(sign => weights[sign])))) - (isChase ? 1 : 0);
                foreach (var sign in signs)
                {
                    slope[sign] += times * miss;
                }
            }

            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= step * slope[i];
            }
        }

        return new ChaseWeights([.. weights.Select(weight => Math.Round(weight, 2))]);
    }

    public static ChaseQuality Quality(IEnumerable<ChaseLabel> labels, ChaseWeights weights, double taken = ChaseScore.Taken) =>
        ChaseQuality.Of(labels.Select(label => (ChaseScore.Of(label.Signs, weights) >= taken, label.IsChase)));

    /// <summary>The quality to expect: each fifth is read by weights learned from the other four.</summary>
    public static ChaseQuality Expected(IReadOnlyList<ChaseLabel> labels, ChaseWeights start, double taken = ChaseScore.Taken) => ChaseQuality.Of(Enumerable.Range(0, Folds).SelectMany(fold =>
    {
        var learned = From([.. labels.Where((_, i) => i % Folds != fold)], start);
        return labels.Where((_, i) => i % Folds == fold).Select(label => (ChaseScore.Of(label.Signs, learned) >= taken, label.IsChase)).ToList();
    }));
}
