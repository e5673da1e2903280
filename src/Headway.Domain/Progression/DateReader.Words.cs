using NodaTime;

namespace Headway.Domain.Progression;

internal sealed partial class DateReader
{
    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["monday"] = IsoDayOfWeek.Monday, ["tuesday"] = IsoDayOfWeek.Tuesday, ["wednesday"] = IsoDayOfWeek.Wednesday, ["thursday"] = IsoDayOfWeek.Thursday,
        ["friday"] = IsoDayOfWeek.Friday, ["saturday"] = IsoDayOfWeek.Saturday, ["sunday"] = IsoDayOfWeek.Sunday,
        ["montag"] = IsoDayOfWeek.Monday, ["dienstag"] = IsoDayOfWeek.Tuesday, ["mittwoch"] = IsoDayOfWeek.Wednesday, ["donnerstag"] = IsoDayOfWeek.Thursday,
        ["freitag"] = IsoDayOfWeek.Friday, ["samstag"] = IsoDayOfWeek.Saturday, ["sonnabend"] = IsoDayOfWeek.Saturday, ["sonntag"] = IsoDayOfWeek.Sunday,
    };

    /// <summary>Short forms are words of their own ("sat", "do", "so"), so they count only after a word that wants a day.</summary>
    private static readonly Dictionary<string, IsoDayOfWeek> ShortWeekdays = new(StringComparer.Ordinal)
    {
        ["mon"] = IsoDayOfWeek.Monday, ["tue"] = IsoDayOfWeek.Tuesday, ["tues"] = IsoDayOfWeek.Tuesday, ["wed"] = IsoDayOfWeek.Wednesday, ["thu"] = IsoDayOfWeek.Thursday,
        ["thur"] = IsoDayOfWeek.Thursday, ["thurs"] = IsoDayOfWeek.Thursday, ["fri"] = IsoDayOfWeek.Friday, ["sat"] = IsoDayOfWeek.Saturday, ["sun"] = IsoDayOfWeek.Sunday,
        ["mo"] = IsoDayOfWeek.Monday, ["di"] = IsoDayOfWeek.Tuesday, ["mi"] = IsoDayOfWeek.Wednesday, ["do"] = IsoDayOfWeek.Thursday, ["fr"] = IsoDayOfWeek.Friday,
        ["sa"] = IsoDayOfWeek.Saturday, ["so"] = IsoDayOfWeek.Sunday,
    };

    private static readonly Dictionary<string, IsoDayOfWeek> DayParts = WithParts();

    private DateRead? ReadRelative(int at)
    {
        var today = now.Date;
        switch (Text(at))
        {
            case "today" or "heute" or "tonight":
                return Is(at, "heute") && Is(at + 1, "morgen") && now.Hour >= 12 ? null : OnDay(today, at + 1, Is(at, "tonight") ? day.End : null);
            case "this" when Text(at + 1) is "afternoon" or "evening":
                return PartOfDay(at + 1, today) is { } part ? new DateRead(today, part.Time, part.To, false) : null;
            case "tomorrow" or "tmrw":
                return OnDay(today.PlusDays(1), at + 1);
            case "morgen" or "morgens" when Text(at - 1) is not ("guten" or "am" or "jeden" or "heute" or "gestern") && !Is(at, "morgens") && !AfterWeekday(at):
                return OnDay(today.PlusDays(1), at + 1);
            case "uebermorgen":
                return OnDay(today.PlusDays(2), at + 1);
            case "day" when Is(at + 1, "after") && Is(at + 2, "tomorrow"):
                return OnDay(today.PlusDays(2), at + 3);
            case "next" or "naechste" or "naechster" or "kommende" or "kommender" or "naechsten" or "kommenden" when Text(at + 1) is "week" or "woche":
                return Weekday(Skip(at + 2, "on", "am")) is { } named
                    ? OnDay(Monday(today).PlusDays(7 + (int)named - 1), Skip(at + 2, "on", "am") + 1)
                    : OnDay(Monday(today).PlusDays(7), at + 2);
            case "next" or "naechsten" or "kommenden" when Text(at + 1) is "month" or "monat":
                return OnDay(new LocalDate(today.Year, today.Month, 1).PlusMonths(1), at + 2);
            case "end" or "ende":
                return ReadEnd(at);
            case "eod" or "eob" or "cob":
                return now.TimeOfDay < day.End ? new DateRead(today, day.End, at + 1, false) : null;
            case "weekend" or "wochenende" when Text(at - 1) is "the" or "this" or "am" or "dieses" or "kommende":
                return Text(at - 2) is "after" or "nach" ? OnDay(Monday(today).PlusDays(7), at + 1) : OnDay(Coming(IsoDayOfWeek.Saturday, false), at + 1);
            case "monatsende":
                return OnDay(today.With(DateAdjusters.EndOfMonth), at + 1);
            default:
                return null;
        }
    }

    /// <summary>End of the day, the week, next week, the month; in German the article or none.</summary>
    private DateRead? ReadEnd(int at)
    {
        var next = Skip(at + 1, "of", "the", "der", "des", "diese", "dieser", "this");
        next = Skip(next, "the", "diese", "dieser", "this");
        var later = Text(next) is "next" or "naechste" or "naechster" or "kommender";
        var unit = Text(later ? next + 1 : next);
        var to = (later ? next + 1 : next) + 1;
        var friday = Monday(now.Date).PlusDays(later ? 11 : 4);
        return unit switch
        {
            "day" or "tages" or "tag" when now.TimeOfDay < day.End => new DateRead(now.Date, day.End, to, false),
            "week" or "woche" => friday >= now.Date ? OnDay(friday, to) : OnDay(friday.PlusDays(7), to),
            "month" or "monats" or "monat" => OnDay(now.Date.PlusMonths(later ? 1 : 0).With(DateAdjusters.EndOfMonth), to),
            _ => null,
        };
    }

    private DateRead? ReadWeekday(int at)
    {
        var lead = Text(at) is "next" or "this" or "coming" or "naechsten" or "naechster" or "naechste" or "kommenden" or "kommender" or "diesen" or "dieser";
        var named = lead ? at + 1 : at;
        if (named < Count && DayParts.TryGetValue(Text(named), out var parted))
            return OnDay(Coming(parted, false), named + 1, PartTime(Text(named)), vague: !lead);
        if (Weekday(named) is not { } weekday)
            return null;
        var to = Touching(named + 1, '.') && !Weekdays.ContainsKey(Text(named)) ? named + 2 : named + 1;
        if (Is(to, "week") && !lead || (Is(to, "in") && Is(to + 1, "einer") && Is(to + 2, "woche")))
            return OnDay(Coming(weekday, false).PlusDays(7), Is(to, "week") ? to + 1 : to + 3);
        var bare = new DateRead(Coming(weekday, false), null, to, !lead);
        var timed = WithTime(bare);
        return weekday == now.DayOfWeek && !Is(at, "next") && timed.Time is { } time && time > now.TimeOfDay ? timed with { Date = now.Date } : timed;
    }

    private IsoDayOfWeek? Weekday(int at)
    {
        if (at >= Count)
            return null;
        if (Weekdays.TryGetValue(Text(at), out var weekday))
            return weekday;
        if (!ShortWeekdays.TryGetValue(Text(at), out var shortly) || !tokens[at].Capital)
            return null;
        var german = Text(at).Length == 2;
        var led = german
            ? Text(at - 1) is "am" or "bis" or "ab" or "zum" or "naechsten" or "kommenden" or "den" or "diesen"
            : Text(at - 1) is "on" or "by" or "until" or "till" or "next" or "this" or "from" or "for" or "eta" or "due";
        return led || Digits(at + 1) is not null || (Touching(at + 1, '.') && Digits(at + 2) is not null) ? shortly : null;
    }

    /// <summary>"in two days", "in 3 Stunden", "in einer Woche", "within 2 business days".</summary>
    private DateRead? ReadSpan(int at)
    {
        if (Text(at) is not ("in" or "within" or "innerhalb"))
            return null;
        var numberAt = Skip(at + 1, "about", "etwa", "ca", "around", "circa", "von", "the", "next", "rund");
        if (Is(at + 1, "half") && Text(at + 2) is "an" or "a")
            return Is(at + 3, "hour") ? After(Period.FromMinutes(30), at + 4) : null;
        if (Text(numberAt) is "couple" or "paar" || (Is(numberAt, "a") && Is(numberAt + 1, "couple")))
            return null;
        if (Number(numberAt) is not ({ } number and >= 0 and <= 366))
            return null;
        var business = Text(numberAt + 1) is "business" or "working" or "work";
        var unitAt = business ? numberAt + 2 : numberAt + 1;
        return Text(unitAt) switch
        {
            "minute" or "minutes" or "min" or "mins" or "minuten" => After(Period.FromMinutes(number), unitAt + 1),
            "hour" or "hours" or "hrs" or "hr" or "h" or "stunde" or "stunden" or "std" => After(Period.FromHours(number), unitAt + 1),
            "day" or "days" when business => OnDay(WorkingDays(number), unitAt + 1),
            "arbeitstag" or "arbeitstagen" or "werktag" or "werktagen" or "arbeitstage" or "werktage" => OnDay(WorkingDays(number), unitAt + 1),
            "day" or "days" or "tag" or "tagen" or "tage" => OnDay(now.Date.PlusDays(number), unitAt + 1),
            "week" or "weeks" or "woche" or "wochen" => OnDay(now.Date.PlusWeeks(number), unitAt + 1),
            "month" or "months" or "monat" or "monaten" => OnDay(now.Date.PlusMonths(number), unitAt + 1),
            _ => null,
        };
    }

    private DateRead After(Period period, int to)
    {
        var at = now.Plus(period);
        return new DateRead(at.Date, at.TimeOfDay, to, false);
    }

    private LocalDate WorkingDays(int number)
    {
        var date = now.Date;
        for (var left = number; left > 0;)
        {
            date = date.PlusDays(1);
            if (date.DayOfWeek < IsoDayOfWeek.Saturday)
                left--;
        }

        return date;
    }

    private DateRead OnDay(LocalDate date, int to, LocalTime? time = null, bool vague = false) => new(date, time, to, vague);

    private LocalDate Coming(IsoDayOfWeek weekday, bool today) => today && now.DayOfWeek == weekday ? now.Date : now.Date.Next(weekday);

    private static LocalDate Monday(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Monday ? date : date.Previous(IsoDayOfWeek.Monday);

    private bool AfterWeekday(int at) => at > 0 && (Weekdays.ContainsKey(Text(at - 1)) || DayParts.ContainsKey(Text(at - 1)));

    private LocalTime PartTime(string word) => word.EndsWith("nachmittag", StringComparison.Ordinal) ? day.Afternoon
        : word.EndsWith("mittag", StringComparison.Ordinal) && !word.EndsWith("vormittag", StringComparison.Ordinal) ? day.Noon
        : word.EndsWith("abend", StringComparison.Ordinal) ? day.End : day.Morning;

    private static Dictionary<string, IsoDayOfWeek> WithParts()
    {
        var parts = new Dictionary<string, IsoDayOfWeek>(StringComparer.Ordinal);
        foreach (var (name, weekday) in Weekdays.Where(w => w.Key.EndsWith("tag", StringComparison.Ordinal) || w.Key == "mittwoch"))
        {
            foreach (var part in (string[])["frueh", "morgen", "vormittag", "mittag", "nachmittag", "abend"])
                parts[name + part] = weekday;
        }

        return parts;
    }
}
