using Headway.Application.Views;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>What a calendar counted, stretch by stretch, with why the stretches between gave nothing.</summary>
public static class CountedSpans
{
    // More than anybody reads; the sentences tell the rest.
    private const int Most = 40;

    public static IEnumerable<SpanView> Of(CalendarTrace trace)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(trace.Zone) ?? DateTimeZone.Utc;
        var at = trace.From;
        var running = WorkingTime.Zero;
        foreach (var used in trace.Used.Take(Most))
        {
            if (used.Span.Start > at)
            {
                yield return new SpanView(at, used.Span.Start, false, running, Gap(trace, zone, at, used.Span.Start));
            }

            running += used.Taken;
            yield return new SpanView(used.Span.Start, used.Span.End, true, running, null);
            at = used.Span.End;
        }
    }

    private static Phrase Gap(CalendarTrace trace, DateTimeZone zone, Instant from, Instant to)
    {
        var first = from.InZone(zone).Date;
        var last = to.InZone(zone).Date;
        var skipped = trace.Skipped.Where(date => date.Date >= first && date.Date <= last).ToList();
        if (skipped.Find(date => date.Reason == SkipReason.Closed) is { } holiday)
        {
            return holiday.Name is { } name ? new Phrase("explain.gap-holiday", name) : new Phrase("explain.gap-closed");
        }

        if (trace.ClockChanges.Any(change => change.At >= from && change.At <= to))
        {
            return new Phrase("explain.gap-clocks");
        }

        return new Phrase(skipped.Count > 0 ? "explain.gap-free-days" : first == last && (to - from) <= Duration.FromHours(3) ? "explain.gap-lunch" : "explain.gap-night");
    }
}
