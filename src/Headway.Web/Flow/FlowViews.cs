using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Domain.Flow;
using Headway.Domain.Statuses;

namespace Headway.Web.Flow;

/// <summary>The flow page from what was read: one sentence and pictures whose every mark leads to its activities.</summary>
internal static class FlowViews
{
    public static FlowView Of(FlowRead read, FlowAsked asked)
    {
        var bars = read.Weeks.Select(week => Bar(week, asked)).ToList();
        var series = read.Series(FlowMeasure.Headline);
        return new FlowView(Sentence(read, asked.Weeks), Figures(read, asked), bars, Bands(series))
        {
            Signal = SignalWords.Of(series, FlowMeasure.Headline),
            LeftOut = [.. read.LeftOut.Select(team => team.Name)],
            Machines = read.Tally.Machines > 0 ? new Phrase("flow.machines", new Tally(read.Tally.Machines), new Tally(read.Tally.MachinesInTime)) : null,
            MachinesHref = asked.Behind("machine=true"),
            Measures = [.. FlowMeasures.Of(read).GroupBy(row => row.Group).Select(group => new MeasureGroup(group.Key, [.. group.Select(row => Measure(read, row, asked))]))],
            Days = [.. read.Days.Select(day => new LoadDay(day.Date, day.Came, day.Ended, day.Open))],
            Answers = Answers(read, asked),
            Times = Times(read, asked),
            OpenNow = OpenNow(read),
            OpenTotal = read.Open.Tickets,
            Held = Held(read),
            Returns = [.. read.Returns.Select(one => new ReasonRow(one.Reason, one.Returned, one.Kept, asked.Behind("status=REJECTED")))],
            Attempts = [.. read.Touches.Attempts.GroupBy(one => one.Channel).Select(channel => new AttemptRow(
                channel.Key, channel.Sum(one => one.Count), [.. Enumerable.Range(0, 24).Select(hour => channel.Where(one => one.Hour == hour).Sum(one => one.Count))], asked.Behind("status=CUST_SILENT")))
                .OrderByDescending(row => row.Count)],
            Slices = [.. FlowSlices.Of(read, asked.By).Select(slice => Slice(slice, asked))],
            By = asked.By,
            Period = asked.Weeks,
            Filters = Filters(read, asked),
            Marks = asked.Marks,
            SwitchedOn = read.SwitchedOn is { } day && bars.Count > 0 && bars[0].Monday <= day && bars[^1].Monday >= day.PlusDays(-6) ? day : null,
            CsvHref = $"/flow.csv?weeks={asked.Weeks}&by={asked.By}{asked.Marks}",
            Chases = read.Chases is { } chases ? ChaseFlowViews.Of(chases, read.Scope, asked.Weeks, chases.Zone) : null,
        };
    }

    private static Phrase Sentence(FlowRead read, int weeks)
    {
        var mid = read.Tally.Where(key => key.MidLifecycle);
        if (mid.Decided == 0)
        {
            return new Phrase("flow.sentence-none");
        }

        var (kept, late) = (Percent(mid.Sla.Success, mid.Decided), Percent(mid.Sla.Late, mid.Decided));
        var worst = mid.By(key => key.Status).MaxBy(part => part.Tally.Sla.Late);
        return mid.Sla.Late == 0
            ? new Phrase("flow.sentence-clean", weeks, kept)
            : new Phrase("flow.sentence", weeks, kept, late, new StatusName(worst.Key.Value), new Tally(worst.Tally.Sla.Late), new Tally(mid.Sla.Late));
    }

    private static Application.Views.FlowFigures Figures(FlowRead read, FlowAsked asked)
    {
        var rows = FlowMeasures.Of(read).ToDictionary(row => row.Key);
        return new Application.Views.FlowFigures(Share("progression"), Share("promises") with { Parts = new Phrase("flow.promises", new Tally(read.Tickets.PromisesKept), new Tally(read.Tickets.PromisesRenewed), new Tally(read.Tickets.PromisesMissed)) }, Share("failure"), Share("hollow"))
        {
            All = Share("progression-all"),
            Unscheduled = Share("unscheduled"),
            Predicted = Share("predicted"),
            StraightOff = Share("straight-off"),
        };

        Share Share(string key) => new(rows[key].Now.Of, rows[key].Now.Among, rows[key].Before, rows[key].Behind is { } behind ? asked.Behind(behind) : null);
    }

    private static WeekBar Bar(FlowWeek week, FlowAsked asked)
    {
        var sla = FlowTally.Of(week.Cells).Where(key => key.MidLifecycle).Sla;
        return new WeekBar(week.Monday, sla.Success, sla.Rescheduled, sla.Late, asked.Behind($"mid=true&week={week.Monday:uuuu-MM-dd}"));
    }

