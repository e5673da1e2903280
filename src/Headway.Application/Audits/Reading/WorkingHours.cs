using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Audits.Reading;

/// <summary>Working hours in a line: <c>Mon-Fri 09:00-17:00</c>, <c>Sun-Thu 08:00-12:00,13:00-17:00; Fri 09:00-12:00</c>, <c>24x7</c>.</summary>
public static class WorkingHours
{
    public const string Usual = "Mon-Fri 09:00-17:00";

    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static Outcome<WorkCalendar> Parse(string text, DateTimeZone zone)
    {
        if (text.Trim().Equals("24x7", StringComparison.OrdinalIgnoreCase))
        {
            return WorkCalendar.AlwaysOpen("audit", zone);
        }

        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<Domain.Calendars.Span>>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var days, var hours] || Days(days) is not { } list)
            {
                return AuditRefusals.CalendarMalformed;
            }

            var spans = new List<Domain.Calendars.Span>();
            foreach (var span in hours.Split(',', StringSplitOptions.TrimEntries))
            {
                var parsed = Domain.Calendars.Span.Parse(span);
                if (parsed.IsRefused)
                {
                    return AuditRefusals.CalendarMalformed;
                }

                spans.Add(parsed.Value);
            }

            foreach (var day in list)
            {
                week[day] = spans;
            }
        }

        return week.Count == 0 ? AuditRefusals.CalendarMalformed
            : WorkCalendar.Create("audit", 1, zone, week, new Dictionary<LocalDate, DayOverride>());
    }

    private static List<IsoDayOfWeek>? Days(string text)
    {
        var days = new List<IsoDayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-').Select(name => Array.IndexOf(Names, name.Trim().ToLowerInvariant())).ToArray();
            if (ends.Length is 0 or > 2 || ends.Contains(-1))
            {
                return null;
            }

            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                days.Add((IsoDayOfWeek)(day + 1));
                if (day == ends[^1])
                {
                    break;
                }
            }
        }

        return days;
    }
}
