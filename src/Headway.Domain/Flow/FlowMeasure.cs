using Headway.Domain.Statuses;

namespace Headway.Domain.Flow;

/// <summary>How a measure's value is said.</summary>
public enum MeasureUnit { Share, Hours, Count, PerHundred, Days }

/// <summary>A value with what it was made of; null over nothing.</summary>
public readonly record struct MeasureReading(double? Value, long Of, long Among)
{
    public static MeasureReading Share(long of, long among) => new(among == 0 ? null : (double)of / among, of, among);
}

/// <summary>
/// A figure that follows from decided activities: the same definition for the whole, for every slice and for every week.
/// <paramref name="LessIsBetter"/> says which way is good.
/// </summary>
public sealed record FlowMeasure(string Key, MeasureUnit Unit, bool LessIsBetter, Func<FlowTally, MeasureReading> Read)
{
    public bool IsShare => Unit == MeasureUnit.Share;

    /// <summary>Narrows to the activities behind the measure, as the page of activities is asked for them; null: all of them.</summary>
    public string? Behind { get; init; }

    /// <summary>What opens is the whole that the share is of; otherwise the part that counts.</summary>
    public bool OpensWhole { get; init; }

    /// <summary>Every measure of decided activities (domain.md 5), the headline first.</summary>
    public static readonly IReadOnlyList<FlowMeasure> All =
    [
        new("progression", MeasureUnit.Share, false, tally => Sla(tally.Where(key => key.MidLifecycle))) { Behind = "mid=true&decided=true", OpensWhole = true },
        new("progression-all", MeasureUnit.Share, false, Sla) { Behind = "decided=true", OpensWhole = true },
        new("clean", MeasureUnit.Share, false, tally => MeasureReading.Share(tally.Sla.Success, tally.Sla.Success + tally.Sla.MetMoved)) { Behind = "verdict=Success" },
        new("late", MeasureUnit.Share, true, tally => MeasureReading.Share(tally.Sla.Late, tally.Decided)) { Behind = "verdict=Late" },
        new("rescheduled", MeasureUnit.Share, true, tally => MeasureReading.Share(tally.Sla.Rescheduled, tally.Decided)) { Behind = "verdict=Rescheduled" },
        new("lateness-mean", MeasureUnit.Hours, true, tally => new(tally.MeanLateness?.Hours, tally.LateDone, tally.Decided)) { Behind = "verdict=Late&closed=true" },
        new("lateness-p90", MeasureUnit.Hours, true, tally => new(tally.Lateness(0.9)?.Hours, tally.LateDone, tally.Decided)) { Behind = "verdict=Late&closed=true" },
        new("dwell", MeasureUnit.Hours, true, tally => new(tally.Took(0.5)?.Hours, tally.Timed, tally.Decided)) { Behind = "done=true" },
        new("dwell-p90", MeasureUnit.Hours, true, tally => new(tally.Took(0.9)?.Hours, tally.Timed, tally.Decided)) { Behind = "done=true" },
        new("first-response", MeasureUnit.Hours, true, tally => Took(tally, key => !key.MidLifecycle)) { Behind = "type=new-response&done=true" },
        new("first-response-met", MeasureUnit.Share, false, tally => Met(tally, key => !key.MidLifecycle)) { Behind = "type=new-response&decided=true", OpensWhole = true },
        new("update-response", MeasureUnit.Hours, true, tally => Took(tally, IsUpdate)) { Behind = "status=CUST_UPDATED&done=true" },
        new("update-met", MeasureUnit.Share, false, tally => Met(tally, IsUpdate)) { Behind = "status=CUST_UPDATED&decided=true", OpensWhole = true },
        new("request-lead", MeasureUnit.Hours, true, tally => Took(tally, key => key.Status == StatusCode.AppointmentRequested)) { Behind = "status=APPT_REQUESTED&done=true" },
        new("recover", MeasureUnit.Hours, true, tally => Took(tally, key => key.Status == StatusCode.Rejected)) { Behind = "status=REJECTED&done=true" },
        new("rejected", MeasureUnit.Share, true, Rejected) { Behind = "status=REJECTED" },
        new("cover", MeasureUnit.Share, false, tally => MeasureReading.Share(tally.Covered, tally.Done)) { Behind = "covered=true" },
        new("cover-high", MeasureUnit.Share, false, HighCover) { Behind = "covered=true&high=true" },
        new("machine", MeasureUnit.Share, false, tally => MeasureReading.Share(tally.Machines, tally.Done + tally.Machines)) { Behind = "machine=true" },
        new("machine-in-time", MeasureUnit.Share, false, tally => MeasureReading.Share(tally.MachinesInTime, tally.Machines)) { Behind = "machine=true&verdict=Success" },
        new("held-us", MeasureUnit.Share, true, tally => Held(tally, HeldBy.Us)) { Behind = "held=Us" },
        new("held-customer", MeasureUnit.Share, true, tally => Held(tally, HeldBy.Customer)) { Behind = "held=Customer" },
        new("held-third-party", MeasureUnit.Share, true, tally => Held(tally, HeldBy.ThirdParty)) { Behind = "held=ThirdParty" },
    ];

    public static readonly FlowMeasure Headline = All[0];

    private static MeasureReading Sla(FlowTally tally) => MeasureReading.Share(tally.Sla.Success, tally.Decided);

    private static bool IsUpdate(FlowKey key) => key.Status == StatusCode.CustomerUpdated;

    private static MeasureReading Took(FlowTally tally, Func<FlowKey, bool> part)
    {
        var found = tally.Where(part);
        return new MeasureReading(found.Took(0.5)?.Hours, found.Timed, found.Decided);
    }

    private static MeasureReading Met(FlowTally tally, Func<FlowKey, bool> part) => Sla(tally.Where(part));

    // A return opens one activity on the desk, a hand-over one at the receiver.
    private static MeasureReading Rejected(FlowTally tally) => MeasureReading.Share(
        Counted(tally, key => key.Status == StatusCode.Rejected), Counted(tally, key => key.IsPickUp));

    private static MeasureReading HighCover(FlowTally tally)
    {
        var high = tally.Where(key => key.HighPriority);
        return MeasureReading.Share(high.Covered, high.Done);
    }

    // A share of working time, made of so many activities.
    private static MeasureReading Held(FlowTally tally, HeldBy holder)
    {
        var whole = tally.Spent.Hours;
        return new MeasureReading(whole == 0 ? null : tally.Where(key => key.HeldBy == holder).Spent.Hours / whole, Counted(tally, key => key.HeldBy == holder), Counted(tally, _ => true));
    }

    private static int Counted(FlowTally tally, Func<FlowKey, bool> part) => tally.Where(part) is var found ? found.Decided + found.Sla.Excluded : 0;
}
