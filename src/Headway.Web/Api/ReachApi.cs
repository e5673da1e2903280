using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>How and when a ticket's requester is reached; hours by their own clock. <paramref name="LastAt"/> and <paramref name="LastBy"/>: when and by which way they were spoken to last.</summary>
public sealed record ReachJson(string? Text, string? From, string? To, string? LastAt, string? LastBy);

public sealed record ReachBody(string? Text, string? From, string? To);

/// <summary><c>reach</c> of a ticket: how and when its requester is reached.</summary>
internal static class ReachApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tickets/{number}/reach", Read).Produces<ReachJson>()
            .Describe("How and when the requester is reached", "In their own words, between which hours of their own clock, and when they were spoken to last.");
        api.MapPut("/tickets/{number}/reach", Keep).Produces<ReachJson>()
            .Describe<ReachBody>("Note how and when the requester is reached", "Takes the place of what was known. Times that are offered go by the hours.", """{"text":"By phone, before the ward round.","from":"08:00","to":"10:30"}""");
    }

    private static async Task<IResult> Read(HttpContext http, TicketPageQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await tickets.Read(http.Caller(), known, stop), page => ApiAnswer.Json(Said(Reach.Of(page.Requester.Reach), page)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Keep(HttpContext http, KeepReach reaching, TicketPageQuery tickets, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ReachBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var body = asked.Value.Body;
        var kept = await reaching.OfRequester(http.Caller(), known, new ReachInput(body.Text, body.From, body.To), stop);
        return kept.Refusal is { } no ? ApiAnswer.Refuse(no) : await Read(http, tickets, number, stop);
    }

    private static ReachJson Said(Reach reach, TicketPage page) => new(
        reach.Text, Reach.Said(reach.From), Reach.Said(reach.To), page.SpokenTo is { } spoken ? ApiAnswer.Text(spoken.At) : null,
        page.SpokenTo?.Channel switch { null => null, Domain.Tickets.Channel.WalkIn => "walk-in", var way => way.Value.ToString().ToLowerInvariant() });
}
