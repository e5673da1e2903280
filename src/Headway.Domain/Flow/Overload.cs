using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// An open activity as the guard against overload sees it: when it is due, how much work it is, what moving it would cost
/// (<paramref name="Weight"/>, larger is dearer) and whether it may be moved at all.
/// </summary>
public sealed record DueWork(long Ticket, int Seq, Instant Due, WorkingTime Work, double Weight, bool Movable);

/// <summary>A day: what is due on it, what the people can do on it, and by how much the dues exceed that.</summary>
public sealed record DayLoad(LocalDate Date, WorkingTime Due, WorkingTime Capacity, WorkingTime Short, int Activities)
{
    public bool IsShort => Short > WorkingTime.Zero;

    /// <summary>What could still be taken on; none on a day that is short.</summary>
    public WorkingTime Spare => IsShort || Due >= Capacity ? WorkingTime.Zero : Capacity - Due;
}

/// <summary>An activity that could be moved, and to when.</summary>
public sealed record Deferral(DueWork Item, Instant To);

/// <summary>
/// Whether the list can be done by the people there are (earliest due first is feasible when the work due by each due fits
/// into the capacity until then), and which few to move when it cannot: Moore and Hodgson's rule, by which the fewest
/// promises change.
/// </summary>
public static class Overload
{
    /// <summary>
    /// The days from today on with their load. Work that is overdue already counts to today. A day is short by what does not
    /// fit into the whole of it: within the day the order of the list settles what comes first.
    /// </summary>
    /// <param name="items">The open activities.</param>
    /// <param name="capacity">What the people can do between two instants.</param>
    /// <param name="now">The moment.</param>
    /// <param name="days">Dates in order, the first one today.</param>
    /// <param name="zone">Whose dates.</param>
    public static IReadOnlyList<DayLoad> Days(IReadOnlyList<DueWork> items, Func<Instant, Instant, WorkingTime> capacity, Instant now, IReadOnlyList<LocalDate> days, DateTimeZone zone)
    {
        var byDay = items.ToLookup(item => item.Due <= now ? days[0] : item.Due.InZone(zone).Date);
        var loads = new List<DayLoad>();
        foreach (var date in days)
        {
            var from = Instant.Max(now, zone.AtStartOfDay(date).ToInstant());
            var until = zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
            var due = byDay[date].OrderBy(item => item.Due).ToList();
            loads.Add(new DayLoad(date, Sum(due), capacity(from, until), Shortage(due.Select(item => item with { Due = until }), capacity, from), due.Count));
        }

        return loads;
    }

    /// <summary>By how much the work due by some due exceeds what can be done until then: the worst moment decides.</summary>
    public static WorkingTime Shortage(IEnumerable<DueWork> inOrder, Func<Instant, Instant, WorkingTime> capacity, Instant from)
    {
        var (sum, worst) = (WorkingTime.Zero, WorkingTime.Zero);
        foreach (var item in inOrder)
        {
            sum += item.Work;
            var over = sum - Until(capacity, from, item.Due);
            worst = over > worst ? over : worst;
        }

        return worst;
    }

    /// <summary>
    /// The few to move so that the rest fits: in the order of dues, whenever it does not fit, the movable one goes that
    /// frees the most work for the least harm. What may not be moved stays, even if it does not fit.
    /// </summary>
    public static IReadOnlyList<DueWork> ToDefer(IEnumerable<DueWork> inOrder, Func<Instant, Instant, WorkingTime> capacity, Instant from)
    {
        var (kept, moved, sum) = (new List<DueWork>(), new List<DueWork>(), WorkingTime.Zero);
        foreach (var item in inOrder)
        {
            kept.Add(item);
            sum += item.Work;
            while (sum > Until(capacity, from, item.Due) && kept.Where(one => one.Movable).MaxBy(one => (one.Work.Hours / one.Weight, one.Due, one.Ticket, one.Seq)) is { } largest)
            {
                kept.Remove(largest);
                moved.Add(largest);
                sum -= largest.Work;
            }
        }

        return [.. moved.OrderBy(item => item.Due).ThenBy(item => item.Ticket)];
    }

    /// <summary>New times on the days after that have room: the time of day stays, so that it is a promise people understand.</summary>
    /// <param name="items">What is to be moved.</param>
    /// <param name="days">The loads, from <see cref="Days"/>.</param>
    /// <param name="after">Only days after this one.</param>
    /// <param name="calendar">A new time is one at which the team works.</param>
    /// <param name="zone">Whose dates.</param>
    public static IReadOnlyList<Deferral> NewTimes(IReadOnlyList<DueWork> items, IReadOnlyList<DayLoad> days, LocalDate after, WorkCalendar calendar, DateTimeZone zone)
    {
        var room = days.Where(day => day.Date > after).ToDictionary(day => day.Date, day => day.Spare);
        var deferrals = new List<Deferral>();
        foreach (var item in items)
        {
            foreach (var date in room.Keys.Order())
            {
                var wished = date.At(item.Due.InZone(zone).TimeOfDay).InZoneLeniently(zone).ToInstant();
                if (room[date] >= item.Work && calendar.NextOpening(wished) is { } open && open.InZone(zone).Date == date)
                {
                    room[date] -= item.Work;
                    deferrals.Add(new Deferral(item, open));
                    break;
                }
            }
        }

        return deferrals;
    }

    private static WorkingTime Until(Func<Instant, Instant, WorkingTime> capacity, Instant from, Instant due) => due <= from ? WorkingTime.Zero : capacity(from, due);

    private static WorkingTime Sum(IEnumerable<DueWork> items) => items.Aggregate(WorkingTime.Zero, (sum, item) => sum + item.Work);
}
