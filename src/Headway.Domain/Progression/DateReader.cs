using NodaTime;

namespace Headway.Domain.Progression;

/// <summary>A date as read at some token: up to which token it goes, and whether its words could speak of the past as well.</summary>
internal readonly record struct DateRead(LocalDate Date, LocalTime? Time, int To, bool Vague);

/// <summary>Reads one date at a given token; every form is tried in a fixed order, the most exact first.</summary>
internal sealed partial class DateReader(List<Token> tokens, LocalDateTime now, DayWords day)
{
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["a"] = 1, ["an"] = 1, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["ein"] = 1, ["eine"] = 1, ["einem"] = 1, ["einer"] = 1, ["einen"] = 1, ["zwei"] = 2, ["drei"] = 3, ["vier"] = 4, ["fuenf"] = 5, ["sechs"] = 6, ["sieben"] = 7, ["acht"] = 8, ["neun"] = 9, ["zehn"] = 10,
    };

    public int Count => tokens.Count;

    public Token this[int at] => tokens[at];

    public bool EndsClause(int at) => tokens[at].Kind == TokenKind.Mark && tokens[at].Mark is '\n' or '!' or '?' or ';' or ','
        || (tokens[at].Mark == '.' && (at + 1 == Count || !tokens[at + 1].Touches));

    public DateRead? Read(int at)
    {
        if (ReadDate(at) is { } date)
            return WithTime(date);
        if (ReadSpan(at) is { } span)
            return span;
        if (ReadTime(at, alone: true) is not { } time)
            return null;
        var next = Skip(time.To, "on", "am", "den", "of");
        if (ReadDate(next) is { } after)
            return after with { Time = time.Time };
        return Prospective(at, time.Time) ? new DateRead(time.Time > now.TimeOfDay ? now.Date : now.Date.PlusDays(1), time.Time, time.To, false) : null;
    }

    private DateRead? ReadDate(int at) => at >= Count ? null
        : ReadIso(at) ?? ReadDotted(at) ?? ReadSlashed(at) ?? ReadDayMonth(at) ?? ReadMonthDay(at) ?? ReadRelative(at) ?? ReadWeekday(at);

    /// <summary>The time behind a date: "on Thursday at 10", "morgen um 14 Uhr", "2027-03-30 14:00".</summary>
    private DateRead WithTime(DateRead date)
    {
        if (date.Time is not null)
            return date;
        var at = Skip(date.To, ",", "at", "um", "ab", "gegen", "by", "bis", "@", "from", "around", "about", "before", "vor", "after", "nach", "t");
        if (at > date.To && ReadTime(at, alone: false) is { } named)
            return date with { Time = named.Time, To = named.To };
        if (at < Count && ReadTime(at, alone: true) is { } exact)
            return date with { Time = exact.Time, To = exact.To };
        return PartOfDay(date.To, date.Date) is { } part ? date with { Time = part.Time, To = part.To } : date;
    }

    private (LocalTime Time, int To)? PartOfDay(int at, LocalDate date)
    {
        var here = Skip(at, "in", "the", "am");
        var first = Text(here);
        LocalTime? time = first switch
        {
            "morning" or "vormittag" or "frueh" or "morgen" or "vormittags" => day.Morning,
            "noon" or "midday" or "lunch" or "lunchtime" or "mittag" or "mittags" => day.Noon,
            "afternoon" or "nachmittag" or "nachmittags" => day.Afternoon,
            "evening" or "tonight" or "abend" or "eod" or "feierabend" => day.End,
            _ => null,
        };
        return time is { } hour && (date > now.Date || hour > now.TimeOfDay) ? (hour, here + 1) : null;
    }

    /// <summary>A time without a day is a plan only when its words look ahead, or when it is still to come after "at".</summary>
    private bool Prospective(int at, LocalTime time)
    {
        var before = Text(at - 1);
        if (before is "until" or "till" or "by" or "bis" or "ab" or "again" or "wieder" or "erneut" or "before" or "vor" or "after" or "nach")
            return true;
        return time > now.TimeOfDay && before is "at" or "um" or "gegen" or "around" or "@" or "from" or "to" or "for";
    }

    private int? Number(int at) => at >= Count ? null
        : tokens[at].Kind == TokenKind.Number && tokens[at].Length <= 4 ? int.Parse(tokens[at].Text, System.Globalization.CultureInfo.InvariantCulture)
        : Numbers.TryGetValue(tokens[at].Text, out var spelt) ? spelt : null;

    private int? Digits(int at, int longest = 2) =>
        at < Count && tokens[at].Kind == TokenKind.Number && tokens[at].Length <= longest ? int.Parse(tokens[at].Text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private string Text(int at) => at >= 0 && at < Count ? tokens[at].Text : "";

    private bool Is(int at, string text) => Text(at) == text;

    private bool Touching(int at, char mark) => at < Count && tokens[at].Mark == mark && tokens[at].Touches;

    private int Skip(int at, params ReadOnlySpan<string> words)
    {
        var last = at;
        while (last < Count && last < at + 2 && words.Contains(tokens[last].Text))
            last++;
        return last;
    }
}
