using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Domain;
using Headway.Domain.Flow;
using NodaTime;

namespace Headway.Application.Flow;

/// <summary>A share with its parts, and what it was the week before; null over nothing.</summary>
public sealed record WeekShare(long Of, long Among, double? Before)
{
    public double? Value => Among == 0 ? null : (double)Of / Among;
}

/// <summary>A measure whose last week was outside of what chance does, or the end of a shift.</summary>
public sealed record WeekSignalRead(string Measure, bool IsShare, WeekSignal Signal, double Value, double Lower, double Upper, bool Good);

/// <summary>
/// A week as whoever answers for it reads it, on one page. <paramref name="Open"/> and overdue are of the moment. <paramref name="Signals"/>
/// is null while there are too few weeks to tell news from chance.
/// </summary>
public sealed record WeekRead(
    LocalDate Monday, int Came, int Ended, int Open, WeekShare Progression, WeekShare Promises, ChaseFigures? Chases, IReadOnlyList<WeekSignalRead>? Signals, IReadOnlyList<WeekDuty> Duties)
{
    public LocalDate Sunday => Monday.PlusDays(6);
}

/// <summary>Reads a week that is over from the figures that the flow page shows, of the teams whose figures the caller may see.</summary>
public sealed class WeekQuery(FlowQuery flow, DeskClock clock)
{
    /// <summary>So many weeks make the limits.</summary>
    private const int Looked = 13;

    private static readonly string[] Told = ["progression", "late", "rescheduled", "first-response", "update-response", "dwell", "cover", "rejected"];

    /// <summary>Whether the week is written to that person: who answers for a team, or for all.</summary>
    public static bool IsFor(Caller caller) => caller.May(Permission.ReadFigures) && (caller.SeesAllTeams() || caller.Leads.Count > 0);

    /// <summary>The week that holds <paramref name="of"/>; the last one that is over where it is null, or a week that is not.</summary>
    public async Task<Outcome<WeekRead>> Read(Caller caller, LocalDate? of = null, CancellationToken stop = default)
    {
        var last = FlowScope.MondayOf(clock.Now(caller.Tenant), caller.Zone).PlusWeeks(-1);
        var monday = of is { } day && day < last ? day.PlusDays(1 - (int)day.DayOfWeek) : last;
        var (from, to) = (Start(monday), Start(monday.PlusWeeks(1)));
        var week = await flow.Read(caller, new FlowScope(from, to), stop);
        if (week.Refusal is { } no)
        {
            return no;
        }

        var lately = await flow.Read(caller, new FlowScope(Start(monday.PlusWeeks(1 - Looked)), to), stop);
        return lately.Refusal is { } other ? other : Of(monday, week.Value, lately.Value);

        Instant Start(LocalDate date) => caller.Zone.AtStartOfDay(date).ToInstant();
    }

    private static WeekRead Of(LocalDate monday, FlowRead week, FlowRead lately)
    {
        var days = week.Days.Where(day => day.Date >= monday && day.Date < monday.PlusWeeks(1)).ToList();
        var (kept, before) = (FlowMeasure.Headline.Read(week.Tally), FlowMeasure.Headline.Read(week.Earlier));
        var (now, then) = (week.Tickets, week.EarlierTickets);
        return new WeekRead(
            monday, days.Sum(day => day.Came), days.Sum(day => day.Ended), week.Open.Tickets, new WeekShare(kept.Of, kept.Among, before.Value),
            new WeekShare(now.PromisesKept, now.PromisesKept + now.PromisesMissed, MeasureReading.Share(then.PromisesKept, then.PromisesKept + then.PromisesMissed).Value),
            week.Chases?.Figures, Signals(monday, lately), WeekDuties.Of(Facts(week)));
    }

    private static List<WeekSignalRead>? Signals(LocalDate monday, FlowRead lately)
    {
        var found = new List<WeekSignalRead>();
        var judged = false;
        foreach (var measure in FlowMeasure.All.Where(measure => Told.Contains(measure.Key)))
        {
            var series = lately.Series(measure);
            if (series.Weeks.Count == 0 || series.Weeks[^1] is not { Value: { } value } at || at.Monday != monday || series.Current.Limits is not { } limits)
            {
                continue;
            }

            judged = true;
            if (limits.Weeks[^1].Signal is not WeekSignal.Noise and var signal)
            {
                found.Add(new WeekSignalRead(
                    measure.Key, measure.IsShare, signal, value, limits.Lower, limits.Upper, signal is WeekSignal.Above or WeekSignal.ShiftUp != measure.LessIsBetter));
            }
        }

        return judged ? found : null;
    }

    private static WeekFacts Facts(FlowRead week)
    {
        var mid = week.Tally.Where(key => key.MidLifecycle);
        var worst = mid.By(key => key.Status).OrderByDescending(part => part.Tally.Sla.Late).ThenBy(part => part.Key.Value, StringComparer.Ordinal).FirstOrDefault();
        var returned = week.Returns.FirstOrDefault();
        var (tickets, asked) = (week.Tickets, week.Chases?.Figures);
        return new WeekFacts(
            week.Open.Unscheduled, asked?.Unmanaged ?? 0, asked?.Count ?? 0, week.Open.Overdue, tickets.PromisesMissed, tickets.PromisesKept + tickets.PromisesMissed,
            worst.Tally is null ? null : worst.Key.Value, worst.Tally?.Sla.Late ?? 0, mid.Sla.Late, returned?.Reason, returned?.Returned + returned?.Kept ?? 0,
            mid.Sla.Rescheduled, mid.Decided, week.Tally.Covered);
    }
}
