using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary><c>POST /tickets/{number}/…</c>: the acts of support, and what customers said.</summary>
internal static class TouchApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var ticket = api.MapGroup("/tickets/{number}");
        ticket.MapPost("/progress", Progress).Produces<TicketJson>();
        ticket.MapPost("/messages", Message).Produces<TicketJson>();
        ticket.MapPost("/reschedule", Reschedule).Produces<TicketJson>();
        ticket.MapPost("/transfer", Transfer).Produces<TicketJson>();
        ticket.MapPost("/attempts", Attempt).Produces<TicketJson>();
        ticket.MapPost("/resolve", Resolve).Produces<TicketJson>();
        ticket.MapPost("/close", Close).Produces<TicketJson>();
    }

    private static Task<IResult> Progress(HttpContext http, ProgressTicket progress, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<ProgressBody>(http, tickets, number, stop, async (on, body) =>
        {
            var (due, eta, promise) = (
                ApiRequest.Instant(http, "due", body.Due), ApiRequest.Instant(http, "eta", body.Eta), ApiRequest.Instant(http, "promise", body.Promise));
            return (due.Refusal ?? eta.Refusal ?? promise.Refusal) is { } no
                ? no
                : await progress.Do(on, new TouchInput(body.Status ?? "", body.Reply, body.Note, due.Value, eta.Value, promise.Value, body.Owner), stop);
        });

    private static Task<IResult> Message(
        HttpContext http, WriteMessage write, RequesterBook people, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<MessageBody>(http, tickets, number, stop, async (on, body) =>
        {
            var (intent, channel) = (ApiCodes.Intent(body.Intent), ApiCodes.Channel(body.Channel, Channel.Api));
            if ((intent.Refusal ?? channel.Refusal) is { } no)
            {
                return no;
            }

            PersonId? from = null;
            if (body.From is { } address && (from = await people.Find(on.Caller.Tenant, address, stop)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"Nobody has the address {address} here.");
            }

            return await write.Do(on, new CustomerInput(intent.Value, body.Text, channel.Value, from), stop);
        });

    private static Task<IResult> Reschedule(HttpContext http, RescheduleActivity reschedule, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<RescheduleBody>(http, tickets, number, stop, async (on, body) =>
        {
            var due = ApiRequest.Instant(http, "due", body.Due);
            return due.Refusal is { } no ? no : await reschedule.Do(on, due.Value, body.Reason, body.ByCustomer ?? false, body.Status, stop: stop);
        });

    private static Task<IResult> Transfer(HttpContext http, TransferTicket transfer, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<TransferBody>(http, tickets, number, stop, (on, body) => transfer.Do(on, body.Team ?? "", body.Note, body.Owner, stop));

    private static Task<IResult> Attempt(HttpContext http, LogContactAttempt attempts, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<AttemptBody>(http, tickets, number, stop, async (on, body) =>
        {
            var channel = ApiCodes.Channel(body.Channel, Channel.Phone);
            return channel.Refusal is { } no ? no : await attempts.Do(on, channel.Value, body.Note, stop: stop);
        });

    private static Task<IResult> Resolve(HttpContext http, ResolveTicket resolve, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<ResolveBody>(http, tickets, number, stop, (on, body) => resolve.Do(on, body.Text, stop: stop));

    private static Task<IResult> Close(HttpContext http, CloseTicket close, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<CloseBody>(http, tickets, number, stop, async (on, body) =>
        {
            var code = ApiCodes.CloseCode(body.Code);
            return code.Refusal is { } no ? no : await close.Do(on, code.Value, body.Note, stop);
        });

    internal static async Task<IResult> Act<T>(
        HttpContext http, TicketFacesQuery tickets, string number, CancellationToken stop, Func<ActOn, T, Task<Outcome<Changed>>> act)
        where T : class
    {
        var asked = await ApiRequest.Read<T>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var on = new ActOn(http.Caller(), known, ApiRequest.Version(http), asked.Value.Key);
        return await ApiAnswer.Changed(http, tickets, await act(on, asked.Value.Body), created: false, stop);
    }
}
