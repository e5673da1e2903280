using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// Counting in working days, which is not counting in hours. A working day is a local date on which at least one span
/// starts and lasts; a night shift belongs wholly to the date it starts on.
/// </summary>
internal static class WorkingDays
{
    /// <summary>
    /// The same local time <paramref name="days"/> working days on, counted from the next opening when
    /// <paramref name="from"/> is closed: a ticket that comes in on a holiday counts from the next morning. Where days
    /// are equally long the working time between is days × that length (Monday to Friday 9–17: 8 h a day). Where the
    /// target day has other hours: before its opening or in a break, the next opening of that day; after its close, its
    /// close. Null when the count does not end within five years.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is negative.</exception>
    public static Instant? Add(WorkCalendar calendar, Instant from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (calendar.NextOpening(from) is not { } start || days == 0)
            return calendar.NextOpening(from);
        var first = DateOf(calendar, start);
        var intoDay = start.InZone(calendar.Zone).LocalDateTime - first.AtMidnight();
        if (DateAfter(calendar, first, days) is not { } date)
            return null;
        var wanted = Zones.StartOf(calendar.Zone, date.AtMidnight() + intoDay);
        var close = calendar.SpansOn(date).Max(span => Zones.EndOf(calendar.Zone, span.EndOn(date)));
        return calendar.NextOpening(wanted) is { } open && open < close ? open : close;
    }

    /// <summary>
    /// The close of the <paramref name="days"/>-th working day after the one that <paramref name="from"/> falls in, or,
    /// when closed, after the next one to open; 0 is that day itself. Null when the count does not end within five years.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is negative.</exception>
    public static Instant? EndOf(WorkCalendar calendar, Instant from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (calendar.NextOpening(from) is not { } start || DateAfter(calendar, DateOf(calendar, start), days) is not { } date)
            return null;
        return calendar.SpansOn(date).Max(span => Zones.EndOf(calendar.Zone, span.EndOn(date)));
    }

    /// <summary>Whether a span starts on the date and lasts; one that falls wholly into a skipped hour does not.</summary>
    public static bool IsWorkingDay(WorkCalendar calendar, LocalDate date) => calendar.SpansOn(date).Any(span =>
        Zones.StartOf(calendar.Zone, span.StartOn(date)) < Zones.EndOf(calendar.Zone, span.EndOn(date)));

    /// <summary>The date whose span an open instant lies in; of two the later, so that the own day wins over a night shift.</summary>
    private static LocalDate DateOf(WorkCalendar calendar, Instant open)
    {
        var date = open.InZone(calendar.Zone).Date;
        for (var back = 0; back <= 2; back++)
        {
            var candidate = date.PlusDays(-back);
            if (calendar.SpansOn(candidate).Any(span => Zones.StartOf(calendar.Zone, span.StartOn(candidate)) <= open
                && open < Zones.EndOf(calendar.Zone, span.EndOn(candidate))))
                return candidate;
        }
        return date;
    }

    private static LocalDate? DateAfter(WorkCalendar calendar, LocalDate date, int days)
    {
        for (var closed = 0; days > 0; closed++)
        {
            if (closed > 5 * 366)
                return null;
            date = date.PlusDays(1);
            if (!IsWorkingDay(calendar, date))
                continue;
            days--;
            closed = 0;
        }
        return date;
    }
}
