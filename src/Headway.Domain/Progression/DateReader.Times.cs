using NodaTime;

namespace Headway.Domain.Progression;

internal sealed partial class DateReader
{
    /// <summary>Bare hours below this are afternoon hours: nobody plans support work for three at night.</summary>
    private const int EarliestBareHour = 7;

    /// <summary>
    /// A time at this token: 14:00, 14.30 Uhr, 10 Uhr, 3 pm, halb drei, noon. Standing <paramref name="alone"/> it must say
    /// that it is a time; behind "at" or "um" a bare number will do.
    /// </summary>
    private (LocalTime Time, int To)? ReadTime(int at, bool alone)
    {
        switch (Text(at))
        {
            case "noon" or "midday" or "mittags":
                return (day.Noon, at + 1);
            case "halb" when Number(at + 1) is { } half and >= 1 and <= 12:
                return Clock(half == 1 ? 12 : half - 1, 30, at + 2, bare: true);
            case "viertel" when Text(at + 1) is "nach" or "vor" && Number(at + 2) is { } quarter and >= 1 and <= 12:
                return Is(at + 1, "nach") ? Clock(quarter, 15, at + 3, bare: true) : Clock(quarter == 1 ? 12 : quarter - 1, 45, at + 3, bare: true);
        }

        if (at >= Count || (tokens[at].Kind == TokenKind.Number ? Digits(at) : alone ? null : Spelt(at)) is not { } hour || PartOfNumber(at))
            return null;
        if (Touching(at + 1, ':') && Digits(at + 2) is { } minute && tokens[at + 2].Touches && tokens[at + 2].Length == 2)
            return Suffixed(hour, minute, Touching(at + 3, ':') && Digits(at + 4) is not null ? at + 5 : at + 3, bare: false);
        if (Touching(at + 1, '.') && Digits(at + 2) is { } dotted && tokens[at + 2].Touches && tokens[at + 2].Length == 2)
            return Is(at + 3, "uhr") || Meridiem(at + 3) is not null || !alone ? Suffixed(hour, dotted, at + 3, bare: false) : null;
        if (Touching(at + 1, '-') && Digits(at + 2) is not null && Is(at + 3, "uhr"))
            return Clock(hour, 0, at + 4, bare: hour < EarliestBareHour);
        if (Is(at + 1, "uhr"))
            return Digits(at + 2) is { } after and < 60 && tokens[at + 2].Length == 2 ? Clock(hour, after, at + 3, bare: false) : Clock(hour, 0, at + 2, bare: hour < EarliestBareHour);
        if (Meridiem(at + 1) is not null)
            return Suffixed(hour, 0, at + 1, bare: false);
        if (Is(at + 1, "oclock"))
            return Clock(hour, 0, at + 2, bare: true);
        return alone || Touching(at + 1, '%') || Touching(at + 1, '.') && at + 2 < Count && tokens[at + 2].Touches ? null : Clock(hour, 0, at + 1, bare: true);
    }

    /// <summary>"at ten", "um zehn"; an article is no hour.</summary>
    private int? Spelt(int at) => Number(at) is > 1 and { } hour ? hour : null;

    private (LocalTime Time, int To)? Suffixed(int hour, int minute, int next, bool bare)
    {
        if (Meridiem(next) is { } half)
        {
            var to = Is(next, half.Letters) ? next + 1 : next + 3;
            return hour is >= 1 and <= 12 ? Clock((hour % 12) + (half.Afternoon ? 12 : 0), minute, to, bare: false) : null;
        }

        return Clock(hour, minute, Is(next, "uhr") ? next + 1 : next, bare);
    }

    /// <summary>am, pm, a.m., p.m.; the German "am" behind a number is followed by a day and is no half of it.</summary>
    private (bool Afternoon, string Letters)? Meridiem(int at) => Text(at) switch
    {
        "pm" => (true, "pm"),
        "am" when Weekday(at + 1) is null && Digits(at + 1) is null => (false, "am"),
        "p" when Touching(at + 1, '.') && Is(at + 2, "m") => (true, "p.m."),
        "a" when Touching(at + 1, '.') && Is(at + 2, "m") => (false, "a.m."),
        _ => null,
    };

    private static (LocalTime Time, int To)? Clock(int hour, int minute, int to, bool bare)
    {
        if (bare && hour is >= 1 and < EarliestBareHour)
            hour += 12;
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59 ? (new LocalTime(hour, minute), to) : null;
    }
}
