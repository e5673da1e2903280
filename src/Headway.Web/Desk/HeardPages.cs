using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Writing down what another team, the supplier or an approver said on the phone or in person, so that the owner uses it.</summary>
internal static class HeardPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/heard", Ask);
        desk.MapGet("/tickets/{number:long}/heard", Ask);
        desk.MapPost("/tickets/{number:long}/heard", Hear);
    }

    private static Task<IResult> Ask(HttpContext http, long number, CancellationToken stop) => Panel(http, number, null, null, null, stop);

    private static async Task<IResult> Hear(
        HttpContext http, HearColleague hear, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? from, [FromForm] string? text, CancellationToken stop)
    {
        var done = await hear.Do(ActOn.Seen(http.Caller(), number, version), from, text, stop);
        return done.IsRefused ? await Panel(http, number, from, text, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, string? from, string? text, Refusal? refused, CancellationToken stop)
    {
        var services = http.RequestServices;
        var (door, viewer) = (services.GetRequiredService<PanelDoor>(), services.GetRequiredService<Viewer>());
        var found = await services.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, number);
        }

        var page = found.Value;
        var waits = page.State.Displayed?.Status;
        var first = from ?? (waits == StatusCode.AwaitApproval ? HearColleague.Approver : HearColleague.Supplier);
        var view = new HeardView(
            number, page.State.Version,
            [
                .. new[] { new Choice(HearColleague.Supplier, viewer["heard.supplier"]), new Choice(HearColleague.Approver, viewer["heard.approver"]) }
                    .Concat(page.Rules.Teams.Values.Where(team => team.Active).OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(team.Name, team.Name)))
                    .OrderByDescending(choice => choice.Value == first),
            ],
            text, refused is null ? null : door.Say(refused));
        return await door.Open<Parts.HeardPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
