using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Handing a ticket to another team or person.</summary>
public static class TransferPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/transfer", Ask);
        desk.MapGet("/tickets/{number:long}/transfer", Ask);
        desk.MapPost("/tickets/{number:long}/transfer", Do);
    }

    private static Task<IResult> Ask(HttpContext http, HandOverChoices choices, PanelDoor door, long number, CancellationToken stop) =>
        Panel(http, choices, door, number, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, HandOverChoices choices, TransferTicket transfer, PanelDoor door, TouchDoor touch, long number, [FromForm] int version, [FromForm] long team,
        [FromForm] string? owner, [FromForm] string? note, CancellationToken stop)
    {
        var caller = http.Caller();
        var person = long.TryParse(owner, out var id) ? new PersonId(id) : (PersonId?)null;
        var done = await transfer.To(ActOn.Seen(caller, number, version), new TeamId(team), note, person, stop);
        return done.IsRefused
            ? await Panel(http, choices, door, number, done.Refusal, stop)
            : await touch.Answer(http, caller, number, done.Value, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, HandOverChoices choices, PanelDoor door, long number, Refusal? refused, CancellationToken stop)
    {
        var found = await choices.For(http.Caller(), number, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, number);
        }

        var (page, teams) = found.Value;
        var from = page.Rules.Teams.TryGetValue(page.State.Team, out var team) ? team.Name : "?";
        var view = new TransferView(number, page.State.Version, from, teams, MayReturn: ContactViewing.MayReturn(page), refused is null ? null : door.Say(refused)) { Typed = PanelDoor.Typed(http) };
        return await door.Open<Parts.Transfer>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
