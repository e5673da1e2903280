using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>Time zones by their tz database names, and how local opening hours become instants.</summary>
public static class Zones
{
    /// <summary>Which tz database dues were computed with; when it changes, future dues are computed again.</summary>
    public static string DatabaseVersion => DateTimeZoneProviders.Tzdb.VersionId;

    public static Outcome<DateTimeZone> Find(string id)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;
        return CalendarRefusals.ZoneUnknown.Because(
            $"There is no time zone \"{(id.Length <= 60 ? id : id[..60] + "…")}\". {CalendarRefusals.ZoneUnknown.Message}");
    }

    /// <summary>
    /// The first instant at which the zone's clock reads <paramref name="local"/> or later: in a gap the first valid
    /// instant after it, in an overlap the earlier of the two.
    /// </summary>
    public static Instant StartOf(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>
    /// The last instant at which the zone's clock reads <paramref name="local"/>: in a gap the first valid instant after
    /// it, in an overlap the later of the two. So hours that end just when the clocks go back run until they show that
    /// time again.
    /// </summary>
    public static Instant EndOf(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.Last().ToInstant();
    }

    /// <summary>The first instant of a local date, also where midnight, or the whole date, does not exist.</summary>
    public static Instant StartOf(DateTimeZone zone, LocalDate date) => StartOf(zone, date.AtMidnight());
}
