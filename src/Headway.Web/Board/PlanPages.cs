using System.Globalization;
using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;
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
        desk.MapPost("/board/swarm", Swarm);
        desk.MapPost("/board/call-in", AskIn);
    }

    private static Task<IResult> Page(HttpContext http, BoardQuery board, ShellFrames frames, long? team, string? day, CancellationToken stop) =>
        Show(http, board, frames, team, day, null, stop);

    private static async Task<IResult> Defer(HttpContext http, DeferWork defer, BoardQuery board, ShellFrames frames, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        if (Asked(form) is not var (team, day, date))
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        var chosen = form["ticket"].Select(text => long.TryParse(text, out var number) ? number : 0).Where(number => number > 0).ToHashSet();
        var done = await defer.Do(http.Caller(), team, date, chosen, stop);
        return done.IsRefused
            ? Draw.No(done.Refusal!)
            : await Show(http, board, frames, team.Value, day, done.Value.Stayed.Count == 0 ? new Phrase("plan.moved", done.Value.Moved) : new Phrase("plan.moved-some", done.Value.Moved, done.Value.Stayed.Count), stop);
    }

    private static async Task<IResult> Swarm(HttpContext http, SwarmDay swarm, BoardQuery board, ShellFrames frames, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        if (Asked(form) is not var (team, day, date))
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        var called = await swarm.Do(http.Caller(), team, date, new TeamId(form.Id("helper") ?? 0), stop);
        return called.Refusal is { } no ? await Refused(http, board, frames, team.Value, day, no, stop) : Results.Redirect($"/mobilise/{called.Value}");
    }

    private static async Task<IResult> AskIn(HttpContext http, CallIn call, BoardQuery board, ShellFrames frames, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        if (Asked(form) is not var (team, day, date))
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        var asked = await call.Do(http.Caller(), team, date, [.. form.Ids("person").Select(id => new PersonId(id))], stop);
        return asked.Refusal is { } no ? await Refused(http, board, frames, team.Value, day, no, stop) : await Show(http, board, frames, team.Value, day, new Phrase("plan.called-in", asked.Value), stop);
    }

    // What the plan said is not so any more: it is shown anew, with why.
    private static Task<IResult> Refused(HttpContext http, BoardQuery board, ShellFrames frames, long team, string day, Refusal no, CancellationToken stop) =>
        no.Kind is RefusalKind.Forbidden or RefusalKind.NotFound ? Task.FromResult(Draw.No(no)) : Show(http, board, frames, team, day, null, stop, no);

    private static (TeamId Team, string Day, LocalDate Date)? Asked(IFormCollection form) =>
        Date(form["day"].ToString()) is { } date ? (new TeamId(form.Id("team") ?? 0), form["day"].ToString(), date) : null;

    private static async Task<IResult> Show(HttpContext http, BoardQuery board, ShellFrames frames, long? team, string? day, Phrase? said, CancellationToken stop, Refusal? refused = null)
    {
        var caller = http.Caller();
        var read = await board.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var days = BoardViews.Days(read.Value.Team, read.Value.Load);
        var date = Date(day);
        var shown = days.Find(one => one.Date == date) ?? days.Find(one => one.Short > 0) ?? days[0];
        var plan = read.Value.Load.Short.FirstOrDefault(one => one.Day.Date == shown.Date);
        var view = new PlanView(
            read.Value.Team.Value, read.Value.TeamName, shown, days, [.. (plan?.Swarm ?? []).Select(one => new PlanHelp(one.Team.Value, one.Name, one.Spare.Hours, one.People))],
            [.. (plan?.Defer ?? []).Select(one => new PlanMove(one.Work.Number, one.Work.Subject, one.Work.Requester, new StatusName(one.Work.Status.Value), one.Work.Item.Due, one.To))],
            plan?.Freed.Hours ?? 0, plan?.CallIn ?? 0, [.. (plan?.Absent ?? []).Where(one => one.Person != caller.Person).Select(one => new Choice(one.Person.Value.ToString(CultureInfo.InvariantCulture), one.Name))])
        {
            CallInHours = plan?.CallInEach.Hours ?? 0,
            Done = said,
            AwayUntil = (plan?.Absent ?? []).ToDictionary(one => one.Person.Value.ToString(CultureInfo.InvariantCulture), one => one.Until),
        };
        return Draw.Page<PlanPage>(
            refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), ("Refused", refused), ("Frame", await frames.For(caller, stop)), ("View", view));
    }

    private static LocalDate? Date(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;
}
