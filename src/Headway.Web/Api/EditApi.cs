using Headway.Application.Access;
using Headway.Application.Tickets;
using Headway.Domain.Tickets;

namespace Headway.Web.Api;

/// <summary>What a ticket is said to be; what is left out stays as it is, an empty service is taken away.</summary>
public sealed record EditBody(string? Subject, string? Priority, string? Type, string? Service, IReadOnlyList<string>? Tags, string? PlannedFor = null, string? Category = null, string? Impact = null, string? Urgency = null,
    Dictionary<string, System.Text.Json.JsonElement>? Fields = null);

public sealed record LinkBody(long? Ticket, string? Kind);

/// <summary>By when the customer hears from us.</summary>
public sealed record PromiseBody(string? At, string? Note, string? Told);

/// <summary>What another team, the supplier or an approver said.</summary>
public sealed record ColleagueBody(string? From, string? Text);

/// <summary>What is corrected, tied together, promised or heard beside the work: <c>PATCH /tickets/{number}</c> and its kin.</summary>
internal static class EditApi
{
    private static readonly Dictionary<string, LinkKind> Kinds = new()
    {
        ["related"] = LinkKind.Related, ["parent-of"] = LinkKind.ParentOf, ["child-of"] = LinkKind.ChildOf, ["waits-for"] = LinkKind.WaitsFor,
    };

    public static void Map(IEndpointRouteBuilder api)
    {
        var ticket = api.MapGroup("/tickets/{number}");
        api.MapPatch("/tickets/{number}", Edit).Produces<TicketJson>()
            .Describe<EditBody>("Correct a ticket", "Subject, priority, type, service, category, tags, the fields of the service's form, impact and urgency (the priority follows from both unless one is given), and when a change or fix is planned for. No due moves: a new priority counts for dues to come; what waits for a planned date follows it.", """{"priority":"P2","tags":["scanner"]}""");
        ticket.MapPost("/links", Link).Produces<TicketJson>()
            .Describe<LinkBody>("Tie two tickets together", "Each then names the other. No due moves, except that what `waits-for` a change or problem takes its date.", """{"ticket":1042,"kind":"related"}""");
        ticket.MapPost("/promise", Promise).Produces<TicketJson>()
            .Describe<PromiseBody>("Promise the customer a time", "Not before the next due; later than a quarter of an hour after it needs a note, or words that the customer reads. No due moves.", """{"at":"2026-03-06T15:00:00Z","note":"The supplier answers on Friday."}""");
        ticket.MapPost("/colleague", Hear).Produces<TicketJson>()
            .Describe<ColleagueBody>("Write down what a colleague said", "Another team, the supplier or an approver answered: the owner has to use it.", """{"from":"supplier","text":"The part left our store this morning."}""");
    }

    private static Task<IResult> Edit(HttpContext http, EditTicket edit, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<EditBody>(http, tickets, number, stop, async (on, body) =>
        {
            var (priority, type, planned) = (ApiCodes.Priority(body.Priority), ApiCodes.Type(body.Type), ApiRequest.Instant(http, "plannedFor", body.PlannedFor is "" ? null : body.PlannedFor));
            var fields = FormApi.Said(body.Fields ?? []);
            return (priority.Refusal ?? type.Refusal ?? planned.Refusal ?? fields.Refusal) is { } no
                ? no
                : await edit.Do(
                    on,
                    new TicketEdit(body.Subject, body.Priority is null ? null : priority.Value, body.Service, body.Type is null ? null : type.Value, body.Tags,
                        body.PlannedFor is null ? null : new PlannedDate(planned.Value))
                    { Category = body.Category, Impact = body.Impact, Urgency = body.Urgency, Fields = body.Fields is null ? null : fields.Value },
                    stop);
        });

    private static Task<IResult> Link(HttpContext http, LinkTickets link, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<LinkBody>(http, tickets, number, stop, async (on, body) =>
            body.Ticket is not { } other ? ApiRefusals.Malformed.Because("'ticket' is missing: the other ticket's number.")
            : Kinds.TryGetValue(body.Kind ?? "related", out var kind) ? await link.Do(on, other, kind, stop)
            : ApiRefusals.Malformed.Because($"'kind' is one of {string.Join(", ", Kinds.Keys)}."));

    private static Task<IResult> Promise(HttpContext http, PromiseCustomer promise, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<PromiseBody>(http, tickets, number, stop, async (on, body) =>
        {
            var at = ApiRequest.Instant(http, "at", body.At);
            return at.Refusal is { } no ? no : await promise.Do(on, at.Value, body.Note, body.Told, stop);
        });

    private static Task<IResult> Hear(HttpContext http, HearColleague hear, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ColleagueBody>(http, tickets, number, stop, (on, body) => hear.Do(on, body.From, body.Text, stop));
}
