using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// A named day off, or several in a row, once or every year. Only a proposal until somebody chooses it: feeds are full of
/// half-official days, and <paramref name="Note"/>, its categories or the first line of its description, often says so.
/// One occurrence takes <paramref name="Days"/> dates, 1 to 366; none starts on the dates of <paramref name="Except"/>,
/// further ones on those of <paramref name="Also"/>.
/// </summary>
public sealed record Holiday(string Name, LocalDate First, int Days, YearlyRule? Yearly,
    IReadOnlyList<LocalDate> Except, IReadOnlyList<LocalDate> Also, string? Note)
{
    /// <summary>The dates it takes from <paramref name="from"/> through <paramref name="until"/>, both in, in order, each once.</summary>
    public IReadOnlyList<LocalDate> DatesBetween(LocalDate from, LocalDate until)
    {
        var begin = from.PlusDays(1 - Days);
        var starts = (Yearly?.DatesBetween(First, begin, until) ?? [First]).Concat(Also).Where(date => !Except.Contains(date));
        return [.. starts.SelectMany(start => Enumerable.Range(0, Days).Select(start.PlusDays))
            .Where(date => from <= date && date <= until).Distinct().Order()];
    }
}

/// <summary>
/// Something from which no closed day could be read, and why; nothing is dropped in silence. Lines count from 1;
/// <paramref name="Text"/> is the event's name where it has one, else the line.
/// </summary>
public sealed record NotUnderstood(int Line, string Text, string Reason);

/// <summary>What a holiday file says: proposals, and what was not understood.</summary>
public sealed record HolidayFile(IReadOnlyList<Holiday> Holidays, IReadOnlyList<NotUnderstood> NotUnderstood);
