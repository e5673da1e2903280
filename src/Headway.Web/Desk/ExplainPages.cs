using Headway.Application.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Desk;

/// <summary>"Why this due?": beside the ticket, or on a page of its own.</summary>
public static class ExplainPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/explain", Explain);
        desk.MapGet("/tickets/{number:long}/explain", Explain);
    }

    private static async Task<IResult> Explain(HttpContext http, ExplainDue explain, PanelDoor door, long number, string? activity, CancellationToken stop)
    {
        var seq = int.TryParse(activity?.Split('-')[^1], out var given) ? given : (int?)null;
        var explained = await explain.Of(http.Caller(), number, seq, stop);
        return explained.IsRefused
            ? await door.No(http, explained.Refusal!, number)
            : await door.Open<Parts.Explain>(http, ("View", ExplainViews.Of(explained.Value)));
    }
}
