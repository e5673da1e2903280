using Headway.Domain.Flow;

namespace Headway.Application.Flow;

/// <summary>
/// A measure of the period as it is shown and exported: its value, what it was made of, the same in the period before, and
/// the marks that lead to the activities behind it (null where it is not made of activities).
/// </summary>
public sealed record MeasureRow(string Group, string Key, MeasureUnit Unit, MeasureReading Now, double? Before, bool LessIsBetter, string? Behind, FlowMeasure? Weekly = null)
{
    /// <summary>What opens is the whole that the value is of; otherwise the part that counts.</summary>
    public bool OpensWhole { get; init; }

    /// <summary>So many rows open; null where nothing is opened.</summary>
    public long? Opens => Behind is null ? null : OpensWhole ? Now.Among : Now.Of;
}

/// <summary>Every measure of domain.md 5, sub-process by sub-process.</summary>
public static class FlowMeasures
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["progression"] = "activity", ["progression-all"] = "activity", ["clean"] = "activity", ["late"] = "activity", ["rescheduled"] = "activity", ["lateness-mean"] = "activity",
        ["lateness-p90"] = "activity", ["dwell"] = "activity", ["dwell-p90"] = "activity", ["first-response"] = "first", ["first-response-met"] = "first", ["update-response"] = "customer",
        ["update-met"] = "customer", ["request-lead"] = "appointments", ["recover"] = "returns", ["rejected"] = "returns", ["cover"] = "together", ["cover-high"] = "together",
        ["machine"] = "machines", ["machine-in-time"] = "machines", ["held-us"] = "held", ["held-customer"] = "held", ["held-third-party"] = "held",
    };

    public static IReadOnlyList<MeasureRow> Of(FlowRead read) =>
        [.. Activities(read).Concat(Now(read)).Concat(Tickets(read)).Concat(Chases(read)).OrderBy(row => Array.IndexOf(Order, row.Group))];

    /// <summary>The groups in the order in which they are read.</summary>
    public static readonly string[] Order = ["activity", "now", "first", "customer", "chases", "appointments", "returns", "together", "machines", "held", "outcome", "discipline"];

    /// <summary>What must be read for a measure beside decided activities; everything for null.</summary>
    internal static FlowNeeds Needs(string? measure) => measure switch
    {
        null => FlowNeeds.All,
        "overdue" or "overdue-mean" or "overdue-p90" or "open-tickets" or "unscheduled" => FlowNeeds.Open,
        "confirmed" or "journaled" or "hollow" => FlowNeeds.Touches,
        _ when Groups.ContainsKey(measure) => FlowNeeds.None,
        _ => measure.StartsWith("chase", StringComparison.Ordinal) ? FlowNeeds.Chases : FlowNeeds.Tickets,
    };

    private static IEnumerable<MeasureRow> Activities(FlowRead read) => FlowMeasure.All.Select(measure =>
        new MeasureRow(Groups[measure.Key], measure.Key, measure.Unit, measure.Read(read.Tally), measure.Read(read.Earlier).Value, measure.LessIsBetter, measure.Behind, measure) { OpensWhole = measure.OpensWhole });

    private static IEnumerable<MeasureRow> Now(FlowRead read)
    {
        var open = read.Open;
        yield return Row("now", "overdue", MeasureUnit.Count, new(open.Overdue, open.Overdue, open.Open), null, true) with { Behind = "open=overdue" };
        yield return Row("now", "overdue-mean", MeasureUnit.Hours, new(open.MeanLateness?.Hours, open.Overdue, open.Open), null, true) with { Behind = "open=overdue" };
        yield return Row("now", "overdue-p90", MeasureUnit.Hours, new(open.Lateness90?.Hours, open.Overdue, open.Open), null, true) with { Behind = "open=overdue" };
        yield return Row("now", "open-tickets", MeasureUnit.Count, new(open.Tickets, open.Tickets, open.Tickets), read.Days.Count > 0 ? read.Days[0].Open : null, true) with { Behind = "of=open-tickets" };
        yield return Row("now", "unscheduled", MeasureUnit.Count, new(open.Unscheduled, open.Unscheduled, open.Tickets), null, true) with { Behind = "of=unscheduled&counts=true" };
    }

    private static IEnumerable<MeasureRow> Tickets(FlowRead read)
    {
        var (now, then, touches) = (read.Tickets, read.EarlierTickets, read.Touches);
        yield return Share("first", "straight-off", t => (t.StraightOff, t.Resolved), false);
        yield return Share("customer", "promises", t => (t.PromisesKept, t.PromisesKept + t.PromisesMissed), false);
        yield return Row("customer", "attempts", MeasureUnit.Count, new(now.Reached == 0 ? null : (double)now.Attempts / now.Reached, now.Attempts, now.Reached), then.Reached == 0 ? null : (double)then.Attempts / then.Reached, true) with { Behind = "of=attempts", OpensWhole = true };
        yield return Row("customer", "page-views", MeasureUnit.Count, new(now.ViewedTickets == 0 ? null : (double)now.PageViews / now.ViewedTickets, now.PageViews, now.ViewedTickets), null, true) with { Behind = "of=page-views" };
        yield return Share("appointments", "times-kept", t => (t.Kept, t.Kept + t.MissedByUs + t.MissedByCustomer), false);
        yield return Share("appointments", "times-missed-us", t => (t.MissedByUs, t.Kept + t.MissedByUs + t.MissedByCustomer), true);
        yield return Share("appointments", "times-missed-customer", t => (t.MissedByCustomer, t.Kept + t.MissedByUs + t.MissedByCustomer), true);
        yield return Share("outcome", "resolution-met", t => (t.Targets - t.TargetsMissed, t.Targets), false);
        yield return Share("outcome", "failure", t => (t.Failed, t.Resolved), true);
        yield return Row("discipline", "confirmed", MeasureUnit.Share, MeasureReading.Share(touches.Progressions, touches.Touches), null, false) with { Behind = "of=confirmed", OpensWhole = true };
        yield return Row("discipline", "journaled", MeasureUnit.Share, MeasureReading.Share(touches.Journaled, touches.Progressions), null, false) with { Behind = "of=journaled", OpensWhole = true };
        yield return Row("discipline", "hollow", MeasureUnit.Share, MeasureReading.Share(touches.Hollow, touches.Progressions), null, true) with { Behind = "of=hollow&counts=true" };
        yield return Share("discipline", "predicted", t => (t.Accepted, t.Predicted), false);

        MeasureRow Share(string group, string key, Func<TicketCounts, (long Of, long Among)> parts, bool less)
        {
            var ((of, among), (earlier, earlierAmong)) = (parts(now), parts(then));
            return Row(group, key, MeasureUnit.Share, MeasureReading.Share(of, among), MeasureReading.Share(earlier, earlierAmong).Value, less) with
            {
                // What went wrong is looked at by itself, what went well among all of it.
                Behind = less ? $"of={key}&counts=true" : $"of={key}",
                OpensWhole = !less,
            };
        }
    }

    private static IEnumerable<MeasureRow> Chases(FlowRead read)
    {
        if (read.Chases?.Figures is not { } asked)
        {
            yield break;
        }

        yield return Row("chases", "chases", MeasureUnit.PerHundred, new(asked.PerHundred, asked.Count, asked.MidLifecycleTickets), null, true) with { Behind = "of=chases" };
        yield return Row("chases", "chases-valid", MeasureUnit.PerHundred, new(asked.ValidPerHundred, asked.Valid, asked.MidLifecycleTickets), null, true) with { Behind = "of=chases-valid&counts=true" };
        yield return Row("chases", "chase-answer", MeasureUnit.Hours, new(asked.MeanAnswer?.Hours, asked.Answered, asked.Count), null, true) with { Behind = "of=chase-answer&counts=true" };
        yield return Row("chases", "chase-verdict", MeasureUnit.Hours, new(asked.MeanVerdict?.Hours, asked.Judged, asked.Count), null, true) with { Behind = "of=chase-verdict&counts=true" };
        yield return Row("chases", "chases-in-time", MeasureUnit.Share, MeasureReading.Share(asked.InTime, asked.Settled), null, false) with { Behind = "of=chases-in-time", OpensWhole = true };
        yield return Row("chases", "chases-unmanaged", MeasureUnit.Share, MeasureReading.Share(asked.Unmanaged, asked.Count), null, true) with { Behind = "of=chases-unmanaged&counts=true" };
        yield return Row("chases", "chases-repeated", MeasureUnit.Share, MeasureReading.Share(asked.Repeated, asked.Tickets), null, true) with { Behind = "of=chases-repeated&counts=true" };
        yield return Row("chases", "chase-free", MeasureUnit.Days, new(asked.DaysWithoutValid, asked.Valid, asked.Count), null, false) with { Behind = "of=chases-valid&counts=true" };
    }

    private static MeasureRow Row(string group, string key, MeasureUnit unit, MeasureReading now, double? before, bool less) => new(group, key, unit, now, before, less, null);
}
