using System.Globalization;
using Headway.Application.Flow;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>An activity of a list, with its ticket.</summary>
public sealed record WorkJson(
    string Id, string Type, string Status, string Opened, string OriginalDue, string Due, int Rank, bool HighPriority, string Responsible, string Why,
    long Ticket, string Subject, string Priority, string Team, string Requester);

/// <summary>Held by whom until when; the fence grows with every holder.</summary>
public sealed record ClaimJson(string By, string Until, long Fence);

public sealed record NextJson(ActivityJson Activity, ClaimJson Claim, TicketJson Ticket);

/// <summary><c>/worklist</c>: the list in its order, and the next of it, claimed.</summary>
internal static class WorkListApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/worklist", Page).Produces<ListJson<WorkJson>>()
            .Describe("The work list", "In its order: one's own, a `team`'s, or that of the person `as`.");
        api.MapPost("/worklist/next", Next).Produces<NextJson>().Produces(StatusCodes.Status204NoContent)
            .Describe("Take the next activity", "The most urgent that nobody holds, claimed for 15 minutes; 204 when there is none. Whoever holds a claim gets it again.");
    }

    private static async Task<IResult> Page(
        HttpContext http, WorkListFaces list, string? team, string? after, string? limit, CancellationToken stop)
    {
        var person = http.Request.Query["as"].ToString() is { Length: > 0 } named ? named : null;
        var (from, most) = ((int)Math.Clamp(ApiRequest.Number(after ?? "") ?? 0, 0, 1_000_000), (int)Math.Clamp(ApiRequest.Number(limit ?? "") ?? 50, 1, WorkListQuery.Most));
        var read = await list.Read(http.Caller(), team, person, from, most, stop);
        return ApiAnswer.Of(read, page => ApiAnswer.List(
            page.Items.Select(Row), page.More ? (from + most).ToString(CultureInfo.InvariantCulture) : null));
    }

    // Who holds a claim gets it again, so that the same request twice has one effect with or without a key.
    private static async Task<IResult> Next(HttpContext http, TakeNext take, string? team, CancellationToken stop)
    {
        var taken = await take.Do(http.Caller(), team, stop);
        return ApiAnswer.Of(taken, next => next is null
            ? Results.NoContent()
            : ApiAnswer.Json(new NextJson(
                ActivityJson.Of(next.Activity),
                new ClaimJson(http.Caller().Email ?? http.Caller().Name, ApiAnswer.Text(next.Claim.Until), next.Claim.Fence),
                TicketJson.Of(next.Ticket))));
    }

    private static WorkJson Row(WorkFace work)
    {
        var activity = ActivityJson.Of(work.Activity);
        return new WorkJson(
            activity.Id, activity.Type, activity.Status, activity.Opened, activity.OriginalDue, activity.Due, activity.Rank, activity.HighPriority, activity.Responsible,
            activity.Why, work.Row.Number, work.Row.Subject, work.Row.Priority.ToString(), work.Team, work.Requester);
    }
}
