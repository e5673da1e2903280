using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>One day of the desk: tickets that came, that ended, and how many were open when it was over.</summary>
public sealed record WorkloadDay(LocalDate Date, int Came, int Ended, int Open);

/// <summary>The open tickets day by day, counted backwards from those that are open now.</summary>
public static class Workload
{
    /// <param name="open">Open now.</param>
    /// <param name="came">How many were opened when.</param>
    /// <param name="ended">How many were resolved or closed when.</param>
    /// <param name="from">The first day.</param>
    /// <param name="today">The last one.</param>
    /// <param name="zone">Whose days.</param>
    public static IReadOnlyList<WorkloadDay> Days(int open, IEnumerable<(Instant At, int Count)> came, IEnumerable<(Instant At, int Count)> ended, LocalDate from, LocalDate today, DateTimeZone zone)
    {
        var (arrived, left) = (ByDay(came, zone), ByDay(ended, zone));
        var days = new List<WorkloadDay>();
        for (var date = today; date >= from; date = date.PlusDays(-1))
        {
            var (plus, minus) = (arrived.GetValueOrDefault(date), left.GetValueOrDefault(date));
            days.Add(new WorkloadDay(date, plus, minus, open));
            open = Math.Max(0, open - plus + minus);
        }

        days.Reverse();
        return days;
    }

    private static Dictionary<LocalDate, int> ByDay(IEnumerable<(Instant At, int Count)> all, DateTimeZone zone) =>
        all.GroupBy(one => one.At.InZone(zone).Date).ToDictionary(day => day.Key, day => day.Sum(one => one.Count));
}
