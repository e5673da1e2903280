using Headway.Application.Mail;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Whether somebody gets the answers from now on; <paramref name="Name"/> for whoever was not copied yet.</summary>
public sealed record CopiedBody(string? Email, string? Name, bool? Answers);

/// <summary>Somebody in copy, and whether they get what is answered: waiting, confirmed or left-out.</summary>
public sealed record CopiedJson(string Email, string Name, string State);

public sealed record CopiedListJson(IReadOnlyList<CopiedJson> Copied);

/// <summary><c>/tickets/{number}/copied</c>: who gets the answers beside the requester.</summary>
internal static class CopiedApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tickets/{number}/copied", Read).Produces<CopiedListJson>()
            .Describe("Read who is in copy", "Whom the customer or support copied, and whether they get what is answered.");
        api.MapPost("/tickets/{number}/copied", Say).Produces<CopiedListJson>()
            .Describe<CopiedBody>(
                "Copy somebody in, or leave them out", "Whoever is copied gets by mail what is answered from now on, nothing of before, and never the ticket's page. A customer's copied people wait until this says so.",
                """{"email":"max@example.org","name":"Max Weber","answers":true}""");
    }

    private static async Task<IResult> Read(HttpContext http, CopiedOnTicket copied, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known ? await Answer(http, copied, known, stop) : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Say(HttpContext http, CopiedOnTicket copied, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CopiedBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var (on, body) = (new ActOn(http.Caller(), known), asked.Value.Body);
        var refused = body.Answers ?? true ? await copied.Add(on, body.Email ?? "", body.Name, stop) : await copied.Settle(on, body.Email ?? "", false, stop);
        return refused is null ? await Answer(http, copied, known, stop) : ApiAnswer.Refuse(refused);
    }

    private static async Task<IResult> Answer(HttpContext http, CopiedOnTicket copied, long number, CancellationToken stop) => ApiAnswer.Of(
        await copied.Read(http.Caller(), number, stop),
        people => ApiAnswer.Json(new CopiedListJson([.. people.Select(one => new CopiedJson(
            one.Address, one.Name, one.State switch { CopiedState.Confirmed => "confirmed", CopiedState.LeftOut => "left-out", _ => "waiting" }))])));
}
