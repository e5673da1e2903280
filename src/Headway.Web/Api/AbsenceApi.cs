using Headway.Application.Access;
using System.Globalization;
using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Somebody of support is away; <paramref name="Dues"/> of what they own fall into it, <paramref name="Teams"/> see it meanwhile.</summary>
public sealed record AbsenceJson(long Id, string Person, string From, string To, string? Reason, IReadOnlyList<string> Teams, int Dues);

/// <summary>An absence to enter or to change: <paramref name="From"/> (in) to <paramref name="To"/> (out).</summary>
public sealed record AbsenceBody(string? Person, string? From, string? To, string? Reason);

/// <summary><c>GET</c> and <c>POST /absences</c>, <c>PUT</c> and <c>DELETE /absences/{id}</c>.</summary>
internal static class AbsenceApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/absences", async (HttpContext http, AbsenceList list, CancellationToken stop) =>
            ApiAnswer.Of(await list.Read(http.Caller(), stop), read => ApiAnswer.List(read.All.Select(one => Json(http, one))))).Produces<ListJson<AbsenceJson>>()
            .Describe("Absences", "Those that are not over, of whoever one works with, the soonest first.");
        api.MapPost("/absences", Add).Produces<AbsenceJson>(StatusCodes.Status201Created)
            .Describe<AbsenceBody>("Enter an absence", "One's own; a lead also those of the own teams, an administrator everybody's. Meanwhile no time is offered with that person.", """{"from":"2099-03-02T08:00:00Z","to":"2099-03-06T17:00:00Z","reason":"On leave"}""");
        api.MapPut("/absences/{id:long}", (HttpContext http, KeepAbsence keep, AbsenceList list, long id, CancellationToken stop) =>
            Act(http, list, id, async body => Draft(http, body) is { Refusal: null } draft ? await keep.Change(http.Caller(), id, draft.Value, stop) : Draft(http, body).Refusal, stop))
            .Produces<AbsenceJson>()
            .Describe<AbsenceBody>("Change an absence", "The whole of it; whose it is stays.", """{"from":"2099-03-02T08:00:00Z","to":"2099-03-07T17:00:00Z"}""");
        api.MapDelete("/absences/{id:long}", async (HttpContext http, KeepAbsence keep, long id, CancellationToken stop) =>
            await keep.End(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("End an absence", "What has begun ends now, what has not is taken away.");
    }

    private static async Task<IResult> Add(HttpContext http, KeepAbsence keep, AbsenceList list, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AbsenceBody>(http, stop);
        var draft = asked.Refusal is { } malformed ? malformed : Draft(http, asked.Value.Body);
        if (draft.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var person = asked.Value.Body.Person is { } address ? await staff.Find(http.Caller().Tenant, address, stop) : http.Caller().Person;
        var added = person is { } whose ? await keep.Add(http.Caller(), whose, draft.Value, stop) : TicketRefusals.PersonUnknown;
        if (added.Refusal is { } refused)
        {
            return ApiAnswer.Refuse(refused);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/absences/{added.Value}");
        return await Shown(http, list, added.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Act(HttpContext http, AbsenceList list, long id, Func<AbsenceBody, Task<Refusal?>> act, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AbsenceBody>(http, stop);
        return (asked.Refusal ?? await act(asked.Value.Body)) is { } no ? ApiAnswer.Refuse(no) : await Shown(http, list, id, StatusCodes.Status200OK, stop);
    }

    private static Outcome<AbsenceDraft> Draft(HttpContext http, AbsenceBody body)
    {
        var (from, to) = (ApiRequest.Instant(http, "from", body.From), ApiRequest.Instant(http, "to", body.To));
        return (from.Refusal ?? to.Refusal) is { } no ? no
            : from.Value is { } starts && to.Value is { } ends ? new AbsenceDraft(starts, ends, body.Reason)
            : PeopleRefusals.AbsenceDate;
    }

    private static async Task<IResult> Shown(HttpContext http, AbsenceList list, long id, int status, CancellationToken stop) => ApiAnswer.Of(
        await list.Read(http.Caller(), stop),
        read => read.All.FirstOrDefault(one => one.Id == id) is { } found ? ApiAnswer.Json(Json(http, found), status) : ApiAnswer.Refuse(PeopleRefusals.AbsenceUnknown));

    private static AbsenceJson Json(HttpContext http, AbsenceKnown one) => new(
        one.Id, one.Email ?? one.Name, ApiAnswer.Text(one.Away.From), ApiAnswer.Text(one.Away.To), one.Away.ReasonIn(http.Caller().Language), one.Teams, one.Dues);
}
