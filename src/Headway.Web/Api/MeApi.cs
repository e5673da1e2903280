using Headway.Application.Access;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Whose token it is.</summary>
public sealed record MeJson(string? Email, string Name, string Role, IReadOnlyList<string> Teams, IReadOnlyList<string> Leads, string Zone, string Language, bool ReadOnly);

/// <summary><c>GET /me</c>.</summary>
internal static class MeApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/me", Me).Produces<MeJson>().Describe("Whose token it is", "The person, their role and teams, and whether the token only reads.");

    private static async Task<IResult> Me(HttpContext http, Application.Desk.DeskRulesCache rules, CancellationToken stop)
    {
        var caller = http.Caller();
        var teams = (await rules.Of(caller.Tenant, stop)).Teams;
        return ApiAnswer.Json(new MeJson(
            caller.Email, caller.Name, caller.Role.Code(), Names(caller.Teams), Names(caller.Leads), caller.Zone.Id, caller.Language, caller.ReadOnly));

        List<string> Names(IEnumerable<Domain.TeamId> ids) =>
            [.. ids.Where(teams.ContainsKey).Select(id => teams[id].Name).Order(StringComparer.Ordinal)];
    }
}
