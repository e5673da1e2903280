using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Headway.Domain.Calendars;

/// <summary>The values of iCalendar that holidays are made of (RFC 5545, 3.3).</summary>
internal static class IcsValues
{
    private static readonly LocalDatePattern Dates = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The date of "20261225" or of a date and time; years 1600 to 9000 only.</summary>
    public static LocalDate? Date(string text)
    {
        var date = text.Length > 8 && text[8] is 'T' or 't' ? text[..8] : text;
        return Dates.Parse(date) is { Success: true, Value: { Year: >= 1600 and <= 9000 } value } ? value : null;
    }

    /// <summary>Dates between commas; null when one of them is none.</summary>
    public static IReadOnlyList<LocalDate>? DateList(string text)
    {
        var dates = text.Split(',').Select(item => Date(item.Trim())).ToList();
        return dates.All(date => date is not null) ? [.. dates.OfType<LocalDate>()] : null;
    }

    /// <summary>Whether the value is a date, or midnight on a clock of its own place: how some programs write a whole day.</summary>
    public static bool IsWholeDay(string text) => text.Length == 8 || (text.Length == 15 && text.EndsWith("T000000", StringComparison.OrdinalIgnoreCase));

    /// <summary>The days of "P3D" or "P1W", 1 to 366.</summary>
    public static int? Days(string text)
    {
        var upper = text.TrimStart('+').ToUpperInvariant();
        var perUnit = upper.EndsWith('W') ? 7 : 1;
        return upper.Length is > 2 and < 7 && upper[0] == 'P' && upper[^1] is 'D' or 'W'
            && int.TryParse(upper[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number * perUnit is >= 1 and <= 366 and var days ? days : null;
    }

    /// <summary>A TEXT value in one line: escapes resolved, control characters and runs of space made one space, at most 200 characters.</summary>
    public static string Line(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var c = escaped[i];
            if (c == '\\' && i + 1 < escaped.Length)
                c = escaped[++i] is 'n' or 'N' ? '\n' : escaped[i];
            if (!char.IsControl(c) && !char.IsWhiteSpace(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
        var line = text.ToString().TrimEnd();
        if (line.Length <= 200)
            return line;
        return line[..(char.IsHighSurrogate(line[199]) ? 199 : 200)];
    }

    /// <summary>The first line of a TEXT value that has several.</summary>
    public static string FirstLine(string escaped)
    {
        var end = escaped.IndexOf("\\n", StringComparison.OrdinalIgnoreCase);
        return Line(end < 0 ? escaped : escaped[..end]);
    }
}
