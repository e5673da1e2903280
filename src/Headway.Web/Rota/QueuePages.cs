using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Rota;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Rota;

/// <summary>The queues of a team as they are set; <paramref name="Typed"/> stands in place of the one it was refused for.</summary>
public sealed record QueuesView(RotaRead Read, IReadOnlyList<StatusCode> Statuses, (long? Queue, QueueWish Wish)? Typed = null, Refusal? Refused = null, string? Done = null);

/// <summary>Which situations people look after together.</summary>
internal static class QueuePages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/rota/{team:long}/queues", (HttpContext http, long team, string? done, CancellationToken stop) => Page(http, team, null, null, done, stop));
        staff.MapPost("/rota/{team:long}/queues", Keep);
    }

    private static async Task<IResult> Keep(HttpContext http, KeepQueues queues, long team, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var wish = new QueueWish(form.Text("name"), [.. form["status"].OfType<string>()], (int?)form.Id("cover"));
        var done = form.Text("act") == "remove"
            ? await queues.Remove(http.Caller(), new TeamId(team), form.Id("queue") ?? 0, stop)
            : await queues.Keep(http.Caller(), new TeamId(team), form.Id("queue"), wish, stop);
        return done.Refusal is { } no
            ? await Page(http, team, (form.Id("queue"), wish), no, null, stop)
            : Results.Redirect($"/rota/{team}/queues?done={(form.Text("act") == "remove" ? "queue-removed" : "saved")}");
    }

    private static async Task<IResult> Page(HttpContext http, long team, (long? Queue, QueueWish Wish)? typed, Refusal? refused, string? done, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await http.RequestServices.GetRequiredService<RotaQuery>().Read(caller, new TeamId(team), null, stop);
        if ((read.Refusal ?? caller.Denies(Permission.KeepRota)) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var rules = await http.RequestServices.GetRequiredService<DeskRulesCache>().Of(caller.Tenant, stop);
        var view = new QueuesView(read.Value, [.. rules.Statuses.All.Where(status => status.Type is not null).Select(status => status.Code)], typed, refused, done);
        return Draw.Page<QueuesPage>(
            refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), (nameof(QueuesPage.Frame), await http.RequestServices.GetRequiredService<ShellFrames>().For(caller, stop)),
            (nameof(QueuesPage.View), view));
    }
}
