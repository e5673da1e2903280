using Headway.Application.Flow;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Board;

/// <summary>Calling the team to chosen items, and watching together how far they have come.</summary>
public static class CallPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/mobilise/new", (HttpContext http, long? team, CancellationToken stop) => New(http, team ?? http.Caller().Leads.Select(led => led.Value).Order().FirstOrDefault(), null, stop));
        desk.MapPost("/mobilise", Call);
        desk.MapGet("/mobilise/{id:long}", Page);
        desk.MapGet("/part/mobilise/{id:long}", Part);
        desk.MapPost("/mobilise/{id:long}/take", Take);
        desk.MapPost("/mobilise/{id:long}/end", End);
    }

    private static async Task<IResult> New(HttpContext http, long team, Refusal? refused, CancellationToken stop)
    {
        var items = await http.RequestServices.GetRequiredService<CallQuery>().Candidates(http.Caller(), new TeamId(team), stop);
        return items.Refusal is { } no
            ? SettingsDoor.No(no)
            : Draw.Page<NewCallPage>(
                refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), (nameof(NewCallPage.Frame), await Frame(http, stop)), (nameof(NewCallPage.Items), items.Value),
                (nameof(NewCallPage.Team), team), (nameof(NewCallPage.Refused), refused));
    }

    private static async Task<IResult> Call(HttpContext http, CallTeam call, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var team = form.Id("team") ?? 0;
        var done = await call.Do(http.Caller(), new TeamId(team), [.. form["activity"].OfType<string>()], form.Given("note"), stop);
        return done.Refusal is { } no ? await New(http, team, no, stop) : Results.Redirect($"/mobilise/{done.Value}");
    }

    private static async Task<IResult> Page(HttpContext http, CallQuery calls, long id, CancellationToken stop)
    {
        var read = await calls.One(http.Caller(), id, stop);
        return read.Refusal is { } no
            ? SettingsDoor.No(no)
            : Draw.Page<CallPage>((nameof(CallPage.Frame), await Frame(http, stop)), (nameof(CallPage.View), read.Value), (nameof(CallPage.Leads), http.Caller().Leads.Contains(read.Value.Team)));
    }

    private static async Task<IResult> Part(HttpContext http, CallQuery calls, long id, CancellationToken stop)
    {
        var read = await calls.One(http.Caller(), id, stop);
        return read.Refusal is { } no ? SettingsDoor.No(no) : Draw.Page<CallBoard>((nameof(CallBoard.View), read.Value), (nameof(CallBoard.Leads), http.Caller().Leads.Contains(read.Value.Team)));
    }

    private static async Task<IResult> Take(HttpContext http, TakeClaim claim, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        if (form.Text("activity").Split('-') is not [var number, var seq] || !long.TryParse(number, out var ticket) || !int.TryParse(seq, out var activity))
        {
            return Results.Redirect($"/mobilise/{id}");
        }

        // Somebody was faster: the board says who has it.
        var taken = await claim.Do(new ActOn(http.Caller(), ticket), activity, stop);
        return Results.Redirect(taken.IsRefused ? $"/mobilise/{id}" : $"/next/{ticket}?scope=team");
    }

    private static async Task<IResult> End(HttpContext http, CallTeam call, long id, CancellationToken stop)
    {
        var done = await call.End(http.Caller(), id, stop);
        return done.Refusal is { } no ? SettingsDoor.No(no) : Results.Redirect($"/mobilise/{id}");
    }

    private static Task<ShellFrame> Frame(HttpContext http, CancellationToken stop) => http.RequestServices.GetRequiredService<ShellFrames>().For(http.Caller(), stop);
}
