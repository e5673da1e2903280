using Headway.Application.Access;
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
        ticket.MapPost("/progress", Progress).Produces<TicketJson>()
            .Describe<ProgressBody>("Move a ticket on", "A touch: the situation it leaves, with a reply the customer reads, a note colleagues read, or both. RESOLVED is reply and resolve in one.", """{"status":"AWAIT_CUSTOMER","reply":"Does it jam with thick paper only?"}""");
        ticket.MapPost("/messages", Message).Produces<TicketJson>()
            .Describe<MessageBody>("Write down what the customer said", "From a phone call, say. Left out, the intent is read from the text. A late 'not solved' opens a linked ticket; its number is `followUp`.", """{"intent":"information","text":"It is the left tray.","channel":"phone"}""");
        ticket.MapPost("/reschedule", Reschedule).Produces<TicketJson>()
            .Describe<RescheduleBody>("Move a due", "Before it has passed, with a reason. The customer's own wish (`byCustomer`) is no reschedule of ours.", """{"due":"2026-03-03T10:00:00Z","reason":"The part comes tomorrow.","byCustomer":true}""");
        ticket.MapPost("/transfer", Transfer).Produces<TicketJson>()
            .Describe<TransferBody>("Hand a ticket on", "To another team with a handover note, or to another owner in the same.", """{"team":"Network","note":"Port 12 drops packets; the cable was changed."}""");
        ticket.MapPost("/attempts", Attempt).Produces<TicketJson>()
            .Describe<AttemptBody>("Log an attempt to reach the customer", "Attempt n + 1, and the next look after the situation's own time. A `reply` is the attempt itself: the customer reads it.", """{"channel":"phone","note":"No answer; voicemail left."}""");
        ticket.MapPost("/resolve", Resolve).Produces<TicketJson>()
            .Describe<ResolveBody>("Resolve a ticket", "With what solved it. Refused while the customer waits for an answer.", """{"text":"The rollers were changed; it feeds every paper again."}""");
        ticket.MapPost("/close", Close).Produces<TicketJson>()
            .Describe<CloseBody>("Close without a solution", "No contact, cancelled or a duplicate.", """{"code":"cancelled","note":"Bo found it works after all."}""");
        ticket.MapPost("/undo", Undo).Produces<TicketJson>()
            .Describe<UndoBody>("Take a touch back", "Within ten seconds, by who sent it, while nothing newer stands on the ticket: its mail never leaves, the rows are as they were. The touch is named by its places in the ledger, from the version before it plus one to the version after it.", """{"from":2,"to":3}""");
        ticket.MapPost("/put-away", PutAway).Produces<TicketJson>()
            .Describe<PutAwayBody>("Put a message away that needs no answer", "Only thanks, or the customer's word that it works, which resolves the ticket.", """{"as":"thanks"}""");
        ticket.MapPost("/watch", Watch).Produces<TicketJson>()
            .Describe<WatchBody>("Watch a ticket, or no longer", "Whoever watches is told what happens on it. No due moves.", """{"on":true}""");
    }

    private static Task<IResult> Progress(HttpContext http, ProgressTicket progress, SentFiles sent, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<ProgressBody>(http, tickets, number, stop, async (on, body) =>
        {
            var (due, eta, promise) = (
                ApiRequest.Instant(http, "due", body.Due), ApiRequest.Instant(http, "eta", body.Eta), ApiRequest.Instant(http, "promise", body.Promise));
            var files = sent.Open(on.Caller, body.Files);
            return (due.Refusal ?? eta.Refusal ?? promise.Refusal ?? files.Refusal) is { } no
                ? no
                : await progress.Do(on, new TouchInput(body.Status ?? "", body.Reply, body.Note, due.Value, eta.Value, promise.Value, body.Owner, Files: files.Value, WaitsFor: body.WaitsFor) { WithoutApproval = body.WithoutApproval ?? false, Minutes = body.Minutes ?? 0 }, stop);
        });

    private static Task<IResult> Message(
        HttpContext http, WriteMessage write, SentFiles sent, RequesterBook people, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<MessageBody>(http, tickets, number, stop, async (on, body) =>
        {
            var (intent, channel, files) = (ApiCodes.Intent(body.Intent), ApiCodes.Channel(body.Channel, Channel.Api), sent.Open(on.Caller, body.Files));
            if ((intent.Refusal ?? channel.Refusal ?? files.Refusal) is { } no)
            {
                return no;
            }

            PersonId? from = null;
            if (body.From is { } address && (from = await people.Find(on.Caller.Tenant, address, stop)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"Nobody has the address {address} here.");
            }

            return await write.Do(on, new CustomerInput(intent.Value, body.Text, channel.Value, from, files.Value), stop);
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
            var channel = ApiCodes.Channel(body.Channel, body.Reply is null ? Channel.Phone : Channel.Mail);
            return channel.Refusal is { } no ? no : await attempts.Do(on, new AttemptInput(channel.Value, body.Note, body.Reply) { Minutes = body.Minutes ?? 0 }, stop);
        });

    private static Task<IResult> Resolve(HttpContext http, ResolveTicket resolve, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<ResolveBody>(http, tickets, number, stop, (on, body) => resolve.Do(on, body.Text, withoutApproval: body.WithoutApproval ?? false, minutes: body.Minutes ?? 0, stop: stop));

    private static Task<IResult> Close(HttpContext http, CloseTicket close, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<CloseBody>(http, tickets, number, stop, async (on, body) =>
        {
            var code = ApiCodes.CloseCode(body.Code);
            return code.Refusal is { } no ? no : await close.Do(on, code.Value, body.Note, stop);
        });

    private static Task<IResult> Undo(HttpContext http, TicketActs acts, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<UndoBody>(http, tickets, number, stop, async (on, body) => body is { From: { } from, To: { } to }
            ? await acts.Undo(on, from, to, stop)
            : ApiRefusals.Malformed.Because("'from' and 'to' are missing: the first and last place of the touch in the ledger."));

    private static Task<IResult> PutAway(HttpContext http, PutAwayMessage putAway, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<PutAwayBody>(http, tickets, number, stop, async (on, body) => body.As is "thanks" or "solved"
            ? await putAway.Do(on, body.As == "solved", stop)
            : ApiRefusals.Malformed.Because("'as' is thanks or solved."));

    private static Task<IResult> Watch(HttpContext http, AnnotateTicket annotate, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        Act<WatchBody>(http, tickets, number, stop, (on, body) =>
            annotate.Do(on, [body.On ?? true ? new Watched(on.Caller.Person) : new Unwatched(on.Caller.Person)], stop));

    /// <summary>One act on one ticket: its body read, its number known, and what it came to answered.</summary>
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
