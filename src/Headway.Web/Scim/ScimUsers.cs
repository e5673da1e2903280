using Headway.Application.Access;
using Headway.Application.Provisioning;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Scim;

/// <summary><c>/Users</c>: the people that the directory pushed. Deleting one deactivates them.</summary>
internal static class ScimUsers
{
    public static void Map(IEndpointRouteBuilder scim)
    {
        scim.MapGet("/Users", Find);
        scim.MapPost("/Users", Add);
        scim.MapGet("/Users/{id}", Read);
        scim.MapPut("/Users/{id}", Put);
        scim.MapPatch("/Users/{id}", Patch);
        scim.MapDelete("/Users/{id}", Remove);
    }

    private static async Task<IResult> Find(HttpContext http, PushPeople people, TenantDoors tenants, CancellationToken stop)
    {
        var terms = ScimFilter.Terms(http.Request.Query["filter"], groups: false);
        if (terms.Refusal is { } no)
        {
            return ScimAnswer.Refuse(no);
        }

        var (start, count) = ScimAnswer.Page(http);
        var at = await ScimRoutes.At(http, tenants, stop);
        return ScimAnswer.Of(await people.Find(http.Caller(), terms.Value, start, count, stop), found => ScimAnswer.List(http, found.Items.Select(one => ScimResources.Of(one, at)), found.Total, start));
    }

    private static async Task<IResult> Add(HttpContext http, PushPeople people, TenantDoors tenants, CancellationToken stop)
    {
        var said = (await ScimAnswer.Read(http, stop)).Then(body => ScimResources.Person(body, null));
        return said.Refusal is { } no ? ScimAnswer.Refuse(no)
            : await Shown(http, tenants, await people.Add(http.Caller(), said.Value, stop), stop, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Read(HttpContext http, PushPeople people, TenantDoors tenants, string id, CancellationToken stop) =>
        await Shown(http, tenants, await people.Read(http.Caller(), Person(id), stop), stop);

    private static async Task<IResult> Put(HttpContext http, PushPeople people, TenantDoors tenants, string id, CancellationToken stop)
    {
        var body = await ScimAnswer.Read(http, stop);
        return body.Refusal is { } no ? ScimAnswer.Refuse(no)
            : await Shown(http, tenants, await people.Change(http.Caller(), Person(id), before => ScimResources.Person(body.Value, before.Said), ScimAnswer.Expected(http), stop), stop);
    }

    private static async Task<IResult> Patch(HttpContext http, PushPeople people, TenantDoors tenants, string id, CancellationToken stop)
    {
        var body = await ScimAnswer.Read(http, stop);
        return body.Refusal is { } no ? ScimAnswer.Refuse(no) : await Shown(
            http, tenants,
            await people.Change(
                http.Caller(), Person(id),
                before =>
                {
                    var resource = ScimRoutes.Patchable(ScimResources.Of(before, ""));
                    return ScimPatch.Apply(resource, body.Value) is { } wrong ? wrong : ScimResources.Person(resource, before.Said, patched: true);
                },
                ScimAnswer.Expected(http), stop),
            stop);
    }

    private static async Task<IResult> Remove(HttpContext http, PushPeople people, string id, CancellationToken stop) =>
        await people.Remove(http.Caller(), Person(id), ScimAnswer.Expected(http), stop) is { } no ? ScimAnswer.Refuse(no) : Results.NoContent();

    private static PersonId Person(string id) => new(ScimResources.Id(id) ?? 0);

    private static async Task<IResult> Shown(HttpContext http, TenantDoors tenants, Outcome<PushedPerson> outcome, CancellationToken stop, int status = StatusCodes.Status200OK)
    {
        var at = await ScimRoutes.At(http, tenants, stop);
        return ScimAnswer.Of(outcome, person => ScimAnswer.One(http, ScimResources.Of(person, at), status));
    }
}
