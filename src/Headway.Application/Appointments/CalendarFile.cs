using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Appointments;

/// <summary>
/// iCalendar text (RFC 5545) of agreed times. A time keeps its UID through every move and its SEQUENCE counts them, so that
/// calendars move their entry instead of making another; one that was called off is sent as cancelled.
/// </summary>
public static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8";

    private const int Fold = 75;

    internal static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="times">Of one chain of moves the last one is written.</param>
    /// <param name="tenant">Part of the UID.</param>
    /// <param name="host">The desk's host name: the other part, and where an entry leads.</param>
    /// <param name="now">When this was made.</param>
    /// <param name="title">How an entry is called for its reader.</param>
    /// <param name="reminders">Whether entries ring a quarter of an hour before.</param>
    /// <param name="uid">How an entry is known; the same as in an invitation by mail, so that it stands there once.</param>
    public static string Of(
        IEnumerable<AgreedTime> times, long tenant, Uri host, Instant now, Func<AgreedTime, string> title, bool reminders, Func<AgreedTime, string>? uid = null)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Headway//Appointments//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        foreach (var time in times.GroupBy(time => (time.Number, time.Root)).Select(chain => chain.MaxBy(time => time.Sequence)!).OrderBy(time => time.Start))
        {
            var cancelled = time.Result is "cancelled" or "moved-by-us" or "moved-by-customer";
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{uid?.Invoke(time) ?? string.Create(CultureInfo.InvariantCulture, $"{tenant}-{time.Number}-{time.Root}@{host.Host}")}");
            Line(text, $"DTSTAMP:{Utc.Format(now)}");
            Line(text, $"DTSTART:{Utc.Format(time.Start)}");
            Line(text, $"DTEND:{Utc.Format(time.End)}");
            Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{time.Sequence + (time.Result == "cancelled" ? 1 : 0)}"));
            Line(text, $"STATUS:{(cancelled ? "CANCELLED" : "CONFIRMED")}");
            Line(text, $"SUMMARY:{Escaped(title(time))}");
            if (reminders && time.Open)
            {
                Line(text, "BEGIN:VALARM");
                Line(text, "ACTION:DISPLAY");
                Line(text, $"DESCRIPTION:{Escaped(title(time))}");
                Line(text, "TRIGGER:-PT15M");
                Line(text, "END:VALARM");
            }

            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    // A stranger's subject is text and never a line of its own.
    internal static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var sign in text.ReplaceLineEndings("\n"))
        {
            _ = sign switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(sign),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(sign) => escaped.Append(' '),
                _ => escaped.Append(sign),
            };
        }

        return escaped.ToString();
    }

    // Lines fold at 75 octets, never inside a character.
    internal static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > Fold)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
