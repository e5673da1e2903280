using Headway.Application.Appointments;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Board;

/// <summary>The lead's page: what needs a person, with one recommended act each; the day; who is here.</summary>
public static class BoardPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/board", Page);
        desk.MapGet("/board/wall", Wall);
        desk.MapPost("/board/nudge", Nudge);
        desk.MapPost("/board/cover", Cover);
        desk.MapPost("/board/take", Take);
        desk.MapPost("/board/keep", Keep);
    }

    private static async Task<IResult> Page(
        HttpContext http, BoardQuery board, ShellFrames frames, OpenChasesQuery chases, ChaseFiguresQuery figures, EarlySigns signs, Application.Rota.OnCall onCall, DeskTimes times, Application.Targets.BreachReasons breaches, DeskClock clock, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await board.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        if (read.IsRefused)
        {
            return Draw.No(read.Refusal!);
        }

        var view = BoardViews.Of(caller, read.Value) with
        {
            Chases = await ChaseBoardPages.View(chases, caller, read.Value.Team, read.Value.Now, stop),
            ChaseFigures = await ChaseBoardPages.Figures(figures, caller, read.Value.Team, clock, stop),
            Quiet = await ChaseBoardPages.Quiet(signs, caller, read.Value.Team, stop),
            Missed = await breaches.Count(caller, stop),
        };
        return Draw.Page<BoardPage>(
            ("Frame", await frames.For(caller, stop)), ("OnCall", await onCall.Now(caller, stop)), ("Times", await times.OfTheDay(caller, stop)), ("View", view));
    }

    // For a screen on the wall: draws itself anew, shows no customer's words and no figures of people.
    private static async Task<IResult> Wall(HttpContext http, BoardQuery board, OpenChasesQuery chases, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await board.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        return read.IsRefused
            ? Draw.No(read.Refusal!)
            : Draw.Page<WallPage>(("View", BoardViews.Of(caller, read.Value) with { Chases = await ChaseBoardPages.View(chases, caller, read.Value.Team, read.Value.Now, stop) }));
    }

    private static async Task<IResult> Nudge(HttpContext http, NudgeOwner nudge, [FromForm] long ticket, CancellationToken stop)
    {
        var nudged = await nudge.Do(http.Caller(), ticket, stop);
        return nudged.IsRefused ? Draw.No(nudged.Refusal!) : Done(http, new Phrase("nudge.done", nudged.Value));
    }

    private static async Task<IResult> Cover(HttpContext http, AskCover cover, [FromForm] long ticket, CancellationToken stop)
    {
        var asked = await cover.Do(http.Caller(), ticket, stop);
        return asked.IsRefused ? Draw.No(asked.Refusal!) : Done(http, new Phrase(asked.Value == 0 ? "cover.nobody" : "cover.done", asked.Value));
    }

    private static async Task<IResult> Take(HttpContext http, TransferTicket transfer, [FromForm] long ticket, CancellationToken stop)
    {
        var taken = await transfer.Take(new ActOn(http.Caller(), ticket), stop);
        if (taken.IsRefused)
        {
            return Draw.No(taken.Refusal!);
        }

        http.Response.Headers["HX-Redirect"] = $"/next/{ticket}";
        return http.IsPart() ? Results.NoContent() : Results.Redirect($"/next/{ticket}");
    }

    // An absent colleague's agreed time: kept by who presses, the customer notices nothing.
    private static async Task<IResult> Keep(HttpContext http, TakeOverTime over, [FromForm] long ticket, CancellationToken stop)
    {
        var kept = await over.Do(new ActOn(http.Caller(), ticket), stop);
        return kept.IsRefused ? Draw.No(kept.Refusal!) : Results.Redirect($"/next/{ticket}");
    }

    private static IResult Done(HttpContext http, Phrase said) => http.IsPart() ? Draw.Page<NudgedPart>(("Said", said)) : Results.Redirect("/board");
}
