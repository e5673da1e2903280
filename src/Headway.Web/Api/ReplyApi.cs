using Headway.Application.Access;
using System.Globalization;
using Headway.Application.Macros;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A canned text: one's own, a team's, or the whole desk's (<paramref name="For"/>: me, team, desk). A note where there is no reply.</summary>
public sealed record CannedJson(long Id, string Name, string For, string? Team, string? Language, string? Reply, string? Note, string? Status, int Version);

/// <summary>A canned text as it is to be, whole: a reply or a note.</summary>
public sealed record CannedBody(string? Name, string? For, string? Team, string? Language, string? Reply, string? Note, string? Status);

/// <summary><c>GET</c> and <c>POST /replies</c>, <c>PUT</c> and <c>DELETE /replies/{id}</c>: canned replies and macros.</summary>
internal static class ReplyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/replies", async (HttpContext http, MacroBook book, CancellationToken stop) =>
            ApiAnswer.Of(await book.Read(http.Caller(), stop), read => ApiAnswer.List(read.Macros.Select(Json)))).Produces<ListJson<CannedJson>>()
            .Describe("Canned replies", "One's own, one's teams' and the desk's, with the situation that a macro leaves.");
        api.MapPost("/replies", (HttpContext http, KeepMacros keep, MacroBook book, CancellationToken stop) => Keep(http, keep, book, null, stop))
            .Produces<CannedJson>(StatusCodes.Status201Created)
            .Describe<CannedBody>("Add a canned reply", "Words in braces are filled in when it is used. With a status it is a macro: reply and situation in one.", """{"name":"Ask for the room","for":"me","reply":"Which room is it in, {customer.firstName}?","status":"AWAIT_CUSTOMER"}""");
        api.MapPut("/replies/{id:long}", (HttpContext http, KeepMacros keep, MacroBook book, long id, CancellationToken stop) => Keep(http, keep, book, id, stop))
            .Produces<CannedJson>()
            .Describe<CannedBody>("Change a canned reply", "The whole of it. What was sent with it stays as it was sent.", """{"name":"Ask for the room","for":"me","reply":"Which room, please?"}""");
        api.MapDelete("/replies/{id:long}", async (HttpContext http, KeepMacros keep, long id, CancellationToken stop) =>
            await keep.PutAway(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Put a canned reply away", "Nobody can choose it any more.");
    }

    private static async Task<IResult> Keep(HttpContext http, KeepMacros keep, MacroBook book, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CannedBody>(http, stop);
        var read = await book.Read(http.Caller(), stop);
        var draft = (asked.Refusal ?? read.Refusal) is { } no ? no : Draft(asked.Value.Body, read.Value);
        if (draft.Refusal is { } wrong)
        {
            return ApiAnswer.Refuse(wrong);
        }

        var kept = await keep.Keep(http.Caller(), id, draft.Value, ApiRequest.Version(http) - 1, stop);
        if (kept.Refusal is { } refused)
        {
            return ApiAnswer.Refuse(refused);
        }

        if (id is null)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/replies/{kept.Value}");
        }

        return ApiAnswer.Of(await book.Read(http.Caller(), stop), after => ApiAnswer.Json(
            Json(after.Macros.First(one => one.Id == kept.Value)), id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static Outcome<MacroDraft> Draft(CannedBody body, MacrosRead read)
    {
        if (body.For is not (null or "me" or "team" or "desk") || (body.Reply is null) == (body.Note is null))
        {
            return ApiRefusals.Malformed.Because("'for' is me, team or desk, and there is either a reply or a note.");
        }

        var team = body.Team is null ? null : read.Teams.FirstOrDefault(one => one.Name == body.Team.Trim());
        return body is { For: "team" } && team is null
            ? ApiRefusals.Malformed.Because("'team' is the name of a team that one may keep replies for.")
            : new MacroDraft(
                body.Name ?? "", body.For switch { "team" => MacroFor.Team, "desk" => MacroFor.Desk, _ => MacroFor.Me }, team is { } of ? new TeamId(of.Id) : null, body.Language,
                body.Reply ?? body.Note ?? "", body.Reply is null, body.Status is { Length: > 0 } code ? new StatusCode(code) : null);
    }

    private static CannedJson Json(MacroRead macro) => new(
        macro.Id, macro.Name, macro.Own ? "me" : macro.Team is null ? "desk" : "team", macro.Team?.Name, macro.Language, macro.Reply, macro.Note, macro.Status, macro.Revision + 1);
}
