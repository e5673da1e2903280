using System.Globalization;
using Headway.Application.Flow;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>An activity of a list, with its ticket.</summary>
public sealed record WorkJson(
    string Id, string Type, string Status, string Opened, string OriginalDue, string Due, int Rank, bool HighPriority, string Responsible, string Why,
    long Ticket, string Subject, string Priority, string Team, string Requester)
{
    /// <summary>Why it is in this list: own, unowned, high-priority …</summary>
    public string? Shown { get; init; }

    /// <summary>In basic mode: the live progression point, 1 to 6.</summary>
    public int? Point { get; init; }

    /// <summary>Where a team works by queues: the queue, and who handled the ticket last.</summary>
    public string? Queue { get; init; }

    public string? LastHandler { get; init; }

    /// <summary>Who has it in hand, until when.</summary>
    public string? InHandOf { get; init; }

    public string? InHandUntil { get; init; }
}

/// <summary>Passes an activity over; <paramref name="Activity"/> null is the most urgent one.</summary>
public sealed record SkipBody(string? Activity, string? Reason, string? Note);

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
        api.MapGet("/worklist/offers", Offers).Produces<ListJson<WorkJson>>()
            .Describe("What could do with a hand", "Colleagues' work that becomes due today while they are away, and what is past due. It changes nobody's order.");
        api.MapPost("/tickets/{number}/skip", Skip).Produces(StatusCodes.Status204NoContent)
            .Describe<SkipBody>("Pass a row over", "With a reason: needs-colleague, needs-information, not-mine, interrupted or other. It stands back in one's own list for half an hour; no due moves.", """{"reason":"interrupted"}""");
    }

    private static async Task<IResult> Offers(HttpContext http, WorkListFaces list, CancellationToken stop) =>
        ApiAnswer.Of(await list.Offers(http.Caller(), stop), offers => ApiAnswer.List(offers.Select(Row)));

    private static async Task<IResult> Skip(HttpContext http, SkipRow skip, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SkipBody>(http, stop);
        if ((asked.Refusal ?? (ApiRequest.Number(number) is null ? TicketRefusals.Unknown : null)) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var seq = body.Activity is { } named && named.StartsWith($"{number}-", StringComparison.Ordinal) && int.TryParse(named.AsSpan(number.Length + 1), out var given) ? given : (int?)null;
        return await skip.Do(http.Caller(), ApiRequest.Number(number) ?? 0, seq, body.Reason, body.Note, stop) is { } refused ? ApiAnswer.Refuse(refused) : Results.NoContent();
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
            activity.Why, work.Row.Number, work.Row.Subject, work.Row.Priority.ToString(), work.Team, work.Requester)
        {
            Shown = work.Row.Cover is { } cover ? Code(cover) : work.Row.Why is { } why ? Code(why) : null,
            Point = work.Row.Point,
            Queue = work.Row.Queue,
            LastHandler = work.Row.LastHandlerName,
            InHandOf = work.Row.Hand?.Name,
            InHandUntil = ApiAnswer.Text(work.Row.Hand?.Until),
        };
    }

    // YourQueue is said as your-queue.
    private static string Code<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
