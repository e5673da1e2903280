using Headway.Application.People;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>How long somebody is away, as people say it.</summary>
public static class AbsenceWords
{
    /// <summary>Whole days are said as days: nobody is back at midnight. "Fri 4 Jun – Mon 14 Jun", "Tue 23 Mar, 10:00–11:30".</summary>
    public static string Span(Viewer viewer, Away away)
    {
        var (from, to) = (away.From.InZone(viewer.Zone).LocalDateTime, away.To.InZone(viewer.Zone).LocalDateTime);
        var last = viewer.Time.Day(to.TimeOfDay == LocalTime.Midnight ? to.Date.PlusDays(-1) : to.Date);
        var first = viewer.Time.Day(from.Date);
        return (from.TimeOfDay == LocalTime.Midnight && to.TimeOfDay == LocalTime.Midnight, from.Date == to.Date) switch
        {
            (true, _) => first == last ? first : $"{first} – {last}",
            (_, true) => $"{first}, {viewer.Time.Clock(away.From)}–{viewer.Time.Clock(away.To)}",
            _ => $"{first} {viewer.Time.Clock(away.From)} – {viewer.Time.Day(to.Date)} {viewer.Time.Clock(away.To)}",
        };
    }
}
