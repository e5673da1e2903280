using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Targets;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Domain.Promises;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Flow;

namespace Headway.Web.Api;

/// <summary>A chase: who asked when, what it was found to be; <paramref name="AnswerBusinessHours"/> null while nobody has answered.</summary>
public sealed record ChaseJson(
    string Id, long Ticket, string Subject, string From, string OpenedAt, string Due, bool Multi, string? Valid, string? Ground, string? Cause, string? AnsweredAt,
    double? AnswerBusinessHours, bool Overruled);

/// <summary>A missed target that wants its reason; <paramref name="Suggested"/> is what the ticket's own story speaks for.</summary>
public sealed record BreachJson(long Ticket, string Subject, string Kind, string At, string? Owner, string Suggested);

public sealed record BreachBody(string? Kind, string? Reason);

public sealed record NudgeBody(string? To);

/// <summary>How many were told.</summary>
public sealed record NudgedJson(int Told);

/// <summary>What leads oversee and what is asked at the end of the day: chases, missed targets and their reasons, a word to the owner or the team.</summary>
internal static class OversightApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/flow/chases", Chases).Produces<ListJson<ChaseJson>>()
            .Describe("Chases of a period", "The newest first, of 1 to 52 `weeks` (13) up to now, of a `team`; `set` all, valid, other, unmanaged, answered, again or overruled.");
        api.MapGet("/breaches", Missed).Produces<ListJson<BreachJson>>()
            .Describe("Missed targets without a reason", "Of the last four days: the token's person's own, and of the teams they lead.");
        api.MapPost("/tickets/{number}/breaches", Explain).Produces<TicketJson>()
            .Describe<BreachBody>("Say why a target was missed", "Nothing is recorded where none was.", """{"kind":"completion","reason":"waited-for-supplier"}""");
        api.MapPost("/tickets/{number}/nudges", Nudge).Produces<NudgedJson>()
            .Describe<NudgeBody>("Remind the owner, or ask the team for cover", "A lead's word, once in ten minutes to each. Nothing of the ticket moves.", """{"to":"team"}""");
    }

    private static async Task<IResult> Chases(HttpContext http, ChaseListQuery chases, DeskClock clock, int? weeks, string? set, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        if (set is not null && !(Enum.TryParse<ChaseSet>(set, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(set[0])))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'set' is all, valid, other, unmanaged, answered, again or overruled."));
        }

        var scope = FlowPages.Scope(caller, clock, weeks is > 0 and <= 52 ? weeks.Value : 13) with { Team = team is { } id ? new TeamId(id) : null };
        return ApiAnswer.Of(
            await chases.Read(caller, scope, set is null ? ChaseSet.All : Enum.Parse<ChaseSet>(set, ignoreCase: true), stop),
            rows => ApiAnswer.List(rows.Select(row => new ChaseJson(
                string.Create(CultureInfo.InvariantCulture, $"{row.Number}-{row.Activity}"), row.Number, row.Subject, row.By, ApiAnswer.Text(row.Opened), ApiAnswer.Text(row.Due), row.Multi,
                row.Finding?.Code(), row.Ground?.Code(), row.Cause, ApiAnswer.Text(row.AnsweredAt),
                row.AnswerTook is { } took ? Math.Round(took.Hours, 4, MidpointRounding.AwayFromZero) : null, row.Overruled))));
    }

    private static async Task<IResult> Missed(HttpContext http, BreachReasons reasons, CancellationToken stop) => ApiAnswer.Of(
        await reasons.Of(http.Caller(), stop),
        open => ApiAnswer.List(open.Select(row => new BreachJson(row.Number, row.Subject, Code(row.Kind), ApiAnswer.Text(row.At), row.Owner, row.Suggested))));

    private static Task<IResult> Explain(HttpContext http, BreachReasons reasons, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<BreachBody>(http, tickets, number, stop, async (on, body) =>
            Enum.GetValues<TargetKind>().Where(kind => Code(kind) == body.Kind).Select(kind => (TargetKind?)kind).FirstOrDefault() is not { } missed
                ? ApiRefusals.Malformed.Because("'kind' is response or completion.")
                : body.Reason is not { } reason || !BreachCause.Codes.Contains(reason)
                    ? ApiRefusals.Malformed.Because($"'reason' is one of {string.Join(", ", BreachCause.Codes)}.")
                    : await reasons.Say(on.Caller, on.Number, missed, reason, stop));

    private static async Task<IResult> Nudge(HttpContext http, NudgeOwner nudge, AskCover cover, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<NudgeBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(Domain.Progression.TicketRefusals.Unknown);
        }

        return asked.Value.Body.To switch
        {
            "owner" => ApiAnswer.Of(await nudge.Do(http.Caller(), known, stop), _ => ApiAnswer.Json(new NudgedJson(1))),
            "team" => ApiAnswer.Of(await cover.Do(http.Caller(), known, stop), told => ApiAnswer.Json(new NudgedJson(told))),
            _ => ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'to' is owner or team.")),
        };
    }

    private static string Code(TargetKind kind) => kind.ToString().ToLowerInvariant();
}
