using Headway.Application.Appointments;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Portal;

/// <summary>
/// A customer picks, moves or calls off a time: signed in, or by the one-time link of a mail. Opening the link changes nothing;
/// the calendar of a person is read at a private address.
/// </summary>
public static class TimePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/choose/{carried}", Look);
        routes.MapPost("/choose/{carried}", Choose).RequireRateLimiting(Limits.Form);
        routes.MapGet("/choose/{carried}/appointment.ics", LinkFile);
        routes.MapGet("/calendar/{carried}.ics", Feed);
        routes.ForStaff().MapPost("/me/calendar", Renew);
        var portal = routes.ForCustomers();
        portal.MapPost("/portal/tickets/{number:long}/time", Pick);
        portal.MapPost("/portal/tickets/{number:long}/time/cancel", Cancel);
        portal.MapGet("/portal/tickets/{number:long}/appointment.ics", File);
    }

    private static Task<IResult> Look(ChooseTime choose, Viewer viewer, string carried, CancellationToken stop) => Page(choose, viewer, carried, null, stop);

    private static async Task<IResult> Choose(ChooseTime choose, Viewer viewer, string carried, [FromForm] long start, CancellationToken stop)
    {
        var done = await choose.ByLink(carried, Instant.FromUnixTimeMilliseconds(start), stop);
        return done.IsRefused ? await Page(choose, viewer, carried, done.Refusal, stop) : Results.Redirect(TimeLinks.Path(carried));
    }

    private static async Task<IResult> LinkFile(ChooseTime choose, CalendarFeeds feeds, string carried, CancellationToken stop)
    {
        var look = await choose.Look(carried, stop);
        return look.IsRefused ? Results.NotFound() : Ics(await feeds.OfTicket(look.Value.Caller, look.Value.Number, stop));
    }

    private static async Task<IResult> Feed(CalendarFeeds feeds, string carried, CancellationToken stop) =>
        await feeds.Read(carried, stop) is { } calendar ? Results.Text(calendar, CalendarFile.MediaType) : Results.NotFound();

    private static async Task<IResult> Renew(HttpContext http, CalendarFeeds feeds, CancellationToken stop) =>
        Doors.Draw.Page<Desk.CalendarPart>(("Address", await feeds.Renew(http.Caller(), stop)));

    private static async Task<IResult> Pick(HttpContext http, ChooseTime choose, Viewer viewer, long number, [FromForm] long start, CancellationToken stop)
    {
        var done = await choose.InPortal(new ActOn(http.Caller(), number), Instant.FromUnixTimeMilliseconds(start), stop);
        return done.IsRefused
            ? await PortalPages.Draw(http, number, stop, viewer.Words.Maybe($"refusal.{done.Refusal!.Code}") ?? done.Refusal!.Message)
            : Results.Redirect($"/portal/tickets/{number}");
    }

    private static async Task<IResult> Cancel(HttpContext http, CancelTime cancel, Viewer viewer, long number, CancellationToken stop)
    {
        var done = await cancel.Do(new ActOn(http.Caller(), number), null, stop);
        return done.IsRefused
            ? await PortalPages.Draw(http, number, stop, viewer.Words.Maybe($"refusal.{done.Refusal!.Code}") ?? done.Refusal!.Message)
            : Results.Redirect($"/portal/tickets/{number}");
    }

    private static async Task<IResult> File(HttpContext http, CalendarFeeds feeds, long number, CancellationToken stop) =>
        Ics(await feeds.OfTicket(http.Caller(), number, stop));

    private static IResult Ics(Outcome<string> file) =>
        file.IsRefused ? Results.StatusCode(Doors.Draw.StatusOf(file.Refusal!)) : Results.Text(file.Value, CalendarFile.MediaType);

    // The page speaks the language of whom the link was sent to, and shows their hours.
    private static async Task<IResult> Page(ChooseTime choose, Viewer viewer, string carried, Refusal? refused, CancellationToken stop)
    {
        var look = await choose.Look(carried, stop);
        if (look.IsRefused)
        {
            return Doors.Draw.Page<ChoosePage>(Doors.Draw.StatusOf(look.Refusal!));
        }

        (viewer.Language, viewer.Zone) = (look.Value.Caller.Language, look.Value.Caller.Zone);
        return Doors.Draw.Page<ChoosePage>(
            refused is null ? StatusCodes.Status200OK : Doors.Draw.StatusOf(refused), ("View", look.Value), ("Carried", carried), ("Refused", refused));
    }
}
