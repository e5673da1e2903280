using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>How and when a ticket's requester is reached, as support heard it: noted beside the work.</summary>
public static class ReachPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/reach", Ask);
        desk.MapGet("/tickets/{number:long}/reach", Ask);
        desk.MapPost("/tickets/{number:long}/reach", Keep);
    }

    private static Task<IResult> Ask(HttpContext http, long number, CancellationToken stop) => Panel(http, number, null, null, stop);

    private static async Task<IResult> Keep(
        HttpContext http, KeepReach reaching, TouchDoor touch, long number, [FromForm] string? text, [FromForm] string? from, [FromForm] string? to, CancellationToken stop)
    {
        var said = new ReachInput(text, from, to);
        var kept = await reaching.OfRequester(http.Caller(), number, said, stop);
        return kept.IsRefused ? await Panel(http, number, said, kept.Refusal, stop) : await touch.Answer(http, http.Caller(), number, null, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, ReachInput? typed, Refusal? refused, CancellationToken stop)
    {
        var door = http.RequestServices.GetRequiredService<PanelDoor>();
        var page = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (page.IsRefused)
        {
            return await door.No(http, page.Refusal!, number);
        }

        var card = page.Value.Requester;
        typed ??= ReachInput.Of(Reach.Of(card.Reach));
        var view = new ReachView(number, card.Name.Split(' ')[0], typed.Text, typed.From, typed.To, card.Zone?.Replace('_', ' '), refused is null ? null : door.Say(refused));
        return await door.Open<Parts.ReachPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
