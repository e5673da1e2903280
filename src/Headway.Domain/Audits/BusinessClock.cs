using System.Runtime.CompilerServices;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Audits;

/// <summary>
/// A calendar's open time as one running sum, so that working time between two instants costs a subtraction. Answers are
/// those of <see cref="WorkCalendar"/>; within the range it was laid for they are looked up, beyond it they are asked.
/// Unix milliseconds in, milliseconds of working time out.
/// </summary>
public sealed class BusinessClock
{
    private const long Day = 86_400_000;

    private readonly WorkCalendar _calendar;
    private readonly long _from, _until;
    private readonly long[] _starts, _ends, _before;
    private readonly int[] _byDay;

    private BusinessClock(WorkCalendar calendar, long from, long until)
    {
        (_calendar, _from, _until) = (calendar, from, until);
        var spans = calendar.OpenBetween(Instant.FromUnixTimeMilliseconds(from), Instant.FromUnixTimeMilliseconds(until));
        _starts = [.. spans.Select(span => span.Start.ToUnixTimeMilliseconds())];
        _ends = [.. spans.Select(span => span.End.ToUnixTimeMilliseconds())];
        _before = new long[spans.Count + 1];
        for (var at = 0; at < spans.Count; at++)
        {
            _before[at + 1] = _before[at] + _ends[at] - _starts[at];
        }

        _byDay = new int[(int)((until - from) / Day) + 2];
        for (int day = 0, span = 0; day < _byDay.Length; day++)
        {
            while (span < _ends.Length && _ends[span] <= from + day * Day)
            {
                span++;
            }

            _byDay[day] = span;
        }
    }

    /// <summary>A clock for a log's range, with room before it and half a year after it for what falls due later.</summary>
    public static BusinessClock Over(WorkCalendar calendar, Instant first, Instant last) =>
        new(calendar, (first - Duration.FromDays(30)).ToUnixTimeMilliseconds(), (last + Duration.FromDays(200)).ToUnixTimeMilliseconds());

    /// <summary>Working time that has passed at an instant since the clock's beginning.</summary>
    [MethodImpl(LongWalk.AtOnce)]
    public long At(long instant)
    {
        if (instant < _from || instant >= _until)
        {
            return Beyond(instant);
        }

        unchecked
        {
            var span = _byDay[(int)((instant - _from) / Day)];
            while (span < _ends.Length && _ends[span] <= instant)
            {
                span++;
            }

            if (span == _ends.Length)
            {
                return _before[span];
            }

            var into = instant - _starts[span];
            return _before[span] + (into > 0 ? into : 0);
        }
    }

    /// <summary>Working time from one instant to another; zero when the second is not later.</summary>
    public long Between(long start, long end) => end <= start ? 0 : At(end) - At(start);

    /// <summary><see cref="WorkCalendar.Add"/>: the earliest instant by which so much working time has passed; null means never.</summary>
    [MethodImpl(LongWalk.AtOnce)]
    public long? Add(long from, long length)
    {
        var target = At(from) + length;
        if (length > 0 && from >= _from && target <= _before[^1])
        {
            var span = Array.BinarySearch(_before, target);
            span = (span < 0 ? ~span : span) - 1;
            return _starts[span] + (target - _before[span]);
        }

        return _calendar.Add(Instant.FromUnixTimeMilliseconds(from), new WorkingTime(Duration.FromMilliseconds(length)))?.ToUnixTimeMilliseconds();
    }

    private long Beyond(long instant) => instant < _from
        ? -Length(instant, _from)
        : _before[^1] + Length(_until, instant);

    private long Length(long start, long end) => (long)_calendar
        .Between(Instant.FromUnixTimeMilliseconds(start), Instant.FromUnixTimeMilliseconds(end)).Length.TotalMilliseconds;
}
