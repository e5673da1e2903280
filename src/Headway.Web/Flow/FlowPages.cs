using System.Text;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Feedback;
using Headway.Application.Flow;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Web.Desk;
using Headway.Web.Doors;
using NodaTime;

namespace Headway.Web.Flow;

/// <summary>The flow page: figures, pictures, the activities behind each mark, and the same as CSV.</summary>
public static class FlowPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/flow", Page);
        desk.MapGet("/flow/activities", Activities);
        desk.MapGet("/flow/activities.csv", ActivitiesCsv);
        desk.MapGet("/flow.csv", Csv);
        desk.MapGet("/flow/measures.csv", MeasuresCsv);
    }

    private static async Task<IResult> Page(HttpContext http, FlowQuery flow, ShellFrames frames, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        var read = await flow.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var said = await http.RequestServices.GetRequiredService<FeedbackFigures>().Read(caller, read.Value.Scope, stop);
        return Draw.Page<FlowPage>(
            ("Frame", await frames.For(caller, stop)),
            ("View", FlowViews.Of(read.Value, asked) with { OwnTeams = !caller.SeesAllTeams(), Feedback = said is { IsRefused: false, Value.Asked: > 0 } ? said.Value : null }));
    }

    private static async Task<IResult> Activities(HttpContext http, FlowActivitiesQuery flow, ShellFrames frames, DeskClock clock, string? week, int? skip, CancellationToken stop)
    {
        var caller = http.Caller();
        var from = Math.Max(0, skip ?? 0);
        if (FlowAsked.CasesOf(http.Request) is { Of: { } of, Counts: var counts })
        {
            return await Cases(http, of, counts, from, stop);
        }

        var read = await flow.Read(caller, Scope(http, clock, caller, week), FlowAsked.MarksOf(http.Request), from, stop: stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        return Draw.Page<ActivitiesPage>(
            ("Frame", await frames.For(caller, stop)), ("Rows", read.Value.Rows), ("Total", read.Value.Total), ("Withheld", read.Value.Withheld), ("Rules", read.Value.Rules), ("Skip", from), ("Query", Address(http, "skip")));
    }

    private static async Task<IResult> Cases(HttpContext http, string of, bool? counts, int from, CancellationToken stop)
    {
        var read = await Cases(http, of, counts, from, FlowActivitiesQuery.Page, stop);
        return read.IsRefused
            ? Draw.No(read.Refusal!)
            : Draw.Page<CasesPage>(
                ("Frame", await http.RequestServices.GetRequiredService<ShellFrames>().For(http.Caller(), stop)), ("Read", read.Value), ("Of", of), ("Counts", counts), ("Skip", from),
                ("Query", Address(http, "skip", "counts")));
    }

    private static Task<Outcome<FlowCasesRead>> Cases(HttpContext http, string of, bool? counts, int from, int take, CancellationToken stop)
    {
        var services = http.RequestServices;
        return services.GetRequiredService<FlowCasesQuery>().Read(http.Caller(), Scope(http, services.GetRequiredService<DeskClock>(), http.Caller(), http.Request.Query["week"]), of, counts, from, take, stop);
    }

    private static string Address(HttpContext http, params string[] without) => string.Join(
        '&', http.Request.Query.Where(pair => !without.Contains(pair.Key)).SelectMany(pair => pair.Value.Select(value => $"{pair.Key}={Uri.EscapeDataString(value ?? "")}")));

    private static async Task<IResult> ActivitiesCsv(HttpContext http, FlowActivitiesQuery flow, DeskClock clock, string? week, CancellationToken stop)
    {
        var caller = http.Caller();
        if (FlowAsked.CasesOf(http.Request) is { Of: { } of, Counts: var counts })
        {
            var cases = await Cases(http, of, counts, 0, FlowActivitiesQuery.Most, stop);
            return cases.IsRefused
                ? Draw.No(cases.Refusal!)
                : File($"headway-{of}.csv", cases.Value.Rows.Select(row => CsvLines.Of(
                    row.Number, row.Subject, cases.Value.Rules.Teams.TryGetValue(row.Team, out var team) ? team.Name : null, row.At, row.Counts)).Prepend("ticket,subject,team,at,counts"));
        }

        var read = await flow.Read(caller, Scope(http, clock, caller, week), FlowAsked.MarksOf(http.Request), 0, FlowActivitiesQuery.Most, stop);
        return read.IsRefused
            ? Draw.No(read.Refusal!)
            : File("headway-activities.csv", read.Value.Rows.Select(row => CsvLines.Of(
                row.Id, row.Subject, row.Type, row.Status.Value, read.Value.Rules.Teams.TryGetValue(row.Team, out var team) ? team.Name : null, row.Opened, row.OriginalDue, row.Due, row.Closed,
                row.Outcome, row.Verdict)).Prepend("id,subject,type,status,team,opened,originalDue,due,closed,outcome,verdict"));
    }

    private static async Task<IResult> Csv(HttpContext http, FlowQuery flow, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var asked = FlowAsked.Of(http.Request);
        var read = await flow.Read(caller, asked.Scope(clock.Now(caller.Tenant), caller.Zone), stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var rows = FlowSlices.Of(read.Value, asked.By).Select(slice => CsvLines.Of([
            slice.Name, slice.Tally.Sla.Success, slice.Tally.Sla.Rescheduled, slice.Tally.Sla.Late, slice.Tally.Sla.Excluded, slice.OverdueNow,
            .. FlowMeasure.All.Select(measure => Rounded(measure.Read(slice.Tally).Value))]));
        return File("headway-flow.csv", rows.Prepend($"name,success,rescheduled,late,excluded,overdueNow,{string.Join(',', FlowMeasure.All.Select(measure => measure.Key))}"));
    }

    private static async Task<IResult> MeasuresCsv(HttpContext http, FlowQuery flow, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await flow.Read(caller, FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone), stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var rows = FlowMeasures.Of(read.Value).Select(row => CsvLines.Of(row.Group, row.Key, row.Unit, Rounded(row.Now.Value), row.Now.Of, row.Now.Among, Rounded(row.Before)))
            .Concat(read.Value.Returns.Select(row => CsvLines.Of("returns", $"reason:{row.Reason}", MeasureUnit.Count, row.Returned, row.Returned, row.Returned + row.Kept, null)))
            .Concat(read.Value.Touches.Attempts.Select(row => CsvLines.Of("customer", $"attempts:{row.Channel}:{row.Hour:00}", MeasureUnit.Count, row.Count, row.Count, row.Count, null)));
        return File("headway-measures.csv", rows.Prepend("group,measure,unit,value,of,among,before"));
    }

    internal static FlowScope Scope(Caller caller, DeskClock clock, int weeks) => FlowScope.Weeks(clock.Now(caller.Tenant), caller.Zone, weeks);

    internal static Instant Start(LocalDate date, DateTimeZone zone) => zone.AtStartOfDay(date).ToInstant();

    private static FlowScope Scope(HttpContext http, DeskClock clock, Caller caller, string? week) =>
        FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone).InWeek(week, caller.Zone);

    internal static object? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;

    internal static IResult File(string name, IEnumerable<string> lines) => Results.File(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), "text/csv; charset=utf-8", name);
}
