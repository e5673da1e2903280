using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// Holidays from an iCalendar file (RFC 5545): all-day events, once or yearly. What the file says is only proposed;
/// <see cref="Closing"/> makes closed dates of those that somebody chose.
/// </summary>
public static class Holidays
{
    private const int MostCharacters = 2_000_000, MostEvents = 5_000, MostProblems = 1_000, Deepest = 8;

    /// <summary>Components that say nothing about days: passed over without a word.</summary>
    private static readonly string[] Silent = ["VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"];

    /// <summary>
    /// Reads the text of an .ics file. Refused when it is too large, not iCalendar, cut off, or its components do not
    /// nest; an event that is not understood is listed with its line and left out as a whole.
    /// </summary>
    public static Outcome<HolidayFile> ReadIcs(string text)
    {
        if (text.Length > MostCharacters)
            return HolidayRefusals.TooLarge;
        var found = new List<(Holiday Holiday, IcsEvent From)>();
        var replaced = new List<(string? Uid, LocalDate Date)>();
        var problems = new List<NotUnderstood>();
        var open = new Stack<string>();
        IcsEvent? reading = null;
        var (calendars, events) = (0, 0);
        foreach (var line in IcsLine.Of(text))
        {
            var component = line.Value.ToUpperInvariant();
            if (calendars == 0 && (line.Name != "BEGIN" || component != "VCALENDAR"))
                return HolidayRefusals.NotACalendar;
            if (line.Name == "BEGIN")
            {
                if (open.Count == Deepest || (open.Count == 0) != (component == "VCALENDAR"))
                    return HolidayRefusals.Malformed.Because($"Line {line.Number}: {Shown(line)} does not belong here. {HolidayRefusals.Malformed.Message}");
                open.Push(component);
                calendars += open.Count == 1 ? 1 : 0;
                if (open.Count == 2 && component == "VEVENT")
                    (reading, events) = (new IcsEvent(line.Number), events + 1);
                else if (open.Count == 2 && !Silent.Contains(component))
                    problems.Add(new NotUnderstood(line.Number, Shown(line), "it is not an event"));
            }
            else if (line.Name == "END")
            {
                if (open.Count == 0 || open.Pop() != component)
                    return HolidayRefusals.Malformed.Because($"Line {line.Number}: {Shown(line)} ends nothing that is open. {HolidayRefusals.Malformed.Message}");
                if (open.Count == 1 && reading is { } finished)
                {
                    var (holiday, problem) = finished.Finish();
                    if (holiday is not null)
                        found.Add((holiday, finished));
                    if (finished.Replaces is { } date && (holiday is not null || finished.IsCancelled))
                        replaced.Add((finished.Uid, date));
                    if (problem is not null)
                        problems.Add(problem);
                    reading = null;
                }
            }
            else if (open.Count == 2 && reading is not null)
                reading.Take(line);
            else if (!line.IsReadable || open.Count == 0)
                problems.Add(new NotUnderstood(line.Number, Shown(line), line.IsReadable ? "it stands outside of the calendar" : "a line has no colon"));
            if (events > MostEvents)
                return HolidayRefusals.TooLarge;
            if (problems.Count > MostProblems)
                return HolidayRefusals.NotUnderstood;
        }
        if (calendars == 0)
            return HolidayRefusals.NotACalendar;
        if (open.Count > 0)
            return HolidayRefusals.CutOff;
        return new HolidayFile(Settled(found, replaced), problems);
    }

    /// <summary>Closed dates, by name, for the holidays chosen, from <paramref name="from"/> through <paramref name="until"/>.</summary>
    public static IReadOnlyDictionary<LocalDate, DayOverride> Closing(IEnumerable<Holiday> chosen, LocalDate from, LocalDate until)
    {
        var names = new SortedDictionary<LocalDate, List<string>>();
        foreach (var holiday in chosen)
        {
            foreach (var date in holiday.DatesBetween(from, until))
            {
                if (!names.TryGetValue(date, out var known))
                    names[date] = known = [];
                if (!known.Contains(holiday.Name))
                    known.Add(holiday.Name);
            }
        }
        return names.ToDictionary(day => day.Key, day => DayOverride.Closed(string.Join(", ", day.Value)));
    }

    /// <summary>An event that takes the place of one date of a series, or cancels it, leaves a hole in that series.</summary>
    private static List<Holiday> Settled(List<(Holiday Holiday, IcsEvent From)> found, List<(string? Uid, LocalDate Date)> replaced)
    {
        var holes = replaced.ToLookup(item => item.Uid, item => item.Date);
        return [.. found.Select(item => item.From.Replaces is not null || !holes.Contains(item.From.Uid)
            ? item.Holiday
            : item.Holiday with { Except = [.. item.Holiday.Except, .. holes[item.From.Uid]] })];
    }

    private static string Shown(IcsLine line) => IcsValues.Line(line.Text.Length <= 80 ? line.Text : line.Text[..80]);
}
