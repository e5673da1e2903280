using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// The open spans of one calendar within 64 days of the universal time line, with the working time before each: what
/// makes <c>Add</c> and <c>Between</c> two binary searches, however long the length. Blocks are cut by instants, not by
/// dates, so that they never overlap and add up. Times are nanoseconds since the block's start.
/// </summary>
internal sealed class OpenBlock
{
    public const int Days = 64;

    /// <summary>Blocks whose every local date exists in NodaTime's range with room to spare: years 3 to 9996.</summary>
    private const int FirstIndex = -718_000 / Days, LastIndex = 2_931_000 / Days;
    private const long TicksPerBlock = Days * NodaConstants.TicksPerDay;

    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly long[] _before;

    private OpenBlock(int index, long[] starts, long[] ends)
    {
        Index = index;
        (_starts, _ends) = (starts, ends);
        _before = new long[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            _before[i] = Total;
            Total += ends[i] - starts[i];
        }
    }

    public int Index { get; }

    /// <summary>Working time of the whole block.</summary>
    public long Total { get; }

    public int Count => _starts.Length;

    public Instant Start => StartOf(Index);

    public static int IndexOf(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var index = ticks / TicksPerBlock;
        return (int)(ticks < index * TicksPerBlock ? index - 1 : index);
    }

    public static Instant StartOf(int index) => Instant.FromUnixTimeTicks(index * TicksPerBlock);

    public static bool Exists(int index) => index is >= FirstIndex and <= LastIndex;

    /// <summary>Nanoseconds of <paramref name="at"/>, which must lie in the block, since the block's start.</summary>
    public long OffsetOf(Instant at) => (at - Start).ToInt64Nanoseconds();

    public Instant At(long offset) => Start.PlusNanoseconds(offset);

    /// <summary>Working time between the block's start and <paramref name="offset"/>.</summary>
    public long WorkedBefore(long offset)
    {
        var i = FirstEndingAfter(offset);
        return i == Count ? Total : _before[i] + Math.Max(0, offset - _starts[i]);
    }

    /// <summary>The first open offset at or after <paramref name="offset"/>, or null when the block has none left.</summary>
    public long? NextOpen(long offset)
    {
        var i = FirstEndingAfter(offset);
        return i == Count ? null : Math.Max(offset, _starts[i]);
    }

    /// <summary>The earliest offset by which <paramref name="worked"/> has passed; 0 &lt; worked ≤ <see cref="Total"/>.</summary>
    public long EarliestWith(long worked)
    {
        int low = 0, high = Count;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (_before[middle] < worked)
                low = middle;
            else
                high = middle;
        }
        return _starts[low] + (worked - _before[low]);
    }

    /// <summary>The latest offset before which only <paramref name="worked"/> has passed; 0 ≤ worked &lt; <see cref="Total"/>.</summary>
    public long LatestWith(long worked)
    {
        int low = 0, high = Count;
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if (_before[middle] <= worked)
                low = middle;
            else
                high = middle;
        }
        return _starts[low] + (worked - _before[low]);
    }

    public OpenSpan SpanAt(int i) => new(At(_starts[i]), At(_ends[i]));

    public static OpenBlock Resolve(int index, WorkCalendar calendar)
    {
        if (!Exists(index))
            return new OpenBlock(index, [], []);
        Instant start = StartOf(index), end = StartOf(index + 1);
        // Two days back: a night shift of the day before, and a clock set back by a whole day at the date line.
        var first = start.InZone(calendar.Zone).Date.PlusDays(-2);
        var last = end.InZone(calendar.Zone).Date.PlusDays(1);
        var found = new List<(long Start, long End)>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            foreach (var span in calendar.SpansOn(date))
            {
                var open = Instant.Max(start, Zones.StartOf(calendar.Zone, span.StartOn(date)));
                var close = Instant.Min(end, Zones.EndOf(calendar.Zone, span.EndOn(date)));
                if (open < close)
                    found.Add(((open - start).ToInt64Nanoseconds(), (close - start).ToInt64Nanoseconds()));
            }
        }
        found.Sort();
        return Merged(index, found);
    }

    private static OpenBlock Merged(int index, List<(long Start, long End)> sorted)
    {
        var (starts, ends) = (new long[sorted.Count], new long[sorted.Count]);
        var count = 0;
        foreach (var (start, end) in sorted)
        {
            if (count > 0 && start <= ends[count - 1])
                ends[count - 1] = Math.Max(end, ends[count - 1]);
            else
                (starts[count], ends[count++]) = (start, end);
        }
        return new OpenBlock(index, starts[..count], ends[..count]);
    }

    private int FirstEndingAfter(long offset)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ends[middle] > offset)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
