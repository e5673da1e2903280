using NodaTime;

namespace Headway.Application.Audits.Reading;

/// <summary>Local milliseconds to instants: the interval used last is looked at first. In an overlap the earlier, in a gap as if the clocks had not moved.</summary>
internal sealed class LocalClock
{
    private readonly long[] _until, _offset;
    private int _last;

    public LocalClock(DateTimeZone zone)
    {
        var intervals = zone.GetZoneIntervals(Instant.FromUtc(1950, 1, 1, 0, 0), Instant.FromUtc(2150, 1, 1, 0, 0)).ToList();
        _offset = [.. intervals.Select(interval => interval.WallOffset.Milliseconds)];
        _until = [.. intervals.Select(interval => interval.HasEnd ? interval.End.ToUnixTimeMilliseconds() + interval.WallOffset.Milliseconds : long.MaxValue)];
        _until[^1] = long.MaxValue;
    }

    public long InstantOf(long local)
    {
        if (local >= _until[_last] || (_last > 0 && local < _until[_last - 1]))
        {
            var found = Array.BinarySearch(_until, local);
            _last = found >= 0 ? found + 1 : ~found;
        }

        return local - _offset[_last];
    }
}
