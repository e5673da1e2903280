using Headway.Application.Access;
using System.Globalization;
using System.Text.Json;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A fact of the ledger; <paramref name="Fact"/> as it was stored, <paramref name="Text"/> its words.</summary>
public sealed record LedgerJson(int Seq, string At, string By, string Kind, JsonElement Fact, string? Text)
{
    /// <summary>A machine did it for the person named in <c>by</c>.</summary>
    public bool Machine { get; init; }
}

/// <summary><c>/tickets</c>: raise, list, read, the ledger, why dues are what they are.</summary>
internal static class TicketApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tickets", Raise).Produces<TicketJson>(StatusCodes.Status201Created)
            .Describe<TicketBody>("Raise a ticket", "Its first activity, the response, is due by the response target. Without a requester it is the token's person's own.", """{"subject":"The scanner at dock 4 jams","text":"Since this morning, with every paper.","priority":"P3","requester":{"email":"bo@calder.example","name":"Bo Larsen"}}""");
        api.MapGet("/tickets", Page).Produces<ListJson<TicketJson>>()
            .Describe("List tickets", "Newest first, narrowed by what is given. `owner` is an address, `me` or `none`.");
        api.MapGet("/tickets/{number}", One).Produces<TicketJson>().Describe("Read a ticket", "With its open activities. The ETag is its version; 304 to whoever has it.");
        api.MapGet("/tickets/{number}/ledger", Ledger).Produces<ListJson<LedgerJson>>().Describe("Read its ledger", "Everything that happened on it, in order: facts, with their words.");
        api.MapGet("/tickets/{number}/explain", Explain).Produces<ExplainJson>().Describe("Explain its dues", "For each open due: the rule, the calendar, what passed and paused, who moved it and why.");
    }

    private static async Task<IResult> Raise(HttpContext http, RaiseTicket raise, Application.Services.IntakeQuestions intake, SentFiles sent, TicketFacesQuery tickets, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<TicketBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var (body, caller) = (asked.Value.Body, http.Caller());
        var (priority, type, channel) = (ApiCodes.Priority(body.Priority), ApiCodes.Type(body.Type), ApiCodes.Channel(body.Channel, Channel.Api));
        if ((priority.Refusal ?? type.Refusal ?? channel.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var files = sent.Open(caller, body.Files);
        if (files.Refusal is { } lost)
        {
            return ApiAnswer.Refuse(lost);
        }

        var fields = FormApi.Said(body.Fields ?? []);
        if (fields.Refusal is { } unreadable)
        {
            return ApiAnswer.Refuse(unreadable);
        }

        var said = body.Answers is { } answers
            ? await intake.Answered(
                caller, await intake.ServiceOf(caller.Tenant, body.Service, stop), body.Text,
                answers.Where(one => long.TryParse(one.Key, out _)).ToDictionary(one => long.Parse(one.Key, System.Globalization.CultureInfo.InvariantCulture), one => one.Value), stop)
            : body.Text ?? "";
        if (said.Refusal is { } unanswered)
        {
            return ApiAnswer.Refuse(unanswered);
        }

        var need = new NewTicket(
            body.Subject, body.Answers is null ? body.Text : said.Value, priority.Value, body.Team, body.Service, body.Requester?.Email, body.Requester?.Name,
            body.Requester is null ? caller.Person : null, type.Value, channel.Value, files.Value)
        { Category = body.Category, Impact = body.Impact, Urgency = body.Urgency, PriorityFollows = body.Priority is null, Fields = fields.Value };
        return await ApiAnswer.Changed(http, tickets, await raise.Do(caller, need, asked.Value.Key, stop), created: true, stop);
    }

    private static async Task<IResult> Page(
        HttpContext http, TicketFacesQuery tickets, string? state, string? status, string? team, string? owner, string? requester, string? priority, string? after, string? limit,
        string? tag, string? category, string? impact, string? urgency, string? field, CancellationToken stop)
    {
        var rank = priority is null ? (Outcome<Priority>?)null : ApiCodes.Priority(priority);
        if (rank is { Refusal: { } no })
        {
            return ApiAnswer.Refuse(no);
        }

        var (heavy, soon) = (ApiCodes.Weight("impact", impact), ApiCodes.Weight("urgency", urgency));
        if ((heavy.Refusal ?? soon.Refusal) is { } malformed)
        {
            return ApiAnswer.Refuse(malformed);
        }

        if (state is not (null or "open" or "resolved" or "closed"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'state' is one of open, resolved, closed."));
        }

        // It may be named several times: all of them hold.
        string[] fields = field is null ? [] : [.. http.Request.Query["field"].OfType<string>()];
        if (fields.Length > Application.Intake.AnswerCondition.Most || !fields.All(Application.Intake.AnswerCondition.IsOne))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'field' is key=value, at most eight of them."));
        }

        var filter = new TicketsWanted(
            state, status, team, owner switch { "me" => http.Caller().Email, "none" => null, _ => owner }, requester, rank?.Value, owner == "none")
        { Tag = tag, Category = category, Impact = heavy.Value, Urgency = soon.Value, Fields = fields };
        var page = await tickets.Page(http.Caller(), filter, ApiRequest.Number(after ?? ""), ApiRequest.Length(limit), stop);
        return ApiAnswer.Of(page, found => ApiAnswer.List(found.Items.Select(TicketJson.Of), found.Next?.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> One(HttpContext http, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await tickets.One(http.Caller(), known, stop), ticket => ApiAnswer.Ticket(http, ticket))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Ledger(HttpContext http, LedgerQuery ledger, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await ledger.Read(http.Caller(), known, stop), lines => ApiAnswer.List(lines.Select(line =>
                new LedgerJson(line.Seq, ApiAnswer.Text(line.At), line.By, line.Kind, JsonElement.Parse(line.Body), line.Text) { Machine = line.Machine })))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Explain(HttpContext http, LedgerQuery ledger, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await ledger.Explain(http.Caller(), known, stop), explained => ApiAnswer.Json(ExplainJson.Of(explained)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);
}
