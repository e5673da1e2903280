using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Tests.Calendars;

/// <summary>
/// The slow oracle: a calendar drawn minute by minute, sharing no arithmetic with the fast code. The zone's clock is read
/// once for every minute; a span begins at the first minute that reads its start or later, and ends at the last minute
/// that reads its end or, where none does, after the last that reads less: the resolver's rule said without gaps and
/// overlaps. Everything is then counted.
/// </summary>
internal sealed class MinuteWalk
{
    private const int Margin = 4 * 1440;

    private readonly Instant _origin;
    private readonly bool[] _open;

    /// <summary>Draws <paramref name="days"/> days from <paramref name="start"/>, a whole minute.</summary>
    public MinuteWalk(WorkCalendar calendar, Instant start, int days)
    {
        _origin = start - Duration.FromMinutes(Margin);
        var clock = new long[days * 1440 + 2 * Margin];
        _open = new bool[clock.Length];
        for (var i = 0; i < clock.Length; i++)
        {
            var at = _origin + Duration.FromMinutes(i);
            clock[i] = at.ToUnixTimeSeconds() / 60 + calendar.Zone.GetUtcOffset(at).Seconds / 60;
        }
        var first = LocalDate.FromDateTime(DateTime.UnixEpoch.AddMinutes(clock[0]));
        for (var day = 0; day <= days + 2 * Margin / 1440; day++)
        {
            var date = first.PlusDays(day);
            foreach (var span in SpansOn(calendar, date))
                Draw(clock, date, span);
        }
    }

    public int First => Margin;

    public int Last => _open.Length - Margin - 1;

    public Instant At(int minute) => _origin + Duration.FromMinutes(minute);

    public bool IsOpen(int minute) => _open[minute];

    public int? Next(int minute)
    {
        while (minute <= Last && !_open[minute])
            minute++;
        return minute <= Last ? minute : null;
    }

    public int? Add(int minute, int length)
    {
        if (length == 0)
            return Next(minute);
        for (; minute <= Last; minute++)
        {
            if (_open[minute] && --length == 0)
                return minute + 1;
        }
        return null;
    }

    public int? Before(int minute, int length)
    {
        while (length > 0)
        {
            if (--minute < First)
                return null;
            if (_open[minute])
                length--;
        }
        return minute;
    }

    public int Between(int start, int end)
    {
        var sum = 0;
        for (var minute = start; minute < end; minute++)
            sum += _open[minute] ? 1 : 0;
        return sum;
    }

    private static IReadOnlyList<Span> SpansOn(WorkCalendar calendar, LocalDate date) =>
        calendar.Overrides.TryGetValue(date, out var day) ? day.Spans : calendar.SpansOn(date.DayOfWeek);

    private void Draw(long[] clock, LocalDate date, Span span)
    {
        var midnight = (long)(date.ToDateTimeUnspecified() - DateTime.UnixEpoch).TotalMinutes;
        long from = midnight + span.From.Hour * 60 + span.From.Minute, to = midnight + span.To.Hour * 60 + span.To.Minute;
        if (to <= from)
            to += 1440;
        // A clock is never more than a day off the even run, so both edges lie within two days of where they would be.
        int begin = Index(from - clock[0] - 2880, clock), finish = Index(to - clock[0] + 2880, clock);
        while (begin < finish && clock[begin] < from)
            begin++;
        var end = finish;
        while (end > begin && clock[end - 1] > to)
            end--;
        if (end > begin && clock[end - 1] == to)
            end--;
        for (var i = begin; i < end; i++)
            _open[i] = true;
    }

    private static int Index(long minute, long[] clock) => (int)Math.Clamp(minute, 0, clock.Length);
}
