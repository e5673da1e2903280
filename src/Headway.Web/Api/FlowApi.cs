using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Domain.Flow;
using Headway.Web.Doors;
using Headway.Web.Flow;

namespace Headway.Web.Api;

/// <summary>Progression SLA with its parts; shares are fractions, null when nothing was decided.</summary>
public sealed record SlaJson(int Success, int Rescheduled, int Late, int Excluded, double? ProgressionSla, double? CleanOnTimeShare)
{
    public static SlaJson Of(ProgressionSla sla) => new(sla.Success, sla.Rescheduled, sla.Late, sla.Excluded, Share(sla.Share), Share(sla.CleanOnTimeShare));

    private static double? Share(double? share) => share is { } value ? Math.Round(value, 4, MidpointRounding.AwayFromZero) : null;
}

/// <summary>The figures of a period, and the same without the response to new tickets.</summary>
public sealed record FlowJson(
    string From, string To, string? Team, string? By, int Success, int Rescheduled, int Late, int Excluded, double? ProgressionSla, double? CleanOnTimeShare,
    SlaJson MidLifecycle);

/// <summary><c>GET /flow?from=&amp;to=&amp;team=&amp;by=</c>, and what the flow page shows: <c>measures | slices | activities</c>.</summary>
internal static class FlowApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/flow", Read).Produces<FlowJson>()
            .Describe("Progression SLA", "Of the days `from` to `to`, of a `team`, or `by` a person: oneself, or one's own people.");
        api.MapGet("/flow/measures", Measures).Produces<ListJson<MeasureJson>>()
            .Describe("Every measure", "Of 4, 13 or 52 `weeks` up to now, narrowed by `team`, `service`, `status`, `type`, `priority`; with the weeks and their natural limits, so that noise is called noise.");
        api.MapGet("/flow/slices", Slices).Produces<ListJson<SliceJson>>()
            .Describe("Measures part by part", "The same, cut `by` team, status, type, service, priority or week.");
        api.MapGet("/flow/cuts", Cuts).Produces<ListJson<CutJson>>()
            .Describe("Every measure, part by part", "Those of `/flow/measures`, cut `by` team, status, type, service, priority or week; `behind` is where what a value is made of can be read, `opens` how many that are, with those that are withheld there.");
        api.MapGet("/flow/cases", Cases).Produces<BehindJson<FlowCaseJson>>()
            .Describe("What is behind a measure of tickets", "`of` the measure, narrowed like the measures and by `week`; with `counts` only those that count for it, or only the others. `next` is the `skip` of the page after; `withheld` more are with restricted teams that the person is not in.");
        api.MapGet("/flow/breakdowns", async (HttpContext http, FlowQuery flow, DeskClock clock, CancellationToken stop) =>
            ApiAnswer.Of(await flow.Read(http.Caller(), FlowAsked.Of(http.Request).Scope(clock.Now(http.Caller().Tenant), http.Caller().Zone), stop), read => ApiAnswer.Json(new BreakdownsJson(
                [.. read.Returns.Select(one => new ReturnReasonJson(one.Reason, one.Returned, one.Kept))], [.. read.Touches.Attempts.Select(one => new AttemptCountJson(one.Channel, one.Hour, one.Count))])))).Produces<BreakdownsJson>()
            .Describe("Returns by reason, attempts by channel and hour", "Narrowed like the measures; hours are those of the person's clock.");
        api.MapGet("/flow/activities", Activities).Produces<BehindJson<FlowActivityJson>>()
            .Describe("The activities behind a figure", "Decided ones, newest first, narrowed like the measures and by `verdict`, `mid`, `covered`, `high`, `week`; with `open` all or overdue those open now. `next` is the `skip` of the page after; `withheld` more are with restricted teams that the person is not in.");
    }

    private static async Task<IResult> Measures(HttpContext http, FlowQuery flow, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        return ApiAnswer.Of(await flow.Read(caller, FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone), stop), read =>
            ApiAnswer.List(FlowMeasures.Of(read).Select(row => MeasureJson.From(row, row.Weekly is { } weekly ? read.Series(weekly) : null))));
    }

    private static async Task<IResult> Slices(HttpContext http, FlowQuery flow, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        return ApiAnswer.Of(await flow.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), stop), read => ApiAnswer.List(FlowSlices.Of(read, asked.By).Select(SliceJson.Of)));
    }

    private static async Task<IResult> Cuts(HttpContext http, FlowCutsQuery cuts, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        return ApiAnswer.Of(await cuts.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), asked.By, stop: stop), read => ApiAnswer.List(
            read.Cuts.Select(cut => new CutJson(cut.Name, [.. cut.Measures.Select(row => CutMeasureJson.From(row, row.Behind is { } behind ? asked.Behind(cut.Query, behind) : null))]))));
    }

    private static async Task<IResult> Cases(HttpContext http, FlowCasesQuery cases, DeskClock clock, string? week, int? skip, string? limit, CancellationToken stop)
    {
        var caller = http.Caller();
        var scope = FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone).InWeek(week, caller.Zone);
        var (from, length) = (Math.Max(0, skip ?? 0), ApiRequest.Length(limit));
        var (of, counts) = FlowAsked.CasesOf(http.Request);
        return ApiAnswer.Of(await cases.Read(caller, scope, of ?? "", counts, from, length, stop), read =>
        {
            var all = counts switch { true => read.Counted, false => read.Total - read.Counted, _ => read.Total };
            return Behind(read.Rows.Select(row => FlowCaseJson.Of(row, read.Rules)), from + read.Rows.Count, all, read.Withheld);
        });
    }

    private static async Task<IResult> Activities(HttpContext http, FlowActivitiesQuery flow, DeskClock clock, string? week, int? skip, string? limit, CancellationToken stop)
    {
        var caller = http.Caller();
        var scope = FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone).InWeek(week, caller.Zone);
        var (from, length) = (Math.Max(0, skip ?? 0), ApiRequest.Length(limit));
        return ApiAnswer.Of(await flow.Read(caller, scope, FlowAsked.MarksOf(http.Request), from, length, stop), read =>
            Behind(read.Rows.Select(row => FlowActivityJson.Of(row, read.Rules)), from + read.Rows.Count, read.Total, read.Withheld));
    }

    private static IResult Behind<T>(IEnumerable<T> rows, int seen, int all, int withheld) =>
        ApiAnswer.Json(new BehindJson<T>([.. rows], seen < all ? seen.ToString(CultureInfo.InvariantCulture) : null, withheld));

    private static async Task<IResult> Read(HttpContext http, ProgressionFigures figures, string? from, string? to, string? team, string? by, CancellationToken stop)
    {
        var (start, end) = (ApiRequest.Instant(http, "from", from), ApiRequest.Instant(http, "to", to));
        if ((start.Refusal ?? end.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        return ApiAnswer.Of(await figures.Read(http.Caller(), start.Value, end.Value, team, by, stop), read =>
        {
            var all = SlaJson.Of(read.All);
            return ApiAnswer.Json(new FlowJson(
                ApiAnswer.Text(read.From), ApiAnswer.Text(read.To), team, by, all.Success, all.Rescheduled, all.Late, all.Excluded, all.ProgressionSla, all.CleanOnTimeShare,
                SlaJson.Of(read.MidLifecycle)));
        });
    }
}
