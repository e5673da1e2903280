using Headway.Application.Audits.Report;

namespace Headway.Application.Audits;

/// <summary>What a frozen audit keeps beside its report: how long each case took, for a comparison, and the sample that people review.</summary>
public sealed record FrozenParts(CaseSpans Spans, IReadOnlyList<SampledCase> Sample)
{
    public static FrozenParts Of(AuditRun run) => new(CaseSpans.Of(run), ReviewSample.Of(run));
}
