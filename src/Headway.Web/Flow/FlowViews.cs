using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Web.Flow;

/// <summary>The flow page from what was read: one sentence and pictures whose every mark leads to its activities.</summary>
public static class FlowViews
{
    public static FlowView Of(FlowRead read, FlowRead before, FlowScope scope, int weeks, string by, DateTimeZone zone, LocalDate? switchedOn)
    {
        var decided = read.Activities.Where(activity => activity.Verdict is not null && activity.VerdictAt >= scope.From).ToList();
        var (now, then) = (Sla(decided), Sla(before.Activities.Where(activity => activity.VerdictAt < scope.From)));
        var bars = Weeks(decided, scope, weeks, zone);
        var open = read.Activities.Where(activity => activity.Closed is null).ToList();
        return new FlowView(Sentence(decided, now, weeks), Figures(read, before, now, then, weeks), bars, LimitsOf(bars))
        {
            Answers = Answers(read, decided),
            Times = Times(read, decided, open, weeks),
            OpenNow = OpenNow(open, read.Now),
            OpenTotal = read.OpenTickets,
            Held = Held(read, decided),
            Slices = FlowSlices.Of(read, decided, by, weeks, zone),
            By = by,
            Period = weeks,
            SwitchedOn = switchedOn is { } day && bars.Any(bar => bar.Monday <= day) ? day : null,
            CsvHref = $"/flow.csv?weeks={weeks}&by={by}",
        };
    }

    public static string Behind(int weeks, string query) => $"/flow/activities?weeks={weeks}&{query}";

    public static LocalDate MondayOf(Instant at, DateTimeZone zone)
    {
        var date = at.InZone(zone).Date;
        return date.PlusDays(1 - (int)date.DayOfWeek);
    }

    private static (int Success, int Moved, int Late) Sla(IEnumerable<FlowActivity> activities)
    {
        var list = activities.ToList();
        return (list.Count(a => a.Verdict == Verdict.Success), list.Count(a => a.Verdict == Verdict.Rescheduled), list.Count(a => a.Verdict == Verdict.Late));
    }

    private static Phrase Sentence(List<FlowActivity> decided, (int Success, int Moved, int Late) all, int weeks)
    {
        var total = all.Success + all.Moved + all.Late;
        if (total == 0)
        {
            return new Phrase("flow.sentence-none");
        }

        var worst = decided.Where(a => a.Verdict == Verdict.Late).GroupBy(a => a.Status).OrderByDescending(group => group.Count()).FirstOrDefault();
        var late = Percent(all.Late, total);
        return worst is null
            ? new Phrase("flow.sentence-clean", weeks, Percent(all.Success, total))
            : new Phrase("flow.sentence", weeks, Percent(all.Success, total), late, new StatusName(worst.Key.Value), new Tally(worst.Count()), new Tally(all.Late));
    }

    private static Application.Views.FlowFigures Figures(FlowRead read, FlowRead before, (int Success, int Moved, int Late) now, (int Success, int Moved, int Late) then, int weeks)
    {
        var (tickets, earlier) = (read.Tickets, before.Tickets);
        return new Application.Views.FlowFigures(
            new Share(now.Success, now.Success + now.Moved + now.Late, Ratio(then.Success, then.Success + then.Moved + then.Late), Behind(weeks, "verdict=Success")),
            new Share(tickets.PromisesKept, tickets.PromisesKept + tickets.PromisesMissed, Ratio(earlier.PromisesKept, earlier.PromisesKept + earlier.PromisesMissed))
            {
                Parts = new Phrase("flow.promises", tickets.PromisesKept, tickets.PromisesRenewed, tickets.PromisesMissed),
            },
            new Share(tickets.Failed, tickets.Resolved, Ratio(earlier.Failed, earlier.Resolved)),
            new Share(tickets.Hollow, tickets.Progressions, Ratio(earlier.Hollow, earlier.Progressions)))
        {
            Unscheduled = new Share(0, read.OpenTickets),
            Predicted = new Share(tickets.Accepted, tickets.Predicted),
            StraightOff = new Share(tickets.StraightOff, tickets.Resolved),
        };
    }

