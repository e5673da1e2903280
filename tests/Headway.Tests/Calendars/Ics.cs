namespace Headway.Tests.Calendars;

/// <summary>Holiday files as feeds write them.</summary>
internal static class Ics
{
    public static string Of(params string[] parts) =>
        string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//holidays//EN", .. parts, "END:VCALENDAR", ""]);

    public static string Event(string date, string name, params string[] lines) =>
        string.Join("\r\n", ["BEGIN:VEVENT", $"DTSTART;VALUE=DATE:{date}", $"SUMMARY:{name}", .. lines, "END:VEVENT"]);

    public static string Raw(params string[] lines) => string.Join("\r\n", ["BEGIN:VEVENT", .. lines, "END:VEVENT"]);
}
