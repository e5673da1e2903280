using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>Inviting or adding as it was typed, and the refusal or the link that came of it.</summary>
public sealed record NewcomerView(
    bool Staff, string? Name, string? Email, string? Role, IReadOnlyList<long> Chosen, long? Organisation, bool SeesAll, IReadOnlyList<TeamSet> Teams,
    IReadOnlyList<OrganisationKnown> Organisations, Refusal? Refused = null)
{
    public string? Phone { get; init; }

    /// <summary>Who was invited just now, with the link for copying.</summary>
    public Invited? Made { get; init; }
}

/// <summary>Everybody of the desk: the list, inviting staff, adding customers.</summary>
internal static class PeoplePages
{
    private const string At = "/settings/people";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, List);
        staff.MapGet($"{At}/invite", (HttpContext http, Newcomers newcomers, CancellationToken stop) => newcomers.Page(http, Newcomers.Blank(staff: true), stop));
        staff.MapPost($"{At}/invite", Invite);
        staff.MapGet($"{At}/add", (HttpContext http, Newcomers newcomers, long? organisation, CancellationToken stop) => newcomers.Page(http, Newcomers.Blank(staff: false) with { Organisation = organisation }, stop));
        staff.MapPost($"{At}/add", Add);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, PeopleList people, string? kind, string? q, int? page, string? done, CancellationToken stop)
    {
        var which = Enum.TryParse<PeopleKind>(kind, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : PeopleKind.Active;
        var at = Math.Max(1, page ?? 1);
        var listed = await people.Read(http.Caller(), which, q, at, stop);
        return listed.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<PeoplePage>(
                http, null, (nameof(PeoplePage.Listed), listed.Value), (nameof(PeoplePage.Kind), which), (nameof(PeoplePage.Query), q?.Trim() ?? ""), (nameof(PeoplePage.At), at),
                (nameof(PeoplePage.Done), done));
    }

    private static async Task<IResult> Invite(
        HttpContext http, Newcomers newcomers, InviteStaff invite, [FromForm] string? name, [FromForm] string? email, [FromForm] string? role, CancellationToken stop)
    {
        var typed = Newcomers.Blank(staff: true) with { Name = name, Email = email, Role = role, Chosen = [.. http.Request.Form.Ids("team")] };
        var address = EmailAddress.Parse(email);
        if (address.Refusal is { } wrong)
        {
            return await newcomers.Page(http, typed with { Refused = wrong }, stop);
        }

        var person = new NewPerson(name ?? "", address.Value, Roles.Find(role) is { } known and not Role.ProviderStaff ? known : Role.Customer);
        var made = await invite.Do(http.Caller(), person, [.. typed.Chosen.Select(id => new TeamId(id))], stop);
        return await newcomers.Page(http, made.Refusal is { } no ? typed with { Refused = no } : typed with { Made = made.Value }, stop);
    }

    private static async Task<IResult> Add(
        HttpContext http, Newcomers newcomers, AddCustomer add, [FromForm] string? name, [FromForm] string? email, [FromForm] string? phone, [FromForm] long? organisation, [FromForm] string? sees,
        CancellationToken stop)
    {
        var typed = Newcomers.Blank(staff: false) with { Name = name, Email = email, Phone = phone, Organisation = organisation, SeesAll = sees == "on" };
        var address = EmailAddress.Parse(email);
        if (address.Refusal is { } wrong)
        {
            return await newcomers.Page(http, typed with { Refused = wrong }, stop);
        }

        var person = new NewPerson(name ?? "", address.Value, Role.Customer)
        {
            Phone = http.Request.Form.Given("phone"), Organisation = organisation is > 0 ? organisation : null, SeesOrganisation = sees == "on" && organisation is > 0,
        };
        var made = await add.Do(http.Caller(), person, stop);
        return made.Refusal is { } no ? await newcomers.Page(http, typed with { Refused = no }, stop) : SettingsDoor.Done($"{At}/{made.Value.Value}", "person-added");
    }
}

/// <summary>Draws the page for somebody new, with the teams and organisations there are.</summary>
internal sealed class Newcomers(SettingsDoor door, TeamList teams, Organisations organisations)
{
    public static NewcomerView Blank(bool staff) => new(staff, null, null, staff ? Role.Agent.Code() : null, [], null, false, [], []);

    public async Task<IResult> Page(HttpContext http, NewcomerView view, CancellationToken stop)
    {
        var (known, names) = (await teams.All(http.Caller(), stop), await organisations.All(http.Caller(), stop));
        return (known.Refusal ?? names.Refusal) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<NewcomerPage>(
                http, view.Refused,
                (nameof(NewcomerPage.View), view with { Teams = [.. known.Value.Where(team => team.Active)], Organisations = [.. names.Value.Where(one => one.Active)] }));
    }
}
