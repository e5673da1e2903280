using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// The arithmetic of one calendar on the universal time line. Resolved blocks are kept in a fixed ring, so memory is
/// bounded (256 blocks, 44 years); threads share it without locks, since a block is immutable and resolving one twice
/// gives the same block.
/// </summary>
internal sealed class OpenTimeline(WorkCalendar calendar)
{
    /// <summary>Closed blocks in a row after which the search says "never": just over five years.</summary>
    private const int PatienceInBlocks = 30;

    /// <summary>Lengths above this are "never": no promise runs a hundred years, and the search stays bounded.</summary>
    private static readonly Duration LongestLength = Duration.FromDays(36_525);

    private readonly OpenBlock?[] _ring = new OpenBlock?[256];

    public Instant? Add(Instant from, WorkingTime length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, WorkingTime.Zero);
        if (length == WorkingTime.Zero)
            return NextOpening(from);
        if (length.Length > LongestLength)
            return null;
        var index = OpenBlock.IndexOf(from);
        var block = BlockAt(index);
        var worked = block.WorkedBefore(block.OffsetOf(from));
        var target = worked + length.Length.ToInt64Nanoseconds();
        for (var patience = PatienceInBlocks; patience > 0; block = BlockAt(++index))
        {
            if (target <= block.Total)
                return block.At(block.EarliestWith(target));
            // Only a block that is closed from the searched instant on spends patience.
            patience = block.Total > worked ? PatienceInBlocks : patience - 1;
            target -= block.Total;
            worked = 0;
        }
        return null;
    }

    public Instant? Before(Instant until, WorkingTime length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, WorkingTime.Zero);
        if (length == WorkingTime.Zero)
            return until;
        if (length.Length > LongestLength)
            return null;
        var index = OpenBlock.IndexOf(until);
        var block = BlockAt(index);
        var available = block.WorkedBefore(block.OffsetOf(until));
        var left = length.Length.ToInt64Nanoseconds();
        for (var patience = PatienceInBlocks; patience > 0;)
        {
            if (left <= available)
                return block.At(block.LatestWith(available - left));
            patience = available > 0 ? PatienceInBlocks : patience - 1;
            left -= available;
            block = BlockAt(--index);
            available = block.Total;
        }
        return null;
    }

    public WorkingTime Between(Instant start, Instant end)
    {
        if (end <= start)
            return WorkingTime.Zero;
        int index = OpenBlock.IndexOf(start), last = OpenBlock.IndexOf(end);
        var block = BlockAt(index);
        var sum = Duration.FromNanoseconds(-block.WorkedBefore(block.OffsetOf(start)));
        for (; index < last; block = BlockAt(++index))
            sum += Duration.FromNanoseconds(block.Total);
        return new WorkingTime(sum + Duration.FromNanoseconds(block.WorkedBefore(block.OffsetOf(end))));
    }

    public Instant? NextOpening(Instant at)
    {
        var index = OpenBlock.IndexOf(at);
        var block = BlockAt(index);
        var offset = block.OffsetOf(at);
        for (var patience = PatienceInBlocks; patience > 0; patience--)
        {
            if (block.NextOpen(offset) is { } open)
                return block.At(open);
            block = BlockAt(++index);
            offset = 0;
        }
        return null;
    }

    public bool IsOpen(Instant at)
    {
        var block = BlockAt(OpenBlock.IndexOf(at));
        var offset = block.OffsetOf(at);
        return block.NextOpen(offset) == offset;
    }

    public IReadOnlyList<OpenSpan> OpenBetween(Instant from, Instant until)
    {
        var spans = new List<OpenSpan>();
        if (until <= from)
            return spans;
        var last = OpenBlock.IndexOf(until);
        for (var index = OpenBlock.IndexOf(from); index <= last; index++)
        {
            var block = BlockAt(index);
            for (var i = 0; i < block.Count; i++)
            {
                var span = block.SpanAt(i);
                var (start, end) = (Instant.Max(from, span.Start), Instant.Min(until, span.End));
                if (start >= end)
                    continue;
                if (spans.Count > 0 && spans[^1].End == start)
                    spans[^1] = new OpenSpan(spans[^1].Start, end);
                else
                    spans.Add(new OpenSpan(start, end));
            }
        }
        return spans;
    }

    private OpenBlock BlockAt(int index)
    {
        ref var slot = ref _ring[index & (_ring.Length - 1)];
        var block = Volatile.Read(ref slot);
        if (block is not null && block.Index == index)
            return block;
        block = OpenBlock.Resolve(index, calendar);
        Volatile.Write(ref slot, block);
        return block;
    }
}
