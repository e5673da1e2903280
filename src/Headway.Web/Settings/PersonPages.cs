using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>A person's page: as they are known, or as typed when that was refused; a link that was made just now.</summary>
public sealed record PersonPageView(
    PersonKnown Known, PersonDetails Typed, string? Email, IReadOnlyList<TeamSet> Teams, IReadOnlyList<OrganisationKnown> Organisations, bool Oneself, bool Mails,
    Refusal? Refused = null, string? Done = null, string? Link = null)
{
    /// <summary>What became of the tickets of somebody deactivated just now.</summary>
    public int? Released { get; init; }

    /// <summary>When the person is or will be away.</summary>
    public IReadOnlyList<AbsenceKnown> Absences { get; init; } = [];

    /// <summary>What an erasure would blank.</summary>
    public PersonKept? Kept { get; init; }
}

/// <summary>One person: details, role and teams, ways in, standing.</summary>
internal static class PersonPages
{
    private const string At = "/settings/people/{id:long}";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, PersonDoor door, long id, string? done, int? released, CancellationToken stop) =>
            door.Page(http, id, view => view with { Done = done, Released = released }, stop));
        staff.MapPost(At, Details);
        staff.MapPost($"{At}/role", RoleAndTeams);
        staff.MapPost($"{At}/organisation", async (HttpContext http, PersonDoor door, ChangeStanding change, long id, [FromForm] string? sees, CancellationToken stop) =>
            await door.After(http, id, await change.Organisation(http.Caller(), new PersonId(id), sees == "on", stop), "saved", stop));
        staff.MapPost($"{At}/link", Link);
        staff.MapPost($"{At}/sessions", async (HttpContext http, PersonDoor door, AccessList access, long id, CancellationToken stop) =>
            await door.After(http, id, await access.EndAll(http.Caller(), new PersonId(id), stop), "sessions-ended", stop));
        staff.MapPost($"{At}/active", Activate);
        staff.MapGet($"{At}/kept.json", async (HttpContext http, ExportPerson export, long id, CancellationToken stop) =>
        {
            var kept = await export.Do(http.Caller(), new PersonId(id), stop);
            return kept.Refusal is { } no
                ? SettingsDoor.No(no)
                : Results.File(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Api.KeptJson.Of(kept.Value), Api.KeptJson.Written), "application/json", FormattableString.Invariant($"person-{id}.json"));
        });
        staff.MapPost($"{At}/erase", async (HttpContext http, PersonDoor door, ErasePerson erase, long id, CancellationToken stop) =>
        {
            var done = http.Request.Form["sure"] == "on" ? await erase.Do(http.Caller(), new PersonId(id), stop) : PeopleRefusals.EraseUnsure;
            return done.Refusal is { } no ? await door.After(http, id, no, "", stop) : SettingsDoor.Done("/settings/people", "erased");
        });
    }

    private static async Task<IResult> Details(HttpContext http, PersonDoor door, ChangePerson change, long id, CancellationToken stop)
    {
        var form = http.Request.Form;
        var typed = new PersonDetails(
            form["name"].ToString(), form.Given("phone"), form.Given("zone"), form.Given("language"), form.Ids("organisation").Select(one => (long?)one).FirstOrDefault(),
            form.Given("department"), form.Given("place"), form["vip"] == "on")
        { Beside = new Beside(form.Given("manager"), form.Given("assistant")) };
        var refused = await change.Do(http.Caller(), new PersonId(id), typed, form["email"], stop);
        return refused is null
            ? SettingsDoor.Done($"/settings/people/{id}", "saved")
            : await door.Page(http, id, view => view with { Typed = typed, Email = form["email"], Refused = refused }, stop);
    }

    private static async Task<IResult> RoleAndTeams(HttpContext http, PersonDoor door, ChangeStanding change, PersonCard card, long id, [FromForm] string? role, CancellationToken stop)
    {
        var (caller, person, form) = (http.Caller(), new PersonId(id), http.Request.Form);
        var known = await card.Read(caller, person, stop);
        if (known.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var refused = role is not null && known.Value.Role.Code() != role
            ? Roles.Find(role) is { } wanted and not Role.ProviderStaff ? await change.Role(caller, person, wanted, stop) : PeopleRefusals.RoleUnknown
            : null;
        refused ??= await change.Teams(caller, person, [.. form.Ids("team").Select(team => new TeamId(team))], [.. form.Ids("lead").Select(team => new TeamId(team))], stop);
        return await door.After(http, id, refused, "saved", stop);
    }

    private static async Task<IResult> Link(HttpContext http, PersonDoor door, CopyLink copy, long id, CancellationToken stop)
    {
        var link = await copy.Do(http.Caller(), new PersonId(id), stop);
        return await door.Page(http, id, view => link.Refusal is { } no ? view with { Refused = no } : view with { Link = link.Value }, stop);
    }

    private static async Task<IResult> Activate(HttpContext http, PersonDoor door, ChangeStanding change, Deactivate deactivate, long id, [FromForm] string? to, CancellationToken stop)
    {
        if (to == "on")
        {
            return await door.After(http, id, await change.Enable(http.Caller(), new PersonId(id), stop), "activated", stop);
        }

        var done = await deactivate.Do(http.Caller(), new PersonId(id), stop);
        return done.Refusal is { } no
            ? await door.After(http, id, no, "", stop)
            : Results.Redirect(FormattableString.Invariant($"/settings/people/{id}?done=deactivated&released={done.Value.Released}"));
    }
}

/// <summary>Draws a person's page.</summary>
internal sealed class PersonDoor(SettingsDoor door, PersonCard card, TeamList teams, Organisations organisations, TenantDoors tenants, AbsenceList absences, ErasePerson erase)
{
    public async Task<IResult> After(HttpContext http, long id, Refusal? refused, string done, CancellationToken stop) =>
        refused is null ? SettingsDoor.Done($"/settings/people/{id}", done) : await Page(http, id, view => view with { Refused = refused }, stop);

    public async Task<IResult> Page(HttpContext http, long id, Func<PersonPageView, PersonPageView> with, CancellationToken stop)
    {
        var caller = http.Caller();
        var known = await card.Read(caller, new PersonId(id), stop);
        var (all, names) = (await teams.All(caller, stop), await organisations.All(caller, stop));
        if ((known.Refusal ?? all.Refusal ?? names.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var person = known.Value;
        var view = with(new PersonPageView(
            person, person.Details, person.Email, [.. all.Value.Where(team => team.Active)],
            [.. names.Value.Where(one => one.Active || one.Id == person.Details.Organisation)], person.Id == caller.Person, await tenants.SendsMail(caller.Tenant, stop))
        {
            Absences = await absences.Read(caller, stop) is { IsRefused: false } away ? [.. away.Value.All.Where(one => one.Away.Person == person.Id)] : [],
            Kept = (await erase.Look(caller, person.Id, stop)) is { IsRefused: false } kept ? kept.Value : null,
        });
        return await door.Page<PersonPage>(http, view.Refused, (nameof(PersonPage.View), view));
    }
}
