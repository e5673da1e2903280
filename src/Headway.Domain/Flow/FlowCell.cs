using Headway.Domain.Calendars;
using Headway.Domain.Tickets;

namespace Headway.Domain.Flow;

/// <summary>
/// What the decided activities of one key in one stretch of time come to. Cells add up: any slice of any length is a sum of
/// cells. Times are kept to the second, one for each activity, so that medians stay exact.
/// </summary>
public sealed record FlowCell(
    FlowKey Key, ProgressionSla Sla, int Done, int Covered, WorkingTime Spent, WorkingTime Beyond, IReadOnlyList<int> SpentSeconds, IReadOnlyList<int> LateSeconds)
{
    /// <summary>Activities that machines finished for people, and those of them in time: nobody's, and in none of the other figures.</summary>
    public int Machines { get; init; }

    public int MachinesInTime { get; init; }

    /// <summary>One cell a key. Superseded and cancelled activities count as excluded and give no times of an answer.</summary>
    public static IReadOnlyList<FlowCell> Of(IEnumerable<Measured> activities) => [.. activities.GroupBy(one => one.Key).Select(group => Of(group.Key, [.. group]))];

    private static FlowCell Of(FlowKey key, List<Measured> found)
    {
        var machines = found.FindAll(one => one is { ByMachine: true, Outcome: ActivityOutcome.Progressed });
        var all = found.FindAll(one => !one.Uncounted);
        var by = new int[4];
        foreach (var one in all)
        {
            if (one.Verdict is { } verdict)
            {
                by[(int)verdict]++;
            }
        }

        var answered = all.FindAll(one => one is { ByMachine: false, Outcome: ActivityOutcome.Progressed });
        return new FlowCell(
            key,
            new ProgressionSla(by[(int)Verdict.Success], by[(int)Verdict.Rescheduled], by[(int)Verdict.Late], by[(int)Verdict.Excluded], all.Count(one => one.MetMoved)),
            answered.Count(one => one.ByPerson), answered.Count(one => one.Covered),
            new WorkingTime(NodaTime.Duration.FromTicks(all.Sum(one => one.Spent.Length.TotalTicks))), new WorkingTime(NodaTime.Duration.FromTicks(all.Sum(one => one.Beyond.Length.TotalTicks))),
            [.. answered.Select(one => Seconds(one.Spent))], [.. all.Where(one => one.Lateness is not null).Select(one => Seconds(one.Lateness ?? WorkingTime.Zero))])
        {
            Machines = machines.Count,
            MachinesInTime = machines.Count(one => one.Verdict == Verdict.Success),
        };
    }

    private static int Seconds(WorkingTime time) => (int)Math.Min(int.MaxValue, time.Length.TotalSeconds);
}

/// <summary>The sum of cells, and the figures that follow from it. Shares are fractions, null over nothing.</summary>
public sealed class FlowTally
{
    private readonly List<FlowCell> _cells;
    private List<int>? _spent, _late;

    private FlowTally(List<FlowCell> cells)
    {
        _cells = cells;
        Sla = cells.Aggregate(ProgressionSla.None, (sum, cell) => sum + cell.Sla);
    }

    public ProgressionSla Sla { get; }

    public int Decided => Sla.Success + Sla.Rescheduled + Sla.Late;

    /// <summary>Acts whose time counts: of people of support, and what passed by itself.</summary>
    public int Timed => Spents.Count;

    /// <summary>Acts that people of support finished.</summary>
    public int Done => _cells.Sum(cell => cell.Done);

    /// <summary>Of these, those of somebody who was not answerable.</summary>
    public int Covered => _cells.Sum(cell => cell.Covered);

    /// <summary>Acts that machines finished for people, and those of them in time.</summary>
    public int Machines => _cells.Sum(cell => cell.Machines);

    public int MachinesInTime => _cells.Sum(cell => cell.MachinesInTime);

    public WorkingTime Spent => Sum(cell => cell.Spent);

    public WorkingTime Beyond => Sum(cell => cell.Beyond);

    /// <summary>Done late, with how much.</summary>
    public int LateDone => Late.Count;

    public WorkingTime? MeanLateness => Late.Count == 0 ? null : WorkingTime.FromHours(Late.Average() / 3600);

    public static FlowTally Of(IEnumerable<FlowCell> cells) => new([.. cells]);

    /// <summary>The same over a part of the cells.</summary>
    public FlowTally Where(Func<FlowKey, bool> part) => new(_cells.FindAll(cell => part(cell.Key)));

    /// <summary>How long an activity took that was progressed, by linear interpolation.</summary>
    public WorkingTime? Took(double share) => Quantile.Of(Spents, share) is { } seconds ? WorkingTime.FromHours(seconds / 3600) : null;

    /// <summary>How late what was late became.</summary>
    public WorkingTime? Lateness(double share) => Quantile.Of(Late, share) is { } seconds ? WorkingTime.FromHours(seconds / 3600) : null;

    /// <summary>The sums of each part, by whatever tells parts apart.</summary>
    public IEnumerable<(T Key, FlowTally Tally)> By<T>(Func<FlowKey, T> part) =>
        _cells.GroupBy(cell => part(cell.Key)).Select(group => (group.Key, new FlowTally([.. group])));

    private List<int> Spents => _spent ??= [.. _cells.SelectMany(cell => cell.SpentSeconds).Order()];

    private List<int> Late => _late ??= [.. _cells.SelectMany(cell => cell.LateSeconds).Order()];

    private WorkingTime Sum(Func<FlowCell, WorkingTime> of) => _cells.Aggregate(WorkingTime.Zero, (sum, cell) => sum + of(cell));
}

/// <summary>Quantiles by linear interpolation between the two nearest, at place p(n − 1).</summary>
public static class Quantile
{
    /// <param name="sorted">In ascending order.</param>
    /// <param name="share">0..1; one half is the median.</param>
    public static double? Of(IReadOnlyList<int> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return null;
        }

        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
