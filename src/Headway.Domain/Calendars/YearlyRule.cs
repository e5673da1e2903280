using System.Globalization;
using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>A weekday of a rule; <paramref name="Nth"/> 1 is the first, -1 the last, 0 every one.</summary>
public readonly record struct RuleDay(int Nth, IsoDayOfWeek Day);

/// <summary>
/// A yearly recurrence as iCalendar has it (RFC 5545, FREQ=YEARLY): by month, day of the month, weekday or a position
/// among those. The first date counts as an occurrence even when the rule does not hit it. A date that a year lacks,
/// such as 29 February, is left out in that year. <paramref name="Interval"/> is in years, <paramref name="Until"/> the
/// last date on which an occurrence may start, <paramref name="Count"/> their number, excepted ones included.
/// </summary>
public sealed record YearlyRule(int Interval, IReadOnlyList<int> Months, IReadOnlyList<int> MonthDays,
    IReadOnlyList<RuleDay> Weekdays, IReadOnlyList<int> Positions, LocalDate? Until, int? Count)
{
    private const int MostYears = 200;

    /// <summary>Dates on which an occurrence starts within both dates given, in order.</summary>
    internal IEnumerable<LocalDate> DatesBetween(LocalDate first, LocalDate from, LocalDate until)
    {
        var counted = 1;
        if (from <= first && first <= until)
            yield return first;
        // Without a count nothing before the dates asked for matters.
        var skipped = Count is null ? Math.Max(0, (from.Year - first.Year) / Interval) : 0;
        var lastYear = Math.Min(until.Year, Math.Max(first.Year, from.Year) + MostYears);
        for (var year = first.Year + skipped * Interval; year <= lastYear; year += Interval)
        {
            foreach (var date in InYear(year, first).Where(date => date > first))
            {
                if (date > Until || date > until || counted++ >= Count)
                    yield break;
                if (date >= from)
                    yield return date;
            }
        }
    }

    private List<LocalDate> InYear(int year, LocalDate first)
    {
        var dates = Candidates(year, first).Distinct().Order().ToList();
        if (Positions.Count == 0)
            return dates;
        return [.. Positions.Select(position => position > 0 ? position - 1 : dates.Count + position)
            .Where(index => index >= 0 && index < dates.Count).Distinct().Order().Select(index => dates[index])];
    }

    private IEnumerable<LocalDate> Candidates(int year, LocalDate first)
    {
        if (Weekdays.Count > 0 && Months.Count == 0 && MonthDays.Count == 0)
            return Weekdays.SelectMany(day => Matching(day, new LocalDate(year, 1, 1), new LocalDate(year, 12, 31)));
        IEnumerable<int> months = Months.Count > 0 ? Months : MonthDays.Count > 0 ? Enumerable.Range(1, 12) : [first.Month];
        return months.SelectMany(month => InMonth(year, month, first.Day));
    }

    private IEnumerable<LocalDate> InMonth(int year, int month, int day)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var (begin, end) = (new LocalDate(year, month, 1), new LocalDate(year, month, length));
        if (MonthDays.Count == 0 && Weekdays.Count > 0)
            return Weekdays.SelectMany(weekday => Matching(weekday, begin, end));
        IEnumerable<int> days = MonthDays.Count > 0 ? MonthDays.Select(number => number > 0 ? number : length + 1 + number) : [day];
        return days.Where(number => number >= 1 && number <= length).Select(number => new LocalDate(year, month, number))
            .Where(date => Weekdays.Count == 0 || Weekdays.Any(weekday => weekday.Day == date.DayOfWeek));
    }

    private static IEnumerable<LocalDate> Matching(RuleDay rule, LocalDate begin, LocalDate end)
    {
        var all = new List<LocalDate>();
        for (var date = begin.PlusDays(-1).Next(rule.Day); date <= end; date = date.PlusWeeks(1))
            all.Add(date);
        var index = rule.Nth > 0 ? rule.Nth - 1 : all.Count + rule.Nth;
        if (rule.Nth == 0)
            return all;
        return index >= 0 && index < all.Count ? [all[index]] : [];
    }

    /// <summary>Reads the value of an RRULE line; otherwise says what about it is not understood.</summary>
    internal static (YearlyRule? Rule, string? Reason) Read(string value)
    {
        var rule = new YearlyRule(1, [], [], [], [], null, null);
        var yearly = false;
        foreach (var part in value.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=');
            var (key, text) = at < 0 ? (part, "") : (part[..at].Trim().ToUpperInvariant(), part[(at + 1)..].Trim().ToUpperInvariant());
            YearlyRule? next = key switch
            {
                "FREQ" => (yearly = text == "YEARLY") ? rule : null,
                "INTERVAL" => Numbers(text, 1, 1_000) is [var interval] ? rule with { Interval = interval } : null,
                "COUNT" => Numbers(text, 1, 1_000) is [var count] ? rule with { Count = count } : null,
                "UNTIL" => IcsValues.Date(text) is { } until ? rule with { Until = until } : null,
                "BYMONTH" => Numbers(text, 1, 12) is { } months ? rule with { Months = months } : null,
                "BYMONTHDAY" => Numbers(text, -31, 31) is { } days ? rule with { MonthDays = days } : null,
                "BYSETPOS" => Numbers(text, -366, 366) is { } positions ? rule with { Positions = positions } : null,
                "BYDAY" => Days(text) is { } weekdays ? rule with { Weekdays = weekdays } : null,
                "WKST" => rule,
                _ => null,
            };
            if (next is null)
                return (null, $"a rule with {part} is not understood; only yearly rules by month, day of the month and weekday are");
            rule = next;
        }
        if (!yearly)
            return (null, "the rule does not say how often");
        if (rule.MonthDays.Count > 0 && rule.Weekdays.Any(day => day.Nth != 0))
            return (null, "a rule with both days of the month and numbered weekdays is not understood");
        return (rule, null);
    }

    private static List<int>? Numbers(string text, int least, int most)
    {
        var numbers = new List<int>();
        foreach (var item in text.Split(','))
        {
            if (!int.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                || number < least || number > most || number == 0 || numbers.Count == 400)
                return null;
            numbers.Add(number);
        }
        return numbers;
    }

    private static List<RuleDay>? Days(string text)
    {
        var days = new List<RuleDay>();
        foreach (var item in text.Split(','))
        {
            if (item.Length < 2 || days.Count == 400)
                return null;
            var day = (IsoDayOfWeek)(Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], item[^2..]) + 1);
            var nth = 0;
            if (day == IsoDayOfWeek.None
                || (item.Length > 2 && (Numbers(item[..^2], -53, 53) is not [var number] || (nth = number) == 0)))
                return null;
            days.Add(new RuleDay(nth, day));
        }
        return days;
    }
}
