using FsCheck;
using FsCheck.Fluent;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Tests.Calendars;

/// <summary>A calendar that can be read in a failure's message, and an instant of interest in its zone.</summary>
internal sealed record CalendarCase(WorkCalendar Calendar, Instant Around)
{
    public override string ToString()
    {
        var week = Calendar.Week().Where(day => day.Value.Count > 0).Select(day => $"{day.Key} {string.Join(' ', day.Value)}");
        var dates = Calendar.Overrides.OrderBy(day => day.Key)
            .Select(day => $"{Cases.Iso(day.Key)} {(day.Value.IsClosed ? "closed" : string.Join(' ', day.Value.Spans))}");
        return $"{Calendar.Zone.Id} around {Around} [{string.Join("; ", week)}] [{string.Join("; ", dates)}]";
    }
}

/// <summary>A calendar case with two lengths and two more instants, of any precision.</summary>
internal sealed record TimeCase(CalendarCase Case, Instant T, Instant U, WorkingTime A, WorkingTime B)
{
    public WorkCalendar Calendar => Case.Calendar;

    public override string ToString() => $"t={Cases.Exact(T)} u={Cases.Exact(U)} a={A.Length} b={B.Length} on {Case}";
}

internal static class Cases
{
    /// <summary>Both hemispheres, half hours, midnights that do not exist, negative summer time, and zones that stand still.</summary>
    public static readonly string[] ZoneIds =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "America/Nuuk",
        "Africa/Casablanca", "Europe/Dublin", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "America/Vancouver",
        "America/Havana", "Asia/Beirut", "America/Asuncion", "Pacific/Chatham", "Asia/Gaza", "UTC",
    ];

    private static readonly Instant Begin = Instant.FromUtc(2024, 1, 1, 0, 0), Finish = Instant.FromUtc(2028, 1, 1, 0, 0);

    private static readonly Dictionary<string, Instant[]> Transitions = ZoneIds.ToDictionary(id => id, id =>
        (Instant[])[.. Given.Zone(id).GetZoneIntervals(Begin, Finish).Skip(1).Select(interval => interval.Start)]);

    private static readonly Gen<Span> Spans = Gen.Frequency(
        (6, Between(0, 48, 18, 96, 15)),
        (2, Between(1, 1439, 1, 1440, 1)),
        (1, Between(0, 10, 1, 20, 20)),
        (1, Gen.Constant(Span.WholeDay)),
        (1, Gen.Constant(Span.Parse("22:00-06:00").Value)));

    private static readonly Gen<IReadOnlyList<Span>> DaySpans = Gen.Frequency(
        (2, Gen.Constant(0)), (5, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
        .SelectMany(count => Gen.ListOf(Spans, count)).Select(IReadOnlyList<Span> (spans) => [.. spans]);

    public static Gen<CalendarCase> Calendars { get; } =
        from zone in Gen.Elements(ZoneIds)
        from around in Around(zone)
        from week in Gen.ListOf(DaySpans, 7)
        from overrides in Gen.ListOf(Gen.Zip(Gen.Choose(-20, 20), DaySpans), 4)
        let calendar = Build(zone, around, week, overrides)
        where calendar is not null
        select new CalendarCase(calendar, around);

    public static Gen<TimeCase> Times { get; } =
        from calendar in Calendars
        from t in Near(calendar)
        from u in Near(calendar)
        from a in Lengths
        from b in Lengths
        select new TimeCase(calendar, t, u, a, b);

    /// <summary>Lengths that end exactly at closing time now and then, and some that end nowhere in particular.</summary>
    public static Gen<WorkingTime> Lengths { get; } = Gen.Frequency(
        (1, Gen.Constant(WorkingTime.Zero)),
        (6, Gen.Choose(1, 160).Select(quarters => WorkingTime.FromMinutes(quarters * 15))),
        (2, Gen.Choose(1, 200_000_000).Select(ms => new WorkingTime(Duration.FromMilliseconds(ms)))),
        (1, Gen.Choose(1, 1_000_000_000).Select(ns => new WorkingTime(Duration.FromNanoseconds(ns * 1_234_567L)))),
        (1, Gen.Choose(100, 3_000).Select(hours => WorkingTime.FromHours(hours))));

    public static Gen<Instant> Near(CalendarCase calendar) => Gen.Frequency(
        (5, Gen.Choose(-1_000, 1_000).Select(quarters => calendar.Around + Duration.FromMinutes(quarters * 15))),
        (3, Gen.Choose(-864_000_000, 864_000_000).Select(ms => calendar.Around + Duration.FromMilliseconds(ms))),
        (1, Gen.Choose(-400, 400).Select(days => calendar.Around + Duration.FromDays(days) + Duration.FromNanoseconds(days * 7_777_777_777))));

    public static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    public static string Exact(Instant at) => NodaTime.Text.InstantPattern.ExtendedIso.Format(at);

    private static Gen<Instant> Around(string zone)
    {
        var anywhere = Gen.Choose(0, 1460).Select(day => Begin + Duration.FromDays(day));
        return Transitions[zone].Length == 0 ? anywhere : Gen.Frequency((3, Gen.Elements(Transitions[zone])), (1, anywhere));
    }

    private static WorkCalendar? Build(string zone, Instant around, IReadOnlyList<IReadOnlyList<Span>> week,
        IReadOnlyList<(int Day, IReadOnlyList<Span> Spans)> overrides)
    {
        var date = around.InZone(Given.Zone(zone)).Date;
        var dates = new Dictionary<LocalDate, DayOverride>();
        foreach (var (day, spans) in overrides)
            dates[date.PlusDays(day)] = new DayOverride(spans);
        var outcome = Given.Create(zone, Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, day => week[day - 1]), dates);
        return outcome.IsRefused || outcome.Value.Week().Values.All(spans => spans.Count == 0) ? null : outcome.Value;
    }

    /// <summary>A span from one of the starts to one of the ends, in steps of so many minutes; ends past 24:00 wrap.</summary>
    private static Gen<Span> Between(int firstStart, int lastStart, int firstEnd, int lastEnd, int step) =>
        from start in Gen.Choose(firstStart, lastStart)
        from end in Gen.Choose(firstEnd, lastEnd)
        let span = new Span(Minute(start * step), Minute(end * step))
        where span.IsClear
        select span;

    private static LocalTime Minute(int minute) => LocalTime.FromMinutesSinceMidnight(minute % 1440);
}
