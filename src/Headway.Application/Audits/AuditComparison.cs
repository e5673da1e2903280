using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>
/// What changed from one frozen audit to a later one. <paramref name="SavedPerTicket"/>: business hours to the solution
/// saved per ticket, case mix of the later period, open tickets counted; null where there is too little to say it.
/// </summary>
public sealed record AuditComparison(FrozenAudit Before, FrozenAudit After, IReadOnlyList<ComparedFinding> Findings, Estimate? SavedPerTicket, double? ProbabilityOfGain, int Fewest)
{
    /// <summary>Fewer cases in either period carry no headline.</summary>
    public const int LeastCases = 200;

    /// <summary>Hours of customers' lost work saved a ticket, by the same rules; null as above, and where an audit was frozen before it was kept.</summary>
    public Estimate? LostPerTicket { get; init; }

    /// <summary>Twenty working days: what lasts longer counts as that.</summary>
    private const double Limit = 160;
    private const int Clusters = 1500;

    public static AuditComparison Of(FrozenAudit before, FrozenAudit after, CaseSpans was, CaseSpans now)
    {
        var fewest = Math.Min(was.Hours.Length, now.Hours.Length);
        var findings = Compared(before, after);
        if (fewest < LeastCases)
        {
            return new AuditComparison(before, after, findings, null, null, fewest);
        }

        var (strataBefore, strataAfter, weights) = Strata(was, now);
        double effect(int[]? drawnBefore, int[]? drawnAfter) => weights.Sum(pair => pair.Value * (strataBefore[pair.Key].Of(Limit, drawnBefore) - strataAfter[pair.Key].Of(Limit, drawnAfter)));
        var best = effect(null, null);
        // Two independent draws: the earlier period's weights are thrown from another seed, one draw ahead.
        var first = new List<int[]>();
        ClusterBootstrap.Draw(Clusters, 1, drawn =>
        {
            first.Add([.. drawn]);
            return 0;
        });
        var at = 0;
        var draws = ClusterBootstrap.Draw(Clusters, 2, drawn => effect(first[at++], drawn));
        return new AuditComparison(before, after, findings, ClusterBootstrap.Interval(best, draws), (double)draws.Count(draw => draw > 0) / draws.Length, fewest)
        {
            LostPerTicket = was.Lost.Length > 0 && now.Lost.Length > 0 ? Lost(was, now, first) : null,
        };
    }

    // Means within a priority, weighted as the later period has its priorities; clusters drawn as for the time to the solution.
    private static Estimate Lost(CaseSpans was, CaseSpans now, IReadOnlyList<int[]> first)
    {
        var shared = now.Priority.Intersect(was.Priority).ToList();
        var all = (double)now.Priority.Count(shared.Contains);
        var weights = shared.Select(priority => (Priority: priority, Weight: now.Priority.Count(known => known == priority) / all)).ToList();
        double effect(int[]? before, int[]? after) => weights.Sum(pair => pair.Weight * (Mean(was, pair.Priority, before) - Mean(now, pair.Priority, after)));
        var at = 0;
        return ClusterBootstrap.Interval(effect(null, null), ClusterBootstrap.Draw(Clusters, 2, drawn => effect(first[at++], drawn)));
    }

    private static double Mean(CaseSpans spans, byte priority, int[]? weights)
    {
        var (sum, count) = (0d, 0L);
        for (var at = 0; at < spans.Lost.Length; at++)
        {
            if (spans.Priority[at] == priority)
            {
                var weight = weights is null ? 1 : weights[ClusterBootstrap.ClusterOf(spans.Cluster[at], Clusters)];
                sum += weight * spans.Lost[at];
                count += weight;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    private static (Dictionary<byte, RestrictedMean> Before, Dictionary<byte, RestrictedMean> After, Dictionary<byte, double> Weights) Strata(CaseSpans was, CaseSpans now)
    {
        static Dictionary<byte, RestrictedMean> by(CaseSpans spans) => Enumerable.Range(0, spans.Hours.Length).GroupBy(at => spans.Priority[at])
            .ToDictionary(group => group.Key, group => new RestrictedMean(group.Select(at => (spans.Hours[at], spans.Solved[at], ClusterBootstrap.ClusterOf(spans.Cluster[at], Clusters)))));
        var (before, after) = (by(was), by(now));
        var shared = after.Keys.Where(before.ContainsKey).ToList();
        var all = (double)shared.Sum(priority => after[priority].Count);
        return (before, after, shared.ToDictionary(priority => priority, priority => after[priority].Count / all));
    }

    private static IReadOnlyList<ComparedFinding> Compared(FrozenAudit before, FrozenAudit after)
    {
        var (was, now) = (before.Report.Findings, after.Report.Findings);
        return
        [
            new("idle", true, was.Idle3.Share, now.Idle3.Share), new("nobody", true, was.Idle3NotWaiting.Share, now.Idle3NotWaiting.Share),
            new("first", false, was.FirstResponse.P50, now.FirstResponse.P50), new("reply", false, was.CustomerUpdates.Answer.P50, now.CustomerUpdates.Answer.P50),
            new("slow-reply", false, was.CustomerUpdates.Answer.P90, now.CustomerUpdates.Answer.P90), new("late", true, 1 - before.Report.Progression.MidLifecycleSla, 1 - after.Report.Progression.MidLifecycleSla),
            new("back", true, was.BackToEarlierTeam.Share, now.BackToEarlierTeam.Share), new("reopened", true, was.Reopened.Share, now.Reopened.Share),
            new("silence", true, was.ClosedAfterSilence.Share, now.ClosedAfterSilence.Share),
            new("inertia", false, before.Report.Lost.Inertia.Best / Math.Max(1, before.Report.Cases), after.Report.Lost.Inertia.Best / Math.Max(1, after.Report.Cases)),
        ];
    }
}

/// <summary>A finding before and after; lower is better in all of them. Hours where it is no share.</summary>
public sealed record ComparedFinding(string Name, bool IsShare, double? Before, double? After);
