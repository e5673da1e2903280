using Headway.Application.Desk;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Domain.People;
using Headway.Web.Doors;

namespace Headway.Web.Api;

public sealed record TeamJson(string Name, bool Desk, string Mode, string Calendar, long Id, bool Affinity)
{
    public static TeamJson Of(Team team) => new(team.Name, team.IsDesk, team.Mode.Code(), team.Calendar.Name, team.Id.Value, team.Affinity);
}

/// <summary>How a team is to order its work; what is left out stays.</summary>
public sealed record TeamModeBody(string? Mode, bool? Affinity);

/// <summary>A row of somebody's list as it would be; <paramref name="Was"/> is its place now, null where it is not in the list.</summary>
public sealed record PreviewedRowJson(string Activity, string Subject, int? Was);

/// <summary>What the mode would mean for one person: rows now and then, what comes and goes, what moves; the first rows then.</summary>
public sealed record PreviewedListJson(string Person, int Now, int Then, int Come, int Go, int Moved, IReadOnlyList<PreviewedRowJson> First);

/// <summary><c>/teams</c>: how each orders its work, what another mode would mean, and the change to it.</summary>
internal static class TeamApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/teams", async (HttpContext http, DeskCatalogue desk, CancellationToken stop) =>
            ApiAnswer.Of(await desk.Teams(http.Caller(), stop), teams => ApiAnswer.List(teams.Select(TeamJson.Of)))).Produces<ListJson<TeamJson>>()
            .Describe("Teams", "The Service Desk first.");
        api.MapGet("/teams/{id:long}/preview", Preview).Produces<ListJson<PreviewedListJson>>()
            .Describe("What everybody's list would be", "In another `mode` (with `affinity` or without), member by member. Nothing is changed.");
        api.MapPatch("/teams/{id:long}", Change).Produces<TeamJson>()
            .Describe<TeamModeBody>("Choose how a team orders its work", "basic, status-ranked, standard, advanced or perfect. Dues and promises stay as they are.", """{"mode":"standard"}""");
    }

    private static async Task<IResult> Preview(HttpContext http, PreviewMode preview, long id, string? mode, bool? affinity, CancellationToken stop) =>
        ApiAnswer.Of(await preview.Read(http.Caller(), new TeamId(id), mode, affinity ?? false, stop), would => ApiAnswer.List(would.People.Select(one => new PreviewedListJson(
            one.Name, one.Now, one.Then, one.Come, one.Go, one.Moved, [.. one.First.Select(row => new PreviewedRowJson(row.Row.ActivityId, row.Row.Subject, row.Was))]))));

    private static async Task<IResult> Change(HttpContext http, TeamList teams, SetTeam set, DeskCatalogue desk, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<TeamModeBody>(http, stop);
        var before = await teams.One(http.Caller(), new TeamId(id), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (body, team) = (asked.Value.Body, before.Value.Team);
        var wish = new TeamWish(team.Name, team.Calendar, body.Mode ?? team.Mode.Code(), team.Restricted) { Affinity = body.Affinity ?? team.Affinity };
        var changed = await set.Change(http.Caller(), team.Id, wish, stop);
        return changed.Refusal is { } refused
            ? ApiAnswer.Refuse(refused)
            : ApiAnswer.Of(await desk.Teams(http.Caller(), stop), all => ApiAnswer.Json(TeamJson.Of(all.First(one => one.Id == team.Id))));
    }
}
