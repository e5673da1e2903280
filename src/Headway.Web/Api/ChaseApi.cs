using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Outages;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Flow;

namespace Headway.Web.Api;

/// <summary>A chase: who asked when, what it was found to be; <paramref name="AnswerBusinessHours"/> null while nobody has answered.</summary>
public sealed record ChaseJson(
    string Id, long Ticket, string Subject, string From, string OpenedAt, string Due, bool Multi, string? Valid, string? Ground, string? Cause, string? AnsweredAt,
    double? AnswerBusinessHours, bool Overruled);

/// <summary><c>POST /tickets/{number}/chases</c>, <c>POST /chases/{id}/verdict</c> and <c>GET /flow/chases</c>: where is it, what that was, and which there were.</summary>
internal static class ChaseApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/flow/chases", Of).Produces<BehindJson<ChaseJson>>()
            .Describe("Chases of a period", "The newest first, of 1 to 52 `weeks` (13) up to now, of a `team`; `set` all, valid, other, unmanaged, answered, again or overruled.");
        api.MapPost("/tickets/{number}/chases", Ask).Produces<TicketJson>()
            .Describe<ChaseBody>("Write down a chase", "The customer asks where it is: its answer is due within a business hour, the work keeps its due.", """{"text":"Any news on the scanner?","channel":"phone"}""");
        api.MapPost("/chases/{id}/verdict", Judge).Produces<TicketJson>()
            .Describe<VerdictBody>("Judge a chase", "Whether it was valid, and on what ground; it closes when it is answered too.", """{"valid":true,"ground":"b","cause":"promise-missed"}""");
        api.MapPost("/chases/{id}/overrule", Overrule).Produces<TicketJson>()
            .Describe<VerdictBody>("Overrule a verdict", "A lead finds a judged chase to be something else. Both verdicts are kept; figures go by this one.", """{"valid":false}""");
        api.MapPost("/tickets/{number}/tell-all", TellEverybody).Produces<ToldJson>()
            .Describe<TellAllBody>(
                "Tell everybody who hangs on a ticket", "One public update on each open ticket that has this one as its cause. It answers their updates and chases; chases nobody has judged take the verdict given here. Once the cause is resolved they are asked to try.",
                """{"text":"The gateway is being rebuilt; you hear from us by noon.","valid":true,"ground":"b"}""");
        api.MapPost("/tickets/{number}/suspected", Settle).Produces<TicketJson>()
            .Describe<SuspectedBody>("Say whether a message is a chase", "For the newest message that might be one. A chase is answered within its hour; the answer also teaches the reading.", """{"chase":true}""");
        api.MapPost("/tickets/{number}/ask-all", AskEverybody).Produces<ToldJson>()
            .Describe<AskAllBody>("Ask everybody who hangs on a ticket whether it works", "Once the cause is solved: each is asked in their own language and answers with one tap.", """{"cause":"outage"}""");
        api.MapPost("/calls", Rang).Produces<RangJson>()
            .Describe<CallBody>("Report that somebody rang", "For telephone systems: counts on the person's open tickets as a sign that they wait, where the desk counts such signs. No ticket changes.", """{"from":"+49 421 555 0188"}""");
    }

    private static async Task<IResult> Of(HttpContext http, ChaseListQuery chases, DeskClock clock, int? weeks, string? set, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        if (set is not null && !(Enum.TryParse<ChaseSet>(set, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(set[0])))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'set' is all, valid, other, unmanaged, answered, again or overruled."));
        }

        var scope = FlowPages.Scope(caller, clock, weeks is > 0 and <= 52 ? weeks.Value : 13) with { Team = team is { } id ? new TeamId(id) : null };
        return ApiAnswer.Of(
            await chases.Read(caller, scope, set is null ? ChaseSet.All : Enum.Parse<ChaseSet>(set, ignoreCase: true), stop),
            read => ApiAnswer.Json(new BehindJson<ChaseJson>([.. read.Rows.Select(row => new ChaseJson(
                string.Create(CultureInfo.InvariantCulture, $"{row.Number}-{row.Activity}"), row.Number, row.Subject, row.By, ApiAnswer.Text(row.Opened), ApiAnswer.Text(row.Due), row.Multi,
                row.Finding?.Code(), row.Ground?.Code(), row.Cause, ApiAnswer.Text(row.AnsweredAt),
                row.AnswerTook is { } took ? Math.Round(took.Hours, 4, MidpointRounding.AwayFromZero) : null, row.Overruled))], null, read.Withheld)));
    }

    private static Task<IResult> Ask(
        HttpContext http, WriteMessage write, RequesterBook people, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<ChaseBody>(http, tickets, number, stop, async (on, body) =>
        {
            var channel = ApiCodes.Channel(body.Channel, Channel.Api);
            if (channel.Refusal is { } no)
            {
                return no;
            }

            PersonId? from = null;
            if (body.From is { } address && (from = await people.Find(on.Caller.Tenant, address, stop)) is null)
            {
                return TicketRefusals.PersonUnknown.Because($"Nobody has the address {address} here.");
            }

            return await write.Do(on, new CustomerInput(Intent.Chase, body.Text, channel.Value, from), stop);
        });

    // A chase is named like its activity: the ticket's number and the seq of its opening, 1042-7.
    private static Task<IResult> Judge(HttpContext http, ReviewChase verdicts, TicketFacesQuery tickets, string id, CancellationToken stop) =>
        Verdict(http, tickets, id, (on, activity, verdict) => verdicts.Do(on, activity, verdict, stop), stop);

    private static Task<IResult> Overrule(HttpContext http, ReviewChase verdicts, TicketFacesQuery tickets, string id, CancellationToken stop) =>
        Verdict(http, tickets, id, (on, activity, verdict) => verdicts.Overrule(on, activity, verdict, stop), stop);

    private static async Task<IResult> TellEverybody(HttpContext http, TellAll tellAll, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<TellAllBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var body = asked.Value.Body;
        var verdict = body.Valid is null
            ? new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen, body.Cause)
            : Finding(body.Valid) is { } finding ? new ChaseVerdict(finding, body.Ground is { } letter ? ChaseWords.Ground(letter) : null, body.Cause) : null;
        var told = verdict is null
            ? ApiRefusals.Malformed.Because("'valid' is true, false or \"not-a-chase\".")
            : await tellAll.Do(new ActOn(http.Caller(), known, Key: asked.Value.Key), body.Text, verdict, stop);
        return ApiAnswer.Of(told, all => ApiAnswer.Json(ToldJson.Of(all)));
    }

    private static Task<IResult> Settle(HttpContext http, ReviewChase verdicts, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<SuspectedBody>(http, tickets, number, stop, async (on, body) => body.Chase is { } chase
            ? await verdicts.OfSuspected(on, chase, stop)
            : ApiRefusals.Malformed.Because("'chase' is true or false."));

    private static async Task<IResult> AskEverybody(HttpContext http, TellAll tellAll, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AskAllBody>(http, stop);
        return asked.Refusal is { } no ? ApiAnswer.Refuse(no)
            : ApiRequest.Number(number) is not { } known ? ApiAnswer.Refuse(TicketRefusals.Unknown)
            : ApiAnswer.Of(
                await Desk.LinkPages.AskWhetherItWorks(tellAll, new ActOn(http.Caller(), known, Key: asked.Value.Key), asked.Value.Body.Cause, stop), all => ApiAnswer.Json(ToldJson.Of(all)));
    }

    private static async Task<IResult> Rang(HttpContext http, EarlySigns signs, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CallBody>(http, stop);
        return asked.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await signs.Rang(http.Caller(), asked.Value.Body.From, stop), tickets => ApiAnswer.Json(new RangJson(tickets)));
    }

    private static async Task<IResult> Verdict(
        HttpContext http, TicketFacesQuery tickets, string id, Func<ActOn, int, ChaseVerdict, Task<Outcome<Application.Storage.Changed>>> judge, CancellationToken stop)
    {
        var parts = id.Split('-');
        return parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var activity)
            ? ApiAnswer.Refuse(ChaseRefusals.Unknown)
            : await TouchApi.Act<VerdictBody>(http, tickets, parts[0], stop, async (on, body) =>
            {
                var ground = body.Ground is { } letter ? ChaseWords.Ground(letter) : null;
                return Finding(body.Valid) is not { } finding || (body.Ground is not null && ground is null)
                    ? ApiRefusals.Malformed.Because("Say valid: true, false or \"not-a-chase\", and for a valid one its ground: a, b or c.")
                    : await judge(on, activity, new ChaseVerdict(finding, ground, body.Cause));
            });
    }

    private static ChaseFinding? Finding(JsonElement? valid) => valid?.ValueKind switch
    {
        JsonValueKind.True => ChaseFinding.Valid,
        JsonValueKind.False => ChaseFinding.NotValid,
        JsonValueKind.String => ChaseWords.Finding(valid.Value.GetString() ?? ""),
        _ => null,
    };
}
