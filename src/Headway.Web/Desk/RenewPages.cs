using System.Globalization;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Promises;
using Headway.Web.Doors;
using Headway.Web.Language;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>An honest word before a promise is missed: it takes longer, until then, for this reason.</summary>
public static class RenewPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/renew", Ask);
        desk.MapGet("/tickets/{number:long}/renew", Ask);
        desk.MapPost("/tickets/{number:long}/renew", Do);
    }

    private static Task<IResult> Ask(HttpContext http, long number, CancellationToken stop) => Panel(http, number, null, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, PromiseCustomer promise, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? at, [FromForm] string? text, CancellationToken stop)
    {
        var until = long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? Instant.FromUnixTimeMilliseconds(milliseconds) : (Instant?)null;
        var done = await promise.Do(ActOn.Seen(http.Caller(), number, version), until, null, text, stop);
        return done.IsRefused ? await Panel(http, number, text, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, string? typed, Refusal? refused, CancellationToken stop)
    {
        var (door, viewer) = (http.RequestServices.GetRequiredService<PanelDoor>(), http.RequestServices.GetRequiredService<Viewer>());
        var read = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (read.IsRefused || read.Value.State.Displayed is not { } shown)
        {
            return await door.No(http, read.Refusal ?? Domain.Progression.TicketRefusals.Closed, number);
        }

        var page = read.Value;
        var calendar = page.Rules.CalendarFor(page.State.Team, page.State.Service, page.State.Priority).Calendar;
        var stands = page.State.Promise?.At;
        var times = ReschedulePages.Suggestions(calendar, page.Now, Instant.Max(shown.Due, stands ?? shown.Due)).Select(PromiseKeeping.For).Where(time => !(time <= stands))
            .Distinct().Select(time => new RenewTime(time, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))).ToList();
        var first = page.Requester.Name.Split(' ')[0];
        var view = new RenewView(
            number, page.State.Version, new PersonView(page.Requester.Id.Value, page.Requester.Name), stands, times,
            typed ?? Words.Of(page.Requester.Language ?? viewer.Language)["renew.proposed", first], refused is null ? null : door.Say(refused));
        return await door.Open<Parts.RenewPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
