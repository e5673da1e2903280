using Headway.Application.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Desk;

/// <summary>Colleagues by a few letters, while a note calls one of them.</summary>
public static class MentionPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapGet("/part/colleagues", async (HttpContext http, Mentions mentions, string? q, CancellationToken stop) =>
        Draw.Page<Parts.Colleagues>(("People", await mentions.Offer(http.Caller(), q ?? "", stop))));
}
