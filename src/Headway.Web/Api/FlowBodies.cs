using Headway.Application.Flow;
using Headway.Domain.Flow;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

/// <summary>A week of a measure; `signal` is noise, above, below, shiftUp, shiftDown, or null while it runs or there are no limits.</summary>
public sealed record WeekJson(string Monday, double? Value, string? Signal);

/// <summary>A measure: its value in its unit, what it was made of, the same in the period before, and what its weeks say.</summary>
public sealed record MeasureJson(string Group, string Key, string Unit, double? Value, long Of, long Among, double? Before, bool LessIsBetter, double? Lower, double? Upper, IReadOnlyList<WeekJson> Weeks)
{
    public static MeasureJson From(MeasureRow row, WeekSeries? series) => new(
        row.Group, row.Key, Word(row.Unit.ToString()), Round(row.Now.Value), row.Now.Of, row.Now.Among, Round(row.Before), row.LessIsBetter, Round(series?.Current.Limits?.Lower), Round(series?.Current.Limits?.Upper),
        series is null ? [] : [.. series.Phases.SelectMany(phase => Enumerable.Range(phase.From, phase.To - phase.From).Select(at =>
            new WeekJson(series.Weeks[at].Monday.ToString("uuuu-MM-dd", null), Round(series.Weeks[at].Value), series.Weeks[at].Running || phase.Limits is null ? null : Word(phase.Limits.Weeks[at - phase.From].Signal.ToString()))))]);

    public static double? Round(double? value) => value is { } known ? Math.Round(known, 4, MidpointRounding.AwayFromZero) : null;

    internal static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A part of the flow with every measure of decided activities by its key.</summary>
public sealed record SliceJson(string Name, int Success, int Rescheduled, int Late, int Excluded, int Open, int OverdueNow, IReadOnlyDictionary<string, double?> Measures)
{
    public static SliceJson Of(FlowSlice slice) => new(
        slice.Name, slice.Tally.Sla.Success, slice.Tally.Sla.Rescheduled, slice.Tally.Sla.Late, slice.Tally.Sla.Excluded, slice.Open, slice.OverdueNow,
        FlowMeasure.All.ToDictionary(measure => measure.Key, measure => MeasureJson.Round(measure.Read(slice.Tally).Value)));
}

/// <summary>A part of the flow with every measure of it.</summary>
public sealed record CutJson(string Name, IReadOnlyList<CutMeasureJson> Measures);

/// <summary>A measure of a part. <paramref name="Opens"/>: so many rows are <paramref name="Behind"/> it; null where nothing is.</summary>
public sealed record CutMeasureJson(string Group, string Key, string Unit, double? Value, long Of, long Among, long? Opens, string? Behind)
{
    public static CutMeasureJson From(MeasureRow row, string? behind) =>
        new(row.Group, row.Key, MeasureJson.Word(row.Unit.ToString()), MeasureJson.Round(row.Now.Value), row.Now.Of, row.Now.Among, row.Opens, behind);
}

public sealed record ReturnReasonJson(string Reason, int Returned, int Kept);

public sealed record AttemptCountJson(string Channel, int Hour, int Count);

/// <summary>What figures are made of: why tickets came back, when and how customers were tried.</summary>
public sealed record BreakdownsJson(IReadOnlyList<ReturnReasonJson> Returns, IReadOnlyList<AttemptCountJson> Attempts);

/// <summary>An activity behind a figure.</summary>
public sealed record FlowActivityJson(
    string Id, long Number, string Subject, string Type, string Status, string? Team, string Opened, string OriginalDue, string Due, string? Closed, string? Outcome, string? Verdict, string? VerdictAt)
{
    public static FlowActivityJson Of(FlowActivity row, DeskRules rules) => new(
        row.Id, row.Number, row.Subject, row.Type, row.Status.Value, rules.Teams.TryGetValue(row.Team, out var team) ? team.Name : null, ApiAnswer.Text(row.Opened), ApiAnswer.Text(row.OriginalDue),
        ApiAnswer.Text(row.Due), ApiAnswer.Text(row.Closed), row.Outcome?.ToString(), row.Verdict?.ToString(), ApiAnswer.Text(row.VerdictAt));
}

/// <summary>What stands behind a measure of tickets: when it was, and whether it counts for the value or only for the whole it is of.</summary>
public sealed record FlowCaseJson(long Ticket, string Subject, string? Team, string At, bool Counts)
{
    public static FlowCaseJson Of(FlowCase row, DeskRules rules) => new(row.Number, row.Subject, rules.Teams.TryGetValue(row.Team, out var team) ? team.Name : null, ApiAnswer.Text(row.At), row.Counts);
}
