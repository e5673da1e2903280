using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Board;

/// <summary>A short day: who could help, what could be moved in time, who could be called in.</summary>
public static class PlanPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/board/plan", Page);
        desk.MapPost("/board/defer", Defer);
    }

    private static Task<IResult> Page(HttpContext http, BoardQuery board, ShellFrames frames, long? team, string? day, CancellationToken stop) =>
        Show(http, board, frames, team, day, null, stop);

    private static async Task<IResult> Defer(HttpContext http, DeferWork defer, BoardQuery board, ShellFrames frames, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var (team, day) = (long.TryParse(form["team"], out var id) ? id : 0, form["day"].ToString());
        if (Date(day) is not { } date)
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        var chosen = form["ticket"].Select(text => long.TryParse(text, out var number) ? number : 0).Where(number => number > 0).ToHashSet();
        var done = await defer.Do(http.Caller(), new TeamId(team), date, chosen, stop);
        return done.IsRefused
            ? Results.StatusCode(Draw.StatusOf(done.Refusal!))
            : await Show(http, board, frames, team, day, done.Value.Stayed.Count == 0 ? new Phrase("plan.moved", done.Value.Moved) : new Phrase("plan.moved-some", done.Value.Moved, done.Value.Stayed.Count), stop);
    }

    private static async Task<IResult> Show(HttpContext http, BoardQuery board, ShellFrames frames, long? team, string? day, Phrase? said, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await board.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        if (read.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(read.Refusal!));
        }

        var days = BoardViews.Days(read.Value.Team, read.Value.Load);
        var date = Date(day);
        var shown = days.Find(one => one.Date == date) ?? days.Find(one => one.Short > 0) ?? days[0];
        var plan = read.Value.Load.Short.FirstOrDefault(one => one.Day.Date == shown.Date);
        var view = new PlanView(
            read.Value.Team.Value, read.Value.TeamName, shown, days, [.. (plan?.Swarm ?? []).Select(one => new PlanHelp(one.Name, one.Spare.Hours, one.People))],
            [.. (plan?.Defer ?? []).Select(one => new PlanMove(one.Work.Number, one.Work.Subject, one.Work.Requester, new StatusName(one.Work.Status.Value), one.Work.Item.Due, one.To))],
            plan?.Freed.Hours ?? 0, plan?.CallIn ?? 0, plan?.Absent ?? [])
        { Done = said };
        return Draw.Page<PlanPage>(("Frame", await frames.For(caller, stop)), ("View", view));
    }

    private static LocalDate? Date(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;
}
