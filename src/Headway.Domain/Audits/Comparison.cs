namespace Headway.Domain.Audits;

/// <summary>What the first line of a comparison may say.</summary>
public enum ComparisonVerdict
{
    /// <summary>Fewer tickets, or fewer days, than carry a headline.</summary>
    TooLittle,

    /// <summary>The later period is mostly of a kind that the earlier one did not have.</summary>
    OtherMix,

    /// <summary>Nobody has said yet what else changed between the two.</summary>
    OthersUnsaid,

    /// <summary>It was falling before anything changed, by so much that the difference may be no more than that.</summary>
    FellAlready,

    /// <summary>Sooner solved, beyond chance.</summary>
    Sooner,

    /// <summary>Customers lost less work, beyond chance; the time to the solution says nothing.</summary>
    LessLost,

    /// <summary>Customers' updates were answered sooner, beyond chance; the rest says nothing.</summary>
    AnsweredSooner,

    /// <summary>Later solved, beyond chance.</summary>
    Later,

    /// <summary>Nothing that chance could not make.</summary>
    NoDifference,
}

/// <summary>
/// Two periods by the same ruler. <paramref name="Fewest"/> tickets and <paramref name="FewestDays"/> days with new ones, of
/// the poorer side. Effects are null where there is too little to say them, or where an audit did not keep what they need.
/// </summary>
public sealed record Comparison(Effect? Solution, Effect? Answer, Effect? Lost, PreTrend? Trend, double WeeksApart, int Fewest, int? FewestDays)
{
    /// <summary>Fewer cases in either period carry no headline.</summary>
    public const int LeastCases = 200;

    /// <summary>Fewer days with new tickets in either period carry no headline: one bad week is no desk.</summary>
    public const int LeastDays = 8;

    /// <summary>Fewer updates of customers say nothing about their answers.</summary>
    public const int LeastUpdates = 50;

    private const double LeastCovered = 0.8;

    public bool IsTooLittle => Fewest < LeastCases || FewestDays < LeastDays;

    /// <summary>What would have come by itself, had the earlier trend gone on from the middle of one period to that of the other; hours.</summary>
    public double ByItself => Trend is { IsFalling: true } trend ? -trend.Slope * WeeksApart : 0;

    public static Comparison Of(CaseSpans before, CaseSpans after)
    {
        var fewest = Math.Min(before.Hours.Length, after.Hours.Length);
        var days = before.Day.Length == 0 || after.Day.Length == 0 ? (int?)null : Math.Min(before.Day.Distinct().Count(), after.Day.Distinct().Count());
        var empty = new Comparison(null, null, null, null, 0, fewest, days);
        if (empty.IsTooLittle)
        {
            return empty;
        }

        var (asked, askedLater) = (Observation.Answers(before), Observation.Answers(after));
        return empty with
        {
            Solution = Effect.Of(Observation.Solutions(before), Observation.Solutions(after)),
            Answer = Math.Min(asked.Length, askedLater.Length) < LeastUpdates ? null : Effect.Of(asked, askedLater),
            Lost = Effect.Of(Observation.LostWork(before), Observation.LostWork(after), double.PositiveInfinity),
            Trend = PreTrend.Of(before),
            WeeksApart = days is null ? 0 : Math.Max(0, (after.Day.Average() - before.Day.Average()) / 7),
        };
    }

    /// <param name="othersSaid">Somebody has written down what else changed, or that nothing did.</param>
    public ComparisonVerdict Verdict(bool othersSaid) => this switch
    {
        _ when IsTooLittle || Solution is null => ComparisonVerdict.TooLittle,
        { Solution.Covered: < LeastCovered } => ComparisonVerdict.OtherMix,
        _ when !othersSaid => ComparisonVerdict.OthersUnsaid,
        { Solution.Saved.High: < 0 } => ComparisonVerdict.Later,
        { Solution.Saved.Low: > 0 } when ByItself >= Solution.Saved.Best / 2 => ComparisonVerdict.FellAlready,
        { Solution.Saved.Low: > 0 } => ComparisonVerdict.Sooner,
        { Lost.Saved.Low: > 0 } => ComparisonVerdict.LessLost,
        { Answer.Saved.Low: > 0 } => ComparisonVerdict.AnsweredSooner,
        _ => ComparisonVerdict.NoDifference,
    };
}
