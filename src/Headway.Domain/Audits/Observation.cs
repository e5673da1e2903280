namespace Headway.Domain.Audits;

/// <summary>
/// One thing that lasted, or cost, so many hours. <paramref name="Ended"/> false: seen for that long and still going on.
/// <paramref name="Stratum"/> is what the case mix is standardised by, <paramref name="Requester"/> and <paramref name="Day"/>
/// what is drawn again together.
/// </summary>
public readonly record struct Observation(float Hours, bool Ended, byte Stratum, int Requester, int Day)
{
    /// <summary>To the solution of each case.</summary>
    public static Observation[] Solutions(CaseSpans spans) =>
        [.. Enumerable.Range(0, spans.Hours.Length).Select(at => new Observation(spans.Hours[at], spans.Solved[at], spans.Priority[at], spans.Cluster[at], DayOf(spans, at)))];

    /// <summary>Customers' lost work of each case; none where it was not kept.</summary>
    public static Observation[] LostWork(CaseSpans spans) =>
        [.. Enumerable.Range(0, spans.Lost.Length).Select(at => new Observation(spans.Lost[at], true, spans.Priority[at], spans.Cluster[at], DayOf(spans, at)))];

    /// <summary>From each update of a customer to its answer.</summary>
    public static Observation[] Answers(CaseSpans spans)
    {
        var updates = spans.Updates;
        return [.. Enumerable.Range(0, updates.Hours.Length).Select(at => new Observation(
            updates.Hours[at], updates.Answered[at], spans.Priority[updates.Case[at]], spans.Cluster[updates.Case[at]], updates.Day[at]))];
    }

    private static int DayOf(CaseSpans spans, int at) => spans.Day.Length == 0 ? -1 : spans.Day[at];
}
