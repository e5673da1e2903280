using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Web.Desk;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Flow;

/// <summary>The flow page: figures, pictures, the activities behind each mark, and the same as CSV.</summary>
public static class FlowPages
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/flow", Page);
        desk.MapGet("/flow/activities", Activities);
        desk.MapGet("/flow.csv", Csv);
    }

    private static async Task<IResult> Page(
        HttpContext http, FlowQuery flow, ChaseFiguresQuery chases, ShellFrames frames, DeskClock clock, HostSettings settings, int? weeks, string? by, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var period = weeks is 4 or 52 ? weeks.Value : 13;
        var scope = Scope(caller, clock, period) with { Team = team is { } id ? new TeamId(id) : null };
        var read = await flow.Read(caller, scope, stop);
        if (read.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(read.Refusal!));
        }

        var before = await flow.Read(caller, scope with { From = scope.From - (scope.To - scope.From), To = scope.From }, stop);
        var slice = by is "status" or "type" or "service" or "week" ? by : "team";
        var switchedOn = settings.Demo ? new LocalDate(2027, 3, 1) : (LocalDate?)null;
        var view = FlowViews.Of(read.Value, before.Value, scope, period, slice, caller.Zone, switchedOn);
        var asked = read.Value.Rules.Runs.HasFlag(SubProcesses.Chases) ? await chases.Read(caller, scope, stop) : (Outcome<ChasesRead>?)null;
        return Draw.Page<FlowPage>(
            ("Frame", await frames.For(caller, stop)),
            ("View", asked is { IsRefused: false } shown ? view with { Chases = ChaseFlowViews.Of(shown.Value, scope, period, caller.Zone) } : view));
    }

    private static async Task<IResult> Activities(
        HttpContext http, FlowQuery flow, ShellFrames frames, DeskClock clock, int? weeks, string? verdict, string? status, string? type, long? team, long? service, string? week,
        CancellationToken stop)
    {
        var caller = http.Caller();
        var scope = Scope(caller, clock, weeks ?? 13) with { Status = status, Type = type, Team = team is { } id ? new TeamId(id) : null, Service = service };
        if (week is not null && LocalDatePattern.Iso.Parse(week) is { Success: true } monday)
        {
            scope = scope with { From = Start(monday.Value, caller.Zone), To = Start(monday.Value.PlusWeeks(1), caller.Zone) };
        }

        var read = await flow.Read(caller, scope, stop);
        if (read.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(read.Refusal!));
        }

        var which = Enum.TryParse<Verdict>(verdict, out var chosen) ? chosen : (Verdict?)null;
        var rows = read.Value.Activities.Where(activity => activity.Shown)
            .Where(activity => activity.VerdictAt >= scope.From && activity.VerdictAt < scope.To && (which is null || activity.Verdict == which))
            .OrderByDescending(activity => activity.VerdictAt).ToList();
        return Draw.Page<ActivitiesPage>(("Frame", await frames.For(caller, stop)), ("Rows", rows.Take(Most).ToList()), ("Total", rows.Count), ("Rules", read.Value.Rules));
    }

    private static async Task<IResult> Csv(HttpContext http, FlowQuery flow, DeskClock clock, int? weeks, string? by, CancellationToken stop)
    {
        var caller = http.Caller();
        var period = weeks ?? 13;
        var scope = Scope(caller, clock, period);
        var read = await flow.Read(caller, scope, stop);
        if (read.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(read.Refusal!));
        }

        var decided = read.Value.Activities.Where(activity => activity.Verdict is not null && activity.VerdictAt >= scope.From).ToList();
        var rows = FlowSlices.Of(read.Value, decided, by ?? "team", period, caller.Zone);
        var lines = rows.Select(row => CsvLines.Of(
            row.Name, row.Success, row.Rescheduled, row.Late, row.Decided == 0 ? null : Math.Round((double)row.Success / row.Decided, 4),
            row.MeanLateness is { } late ? Math.Round(late.Hours, 2) : null, row.OverdueNow));
        var text = string.Join("\r\n", lines.Prepend("name,success,rescheduled,late,progressionSla,meanLatenessBusinessHours,overdueNow"));
        return Results.File(System.Text.Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", "headway-flow.csv");
    }

    internal static FlowScope Scope(Caller caller, DeskClock clock, int weeks)
    {
        var now = clock.Now(caller.Tenant);
        var monday = FlowViews.MondayOf(now, caller.Zone);
        return new FlowScope(Start(monday.PlusWeeks(1 - weeks), caller.Zone), now + Duration.FromMilliseconds(1));
    }

    internal static Instant Start(LocalDate date, DateTimeZone zone) => zone.AtStartOfDay(date).ToInstant();
}
