using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>The other ticket, in which this one goes on; <paramref name="Shared"/> where two people raised them.</summary>
public sealed record MergeBody(long? Into, bool? Shared = null);

/// <summary>The message by its place in the ledger, and what the new ticket is about.</summary>
public sealed record SplitBody(int? Message, string? Subject = null);

/// <summary>An open ticket that may be about the same thing.</summary>
public sealed record AlikeJson(long Number, string Subject, string Status, string Requester, bool SamePerson)
{
    internal static AlikeJson Of(AlikeTicket one) => new(one.Number, one.Subject, one.Status, one.Requester, one.SamePerson);
}

/// <summary>Two tickets become one, one becomes two, and which may be the same.</summary>
internal static class MergeApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var ticket = api.MapGroup("/tickets/{number}");
        ticket.MapPost("/merge", Merge).Produces<TicketJson>()
            .Describe<MergeBody>("Merge into another ticket", "This one ends and names the other in `mergedInto`; what is owed to its customer is owed there, with its time. A later message to it goes on there. Where two people raised them, `shared` says that both may read what is written from here on.", """{"into":1042}""");
        ticket.MapDelete("/merge", Unmerge).Produces<TicketJson>()
            .Describe("Take a merged ticket out again", "It goes on with the situation it had; what was not done yet of what came with it goes back.");
        ticket.MapPost("/split", Split).Produces<TicketJson>()
            .Describe<SplitBody>("Make a message a ticket of its own", "By its place in the ledger (`customer-wrote`). Who wrote it is its requester; its number is `followUp`.", """{"message":4,"subject":"The badge does not open the gate"}""");
        ticket.MapGet("/alike", Beside).Produces<ListJson<AlikeJson>>().Describe("List what may be the same", "Open tickets of the same requester or organisation whose subject tells of the same, at most three; what is tied to it already is left out.");
        api.MapGet("/tickets/alike", Before).Produces<ListJson<AlikeJson>>().Describe("List what is open already", "Before a ticket is raised: the requester's open tickets, those like the subject first, and their colleagues' like it; at most three.");
    }

    private static Task<IResult> Merge(HttpContext http, MergeTickets merge, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<MergeBody>(http, tickets, number, stop, async (on, body) => body.Into is { } into
            ? await merge.Do(on, into, body.Shared ?? false, stop)
            : Application.Access.ApiRefusals.Malformed.Because("'into' is missing: the number of the ticket in which this one goes on."));

    private static async Task<IResult> Unmerge(HttpContext http, MergeTickets merge, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? await ApiAnswer.Changed(http, tickets, await merge.Undo(new ActOn(http.Caller(), known, ApiRequest.Version(http)), stop), created: false, stop)
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static Task<IResult> Split(HttpContext http, SplitTicket split, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<SplitBody>(http, tickets, number, stop, async (on, body) => body.Message is { } message
            ? await split.Do(on, message, body.Subject, stop)
            : Application.Access.ApiRefusals.Malformed.Because("'message' is missing: its place in the ledger."));

    private static async Task<IResult> Beside(HttpContext http, AlikeTickets alike, TicketPageQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await alike.To(http.Caller(), tickets, known, stop), found => ApiAnswer.List(found.Select(AlikeJson.Of)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Before(HttpContext http, AlikeTickets alike, string? requester, string? subject, CancellationToken stop) =>
        ApiAnswer.Of(await alike.ToNew(http.Caller(), requester, subject, stop), found => ApiAnswer.List(found.Select(AlikeJson.Of)));
}
