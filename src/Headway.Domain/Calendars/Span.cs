using System.Globalization;
using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// One stretch of opening hours in local time, start-in and end-out. <paramref name="To"/> at or before
/// <paramref name="From"/> means the next day: 22:00–06:00 is a night shift, 13:00–00:00 ends at 24:00 and
/// 00:00–00:00 is the whole day. Any other equal pair is refused by <see cref="WorkCalendar.Create"/>.
/// </summary>
public sealed record Span(LocalTime From, LocalTime To)
{
    public static readonly Span WholeDay = new(LocalTime.Midnight, LocalTime.Midnight);

    /// <summary>True when the end lies on the next day's clock; an end at 24:00 counts as today's.</summary>
    public bool IsOvernight => To <= From && To != LocalTime.Midnight;

    /// <summary>Whether the pair says one thing only: "09:00-09:00" could be nothing or a whole day.</summary>
    public bool IsClear => From != To || this == WholeDay;

    /// <summary>What the clock on the wall shows as the length; on days when clocks change less or more time passes.</summary>
    public Duration WallLength => Duration.FromNanoseconds(
        To.NanosecondOfDay - From.NanosecondOfDay + (To > From ? 0 : NodaConstants.NanosecondsPerDay));

    /// <summary>Reads "09:00-12:30", "22:00-06:00", "13:00-24:00", "00:00-24:00"; refuses everything else.</summary>
    public static Outcome<Span> Parse(string text)
    {
        var halves = text.Split('-');
        if (halves.Length != 2 || Minutes(halves[0]) is not { } from || Minutes(halves[1]) is not { } to || from == 1440)
            return CalendarRefusals.SpanMalformed.Because($"\"{Shorten(text)}\": {CalendarRefusals.SpanMalformed.Message}");
        if (from == to)
            return CalendarRefusals.SpanMalformed.Because($"\"{Shorten(text)}\" starts where it ends; write 00:00-24:00 for the whole day.");
        return new Span(At(from), At(to % 1440));
    }

    public override string ToString() => $"{Text(From)}-{(To == LocalTime.Midnight ? "24:00" : Text(To))}";

    internal LocalDateTime StartOn(LocalDate date) => date.At(From);

    internal LocalDateTime EndOn(LocalDate date) => (To > From ? date : date.PlusDays(1)).At(To);

    private static int? Minutes(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length != 2 || parts[0].Length is < 1 or > 2 || parts[1].Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || minute > 59 || hour * 60 + minute > 1440)
            return null;
        return hour * 60 + minute;
    }

    private static LocalTime At(int minutes) => new(minutes / 60, minutes % 60);

    private static string Text(LocalTime time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
