using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>What a group of the provider gives here.</summary>
public sealed record ProviderGroupJson(string Group, string? Role, string? Team);

/// <summary>What the provider's directory pushed by SCIM: people, those who wait for a role, groups, and its last call.</summary>
public sealed record ProviderPushedJson(int People, int Waiting, int Groups, string? LastCall);

/// <summary>The provider at which people sign in; its secret is never shown.</summary>
public sealed record ProviderJson(
    string Name, string Issuer, string Client, bool HasSecret, IReadOnlyList<string> Domains, string? Newcomers, string GroupsClaim, IReadOnlyList<ProviderGroupJson> Groups, bool Active, int Came, ProviderPushedJson Pushed, int Version);

/// <summary>A provider as it is to be, whole. A <paramref name="Secret"/> left out stays, unless the issuer is another.</summary>
public sealed record ProviderBody(
    string? Name, string? Issuer, string? Client, string? Secret, IReadOnlyList<string>? Domains, string? Newcomers, string? GroupsClaim, IReadOnlyList<ProviderGroupJson>? Groups, bool? Active);

public sealed record ProviderCheckJson(string What, bool Well, string? Code, string? Says);

/// <summary><c>/sign-on</c>: where people prove who they are.</summary>
internal static class SignOnApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sign-on", async (HttpContext http, KeepProvider keep, CancellationToken stop) =>
            ApiAnswer.Of(await keep.Read(http.Caller(), stop), read => read.Provider is { } one ? ApiAnswer.Json(Json(read, one)) : ApiAnswer.Refuse(SignOnRefusals.NotSet))).Produces<ProviderJson>()
            .Describe("The provider people sign in at", "OpenID Connect: issuer, client, domains, what groups give. 404 while none is set.");
        api.MapPut("/sign-on", Keep).Produces<ProviderJson>()
            .Describe<ProviderBody>(
                "Set the provider", "The whole of it. Only verified addresses of its domains are believed; newcomers are agent, customer or, left out, refused.",
                """{"name":"Company account","issuer":"https://login.example.org","client":"headway","secret":"from-the-provider","domains":["example.org"],"newcomers":"agent","groups":[{"group":"desk-leads","role":"lead"}],"active":true}""");
        api.MapDelete("/sign-on", async (HttpContext http, KeepProvider keep, CancellationToken stop) =>
            await keep.Remove(http.Caller(), ApiRequest.Version(http) - 1, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Remove the provider", "Who came by it stays and needs another way in.");
        api.MapGet("/sign-on/test", async (HttpContext http, TryProvider tried, CancellationToken stop) =>
            ApiAnswer.Of(await tried.Do(http.Caller(), stop), checks => ApiAnswer.List(checks.Select(one => new ProviderCheckJson(one.What, one.Wrong is null, one.Wrong?.Code, one.Wrong?.Message ?? one.Found))))).Produces<ListJson<ProviderCheckJson>>()
            .Describe("Try the provider", "Its description, its keys, proofs of kind S256, and whether it takes the client and the secret. It ends at the first thing that is not so.");
    }

    private static async Task<IResult> Keep(HttpContext http, KeepProvider keep, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ProviderBody>(http, stop);
        var read = await keep.Read(http.Caller(), stop);
        if ((asked.Refusal ?? read.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var groups = new List<GroupMeaning>();
        foreach (var group in body.Groups ?? [])
        {
            var team = group.Team is null ? (TeamId?)null : read.Value.Teams.Where(one => one.Name == group.Team.Trim()).Select(one => (TeamId?)one.Id).FirstOrDefault();
            if ((group.Team is not null && team is null) || (group.Role is not null && Roles.Find(group.Role) is null))
            {
                return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("In 'groups', 'role' is agent, lead, manager or administrator, and 'team' the name of a team."));
            }

            groups.Add(new GroupMeaning(group.Group ?? "", Roles.Find(group.Role), team));
        }

        var draft = new ProviderDraft(body.Name, body.Issuer, body.Client, body.Secret, body.Domains ?? [], body.Newcomers, body.GroupsClaim, groups, body.Active ?? true);
        return await keep.Keep(http.Caller(), draft, ApiRequest.Version(http) - 1, stop) is { } refused
            ? ApiAnswer.Refuse(refused)
            : ApiAnswer.Of(await keep.Read(http.Caller(), stop), now => ApiAnswer.Json(Json(now, now.Provider!)));
    }

    private static ProviderJson Json(ProviderRead read, Provider one) => new(
        one.Name, one.Issuer, one.Client, one.HasSecret, one.Domains, one.Newcomers?.Code(), one.GroupsClaim,
        [.. one.Groups.Select(group => new ProviderGroupJson(group.Group, group.Role?.Code(), read.Teams.Where(team => team.Id == group.Team).Select(team => team.Name).FirstOrDefault()))],
        one.Active, read.Came, new ProviderPushedJson(read.Pushed.People, read.Pushed.Wait, read.Pushed.Groups, ApiAnswer.Text(read.Pushed.LastCall)), one.Revision + 1);
}
