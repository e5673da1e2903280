using Headway.Application.People;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>Organisations: the list, which also adds one, and a page each.</summary>
internal static class OrganisationPages
{
    private const string At = "/settings/organisations";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door, Organisations all, CancellationToken stop) => List(http, door, all, null, null, stop));
        staff.MapPost(At, async (HttpContext http, SettingsDoor door, Organisations all, [FromForm] string? name, CancellationToken stop) =>
        {
            var made = await all.Name(http.Caller(), null, name, stop);
            return made.Refusal is { } no ? await List(http, door, all, name, no, stop) : SettingsDoor.Done($"{At}/{made.Value}", "organisation-added");
        });
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, Organisations all, long id, string? done, CancellationToken stop) => One(http, door, all, id, null, null, done, stop));
        staff.MapPost($"{At}/{{id:long}}", async (HttpContext http, SettingsDoor door, Organisations all, long id, [FromForm] string? name, CancellationToken stop) =>
        {
            var named = await all.Name(http.Caller(), id, name, stop);
            return named.Refusal is { } no ? await One(http, door, all, id, name, no, null, stop) : SettingsDoor.Done($"{At}/{id}", "saved");
        });
        staff.MapPost($"{At}/{{id:long}}/active", async (HttpContext http, SettingsDoor door, Organisations all, long id, [FromForm] string? to, CancellationToken stop) =>
        {
            var done = await all.Activate(http.Caller(), id, to == "on", stop);
            return done.Refusal is { } no ? SettingsDoor.No(no) : SettingsDoor.Done($"{At}/{id}", to == "on" ? "activated" : "deactivated");
        });
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, Organisations all, string? typed, Refusal? refused, CancellationToken stop)
    {
        var listed = await all.All(http.Caller(), stop);
        return listed.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<OrganisationsPage>(
                http, refused, (nameof(OrganisationsPage.All), listed.Value), (nameof(OrganisationsPage.Typed), typed), (nameof(OrganisationsPage.Refused), refused));
    }

    private static async Task<IResult> One(HttpContext http, SettingsDoor door, Organisations all, long id, string? typed, Refusal? refused, string? done, CancellationToken stop)
    {
        var found = await all.One(http.Caller(), id, stop);
        return found.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<OrganisationPage>(
                http, refused, (nameof(OrganisationPage.Of), found.Value.Organisation), (nameof(OrganisationPage.Members), found.Value.Members), (nameof(OrganisationPage.Typed), typed),
                (nameof(OrganisationPage.Refused), refused), (nameof(OrganisationPage.Done), done));
    }
}
