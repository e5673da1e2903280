using Headway.Application.Access;
using Headway.Application.Provisioning;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Scim;

/// <summary><c>/Groups</c>: the directory's groups and who is in them. What a group gives is set here, under Single sign-on.</summary>
internal static class ScimGroups
{
    public static void Map(IEndpointRouteBuilder scim)
    {
        scim.MapGet("/Groups", Find);
        scim.MapPost("/Groups", Add);
        scim.MapGet("/Groups/{id}", Read);
        scim.MapPut("/Groups/{id}", Put);
        scim.MapPatch("/Groups/{id}", Patch);
        scim.MapDelete("/Groups/{id}", Remove);
    }

    private static async Task<IResult> Find(HttpContext http, PushGroups groups, TenantDoors tenants, CancellationToken stop)
    {
        var terms = ScimFilter.Terms(http.Request.Query["filter"], groups: true);
        if (terms.Refusal is { } no)
        {
            return ScimAnswer.Refuse(no);
        }

        var (start, count) = ScimAnswer.Page(http);
        var at = await ScimRoutes.At(http, tenants, stop);
        return ScimAnswer.Of(await groups.Find(http.Caller(), terms.Value, start, count, stop), found => ScimAnswer.List(http, found.Items.Select(one => ScimResources.Of(one, at)), found.Total, start));
    }

    private static async Task<IResult> Add(HttpContext http, PushGroups groups, TenantDoors tenants, CancellationToken stop)
    {
        var said = (await ScimAnswer.Read(http, stop)).Then(body => ScimResources.Group(body, null));
        return said.Refusal is { } no ? ScimAnswer.Refuse(no)
            : await Shown(http, tenants, await groups.Add(http.Caller(), said.Value, stop), stop, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Read(HttpContext http, PushGroups groups, TenantDoors tenants, string id, CancellationToken stop) =>
        await Shown(http, tenants, await groups.Read(http.Caller(), Group(id), stop), stop);

    private static async Task<IResult> Put(HttpContext http, PushGroups groups, TenantDoors tenants, string id, CancellationToken stop)
    {
        var body = await ScimAnswer.Read(http, stop);
        return body.Refusal is { } no ? ScimAnswer.Refuse(no)
            : await Shown(http, tenants, await groups.Change(http.Caller(), Group(id), before => ScimResources.Group(body.Value, before.Said), ScimAnswer.Expected(http), stop), stop);
    }

    private static async Task<IResult> Patch(HttpContext http, PushGroups groups, TenantDoors tenants, string id, CancellationToken stop)
    {
        var body = await ScimAnswer.Read(http, stop);
        return body.Refusal is { } no ? ScimAnswer.Refuse(no) : await Shown(
            http, tenants,
            await groups.Change(
                http.Caller(), Group(id),
                before =>
                {
                    var resource = ScimRoutes.Patchable(ScimResources.Of(before, ""));
                    return ScimPatch.Apply(resource, body.Value) is { } wrong ? wrong : ScimResources.Group(resource, before.Said, patched: true);
                },
                ScimAnswer.Expected(http), stop),
            stop);
    }

    private static async Task<IResult> Remove(HttpContext http, PushGroups groups, string id, CancellationToken stop) =>
        await groups.Remove(http.Caller(), Group(id), ScimAnswer.Expected(http), stop) is { } no ? ScimAnswer.Refuse(no) : Results.NoContent();

    private static long Group(string id) => ScimResources.Id(id) ?? 0;

    private static async Task<IResult> Shown(HttpContext http, TenantDoors tenants, Outcome<PushedGroup> outcome, CancellationToken stop, int status = StatusCodes.Status200OK)
    {
        var at = await ScimRoutes.At(http, tenants, stop);
        return ScimAnswer.Of(outcome, group => ScimAnswer.One(http, ScimResources.Of(group, at), status));
    }
}
