namespace Headway.Domain.Flow;

/// <summary>What a week says against the weeks around it.</summary>
public enum WeekSignal
{
    /// <summary>Ordinary variation: nothing to react to.</summary>
    Noise,

    /// <summary>Above the upper natural limit.</summary>
    Above,

    /// <summary>Below the lower natural limit.</summary>
    Below,

    /// <summary>One of at least eight weeks in a row above the mean.</summary>
    ShiftUp,

    /// <summary>One of at least eight weeks in a row below the mean.</summary>
    ShiftDown,
}

/// <summary>One week's figure and what it says; a week without data (empty denominator) says nothing.</summary>
public sealed record WeekReading(double? Value, WeekSignal Signal);

/// <summary>
/// Natural limits of a weekly figure (XmR chart): mean ± 2.66 × the mean moving range, so that people stop reacting to
/// noise. <paramref name="RangeLimit"/> (3.27 × the mean moving range) bounds the step from one week to the next.
/// Weeks without data are left out of the mean and of the ranges, and break no run. The limits are clipped to
/// the bounds given, for a share cannot leave 0..1.
/// </summary>
public sealed record WeekLimits(double Mean, double Lower, double Upper, double MeanRange, double RangeLimit, IReadOnlyList<WeekReading> Weeks)
{
    /// <summary>So many weeks in a row on one side of the mean are a shift.</summary>
    public const int ShiftRun = 8;

    private const double LimitFactor = 2.66;
    private const double RangeFactor = 3.27;

    /// <summary>Sums of equal figures differ in the last digits; that is no signal.</summary>
    private const double Hair = 1e-9;

    /// <summary>The week with the largest news: the latest that is not noise, or null when all is noise.</summary>
    public int? LatestSignal
    {
        get
        {
            for (var at = Weeks.Count - 1; at >= 0; at--)
            {
                if (Weeks[at].Signal != WeekSignal.Noise)
                    return at;
            }

            return null;
        }
    }

    /// <summary>The limits of the weeks given, oldest first; null with fewer than two weeks of data, for there is no range then.</summary>
    public static WeekLimits? Of(IReadOnlyList<double?> weeks, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        var values = weeks.OfType<double>().ToList();
        if (values.Count < 2)
            return null;
        var mean = values.Average();
        var meanRange = values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).Average();
        var lower = Math.Max(least, mean - (LimitFactor * meanRange));
        var upper = Math.Min(most, mean + (LimitFactor * meanRange));
        var hair = Hair * Math.Max(1, Math.Abs(mean));
        var shifts = Shifts(weeks, mean, hair);
        var readings = weeks.Select((value, at) => new WeekReading(value, Signal(value, lower - hair, upper + hair, shifts[at])));
        return new WeekLimits(mean, lower, upper, meanRange, RangeFactor * meanRange, [.. readings]);
    }

    private static WeekSignal Signal(double? value, double lower, double upper, int shift) => value switch
    {
        null => WeekSignal.Noise,
        _ when value > upper => WeekSignal.Above,
        _ when value < lower => WeekSignal.Below,
        _ => shift > 0 ? WeekSignal.ShiftUp : shift < 0 ? WeekSignal.ShiftDown : WeekSignal.Noise,
    };

    /// <summary>+1 or −1 for each week that belongs to a run of at least eight on one side; a week on the mean ends a run.</summary>
    private static int[] Shifts(IReadOnlyList<double?> weeks, double mean, double hair)
    {
        var shifts = new int[weeks.Count];
        var run = new List<int>();
        var side = 0;
        for (var at = 0; at <= weeks.Count; at++)
        {
            if (at < weeks.Count && weeks[at] is null)
                continue;
            var off = at == weeks.Count ? 0 : weeks[at].GetValueOrDefault() - mean;
            var next = Math.Abs(off) <= hair ? 0 : Math.Sign(off);
            if (next != side || next == 0)
            {
                if (run.Count >= ShiftRun)
                    run.ForEach(week => shifts[week] = side);
                run.Clear();
                side = next;
            }

            if (next != 0)
                run.Add(at);
        }

        return shifts;
    }
}
