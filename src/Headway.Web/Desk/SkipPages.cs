using Headway.Application.Flow;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Passing a row over for now, with why; the next one opens.</summary>
public static class SkipPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/skip", Ask);
        desk.MapGet("/tickets/{number:long}/skip", Ask);
        desk.MapPost("/tickets/{number:long}/skip", Do);
    }

    private static Task<IResult> Ask(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, CancellationToken stop) => Panel(http, tickets, door, number, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, SkipRow skip, TicketPageQuery tickets, PanelDoor door, TouchDoor touch, long number, [FromForm] string? activity, [FromForm] string? reason,
        [FromForm] string? note, CancellationToken stop)
    {
        var seq = int.TryParse(activity?.Split('-')[^1], out var given) ? given : (int?)null;
        var refused = await skip.Do(http.Caller(), number, seq, reason, note, stop);
        return refused is not null ? await Panel(http, tickets, door, number, refused, stop)
            : http.IsPart() ? await touch.NextRow(http.Caller(), number, null, stop)
            : Results.Redirect("/next");
    }

    private static async Task<IResult> Panel(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, Refusal? refused, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused || read.Value.State.Displayed is not { } shown)
        {
            return await door.No(http, read.Refusal ?? TicketRefusals.Closed, number);
        }

        var view = new SkipView(number, TicketViews.Id(read.Value, shown), new StatusName(shown.Status.Value), refused is null ? null : door.Say(refused));
        return await door.Open<Parts.Skip>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
