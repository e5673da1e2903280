using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Domain.Flow;

/// <summary>
/// An open activity as the guard against overload sees it: when it is due, how much work it is, what moving it would cost
/// (<paramref name="Weight"/>, larger is dearer) and whether it may be moved at all.
/// </summary>
public sealed record DueWork(long Ticket, int Seq, Instant Due, WorkingTime Work, double Weight, bool Movable)
{
    /// <summary>Before this nothing can be done about it: an agreed time, somebody else's delivery. Most work can be done at once.</summary>
    public Instant Ready { get; init; } = Instant.MinValue;
}

/// <summary>A day: what is due on it, what the people can do on it, and by how much what is due by some moment of it exceeds what can be done by then.</summary>
public sealed record DayLoad(LocalDate Date, WorkingTime Due, WorkingTime Capacity, WorkingTime Short, int Activities)
{
    /// <summary>Less than this is no shortage: one act takes as long.</summary>
    public static readonly WorkingTime Least = WorkingTime.FromMinutes(15);

    /// <summary>From when on the work counts that does not fit; the day's beginning when it is what waits for the day that is too much.</summary>
    public Instant From { get; init; }

    /// <summary>The due before which most is too much; null where all fits.</summary>
    public Instant? Until { get; init; }

    public bool IsShort => Short >= Least;

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
    /// The days from today on with their load. Judged at every due: all work that is due by then, and could be begun since some
    /// moment, against what the people can do between the two. A day is short by what its own dues add to the shortage of
    /// the days before. What is overdue has missed its due already; it has to fit into today.
    /// </summary>
    /// <param name="items">The open activities.</param>
    /// <param name="capacity">What the people can do between two instants.</param>
    /// <param name="now">The moment.</param>
    /// <param name="days">Dates in order, the first one today.</param>
    /// <param name="zone">Whose dates.</param>
    public static IReadOnlyList<DayLoad> Days(IReadOnlyList<DueWork> items, Func<Instant, Instant, WorkingTime> capacity, Instant now, IReadOnlyList<LocalDate> days, DateTimeZone zone)
    {
        var ends = days.Select(date => zone.AtStartOfDay(date.PlusDays(1)).ToInstant()).ToList();
        var starts = days.Select(date => Instant.Max(now, zone.AtStartOfDay(date).ToInstant())).ToList();
        var inOrder = InOrder(items, now, ends[0]);
        var worst = new WorkingTime[days.Count];
        var loads = new List<DayLoad>();
        for (var day = 0; day < days.Count; day++)
        {
            var (added, from, until) = (WorkingTime.Zero, starts[day], (Instant?)null);
            for (var start = 0; start <= day; start++)
            {
                // What is ready sooner could have been done before this day began, so it weighs on the earlier start only.
                var ready = start == 0 ? inOrder : inOrder.FindAll(item => item.Ready >= starts[start]);
                var (over, at) = Worst(ready.TakeWhile(item => item.Due < ends[day]), capacity, starts[start]);
                if (over - worst[start] > added)
                {
                    (added, from, until) = (over - worst[start], starts[start], at);
                }

                worst[start] = over > worst[start] ? over : worst[start];
            }

            var due = inOrder.FindAll(item => item.Due < ends[day] && (day == 0 || item.Due >= ends[day - 1]));
            loads.Add(new DayLoad(days[day], Sum(due), capacity(starts[day], ends[day]), added, due.Count) { From = from, Until = until });
        }

        return loads;
    }

    /// <summary>By how much the work due by some due exceeds what can be done until then: the worst moment decides.</summary>
    public static WorkingTime Shortage(IEnumerable<DueWork> inOrder, Func<Instant, Instant, WorkingTime> capacity, Instant from) => Worst(inOrder, capacity, from).Over;

    private static (WorkingTime Over, Instant? At) Worst(IEnumerable<DueWork> inOrder, Func<Instant, Instant, WorkingTime> capacity, Instant from)
    {
        var (sum, worst, at) = (WorkingTime.Zero, WorkingTime.Zero, (Instant?)null);
        foreach (var item in inOrder)
        {
            sum += item.Work;
            var over = sum - Until(capacity, from, item.Due);
            (worst, at) = over > worst ? (over, item.Due) : (worst, at);
        }

        return (worst, at);
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

    /// <summary>The few of a short day to move so that what is due by each of its dues fits again; what is due before it stays as it is.</summary>
    /// <param name="day">The load, from <see cref="Days"/>.</param>
    /// <param name="items">The open activities.</param>
    /// <param name="capacity">What the people can do between two instants.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">Whose dates.</param>
    public static IReadOnlyList<DueWork> ToDefer(DayLoad day, IReadOnlyList<DueWork> items, Func<Instant, Instant, WorkingTime> capacity, Instant now, DateTimeZone zone)
    {
        var (starts, ends) = (zone.AtStartOfDay(day.Date).ToInstant(), zone.AtStartOfDay(day.Date.PlusDays(1)).ToInstant());
        var tight = InOrder(items, now, zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant()).FindAll(item => item.Due < ends && (day.From <= now || item.Ready >= day.From));
        return ToDefer(tight.Select(item => item.Due >= starts ? item : item with { Movable = false }), capacity, Instant.Max(now, day.From));
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

    /// <summary>How many people more, and for how long each of them, make up what a day is short of: as few as can, to the half hour.</summary>
    /// <param name="missing">The work that does not fit.</param>
    /// <param name="open">How long the team works on that day, or for the rest of it; none: nobody can help.</param>
    /// <param name="focus">The share of presence that goes into activities.</param>
    public static (int People, WorkingTime Each) ToCallIn(WorkingTime missing, WorkingTime open, double focus)
    {
        if (missing <= WorkingTime.Zero || open <= WorkingTime.Zero || focus <= 0)
        {
            return (0, WorkingTime.Zero);
        }

        // A millisecond over is not another person, nor another half hour.
        var presence = Math.Round(missing.Hours / focus, 3);
        var people = (int)Math.Ceiling(Math.Round(presence / open.Hours, 3));
        return (people, WorkingTime.FromHours(Math.Min(open.Hours, Math.Ceiling(Math.Round(presence / people * 2, 3)) / 2)));
    }

    // What is overdue has no due left to miss: it counts to the end of today.
    private static List<DueWork> InOrder(IReadOnlyList<DueWork> items, Instant now, Instant tonight) =>
        [.. items.Select(item => item.Due <= now ? item with { Due = tonight - Duration.FromMilliseconds(1) } : item).OrderBy(item => item.Due).ThenBy(item => item.Ticket).ThenBy(item => item.Seq)];

    private static WorkingTime Until(Func<Instant, Instant, WorkingTime> capacity, Instant from, Instant due) => due <= from ? WorkingTime.Zero : capacity(from, due);

    private static WorkingTime Sum(IEnumerable<DueWork> items) => items.Aggregate(WorkingTime.Zero, (sum, item) => sum + item.Work);
}
