using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Headway.Tests.Calendars;

/// <summary>Calendars and times written as people write them.</summary>
internal static class Given
{
    public static readonly DateTimeZone Utc = DateTimeZone.Utc;

    private static readonly IsoDayOfWeek[] MondayToFriday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private static readonly IsoDayOfWeek[] EveryDay = [.. MondayToFriday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    public static DateTimeZone Zone(string id) => Zones.Find(id).Value;

    /// <summary>Monday to Friday with the spans given.</summary>
    public static WorkCalendar Weekdays(string zone, params string[] spans) => Calendar(zone, MondayToFriday, spans);

    public static WorkCalendar Daily(string zone, params string[] spans) => Calendar(zone, EveryDay, spans);

    public static WorkCalendar On(string zone, IsoDayOfWeek day, params string[] spans) => Calendar(zone, [day], spans);

    public static WorkCalendar Days(string zone, params (IsoDayOfWeek Day, string Spans)[] week) =>
        Create(zone, week.ToDictionary(day => day.Day, day => Spans(day.Spans.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).Value;

    public static IReadOnlyList<Span> Spans(params string[] spans) => [.. spans.Select(text => Span.Parse(text).Value)];

    public static Outcome<WorkCalendar> Create(string zone, Dictionary<IsoDayOfWeek, IReadOnlyList<Span>> week,
        Dictionary<LocalDate, DayOverride>? overrides = null) =>
        WorkCalendar.Create("main", 1, Zone(zone), week, overrides ?? []);

    /// <summary>The same calendar with a date closed or given other hours.</summary>
    public static WorkCalendar But(this WorkCalendar calendar, string date, string? name = null, params string[] spans)
    {
        var overrides = new Dictionary<LocalDate, DayOverride>(calendar.Overrides) { [Date(date)] = new(Spans(spans), name) };
        return Create(calendar.Zone.Id, calendar.Week(), overrides).Value;
    }

    public static Dictionary<IsoDayOfWeek, IReadOnlyList<Span>> Week(this WorkCalendar calendar) =>
        EveryDay.ToDictionary(day => day, calendar.SpansOn);

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>"2026-10-26 09:00" on the calendar's clock; the earlier of two.</summary>
    public static Instant At(this WorkCalendar calendar, string local) => Zones.StartOf(calendar.Zone, Local(local));

    /// <summary>The same, the later of two.</summary>
    public static Instant AtSecond(this WorkCalendar calendar, string local) => Zones.EndOf(calendar.Zone, Local(local));

    public static Instant Utc0(string text) => Local(text).InUtc().ToInstant();

    public static WorkingTime Hours(double hours) => WorkingTime.FromHours(hours);

    public static WorkingTime Worked(this Duration length) => new(length);

    private static WorkCalendar Calendar(string zone, IsoDayOfWeek[] days, string[] spans) =>
        Create(zone, days.ToDictionary(day => day, _ => Spans(spans))).Value;

    private static LocalDateTime Local(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(text).Value;
}
