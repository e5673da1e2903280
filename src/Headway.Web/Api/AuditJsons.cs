using System.Text.Json;
using Headway.Application.Audits;
using Headway.Domain.Audits;

namespace Headway.Web.Api;

/// <summary>A value of the source that has no meaning yet, and how often it stands there.</summary>
public sealed record UnmappedJson(string Value, int Count);

/// <summary>What was understood of a file: columns by their role, the header as it stands, statuses without a meaning, what the log cannot say.</summary>
public sealed record UnderstoodJson(
    string Profile, string Shape, string Zone, string Calendar, int? Cases, int? Events, IReadOnlyDictionary<string, string> Columns, IReadOnlyList<string> Header,
    IReadOnlyList<UnmappedJson> Unmapped, IReadOnlyList<string> Notes);

/// <summary>An audit as it runs: running, done or refused, with why.</summary>
public sealed record AuditRunJson(string Id, string File, string State, double Progress, string? Code, string? Message, UnderstoodJson? Understood)
{
    public static AuditRunJson Of(AuditJob job) => new(
        job.Id, job.FileName, !job.IsDone ? "running" : job.Report is null ? "refused" : "done", Math.Round(job.Progress, 4), job.Refusal?.Code, job.Refusal?.Message,
        job.Profile is { } profile ? new UnderstoodJson(
            profile.Name, AuditCodes.Word(profile.Shape), profile.Zone, profile.Calendar, job.Report?.Cases, job.Report?.Events,
            profile.Columns.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value[0]), job.Sample?.Header ?? [],
            [.. (job.Report?.Unmapped ?? []).Select(pair => new UnmappedJson(pair.Value, pair.Count))], [.. (job.Report?.Notes ?? []).Select(note => note.Text)]) : null);
}

/// <summary>A frozen audit: what was measured, by which method, when. It never changes.</summary>
public sealed record FrozenAuditJson(long Id, string Name, string At, int Cases, string First, string Last, string? Method, string? Hash)
{
    public static FrozenAuditJson Of(FrozenLine line) => new(line.Id, line.Name, ApiAnswer.Text(line.At), line.Cases, ApiAnswer.Text(line.First), ApiAnswer.Text(line.Last), null, null);

    public static FrozenAuditJson Of(FrozenAudit audit) => new(
        audit.Id, audit.Name, ApiAnswer.Text(audit.At), audit.Report.Cases, ApiAnswer.Text(audit.Report.First), ApiAnswer.Text(audit.Report.Last), audit.Method, audit.Report.Hash);
}

/// <summary>A best estimate and the interval of 95 %.</summary>
public sealed record EstimateJson(double Low, double Best, double High)
{
    public static EstimateJson Of(Estimate estimate) => new(AuditCodes.Round(estimate.Low), AuditCodes.Round(estimate.Best), AuditCodes.Round(estimate.High));
}

/// <summary>What one ticket, or one update, takes less, in hours.</summary>
public sealed record EffectJson(EstimateJson Saved, double ProbabilityOfGain, string Together, double? Limit, double Covered, int Before, int After)
{
    public static EffectJson? Of(Effect? effect) => effect is null ? null : new EffectJson(
        EstimateJson.Of(effect.Saved), AuditCodes.Round(effect.ProbabilityOfGain), AuditCodes.Word(effect.Together), double.IsFinite(effect.Limit) ? AuditCodes.Round(effect.Limit) : null,
        AuditCodes.Round(effect.Covered), effect.Before, effect.After);
}

/// <summary>How the time to the solution moved before anything changed: hours a week, and how likely chance alone makes such a run.</summary>
public sealed record TrendJson(double Slope, double Chance, bool Falling);

public sealed record FindingJson(string Name, bool IsShare, double? Before, double? After);

public sealed record OtherChangesJson(string Text, string At, string By);

/// <summary>Two frozen audits side by side. Effects and worth are null until somebody has said what else changed.</summary>
public sealed record ComparisonJson(
    string Verdict, int Fewest, int? FewestDays, IReadOnlyList<FindingJson> Findings, EffectJson? Solution, EffectJson? Answer, EffectJson? Lost, TrendJson? Trend, OtherChangesJson? Others,
    EstimateJson? Worth, string? Currency)
{
    public static ComparisonJson Of(AuditComparison compared, AuditRates? rates)
    {
        var (said, effects, worth) = (compared.Others is not null, compared.Effects, compared.Worth(rates));
        return new ComparisonJson(
            AuditCodes.Word(compared.Verdict), effects.Fewest, effects.FewestDays, [.. compared.Findings.Select(row => new FindingJson(row.Name, row.IsShare, AuditCodes.Round(row.Before), AuditCodes.Round(row.After)))],
            said ? EffectJson.Of(effects.Solution) : null, said ? EffectJson.Of(effects.Answer) : null, said ? EffectJson.Of(effects.Lost) : null,
            effects.Trend is { } trend ? new TrendJson(AuditCodes.Round(trend.Slope), AuditCodes.Round(trend.Chance), trend.IsFalling) : null,
            compared.Others is { } others ? new OtherChangesJson(others.Text, ApiAnswer.Text(others.At), others.By) : null,
            worth is { } money ? EstimateJson.Of(money) : null, worth is null ? null : rates?.Currency);
    }
}

/// <summary>Words and figures of audits as the API writes them.</summary>
internal static class AuditCodes
{
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static double Round(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);

    public static double? Round(double? value) => value is { } known ? Round(known) : null;
}
