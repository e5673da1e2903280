using Headway.Application.Notifications;
using Headway.Application.Push;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.News;

/// <summary>The browsers in which one is told while no page is open, and what came of what was sent to one of them just now.</summary>
public sealed record PushView(IReadOnlyList<PushDevice> Devices, PushTried? Tried = null, string? Refused = null);

/// <summary>How a browser agrees to be told, and the list of one's own. The worker that shows what comes is served here, so that it rules nothing else; phones want to know the desk as an app.</summary>
internal static class PushPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/push/worker.js", (Assets assets) => assets.Bytes("worker.js") is { } script ? Results.Bytes(script, "text/javascript; charset=utf-8") : Results.NotFound());
        routes.MapGet("/push/app.webmanifest", (Assets assets) => Results.Json(
            new { name = "Headway", short_name = "Headway", start_url = "/", scope = "/", display = "standalone", background_color = "#f5f7f8", theme_color = "#0a6b68", icons = new[] { new { src = assets["mark.svg"], sizes = "any", type = "image/svg+xml" } } },
            contentType: "application/manifest+json"));
        var desk = routes.ForStaff();
        desk.MapGet("/part/push", async (HttpContext http, PushDevices devices, CancellationToken stop) =>
            Draw.Page<PushedTo>((nameof(PushedTo.View), new PushView(await devices.Of(http.Caller(), stop)))));
        desk.MapPost("/push/key", async (HttpContext http, PushDevices devices, CancellationToken stop) =>
            await devices.Key(http.Caller(), stop) is { IsRefused: false } key ? Results.Json(new { key = key.Value }) : Results.StatusCode(StatusCodes.Status403Forbidden));
        desk.MapPost("/push/devices", Keep).RequireRateLimiting(Limits.Form);
        desk.MapPost("/push/off", async (HttpContext http, PushDevices devices, CancellationToken stop) =>
            await devices.EndHere(http.Caller(), stop) is { } no ? Draw.No(no) : Results.NoContent());
        desk.MapPost("/push/devices/{id:long}/end", End);
        desk.MapPost("/push/devices/{id:long}/now", Now).RequireRateLimiting(Limits.Form);
    }

    private static async Task<IResult> Keep(
        HttpContext http, PushDevices devices, Viewer viewer, [FromForm] string? endpoint, [FromForm] string? point, [FromForm] string? secret, [FromForm] string? again, CancellationToken stop)
    {
        var draft = new PushDraft(endpoint, point, secret, BrowserName.Of(http.Request.Headers.UserAgent)) { Again = again == "1" };
        var kept = await devices.Keep(http.Caller(), draft, stop);

        // In the reader's language: the script shows it as it comes.
        return kept.Refusal is { } no ? Answers.Problem(no.Because(Refusals.Said(viewer, no)), Draw.StatusOf(no)) : Results.Json(new { id = kept.Value.Id });
    }

    private static async Task<IResult> End(HttpContext http, PushDevices devices, KeepTelling telling, PanelDoor door, long id, CancellationToken stop)
    {
        var refused = await devices.End(http.Caller(), id, stop);
        return await Shown(http, devices, telling, door, null, refused, stop);
    }

    private static async Task<IResult> Now(HttpContext http, PushDevices devices, SendPush send, KeepTelling telling, PanelDoor door, long id, CancellationToken stop)
    {
        var tried = await send.Now(http.Caller(), id, stop);
        return await Shown(http, devices, telling, door, tried.IsRefused ? null : tried.Value[0], tried.Refusal, stop);
    }

    private static async Task<IResult> Shown(HttpContext http, PushDevices devices, KeepTelling telling, PanelDoor door, PushTried? tried, Refusal? refused, CancellationToken stop)
    {
        if (refused is { Kind: RefusalKind.NotFound })
        {
            return Draw.No(refused);
        }

        var view = new PushView(await devices.Of(http.Caller(), stop), tried, refused is null ? null : door.Say(refused));
        return http.IsPart()
            ? Draw.Page<PushedTo>((nameof(PushedTo.View), view))
            : await door.Open<TellingPanel>(http, (nameof(TellingPanel.View), await telling.Read(http.Caller(), stop)), (nameof(TellingPanel.Push), view));
    }
}
