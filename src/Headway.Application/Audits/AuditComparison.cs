using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>
/// What changed from one frozen audit to a later one, by the method both were frozen with. <paramref name="Others"/>: what
/// else changed between the two, as somebody wrote it down; null until then, and no headline is said before.
/// </summary>
public sealed record AuditComparison(FrozenAudit Before, FrozenAudit After, IReadOnlyList<ComparedFinding> Findings, Comparison Effects, OtherChanges? Others)
{
    public ComparisonVerdict Verdict => Effects.Verdict(Others is not null);

    /// <summary>Business hours to the solution saved a ticket; null where there is too little to say it.</summary>
    public Estimate? SavedPerTicket => Effects.Solution?.Saved;

    /// <summary>Hours of customers' lost work saved a ticket; null as above.</summary>
    public Estimate? LostPerTicket => Effects.Lost?.Saved;

    public double? ProbabilityOfGain => Effects.Solution?.ProbabilityOfGain;

    /// <summary>What the hours of lost work are worth a year, by the rates that the organisation entered; null while the headline may not be said.</summary>
    public Estimate? Worth(AuditRates? rates) => rates is { } entered && LostPerTicket is { } lost && MayCount ? entered.Worth(lost) : null;

    /// <summary>Whether figures may be carried over into money: there is enough, of the same kind, and what else changed is said.</summary>
    public bool MayCount => Verdict is not (ComparisonVerdict.TooLittle or ComparisonVerdict.OtherMix or ComparisonVerdict.OthersUnsaid or ComparisonVerdict.FellAlready);

    public static IReadOnlyList<ComparedFinding> Compared(FrozenAudit before, FrozenAudit after)
    {
        var (was, now) = (before.Report.Findings, after.Report.Findings);
        return
        [
            new("idle", true, was.Idle3.Share, now.Idle3.Share), new("nobody", true, was.Idle3NotWaiting.Share, now.Idle3NotWaiting.Share),
            new("first", false, was.FirstResponse.P50, now.FirstResponse.P50), new("reply", false, was.CustomerUpdates.Answer.P50, now.CustomerUpdates.Answer.P50),
            new("slow-reply", false, was.CustomerUpdates.Answer.P90, now.CustomerUpdates.Answer.P90), new("late", true, 1 - before.Report.Progression.MidLifecycleSla, 1 - after.Report.Progression.MidLifecycleSla),
            new("back", true, was.BackToEarlierTeam.Share, now.BackToEarlierTeam.Share), new("reopened", true, was.Reopened.Share, now.Reopened.Share),
            new("silence", true, was.ClosedAfterSilence.Share, now.ClosedAfterSilence.Share),
            new("hollow", true, was.Handling?.Hollow.Tickets.Share, now.Handling?.Hollow.Tickets.Share), new("premature", true, was.Handling?.Premature.Share, now.Handling?.Premature.Share),
            new("inertia", false, Inertia(before), Inertia(after)),
        ];
    }

    /// <summary>Hours beyond the thresholds a ticket; null where the log could not tell them.</summary>
    private static double? Inertia(FrozenAudit audit) => audit.Report.Lost.IsKnown ? audit.Report.Lost.Inertia.Best / Math.Max(1, audit.Report.Cases) : null;
}

/// <summary>A finding before and after; lower is better in all of them. Hours where it is no share.</summary>
public sealed record ComparedFinding(string Name, bool IsShare, double? Before, double? After);
