using System.Globalization;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.SignOn;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Scim;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>A line of the groups as typed.</summary>
public sealed record GroupTyped(string Group, string Role, string Team);

/// <summary>The provider's form as typed; a secret is never among what is shown.</summary>
public sealed record ProviderTyped(string Name, string Issuer, string Client, string Domains, string Newcomers, string GroupsClaim, bool Active, IReadOnlyList<GroupTyped> Groups)
{
    // Room for more, without a script.
    private const int Spare = 3;

    public static ProviderTyped Of(Provider? one) => one is null
        ? new("", "", "", "", "", "groups", true, Room([]))
        : new(
            one.Name, one.Issuer, one.Client, string.Join(", ", one.Domains), one.Newcomers?.Code() ?? "", one.GroupsClaim, one.Active,
            Room([.. one.Groups.Select(group => new GroupTyped(group.Group, group.Role?.Code() ?? "", group.Team?.Value.ToString(CultureInfo.InvariantCulture) ?? ""))]));

    public static ProviderTyped Of(IFormCollection form)
    {
        var (groups, roles, teams) = (form["group"], form["role"], form["team"]);
        return new(
            form.Text("name"), form.Text("issuer"), form.Text("client"), form.Text("domains"), form.Text("newcomers"), form.Text("claim"), form.Text("active").Length > 0,
            Room([.. groups.Select((group, i) => new GroupTyped(group?.Trim() ?? "", roles.ElementAtOrDefault(i) ?? "", teams.ElementAtOrDefault(i) ?? "")).Where(group => group.Group.Length > 0)]));
    }

    public ProviderDraft Draft(string? secret) => new(
        Name, Issuer, Client, secret, Domains.Split([',', ' ', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), Newcomers, GroupsClaim,
        [.. Groups.Where(group => group.Group.Length > 0).Select(group => new GroupMeaning(
            group.Group, Roles.Find(group.Role), long.TryParse(group.Team, NumberStyles.None, CultureInfo.InvariantCulture, out var team) ? new TeamId(team) : null))],
        Active);

    private static IReadOnlyList<GroupTyped> Room(IReadOnlyList<GroupTyped> all) => [.. all, .. Enumerable.Repeat(new GroupTyped("", "", ""), Spare)];
}

/// <summary>What the directory pushes: where to, the trail's last lines about it, and a token that was made just now and is shown this once.</summary>
public sealed record PushingView(string Address, IReadOnlyList<TrailLine> Lines, string? Token = null);

/// <summary>The provider's page: <paramref name="Back"/> is entered there. <paramref name="Checks"/>: what a test found, null before one.</summary>
public sealed record SignOnView(ProviderRead Read, ProviderTyped Typed, string Back, PushingView Pushing, Refusal? Refused = null, string? Done = null, IReadOnlyList<ProviderCheck>? Checks = null);

/// <summary>Where this desk's people prove who they are: set, try out, take away.</summary>
internal static class SignOnPages
{
    private const string At = "/settings/sign-on";

    private const int LinesShown = 6;

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, (HttpContext http, SettingsDoor door, KeepProvider keep, TenantDoors tenants, string? done, CancellationToken stop) =>
            Page(http, door, keep, tenants, view => view with { Done = done is "saved" or "removed" ? done : null }, stop));
        staff.MapPost(At, async Task<IResult> (HttpContext http, SettingsDoor door, KeepProvider keep, TenantDoors tenants, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var typed = ProviderTyped.Of(form);
            return await keep.Keep(http.Caller(), typed.Draft(form.Given("secret")), form.Revision(), stop) is { } no
                ? await Page(http, door, keep, tenants, view => view with { Typed = typed, Refused = no }, stop)
                : SettingsDoor.Done(At, "saved");
        });
        staff.MapPost($"{At}/test", async Task<IResult> (HttpContext http, SettingsDoor door, KeepProvider keep, TryProvider tried, TenantDoors tenants, CancellationToken stop) =>
        {
            var checks = await tried.Do(http.Caller(), stop);
            return await Page(http, door, keep, tenants, view => checks.Refusal is { } no ? view with { Refused = no } : view with { Checks = checks.Value }, stop);
        });
        staff.MapPost($"{At}/token", Token).RequireRateLimiting(Limits.Login);
        staff.MapPost($"{At}/remove", async Task<IResult> (HttpContext http, SettingsDoor door, KeepProvider keep, TenantDoors tenants, CancellationToken stop) =>
            await keep.Remove(http.Caller(), (await http.Request.ReadFormAsync(stop)).Revision(), stop) is { } no
                ? await Page(http, door, keep, tenants, view => view with { Refused = no }, stop)
                : SettingsDoor.Done(At, "removed"));
    }

    private static async Task<IResult> Token(
        HttpContext http, SettingsDoor door, KeepProvider keep, TenantDoors tenants, OwnPassword own, Tokens tokens, AccessOptions options, [FromForm] string? name, [FromForm] string? present, CancellationToken stop)
    {
        var cookie = await own.StepUp(http.Caller(), present ?? "", http.Arrival().Browser, stop);
        if (cookie.Refusal is { } wrong)
        {
            return await Page(http, door, keep, tenants, view => view with { Refused = wrong }, stop);
        }

        SessionCookies.Give(http, options, staff: true, cookie.Value);
        var token = await tokens.Create(http.Caller(), name ?? "", TokenScope.Provision, stop: stop);
        return await Page(
            http, door, keep, tenants, view => token.Refusal is { } no ? view with { Refused = no } : view with { Pushing = view.Pushing with { Token = token.Value } }, stop);
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, KeepProvider keep, TenantDoors tenants, Func<SignOnView, SignOnView> with, CancellationToken stop)
    {
        var read = await keep.Read(http.Caller(), stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var trail = await http.RequestServices.GetRequiredService<TrailQuery>().Read(http.Caller(), new TrailWish(Subject: "provisioning"), LinesShown, stop);
        var pushing = new PushingView(await tenants.Link(http.Caller().Tenant, ScimRoutes.Root, stop), trail.IsRefused ? [] : trail.Value.Lines);
        var view = with(new SignOnView(read.Value, ProviderTyped.Of(read.Value.Provider), await tenants.Link(http.Caller().Tenant, TryProvider.Back, stop), pushing));
        return await door.Page<SignOnPage>(http, view.Refused, (nameof(SignOnPage.View), view));
    }
}
