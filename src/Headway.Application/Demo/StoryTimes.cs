using System.Globalization;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>
/// The times that stories are written in: <c>mon 11:20</c> the last Monday, <c>tue-1 10:30</c> a week before,
/// <c>+wed 12:00</c> the coming Wednesday (today counts), <c>1d2h30m</c> so much working time after the opening.
/// </summary>
public sealed class StoryTimes(LocalDateTime now, DateTimeZone zone, WorkCalendar calendar)
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public Instant Now { get; } = now.InZoneLeniently(zone).ToInstant();

    /// <exception cref="FormatException">The text is none of these.</exception>
    public Instant Read(string text, Instant? opened = null)
    {
        var ahead = text.StartsWith('+');
        var parts = text.TrimStart('+').Split(' ');
        var day = Array.IndexOf(Days, parts[0].Split('-')[0]);
        if (day < 0)
        {
            return After(text, opened ?? throw new FormatException($"'{text}' counts from an opening."));
        }

        var weekday = (IsoDayOfWeek)(day + 1);
        var today = now.Date;
        var date = today.DayOfWeek == weekday ? today : ahead ? today.Next(weekday) : today.Previous(weekday);
        if (parts[0].Contains('-', StringComparison.Ordinal))
        {
            date = date.PlusWeeks(-int.Parse(parts[0].Split('-')[1], CultureInfo.InvariantCulture));
        }

        var time = parts.Length > 1 ? TimeOnly.ParseExact(parts[1], "HH:mm", CultureInfo.InvariantCulture) : new TimeOnly(12, 0);
        return date.At(new LocalTime(time.Hour, time.Minute)).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>A local date and time as the desk file writes it: <c>2027-03-23T10:00</c>.</summary>
    public Instant Day(string text) => LocalDateTime.FromDateTime(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)).InZoneLeniently(zone).ToInstant();

    /// <summary>Hours as the desk file writes them: <c>0h30m</c>, <c>1d2h</c> (a day is eight hours).</summary>
    public static WorkingTime Length(string text)
    {
        var total = WorkingTime.Zero;
        var number = 0;
        foreach (var sign in text)
        {
            if (char.IsAsciiDigit(sign))
            {
                number = (number * 10) + (sign - '0');
                continue;
            }

            total += sign switch
            {
                'd' => WorkingTime.FromHours(8 * number),
                'h' => WorkingTime.FromHours(number),
                'm' => WorkingTime.FromMinutes(number),
                _ => throw new FormatException($"'{text}' is no length of time."),
            };
            number = 0;
        }

        return total;
    }

    private Instant After(string text, Instant opened) =>
        calendar.Add(opened, Length(text)) ?? throw new FormatException($"'{text}' never comes.");
}