    private static List<WeekBar> Weeks(List<FlowActivity> decided, FlowScope scope, int weeks, DateTimeZone zone)
    {
        var first = MondayOf(scope.From, zone);
        var last = MondayOf(scope.To, zone);
        var byWeek = decided.ToLookup(activity => MondayOf(activity.VerdictAt!.Value, zone));
        var bars = new List<WeekBar>();
        for (var monday = first; monday <= last; monday = monday.PlusWeeks(1))
        {
            var (success, moved, late) = Sla(byWeek[monday]);
            bars.Add(new WeekBar(monday, success, moved, late, Behind(weeks, $"week={monday:uuuu-MM-dd}")));
        }

        return bars.SkipWhile(bar => bar.Decided == 0).ToList();
    }

    private static Limits? LimitsOf(List<WeekBar> bars) =>
        WeekLimits.Of([.. bars.Select(bar => bar.Sla)], 0, 1) is { } limits ? new Limits(limits.Lower, limits.Mean, limits.Upper) : null;

    private static List<AnswerPair> Answers(FlowRead read, List<FlowActivity> decided) =>
        [.. decided.Where(a => a.Closed is not null && a.Outcome == ActivityOutcome.Progressed).GroupBy(a => a.JudgedTeam ?? a.Team).Select(team =>
        {
            var calendar = read.Rules.CalendarOf(team.Key);
            var fresh = Median([.. team.Where(a => a.Status == StatusCode.New || a.Status == StatusCode.Assigned).Select(a => calendar.Between(a.Opened, a.Closed!.Value))]);
            var reply = Median([.. team.Where(a => a.Status == StatusCode.CustomerUpdated).Select(a => calendar.Between(a.Opened, a.Closed!.Value))]);
            var name = read.Rules.Teams[team.Key].Name;
            return fresh is { } one && reply is { } two
                ? new AnswerPair(name, one, two, Behind(13, $"team={team.Key.Value}&type=new-response"), Behind(13, $"team={team.Key.Value}&type=customer-update"))
                : null;
        }).OfType<AnswerPair>().OrderBy(pair => pair.Team, StringComparer.Ordinal)];

    private static List<SituationTime> Times(FlowRead read, List<FlowActivity> decided, List<FlowActivity> open, int weeks) =>
        [.. decided.Concat(open).DistinctBy(a => (a.Number, a.Seq)).GroupBy(a => a.Status).Select(group =>
        {
            var (within, beyond) = (WorkingTime.Zero, WorkingTime.Zero);
            foreach (var activity in group)
            {
                var calendar = read.Rules.CalendarOf(activity.Team);
                var end = activity.Closed ?? read.Now;
                within += calendar.Between(activity.Opened, Instant.Min(end, activity.Due));
                beyond += calendar.Between(Instant.Max(activity.Opened, activity.Due), end);
            }

            return new SituationTime(new StatusName(group.Key.Value), within, beyond, Behind(weeks, $"status={group.Key}"));
        }).OrderByDescending(time => (time.Within + time.Beyond).Length).Take(8)];

    private static List<SituationCount> OpenNow(List<FlowActivity> open, Instant now) =>
        [.. open.GroupBy(a => a.Status).OrderByDescending(group => group.Count()).Select(group => new SituationCount(
            new StatusName(group.Key.Value), group.Count(), group.Count(a => a.Due < now), $"/tickets?status={group.Key}"))];

    private static List<HeldShare> Held(FlowRead read, List<FlowActivity> decided)
    {
        var hours = new Dictionary<string, double> { ["us-working"] = 0, ["us-waiting"] = 0, ["customer"] = 0, ["third-party"] = 0 };
        foreach (var activity in decided)
        {
            var spent = read.Rules.CalendarOf(activity.Team).Between(activity.Opened, activity.Closed ?? read.Now).Hours;
            var holder = activity.HeldBy switch
            {
                HeldBy.Customer => "customer",
                HeldBy.ThirdParty => "third-party",
                _ => activity.Status == StatusCode.InProgress ? "us-working" : "us-waiting",
            };
            hours[holder] += spent;
        }

        var all = hours.Values.Sum();
        return all == 0 ? [] : [.. hours.Select(pair => new HeldShare(pair.Key, pair.Value / all))];
    }

    private static WorkingTime? Median(List<WorkingTime> times)
    {
        if (times.Count == 0)
        {
            return null;
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static double? Ratio(long of, long among) => among == 0 ? null : (double)of / among;

    private static int Percent(int of, int among) => (int)Math.Round(100d * of / among);
}
