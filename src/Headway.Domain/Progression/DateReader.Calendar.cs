using NodaTime;

namespace Headway.Domain.Progression;

internal sealed partial class DateReader
{
    private static readonly Dictionary<string, int> Months = new(StringComparer.Ordinal)
    {
        ["january"] = 1, ["jan"] = 1, ["januar"] = 1, ["jaenner"] = 1, ["february"] = 2, ["feb"] = 2, ["februar"] = 2, ["march"] = 3, ["mar"] = 3, ["maerz"] = 3, ["mrz"] = 3,
        ["april"] = 4, ["apr"] = 4, ["may"] = 5, ["mai"] = 5, ["june"] = 6, ["jun"] = 6, ["juni"] = 6, ["july"] = 7, ["jul"] = 7, ["juli"] = 7, ["august"] = 8, ["aug"] = 8,
        ["september"] = 9, ["sep"] = 9, ["sept"] = 9, ["october"] = 10, ["oct"] = 10, ["oktober"] = 10, ["okt"] = 10, ["november"] = 11, ["nov"] = 11,
        ["december"] = 12, ["dec"] = 12, ["dezember"] = 12, ["dez"] = 12,
    };

    public static bool IsMonth(string word) => Months.ContainsKey(word);

    /// <summary>2027-03-30, with or without a time behind it.</summary>
    private DateRead? ReadIso(int at) =>
        Digits(at, 4) is >= 1900 and { } year && tokens[at].Length == 4 && Touching(at + 1, '-') && Digits(at + 2) is { } month && Touching(at + 3, '-') && Digits(at + 4) is { } dayOfMonth
            ? Exact(year, month, dayOfMonth, at + 5) : null;

    /// <summary>30.3. · 30.03.2027 · 30.3.27; "30.3" alone only after a word that wants a date, for it may be a version.</summary>
    private DateRead? ReadDotted(int at)
    {
        if (Digits(at) is not { } dayOfMonth || !Touching(at + 1, '.') || Digits(at + 2) is not { } month || !tokens[at + 2].Touches || PartOfNumber(at))
            return null;
        if (!Touching(at + 3, '.'))
            return WantsDate(at - 1) && !Is(at + 3, "uhr") ? Coming(month, dayOfMonth, at + 3) : null;
        var yearAt = at + 4;
        if (yearAt < Count && tokens[yearAt].Touches && Digits(yearAt, 4) is { } year)
            return Touching(yearAt + 1, '.') && yearAt + 2 < Count && tokens[yearAt + 2].Kind == TokenKind.Number && tokens[yearAt + 2].Touches
                ? null
                : tokens[yearAt].Length switch { 4 => Exact(year, month, dayOfMonth, yearAt + 1), 2 => Exact(2000 + year, month, dayOfMonth, yearAt + 1), _ => null };
        return Digits(yearAt, 4) is > 1900 and { } apart ? Exact(apart, month, dayOfMonth, yearAt + 1) : Coming(month, dayOfMonth, at + 4);
    }

    /// <summary>30/3 · 3/30 · 30/03/2027; where both orders make a date, the earlier one to come.</summary>
    private DateRead? ReadSlashed(int at)
    {
        if (Digits(at) is not { } first || !Touching(at + 1, '/') || Digits(at + 2) is not { } second || PartOfNumber(at))
            return null;
        if (Touching(at + 3, '/') && Digits(at + 4, 4) is { } year)
        {
            year += tokens[at + 4].Length == 2 ? 2000 : 0;
            return Earlier(Exact(year, second, first, at + 5), Exact(year, first, second, at + 5));
        }

        return WantsDate(at - 1) ? Earlier(Coming(second, first, at + 3), Coming(first, second, at + 3)) : null;
    }

    /// <summary>30 March · 30th of March 2027 · 30. März.</summary>
    private DateRead? ReadDayMonth(int at)
    {
        if (Digits(at) is not { } dayOfMonth)
            return null;
        var monthAt = at + 1;
        if (Touching(monthAt, '.') || (monthAt < Count && tokens[monthAt].Touches && Text(monthAt) is "st" or "nd" or "rd" or "th"))
            monthAt++;
        monthAt = Skip(monthAt, "of");
        return Months.TryGetValue(Text(monthAt), out var month) ? InYear(month, dayOfMonth, monthAt + 1) : null;
    }

    /// <summary>March 30 · March 30th, 2027; "may 5" needs its capital, for it may be the verb.</summary>
    private DateRead? ReadMonthDay(int at)
    {
        if (!Months.TryGetValue(Text(at), out var month) || !tokens[at].Capital)
            return null;
        var dayAt = Touching(at + 1, '.') ? at + 2 : at + 1;
        if (Digits(dayAt) is not { } dayOfMonth || Touching(dayAt + 1, ':'))
            return null;
        var next = dayAt + 1;
        if (next < Count && tokens[next].Touches && Text(next) is "st" or "nd" or "rd" or "th")
            next++;
        return InYear(month, dayOfMonth, next);
    }

    private DateRead? InYear(int month, int dayOfMonth, int to)
    {
        var yearAt = Touching(to, '.') && Digits(to + 1, 4) is > 1900 ? to + 1 : Skip(to, ",");
        return Digits(yearAt, 4) is > 1900 and { } year && tokens[yearAt].Length == 4 ? Exact(year, month, dayOfMonth, yearAt + 1) : Coming(month, dayOfMonth, to);
    }

    private static DateRead? Exact(int year, int month, int dayOfMonth, int to) =>
        year is > 1900 and < 2200 && month is >= 1 and <= 12 && dayOfMonth >= 1 && dayOfMonth <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new DateRead(new LocalDate(year, month, dayOfMonth), null, to, false) : null;

    /// <summary>The day of this year or, when that has passed, of the first year to come that has it.</summary>
    private DateRead? Coming(int month, int dayOfMonth, int to)
    {
        for (var year = now.Year; year <= now.Year + 8; year++)
        {
            if (Exact(year, month, dayOfMonth, to) is { } date && date.Date >= now.Date)
                return date with { Vague = true };
        }

        return null;
    }

    private DateRead? Earlier(DateRead? one, DateRead? other)
    {
        if (one is not { } a || other is not { } b)
            return one ?? other;
        var (first, second) = a.Date <= b.Date ? (a, b) : (b, a);
        return first.Date >= now.Date ? first : second;
    }

    private bool WantsDate(int at) => Text(at) is "on" or "by" or "until" or "till" or "am" or "bis" or "zum" or "ab" or "den" or "der" or "from" or "due" or "eta" or "faellig" or "for";

    /// <summary>A number inside a longer one: 10.1.2.3, version 4.30.3, a price.</summary>
    private bool PartOfNumber(int at) => at > 0 && tokens[at].Touches && tokens[at - 1].Kind != TokenKind.Word && tokens[at - 1].Mark is '.' or '/' or ':' or '-';
}
