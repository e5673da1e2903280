using Headway.Application.Audits.Report;
using Headway.Domain.Audits;

namespace Headway.Application.Audits;

/// <summary>What a frozen audit keeps beside its report: how long each case took, for a comparison, and the sample that people review.</summary>
public sealed record FrozenParts(CaseSpans Spans, IReadOnlyList<SampledCase> Sample)
{
    public static FrozenParts Of(AuditRun run) => new(SpanPack.Of(run), ReviewSample.Of(run));
}
