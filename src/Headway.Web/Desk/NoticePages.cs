using Headway.Application.Access;
using Headway.Application.Notifications;
using Headway.Application.Views;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>What happened to one's tickets meanwhile, in words.</summary>
public static class NoticePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/notices", Show);
        desk.MapGet("/part/notices", Show);
        desk.MapGet("/notices/{id:long}", Go);
        desk.MapPost("/notices/read", Read);
    }

    private static async Task<IResult> Show(HttpContext http, NotificationInbox inbox, PanelDoor door, CancellationToken stop) =>
        await door.Open<Parts.Notices>(http, ("View", await View(http.Caller(), inbox, stop)));

    // Following a notification reads it.
    private static async Task<IResult> Go(HttpContext http, NotificationInbox inbox, long id, CancellationToken stop)
    {
        var found = (await inbox.Of(http.Caller(), stop)).Find(notification => notification.Id == id);
        await inbox.Read(http.Caller(), id, stop);
        return Results.Redirect(found is null ? "/next" : found.Href ?? $"/next/{found.Number}");
    }

    private static async Task<IResult> Read(HttpContext http, NotificationInbox inbox, PanelDoor door, [FromForm] string? all, CancellationToken stop)
    {
        await inbox.Read(http.Caller(), null, stop);
        return http.IsPart() ? await door.Open<Parts.Notices>(http, ("View", await View(http.Caller(), inbox, stop))) : Results.Redirect("/notices");
    }

    private static async Task<NoticesView> View(Caller caller, NotificationInbox inbox, CancellationToken stop)
    {
        var found = await inbox.Of(caller, stop);
        return new NoticesView(
            [.. found.Select(one => new NoticeView(
                one.Id, new Phrase($"notice.{one.Kind}", one.Requester.Split(' ')[0], $"#{one.Number}", one.Day is { } day ? day : one.Subject), one.Quote, one.At, $"/notices/{one.Id}", one.Unread))],
            found.Count(one => one.Unread));
    }
}
