using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Portal;

/// <summary>A customer whom we did not get through to says how and when: kept for every next time, and heard on the ticket as their answer.</summary>
internal static class ReachPosts
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost("/portal/tickets/{number:long}/reach", Say);

    private static async Task<IResult> Say(
        HttpContext http, KeepReach reaching, WriteMessage write, Viewer viewer, long number, [FromForm] string? text, [FromForm] string? from, [FromForm] string? to, CancellationToken stop)
    {
        var caller = http.Caller();
        var said = new ReachInput(text, from, to);
        var kept = await reaching.Say(caller, said, stop);
        if (kept.IsRefused)
        {
            return await PortalPages.Draw(http, number, stop, viewer.Words.Maybe($"refusal.{kept.Refusal!.Code}") ?? kept.Refusal!.Message, reach: said);
        }

        var words = kept.Value.Hours is { } hours ? viewer["reach.said-hours", kept.Value.Text ?? "", hours] : viewer["reach.said", kept.Value.Text ?? ""];
        var written = await write.Do(new ActOn(caller, number), new CustomerInput(Intent.Answer, words, Channel.Portal), stop);
        return written.IsRefused
            ? await PortalPages.Draw(http, number, stop, viewer.Words.Maybe($"refusal.{written.Refusal!.Code}") ?? written.Refusal!.Message, reach: said)
            : Results.Redirect($"/portal/tickets/{number}");
    }
}
