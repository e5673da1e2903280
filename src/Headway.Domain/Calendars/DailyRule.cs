using NodaTime;

namespace Headway.Domain.Calendars;

/// <summary>
/// Something that happens once per local date at a local time: where the clocks jump over the time, at the first valid
/// instant after; where they repeat it, the first time only. A date that was skipped as a whole has none.
/// </summary>
public sealed record DailyRule(DateTimeZone Zone, LocalTime Time)
{
    /// <summary>
    /// The firings within [<paramref name="from"/>, <paramref name="until"/>), in order: adjoining intervals together
    /// give every date exactly once. A firing carries the date it is for, which a clock change at midnight can make
    /// another than the date on the wall.
    /// </summary>
    public IEnumerable<DailyFiring> Between(Instant from, Instant until)
    {
        if (until <= from)
            yield break;
        var last = until.InZone(Zone).Date.PlusDays(2);
        for (var date = from.InZone(Zone).Date.PlusDays(-2); date <= last; date = date.PlusDays(1))
        {
            var at = Zones.StartOf(Zone, date.At(Time));
            if (from <= at && at < until && Zones.StartOf(Zone, date) < Zones.StartOf(Zone, date.PlusDays(1)))
                yield return new DailyFiring(date, at);
        }
    }
}

public readonly record struct DailyFiring(LocalDate Date, Instant At);
