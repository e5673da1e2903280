using System.Globalization;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Web.Language;

/// <summary>Time as people say it, in one language and zone. Near times are distances, later ones a weekday, far ones a date.</summary>
public sealed class TimeWords(Words words, DateTimeZone zone)
{
    private CultureInfo Culture => words.Culture;

    /// <summary>When something is due: "in 40 min", "13:00", "Mon 10:30", "overdue 1 h 05".</summary>
    public string Due(Instant due, Instant now)
    {
        var left = due - now;
        if (left < Duration.Zero)
        {
            return left > -Duration.FromMinutes(1) ? words["time.just-due"]
                : left > -Duration.FromHours(10) ? words["time.overdue", Elapsed(-left)] : words["time.overdue-since", Point(due, now)];
        }

        return left < Duration.FromMinutes(1) ? words["time.now"] : left <= Duration.FromHours(1) ? words["time.in", Elapsed(left)] : Point(due, now);
    }

    /// <summary>A point in time seen from now: "13:00", "Mon 10:30", "11 May 10:30", "11 May 2027".</summary>
    public string Point(Instant at, Instant now) => Say(at, now, "ddd");

    /// <summary>The same with the day written out, for sentences: "Monday 10:30", "today 13:00".</summary>
    public string PointInWords(Instant at, Instant now) => Say(at, now, "dddd", words["time.today"] + " ");

    /// <summary>To the minute with zone, for those who want to know: "Thursday 14 May 2026, 10:15 (Europe/Berlin)".</summary>
    public string Exact(Instant at) =>
        at.InZone(zone).ToDateTimeUnspecified().ToString(words.Language == "de" ? "dddd, d. MMMM yyyy, HH:mm" : "dddd d MMMM yyyy, HH:mm", Culture) + $" ({zone.Id})";

    public string Day(LocalDate day) => day.ToDateTimeUnspecified().ToString(words.Language == "de" ? "ddd, d. MMM" : "ddd d MMM", Culture);

    /// <summary>A day with its year: "1 April 2027".</summary>
    public string Date(LocalDate day) => day.ToDateTimeUnspecified().ToString(words.Language == "de" ? "d. MMMM yyyy" : "d MMMM yyyy", Culture);

    public string Clock(Instant at) => at.InZone(zone).ToDateTimeUnspecified().ToString("HH:mm", Culture);

    public LocalDate DateOf(Instant at) => at.InZone(zone).Date;

    /// <summary>A heading for the day of an entry: "Today", "Yesterday", "Thursday 7 May".</summary>
    public string DayHead(LocalDate day, Instant now)
    {
        var today = DateOf(now);
        return day == today ? words["time.day-today"] : day == today.PlusDays(-1) ? words["time.day-yesterday"]
            : day.ToDateTimeUnspecified().ToString((words.Language == "de" ? "dddd, d. MMMM" : "dddd d MMMM") + (day.Year == today.Year ? "" : " yyyy"), Culture);
    }

    /// <summary>An elapsed length: "12 min", "1 h 05", "3 d".</summary>
    public string Elapsed(Duration length)
    {
        var minutes = (long)Math.Floor(length.TotalMinutes);
        return minutes < 1 ? words["time.moment"]
            : minutes < 60 ? words["time.min", minutes]
            : minutes < 48 * 60 ? words[minutes % 60 == 0 ? "time.h" : "time.h-min", minutes / 60, (minutes % 60).ToString("00", Culture)]
            : words.Count("time.days", minutes / (24 * 60));
    }

    /// <summary>Time spent, in minutes: "35 min", "1 h 05", "61 h".</summary>
    public string Spent(int minutes) => minutes < 60
        ? words["time.min", minutes]
        : words[minutes % 60 == 0 ? "time.h" : "time.h-min", minutes / 60, (minutes % 60).ToString("00", Culture)];

    /// <summary>A length of business time: "45 min", "16 working hours", "1 h 30 of work time".</summary>
    public string Work(WorkingTime length) =>
        length.Length.TotalMinutes < 60 || length.Length.TotalMinutes % 60 != 0
            ? words["time.work-elapsed", Elapsed(length.Length)]
            : words.Count("time.work-hours", (long)length.Hours);

    /// <summary>The value of an HTML time element.</summary>
    public static string Machine(Instant at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of a datetime-local field.</summary>
    public string Field(Instant at) => at.InZone(zone).ToDateTimeUnspecified().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private string Say(Instant at, Instant now, string weekday, string today = "")
    {
        var local = at.InZone(zone);
        var days = Period.DaysBetween(DateOf(now), local.Date);
        var time = local.ToDateTimeUnspecified();
        var date = words.Language == "de" ? "d. MMM" : "d MMM";
        return days == 0 ? today + time.ToString("HH:mm", Culture)
            : Math.Abs(days) <= 6 ? time.ToString(weekday, Culture).TrimEnd('.') + time.ToString(" HH:mm", Culture)
            : local.Year == now.InZone(zone).Year ? time.ToString(date + " HH:mm", Culture) : time.ToString(date + " yyyy", Culture);
    }
}
