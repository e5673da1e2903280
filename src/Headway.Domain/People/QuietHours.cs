using NodaTime;

namespace Headway.Domain.People;

/// <summary>
/// The times of day in which somebody is left alone, by the clock on their wall: from the start (in) to the end (out), over
/// midnight when the end is not later. When the clocks change, what the clock shows decides: an hour that comes twice is
/// quiet twice, one that is left out is not quiet at all.
/// </summary>
/// <param name="From">In.</param>
/// <param name="Until">Out; never the same as <paramref name="From"/>.</param>
public sealed record QuietHours(LocalTime From, LocalTime Until)
{
    public bool Covers(Instant at, DateTimeZone zone)
    {
        var time = at.InZone(zone).TimeOfDay;
        return From < Until ? time >= From && time < Until : time >= From || time < Until;
    }

    /// <summary>The first instant, not before <paramref name="at"/>, at which it is not quiet.</summary>
    public Instant EndsAt(Instant at, DateTimeZone zone)
    {
        // Three dates hold the next end wherever the clocks are moved to; where none of them ends it, nothing is held back.
        var date = at.InZone(zone).Date;
        return Enumerable.Range(0, 3).SelectMany(days => Ends(date.PlusDays(days), zone)).Append(zone.GetZoneInterval(at) is { HasEnd: true } interval ? interval.End : at).Prepend(at)
            .Where(end => end >= at && !Covers(end, zone)).DefaultIfEmpty(at).Min();
    }

    private IEnumerable<Instant> Ends(LocalDate date, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(date + Until);
        return mapping.Count == 0 ? [mapping.LateInterval.Start] : mapping.Count == 1 ? [mapping.First().ToInstant()] : [mapping.First().ToInstant(), mapping.Last().ToInstant()];
    }
}

/// <summary>Once a day, at a time that somebody chose: what the day brings.</summary>
public static class DailyDigest
{
    /// <summary>
    /// Whether the digest of the day is due: the clock shows that time or later, and that day's has not been told. A day on
    /// which the time is left out by a change of the clocks has its digest right after; a day on which it comes twice has one.
    /// </summary>
    /// <param name="at">When it is wished, by the clock on the wall.</param>
    /// <param name="told">The last day whose digest was told; null before the first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">Whose clock.</param>
    public static bool IsDue(LocalTime at, LocalDate? told, Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone);
        return local.TimeOfDay >= at && (told is null || told < local.Date);
    }
}

/// <summary>Once a week, on the first working day of one's own: what the week before was.</summary>
public static class WeeklyLetter
{
    /// <summary>The Monday of the week in which that moment is.</summary>
    public static LocalDate MondayOf(Instant at, DateTimeZone zone)
    {
        var date = at.InZone(zone).Date;
        return date.PlusDays(1 - (int)date.DayOfWeek);
    }

    /// <summary>
    /// Whether the letter of this week is due: the clock shows that time or later, and this week's has not been told. Whoever was
    /// away, or asleep with the whole desk, has it on the next such day of the same week.
    /// </summary>
    /// <param name="at">When it is wished, by the clock on the wall.</param>
    /// <param name="told">The Monday of the last week that had its letter; null before the first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">Whose clock.</param>
    public static bool IsDue(LocalTime at, LocalDate? told, Instant now, DateTimeZone zone) =>
        now.InZone(zone).TimeOfDay >= at && (told is null || told < MondayOf(now, zone));
}
