using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// When work is done: a zone, weekly spans of local time, and dates that differ. Immutable; a change is a new version
/// (<see cref="CalendarVersions"/>). All arithmetic is on instants, with the spans mapped to them by <see cref="Zones"/>,
/// so a shift over a clock change is as long as it really lasts. Intervals are start-in, end-out. The arithmetic keeps
/// full precision and may be called by many threads.
/// </summary>
public sealed class WorkCalendar
{
    private const int MostSpansADay = 48, MostDates = 10_000;

    private static readonly IReadOnlyDictionary<LocalDate, DayOverride> NoOverrides = new Dictionary<LocalDate, DayOverride>();

    private readonly IReadOnlyList<Span>[] _week;
    private readonly OpenTimeline _timeline;
    private readonly bool _alwaysOpen;

    private WorkCalendar(string name, int version, DateTimeZone zone, IReadOnlyList<Span>[] week,
        IReadOnlyDictionary<LocalDate, DayOverride> overrides, LocalDate? validFrom, LocalDate? validTo)
    {
        (Name, Version, Zone, _week, Overrides, ValidFrom, ValidTo) = (name, version, zone, week, overrides, validFrom, validTo);
        _alwaysOpen = Week.CoversAll(week) && overrides.Values.All(day => Week.CoversDay(day.Spans));
        _timeline = new OpenTimeline(this);
    }

    public string Name { get; }

    public int Version { get; }

    public DateTimeZone Zone { get; }

    /// <summary>Dates that differ from their weekday: closed, or other hours.</summary>
    public IReadOnlyDictionary<LocalDate, DayOverride> Overrides { get; }

    /// <summary>
    /// The first local date on which this version is chosen for new activities; null: from ever. Validity only says which
    /// version <see cref="CalendarVersions"/> takes: it closes nothing, so a due that was promised on this version can
    /// still be reached after <see cref="ValidTo"/>.
    /// </summary>
    public LocalDate? ValidFrom { get; }

    /// <summary>The last local date on which this version is chosen; null: until another version begins.</summary>
    public LocalDate? ValidTo { get; }

    /// <summary>
    /// A calendar, or why not. Weekdays that <paramref name="weekly"/> does not name are closed. Refused when nothing
    /// opens within five years of <paramref name="today"/> (or, without it, of the first valid date, else of the first
    /// date that opens at all): a calendar on which no due can be computed.
    /// </summary>
    public static Outcome<WorkCalendar> Create(string name, int version, DateTimeZone zone,
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Span>> weekly, IReadOnlyDictionary<LocalDate, DayOverride> overrides,
        LocalDate? validFrom = null, LocalDate? validTo = null, LocalDate? today = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
            return CalendarRefusals.NameMissing;
        if (weekly.ContainsKey(IsoDayOfWeek.None))
            return CalendarRefusals.DayUnknown;
        if (overrides.Count > MostDates)
            return CalendarRefusals.TooManyDates;
        foreach (var spans in weekly.Values.Concat(overrides.Values.Select(day => day.Spans)))
        {
            if (spans.Count > MostSpansADay)
                return CalendarRefusals.TooManySpans;
            if (spans.FirstOrDefault(span => !span.IsClear) is { } unclear)
                return CalendarRefusals.SpanMalformed.Because($"{unclear} starts where it ends; write 00:00-24:00 for the whole day.");
        }
        if (validTo < validFrom)
            return CalendarRefusals.ValidityReversed;

        var calendar = new WorkCalendar(name, version, zone, Week.Of(weekly), new Dictionary<LocalDate, DayOverride>(overrides), validFrom, validTo);
        return calendar.OpensWithinFiveYearsOf(today ?? validFrom) ? calendar : CalendarRefusals.NeverOpens;
    }

    /// <summary>Around the clock, every day: arithmetic on it is plain addition.</summary>
    public static WorkCalendar AlwaysOpen(string name, DateTimeZone zone) => new(name, 1, zone, Week.AllHours, NoOverrides, null, null);

