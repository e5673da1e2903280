using Headway.Domain.Audits;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Audits.Report;

/// <summary>For a log that ends with nothing open: ten o'clock on the working day with the most open tickets.</summary>
internal static class BusiestMorning
{
    public static Instant Of(CaseLog log, WorkCalendar calendar)
    {
        var first = log.First.InZone(calendar.Zone).Date;
        var days = Math.Max(1, Period.DaysBetween(first, log.Last.InZone(calendar.Zone).Date) + 1);
        var change = new int[days + 1];
        for (var of = 0; of < log.Cases; of++)
        {
            var (from, end) = (log.Start[of], log.Start[of + 1]);
            if (from == end)
            {
                continue;
            }

            change[Day(log.Opened[of])]++;
            change[Day(log.At[end - 1])]--;
        }

        var (open, most, best) = (0, -1, 0);
        for (var day = 0; day < days; day++)
        {
            open += change[day];
            if (open > most && calendar.SpansOn(first.PlusDays(day)).Count > 0)
            {
                (most, best) = (open, day);
            }
        }

        return calendar.Zone.AtLeniently(first.PlusDays(best).At(new LocalTime(10, 0))).ToInstant();

        int Day(long at) => Math.Clamp(Period.DaysBetween(first, Instant.FromUnixTimeMilliseconds(at).InZone(calendar.Zone).Date), 0, days);
    }
}
