using Headway.Application.Tickets;
using Headway.Web.Access;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary><c>GET /search?q=</c>: tickets whose subject or messages hold all words, newest first.</summary>
internal static class SearchApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", Find).Produces<ListJson<TicketJson>>().RequireRateLimiting(Limits.Search)
        .Describe("Search tickets", "Those whose subject or messages hold all words of `q`, newest first. `tag:scanner` and `category:\"hardware and printing\"` in `q` narrow, or find by themselves.");

    private static async Task<IResult> Find(HttpContext http, TicketFacesQuery tickets, string? q, string? limit, CancellationToken stop) =>
        ApiAnswer.Of(
            await tickets.Search(http.Caller(), q ?? "", ApiRequest.Length(limit), stop),
            found => ApiAnswer.List(found.Select(TicketJson.Of)));
}