    /// <summary>The spans that start on a local date: its override's, else its weekday's; none when closed.</summary>
    public IReadOnlyList<Span> SpansOn(LocalDate date) =>
        Overrides.TryGetValue(date, out var day) ? day.Spans : _week[(int)date.DayOfWeek];

    /// <summary>The weekday's ordinary spans, whatever a date's override says.</summary>
    public IReadOnlyList<Span> SpansOn(IsoDayOfWeek day) => _week[(int)day];

    /// <summary>
    /// The earliest instant by which <paramref name="length"/> of working time has passed after <paramref name="from"/>:
    /// on 9–17 eight hours from Monday 09:00 are Monday 17:00, not Tuesday 09:00. A length of zero gives the next working
    /// instant, <paramref name="from"/> itself only when open; so <c>Add(Add(t, a), b) = Add(t, a + b)</c> holds whenever
    /// b &gt; 0, and with b = 0 the left side is the next working instant after <c>Add(t, a)</c>. Null means never: more
    /// than five years in a row without an opening, or a length above a hundred years.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative; ask <see cref="Before"/>.</exception>
    public Instant? Add(Instant from, WorkingTime length)
    {
        if (!_alwaysOpen || length < WorkingTime.Zero || Instant.MaxValue - from < length.Length)
            return _timeline.Add(from, length);
        return from + length.Length;
    }

    /// <summary>
    /// The latest instant from which <paramref name="length"/> of working time still lies ahead of
    /// <paramref name="until"/>: when "one hour before due" is, also across the night. Null means never, as in
    /// <see cref="Add"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public Instant? Before(Instant until, WorkingTime length) => _timeline.Before(until, length);

    /// <summary>Working time from <paramref name="start"/> (in) to <paramref name="end"/> (out); zero when the end is not later.</summary>
    public WorkingTime Between(Instant start, Instant end)
    {
        if (!_alwaysOpen)
            return _timeline.Between(start, end);
        return end <= start ? WorkingTime.Zero : new WorkingTime(end - start);
    }

    /// <summary>The first working instant at or after <paramref name="at"/>; null when none comes within five years.</summary>
    public Instant? NextOpening(Instant at) => _alwaysOpen ? at : _timeline.NextOpening(at);

    public bool IsOpen(Instant at) => _alwaysOpen || _timeline.IsOpen(at);

    /// <summary>
    /// The first working instant of a local date, or of the next date that has one. Where a night shift of the day
    /// before still runs at midnight, that is the date's first instant.
    /// </summary>
    public Instant? OpeningOn(LocalDate day) => NextOpening(Zones.StartOf(Zone, day));

    /// <summary>The open stretches within [<paramref name="from"/>, <paramref name="until"/>), in order, merged where they touch.</summary>
    public IReadOnlyList<OpenSpan> OpenBetween(Instant from, Instant until) => _timeline.OpenBetween(from, until);

    /// <inheritdoc cref="WorkingDays.Add"/>
    public Instant? AddWorkingDays(Instant from, int days) => WorkingDays.Add(this, from, days);

    /// <inheritdoc cref="WorkingDays.EndOf"/>
    public Instant? EndOfWorkingDay(Instant from, int days) => WorkingDays.EndOf(this, from, days);

    /// <summary>How <see cref="Add"/> comes to its answer, as data for "why this due".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public CalendarTrace Trace(Instant from, WorkingTime length) => CalendarTrace.Of(this, from, length);

    private bool OpensWithinFiveYearsOf(LocalDate? date)
    {
        if (date is null)
            return _week.Any(spans => spans.Count > 0) || Overrides.Values.Any(day => !day.IsClosed);
        return OpeningOn(date.Value) is { } opening && opening < Zones.StartOf(Zone, date.Value.PlusYears(5));
    }
}
