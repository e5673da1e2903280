using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Somebody is away from (in) to (out); <paramref name="Dues"/> of what the person owns fall into it.</summary>
public sealed record AbsenceJson(long Id, string Person, string From, string To, string? Reason, int Dues, bool Now, string? Substitute);

public sealed record AbsenceBody(string? Person, string? From, string? To, string? Reason, string? Substitute = null);

/// <summary><c>/absences</c>: who is away, so that their work finds its way.</summary>
internal static class AbsenceApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/absences", async (HttpContext http, AbsenceList list, CancellationToken stop) => Shown(await list.Read(http.Caller(), stop))).Produces<ListJson<AbsenceJson>>()
            .Describe("Absences", "That are not over, of whoever one works with; the soonest first.");
        api.MapPost("/absences", Add).Produces<ListJson<AbsenceJson>>(StatusCodes.Status201Created)
            .Describe<AbsenceBody>("Enter an absence", "One's own; a lead those of the own teams, an administrator everybody's. Lists change at once.", """{"from":"2032-03-02T09:00:00Z","to":"2032-03-02T11:30:00Z","reason":"dentist"}""");
        api.MapPatch("/absences/{id:long}", Change).Produces<ListJson<AbsenceJson>>()
            .Describe<AbsenceBody>("Change an absence", "What is left out stays.", """{"reason":"dentist, both sides"}""");
        api.MapDelete("/absences/{id:long}", async (HttpContext http, KeepAbsence keep, long id, CancellationToken stop) =>
            await keep.End(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Back now", "What has begun ends at this moment, what has not is taken away.");
    }

    private static async Task<IResult> Add(HttpContext http, KeepAbsence keep, AbsenceList list, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AbsenceBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var (body, caller) = (asked.Value.Body, http.Caller());
        var (from, to) = (ApiRequest.Instant(http, "from", body.From), ApiRequest.Instant(http, "to", body.To));
        if ((from.Refusal ?? to.Refusal ?? (from.Value is null || to.Value is null ? PeopleRefusals.AbsenceDate : null)) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var person = body.Person is null ? caller.Person : await staff.Find(caller.Tenant, body.Person, stop);
        var substitute = await StandsIn(caller, staff, body, null, stop);
        var added = substitute.Refusal is { } nobody ? nobody : person is { } whose
            ? await keep.Add(caller, whose, new AbsenceDraft(from.Value ?? default, to.Value ?? default, body.Reason, substitute.Value), stop, asked.Value.Key)
            : PeopleRefusals.Unknown;
        return added.Refusal is { } refused ? ApiAnswer.Refuse(refused) : Shown(await list.Read(caller, stop), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Change(HttpContext http, KeepAbsence keep, AbsenceList list, StaffDirectory staff, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<AbsenceBody>(http, stop);
        var read = await list.Read(http.Caller(), stop);
        if ((asked.Refusal ?? read.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (body, stands) = (asked.Value.Body, read.Value.All.FirstOrDefault(one => one.Id == id));
        var (from, to) = (ApiRequest.Instant(http, "from", body.From), ApiRequest.Instant(http, "to", body.To));
        if ((from.Refusal ?? to.Refusal ?? (stands is null ? PeopleRefusals.AbsenceUnknown : null)) is { } wrong)
        {
            return ApiAnswer.Refuse(wrong);
        }

        var substitute = await StandsIn(http.Caller(), staff, body, stands!.Away.Substitute, stop);
        if (substitute.Refusal is { } nobody)
        {
            return ApiAnswer.Refuse(nobody);
        }

        var draft = new AbsenceDraft(from.Value ?? stands.Away.From, to.Value ?? stands.Away.To, body.Reason ?? stands.Away.ReasonIn("en"), substitute.Value);
        return await keep.Change(http.Caller(), id, draft, stop) is { } refused ? ApiAnswer.Refuse(refused) : Shown(await list.Read(http.Caller(), stop));
    }

    // By address; an empty one is nobody in particular, left out stays.
    private static async Task<Outcome<Domain.PersonId?>> StandsIn(Application.Access.Caller caller, StaffDirectory staff, AbsenceBody body, Domain.PersonId? stands, CancellationToken stop) =>
        body.Substitute is null ? stands
        : body.Substitute.Trim().Length == 0 ? (Domain.PersonId?)null
        : await staff.Find(caller.Tenant, body.Substitute, stop) is { } found ? (Domain.PersonId?)found
        : PeopleRefusals.AbsenceSubstitute;

    private static IResult Shown(Outcome<AbsencesRead> read, int status = StatusCodes.Status200OK) => ApiAnswer.Of(read, all => ApiAnswer.Json(
        new ListJson<AbsenceJson>([.. all.All.Select(one => new AbsenceJson(
            one.Id, one.Email ?? one.Name, ApiAnswer.Text(one.Away.From), ApiAnswer.Text(one.Away.To), one.Away.ReasonIn("en"), one.Dues, one.Holds(all.Now), one.SubstituteEmail ?? one.Substitute))], null), status));
}
