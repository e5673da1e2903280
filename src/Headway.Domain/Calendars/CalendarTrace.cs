using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// Why a due lies where it lies: the working time taken from each open stretch, the dates that gave none, the dates
/// with hours of their own, and the clock changes passed on the way. Dates are local to the calendar's zone.
/// <paramref name="Result"/> is what <see cref="WorkCalendar.Add"/> answers; null means never, and then nothing is listed.
/// </summary>
public sealed record CalendarTrace(
    string Calendar,
    int Version,
    string Zone,
    string ZoneDatabase,
    Instant From,
    WorkingTime Length,
    Instant? Result,
    IReadOnlyList<UsedSpan> Used,
    IReadOnlyList<SkippedDate> Skipped,
    IReadOnlyList<SpecialDate> Special,
    IReadOnlyList<ClockChange> ClockChanges)
{
    internal static CalendarTrace Of(WorkCalendar calendar, Instant from, WorkingTime length)
    {
        var result = calendar.Add(from, length);
        var trace = new CalendarTrace(calendar.Name, calendar.Version, calendar.Zone.Id, Zones.DatabaseVersion,
            from, length, result, [], [], [], []);
        if (result is not { } until)
            return trace;

        var used = calendar.OpenBetween(from, until)
            .Select(span => new UsedSpan(span.Start.InZone(calendar.Zone).Date, span, span.Length)).ToList();
        var dates = DatesBetween(calendar.Zone, from, until).ToList();
        var worked = used.SelectMany(span => DatesBetween(calendar.Zone, span.Span.Start, span.Span.End - Duration.Epsilon)).ToHashSet();
        return trace with
        {
            Used = used,
            Skipped = [.. dates.Where(date => !worked.Contains(date) && !WorkingDays.IsWorkingDay(calendar, date)).Select(date => Skip(calendar, date))],
            Special = [.. dates.Where(date => calendar.Overrides.TryGetValue(date, out var day) && !day.IsClosed)
                .Select(date => new SpecialDate(date, calendar.Overrides[date].Name, calendar.Overrides[date].Spans))],
            ClockChanges = [.. ChangesBetween(calendar.Zone, from, until)],
        };
    }

    private static SkippedDate Skip(WorkCalendar calendar, LocalDate date) =>
        calendar.Overrides.TryGetValue(date, out var day)
            ? new SkippedDate(date, SkipReason.Closed, day.Name)
            : new SkippedDate(date, calendar.SpansOn(date).Count == 0 ? SkipReason.NoWorkingDay : SkipReason.ClockChange, null);

    private static IEnumerable<LocalDate> DatesBetween(DateTimeZone zone, Instant first, Instant last)
    {
        var end = last.InZone(zone).Date;
        for (var date = first.InZone(zone).Date; date <= end; date = date.PlusDays(1))
            yield return date;
    }

    private static IEnumerable<ClockChange> ChangesBetween(DateTimeZone zone, Instant from, Instant until)
    {
        if (until <= from)
            yield break;
        Offset? before = null;
        foreach (var interval in zone.GetZoneIntervals(from, until))
        {
            if (before is { } old && old != interval.WallOffset)
                yield return new ClockChange(interval.Start, old, interval.WallOffset);
            before = interval.WallOffset;
        }
    }
}

/// <summary>Working time taken from one open stretch; <paramref name="Date"/> is the local date it was taken from.</summary>
public sealed record UsedSpan(LocalDate Date, OpenSpan Span, WorkingTime Taken);

public enum SkipReason
{
    /// <summary>An override closes the date: a holiday.</summary>
    Closed,

    /// <summary>The week has no hours on that weekday.</summary>
    NoWorkingDay,

    /// <summary>The date, or all its hours, do not exist: the clocks jumped over them.</summary>
    ClockChange,
}

/// <summary>A date on which nothing opened, and the holiday's name where one is known.</summary>
public sealed record SkippedDate(LocalDate Date, SkipReason Reason, string? Name);

/// <summary>A date with hours of its own, such as a half day.</summary>
public sealed record SpecialDate(LocalDate Date, string? Name, IReadOnlyList<Span> Spans);

/// <summary>The zone's clocks were moved at <paramref name="At"/>.</summary>
public sealed record ClockChange(Instant At, Offset Before, Offset After)
{
    /// <summary>Positive when clocks went forward and the day lost that much.</summary>
    public Duration Moved => Duration.FromSeconds(After.Seconds - Before.Seconds);
}
