using Headway.Application.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>The agent's workspace: the list, the ticket beside it, and the pieces of both that scripts ask for.</summary>
public static class WorkspacePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/next", List);
        desk.MapGet("/next/{number:long}", Ticket);
        desk.MapGet("/part/list", ListPart);
        desk.MapGet("/part/list/news", News);
        desk.MapGet("/part/ticket/{number:long}", TicketPart);
        desk.MapGet("/part/ticket/{number:long}/live", Talk);
        desk.MapPost("/part/ticket/{number:long}/then", Then);
        desk.MapGet("/part/ticket/{number:long}/macro/{id:long}", Macro);
        desk.MapPost("/tickets/{number:long}/draft", Draft);
    }

    private static async Task<IResult> List(HttpContext http, Workbench bench, ShellFrames frames, string? scope, CancellationToken stop)
    {
        var caller = http.Caller();
        var draw = await bench.Lists(caller, scope, stop);
        var list = draw(null);
        // The top row is open already: nobody is asked what to start with.
        var first = list.Groups.SelectMany(group => group.Rows).FirstOrDefault()?.Ticket;
        var ticket = first is { } number ? await bench.Ticket(caller, number, stop) : default;
        var shown = first is null || ticket.IsRefused ? null : ticket.Value;
        list = shown is null ? list : draw(first);

        return Draw.Page<WorkspacePage>(("Frame", await frames.For(caller, stop)), ("List", list), ("Ticket", shown), ("Open", false));
    }

    private static async Task<IResult> Ticket(HttpContext http, Workbench bench, ShellFrames frames, HistoryQuery history, long number, string? scope, string? tab, CancellationToken stop)
    {
        var caller = http.Caller();
        var ticket = await bench.Ticket(caller, number, stop);
        if (ticket.IsRefused)
        {
            return Draw.Page<NotFoundPage>(Draw.StatusOf(ticket.Refusal!), ("Frame", await frames.For(caller, stop)), ("Number", number));
        }

        if (ticket.Value.Number != number)
        {
            // It goes on as part of another one.
            return Results.Redirect($"/next/{ticket.Value.Number}");
        }

        return Draw.Page<WorkspacePage>(
            ("Frame", await frames.For(caller, stop)), ("List", await bench.List(caller, scope, number, stop)), ("Ticket", ticket.Value),
            ("History", tab == "history" ? await history.Of(caller, number, stop) : null), ("Open", true));
    }

    private static async Task<IResult> ListPart(HttpContext http, Workbench bench, string? scope, string? open, CancellationToken stop) =>
        Draw.Page<Parts.WorkList>(("View", await bench.List(http.Caller(), scope, NumberOf(open), stop)));

    // What came and what went since the rows that the page shows; "since" is the list's own mark.
    private static async Task<IResult> News(HttpContext http, Workbench bench, string? scope, string? since, CancellationToken stop)
    {
        var list = await bench.List(http.Caller(), scope, null, stop);
        var shown = (since ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        var now = list.Version.Split('.', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return Results.Json(new { arrived = now.Except(shown).Count(), gone = shown.Except(now) });
    }

    private static async Task<IResult> TicketPart(HttpContext http, Workbench bench, long number, CancellationToken stop)
    {
        var ticket = await bench.Ticket(http.Caller(), number, stop);
        return ticket.IsRefused ? Draw.Page<Parts.TicketNone>(Draw.StatusOf(ticket.Refusal!)) : Draw.Page<Parts.Ticket>(("View", ticket.Value));
    }

    private static async Task<IResult> Talk(HttpContext http, Workbench bench, long number, CancellationToken stop)
    {
        var ticket = await bench.Ticket(http.Caller(), number, stop);
        return ticket.IsRefused ? Results.NotFound() : Draw.Page<Parts.Conversation>(("View", ticket.Value));
    }

    private static async Task<IResult> Then(HttpContext http, Workbench bench, long number, [FromForm] string? text, [FromForm] string? mode, CancellationToken stop)
    {
        var composer = await bench.Then(http.Caller(), number, new DraftWords(text ?? "", Mode: mode), stop);
        return composer.IsRefused ? Draw.No(composer.Refusal!) : Draw.Page<Parts.Then>(("View", composer.Value));
    }

    private static async Task<IResult> Macro(HttpContext http, MacroWords macros, long number, long id, CancellationToken stop)
    {
        var filled = await macros.Fill(http.Caller(), number, id, stop);
        return filled.IsRefused
            ? Draw.No(filled.Refusal!)
            : Results.Json(new { text = filled.Value.Text, situation = filled.Value.Status, mode = filled.Value.IsNote ? "note" : "reply" });
    }

    private static async Task<IResult> Draft(
        HttpContext http, Drafts drafts, long number, [FromForm] string? text, [FromForm] string? mode, [FromForm] string? situation, [FromForm] int? version, [FromForm] long[]? kept,
        [FromForm] string? spent, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await drafts.Drop(http.Caller(), number, stop);
            return Results.NoContent();
        }

        var body = new DraftWords(text, situation, mode, Files: kept) { Spent = spent }.Write();
        return await drafts.Keep(http.Caller(), number, body, version ?? 0, stop) is { } refusal ? Draw.No(refusal) : Results.NoContent();
    }

    private static long? NumberOf(string? activity) => long.TryParse(activity?.Split('-')[0], out var number) ? number : null;
}