    private static List<Limits> Bands(WeekSeries series) =>
        [.. series.Phases.Where(phase => phase.Limits is not null).Select(phase => new Limits(
            phase.Limits!.Lower, phase.Limits.Mean, phase.Limits.Upper, phase.From == 0 ? null : series.Weeks[phase.From].Monday,
            phase.To == series.Weeks.Count ? null : series.Weeks[phase.To].Monday))];

    private static MeasureView Measure(FlowRead read, MeasureRow row, FlowAsked asked)
    {
        var view = new MeasureView(
            row.Key, row.Unit.ToString().ToLowerInvariant(), row.Now.Value, row.Now.Of, row.Now.Among, row.Before, row.Behind is { } behind ? asked.Behind(behind) : null)
        {
            CutHref = $"/flow/cut?of={row.Key}&weeks={asked.Weeks}&by={asked.By}{asked.Marks}",
        };
        if (row.Weekly is not { } weekly)
        {
            return view;
        }

        var series = read.Series(weekly);
        var news = series.News;
        var better = news?.Signal is WeekSignal.Above or WeekSignal.ShiftUp != row.LessIsBetter;
        return view with
        {
            Weeks = [.. series.Weeks.Select(week => week.Value)],
            Low = series.Current.Limits?.Lower,
            High = series.Current.Limits?.Upper,
            LimitsFrom = series.Current.From,
            Says = SignalWords.Short(series),
            News = news is not null,
            Good = news is not null && better,
        };
    }

    private static List<AnswerPair> Answers(FlowRead read, FlowAsked asked) =>
        [.. read.Tally.By(key => key.Team).Select(part =>
        {
            var fresh = part.Tally.Where(key => !key.MidLifecycle || key.IsPickUp).Took(0.5);
            var reply = part.Tally.Where(key => key.Status == StatusCode.CustomerUpdated).Took(0.5);
            return fresh is { } one && reply is { } two
                ? new AnswerPair(read.Rules.Teams[part.Key].Name, one, two, asked.Behind($"team={part.Key.Value}&type=new-response"), asked.Behind($"team={part.Key.Value}&type=customer-update"))
                : null;
        }).OfType<AnswerPair>().OrderBy(pair => pair.Team, StringComparer.Ordinal)];

    private static List<SituationTime> Times(FlowRead read, FlowAsked asked) =>
        [.. read.Tally.By(key => key.Status).Select(part => new SituationTime(
                new StatusName(part.Key.Value), part.Tally.Spent - part.Tally.Beyond, part.Tally.Beyond, asked.Behind($"status={part.Key}")))
            .OrderByDescending(time => (time.Within + time.Beyond).Length).Take(8)];

    private static List<SituationCount> OpenNow(FlowRead read) =>
        [.. read.Open.Counts.GroupBy(one => one.Key.Status).Select(group => new SituationCount(
            new StatusName(group.Key.Value), group.Sum(one => one.Open), group.Sum(one => one.Overdue), $"/tickets?status={group.Key}")).OrderByDescending(one => one.Open)];

    private static List<HeldShare> Held(FlowRead read)
    {
        var held = HeldSplit.Of(read.Tally);
        return held.Whole <= WorkingTime.Zero
            ? []
            : [new("us-working", Part(held.Working)), new("us-waiting", Part(held.WaitingForUs)), new("customer", Part(held.Customer)), new("third-party", Part(held.ThirdParty))];

        double Part(WorkingTime time) => time.Hours / held.Whole.Hours;
    }

    private static SliceRow Slice(FlowSlice slice, FlowAsked asked) => new(
        slice.Name, slice.Tally.Sla.Success, slice.Tally.Sla.Rescheduled, slice.Tally.Sla.Late, slice.Tally.MeanLateness, slice.OverdueNow, asked.Behind(slice.Query))
    {
        MidLifecycle = FlowMeasure.Headline.Read(slice.Tally).Value,
        Median = slice.Tally.Took(0.5),
        Ninety = slice.Tally.Took(0.9),
        Cover = slice.Tally.Done == 0 ? null : (double)slice.Tally.Covered / slice.Tally.Done,
    };

    private static List<SearchFilter> Filters(FlowRead read, FlowAsked asked) =>
    [
        new("team", Number(asked.Team), [.. read.Rules.Teams.Values.Where(team => team.Active).OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(Number(team.Id.Value), team.Name))]),
        new("service", Number(asked.Service), [.. read.Services.OrderBy(one => one.Value, StringComparer.Ordinal).Select(one => new Choice(Number(one.Key), one.Value))]),
        new("status", asked.Status ?? "", [.. read.Rules.Statuses.All.Where(status => status.Type is not null).Select(status => new Choice(status.Code.Value, status.Code.Value))]),
        new("type", asked.Type ?? "", [.. Enum.GetValues<ActivityType>().Select(type => new Choice(type.Code(), type.Code()))]),
        new("priority", asked.Priority ?? "", [.. Enum.GetValues<Priority>().Select(priority => new Choice(priority.ToString(), priority.ToString()))]),
    ];

    private static string Number(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static int Percent(int of, int among) => (int)Math.Round(100d * of / among);
}
