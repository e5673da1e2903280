using System.Globalization;
using Headway.Application.Webhooks;
using Headway.Domain;
using Headway.Domain.Webhooks;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>A webhook's form as typed.</summary>
public sealed record WebhookTyped(string Name, string Kind, string Url, string Team, IReadOnlyList<string> Events, bool Active)
{
    public static readonly WebhookTyped New = new("", "signed", "", "", ["ticket.opened", "ticket.status_changed", "ticket.resolved"], true);

    public static WebhookTyped Of(Webhook one) => new(one.Name, one.Kind.ToString().ToLowerInvariant(), "", one.Team?.Value.ToString(CultureInfo.InvariantCulture) ?? "", one.Events, one.Active);

    public static WebhookTyped Of(IFormCollection form) => new(
        form.Text("name"), form.Text("kind"), form.Text("url"), form.Text("team"), [.. WebhookEvents.All.Where(one => form["events"].Contains(one))], form.Text("active").Length > 0);

    public WebhookDraft Draft(WebhookKind? stands) => new(
        Name, stands ?? (Enum.TryParse<WebhookKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : WebhookKind.Signed), Url,
        long.TryParse(Team, NumberStyles.None, CultureInfo.InvariantCulture, out var team) ? new TeamId(team) : null, Events, Active);
}

/// <summary>A webhook's page; without <paramref name="One"/> a new one's. <paramref name="Key"/> is shown this once.</summary>
public sealed record WebhookView(
    WebhooksRead Read, Webhook? One, WebhookTyped Typed, IReadOnlyList<Delivery> Deliveries, Refusal? Refused = null, string? Done = null, string? Key = null, Delivery? Told = null);

/// <summary>Who elsewhere is told of what happens here.</summary>
internal static class WebhookPages
{
    private const string At = "/settings/webhooks";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, async Task<IResult> (HttpContext http, SettingsDoor door, WebhookBook book, string? done, CancellationToken stop) =>
        {
            var read = await book.Read(http.Caller(), stop);
            return read.Refusal is { } no ? SettingsDoor.No(no)
                : await door.Page<WebhooksPage>(http, null, (nameof(WebhooksPage.Read), read.Value), (nameof(WebhooksPage.Done), done is "removed" ? done : null));
        });
        staff.MapGet($"{At}/new", (HttpContext http, SettingsDoor door, WebhookBook book, CancellationToken stop) => Page(http, door, book, null, view => view, stop));
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, WebhookBook book, long id, string? done, CancellationToken stop) =>
            Page(http, door, book, id, view => view with { Done = done is "saved" ? done : null }, stop));
        staff.MapPost(At, (HttpContext http, SettingsDoor door, WebhookBook book, KeepWebhooks keep, CancellationToken stop) => Save(http, door, book, keep, null, stop));
        staff.MapPost($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, WebhookBook book, KeepWebhooks keep, long id, CancellationToken stop) => Save(http, door, book, keep, id, stop));
        staff.MapPost($"{At}/{{id:long}}/remove", async Task<IResult> (HttpContext http, SettingsDoor door, WebhookBook book, KeepWebhooks keep, long id, CancellationToken stop) =>
            await keep.Remove(http.Caller(), id, (await http.Request.ReadFormAsync(stop)).Revision(), stop) is { } no
                ? await Page(http, door, book, id, view => view with { Refused = no }, stop)
                : Results.Redirect($"{At}?done=removed"));
        staff.MapPost($"{At}/{{id:long}}/key", async Task<IResult> (HttpContext http, SettingsDoor door, WebhookBook book, KeepWebhooks keep, long id, CancellationToken stop) =>
        {
            var kept = await keep.NewKey(http.Caller(), id, stop);
            return await Page(http, door, book, id, view => kept.Refusal is { } no ? view with { Refused = no } : view with { Key = kept.Value.Key }, stop);
        });
        staff.MapPost($"{At}/{{id:long}}/test", (HttpContext http, SettingsDoor door, WebhookBook book, SendWebhooks send, long id, CancellationToken stop) =>
            Tell(http, door, book, id, send.Test(http.Caller(), id, stop), stop));
        staff.MapPost($"{At}/{{id:long}}/again/{{delivery:long}}", (HttpContext http, SettingsDoor door, WebhookBook book, SendWebhooks send, long id, long delivery, CancellationToken stop) =>
            Tell(http, door, book, id, send.Again(http.Caller(), id, delivery, stop), stop));
    }

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, WebhookBook book, KeepWebhooks keep, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = WebhookTyped.Of(form);
        var stands = (await book.Read(http.Caller(), stop)) is { IsRefused: false } read ? read.Value.Webhooks.FirstOrDefault(one => one.Id == id)?.Kind : null;
        var kept = await keep.Keep(http.Caller(), id, typed.Draft(stands), form.Revision(), stop);
        return kept.Refusal is { } no ? await Page(http, door, book, id, view => view with { Typed = typed, Refused = no }, stop)
            : kept.Value.Key is { } key ? await Page(http, door, book, kept.Value.Id, view => view with { Key = key, Done = "added" }, stop)
            : Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"{At}/{kept.Value.Id}?done=saved"));
    }

    private static async Task<IResult> Tell(HttpContext http, SettingsDoor door, WebhookBook book, long id, Task<Outcome<Delivery>> telling, CancellationToken stop)
    {
        var told = await telling;
        return await Page(http, door, book, id, view => told.Refusal is { } no ? view with { Refused = no } : view with { Told = told.Value }, stop);
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, WebhookBook book, long? id, Func<WebhookView, WebhookView> with, CancellationToken stop)
    {
        var read = await book.Read(http.Caller(), stop);
        var told = id is { } known && !read.IsRefused ? await book.Deliveries(http.Caller(), known, stop) : Array.Empty<Delivery>();
        if ((read.Refusal ?? told.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var one = read.Value.Webhooks.FirstOrDefault(hook => hook.Id == id);
        var view = with(new WebhookView(read.Value, one, one is null ? WebhookTyped.New : WebhookTyped.Of(one), told.Value));
        return await door.Page<WebhookPage>(http, view.Refused, (nameof(WebhookPage.View), view));
    }
}
