using Headway.Application.Teams;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>A team's page as it is shown: how it is set, or what was typed when that was refused. A null <paramref name="Open"/> is a new one.</summary>
public sealed record TeamView(TeamOpen? Open, TeamWish Wish, IReadOnlyList<TeamCalendar> Calendars, Refusal? Refused = null, string? Done = null);

/// <summary>Who works together: the list, and a page a team.</summary>
internal static class TeamPages
{
    private const string At = "/settings/teams";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, List);
        staff.MapGet($"{At}/new", (HttpContext http, SettingsDoor door, TeamList teams, CancellationToken stop) => New(http, door, teams, null, null, stop));
        staff.MapPost($"{At}/new", Add);
        staff.MapGet($"{At}/{{id:long}}", (HttpContext http, SettingsDoor door, TeamList teams, long id, string? done, CancellationToken stop) => One(http, door, teams, id, null, null, done, stop));
        staff.MapPost($"{At}/{{id:long}}", Change);
        staff.MapPost($"{At}/{{id:long}}/members", Members);
        staff.MapPost($"{At}/{{id:long}}/active", Activate);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, TeamList teams, CancellationToken stop)
    {
        var all = await teams.All(http.Caller(), stop);
        return all.Refusal is { } no ? SettingsDoor.No(no) : await door.Page<TeamsPage>(http, null, (nameof(TeamsPage.Teams), all.Value));
    }

    private static async Task<IResult> Add(
        HttpContext http, SettingsDoor door, TeamList teams, SetTeam set, [FromForm] string? name, [FromForm] long? calendar, [FromForm] string? mode, [FromForm] string? restricted, CancellationToken stop)
    {
        var wish = new TeamWish(name, calendar, mode, restricted == "on");
        var added = await set.Add(http.Caller(), wish, stop);
        return added.Refusal is { } no ? await New(http, door, teams, wish, no, stop) : SettingsDoor.Done($"{At}/{added.Value.Value}", "team-added");
    }

    private static async Task<IResult> Change(
        HttpContext http, SettingsDoor door, TeamList teams, SetTeam set, long id, [FromForm] string? name, [FromForm] long? calendar, [FromForm] string? mode, [FromForm] string? restricted,
        CancellationToken stop)
    {
        var wish = new TeamWish(name, calendar, mode, restricted == "on");
        var changed = await set.Change(http.Caller(), new TeamId(id), wish, stop);
        return changed.Refusal is { } no ? await One(http, door, teams, id, wish, no, null, stop) : SettingsDoor.Done($"{At}/{id}", "saved");
    }

    private static async Task<IResult> Members(HttpContext http, SettingsDoor door, TeamList teams, ChangeMembers change, long id, CancellationToken stop)
    {
        var form = http.Request.Form;
        var refused = await change.Do(http.Caller(), new TeamId(id), [.. form.Ids("member").Select(one => new PersonId(one))], [.. form.Ids("lead").Select(one => new PersonId(one))], stop);
        return refused is null ? SettingsDoor.Done($"{At}/{id}", "saved") : await One(http, door, teams, id, null, refused, null, stop);
    }

    private static async Task<IResult> Activate(HttpContext http, SettingsDoor door, TeamList teams, SetTeam set, long id, [FromForm] string? to, CancellationToken stop)
    {
        var done = await set.Activate(http.Caller(), new TeamId(id), to == "on", stop);
        return done.Refusal is { } no ? await One(http, door, teams, id, null, no, null, stop) : SettingsDoor.Done($"{At}/{id}", to == "on" ? "activated" : "deactivated");
    }

    private static async Task<IResult> New(HttpContext http, SettingsDoor door, TeamList teams, TeamWish? wish, Refusal? refused, CancellationToken stop)
    {
        var calendars = await teams.Calendars(http.Caller(), stop);
        return calendars.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<TeamPage>(http, refused, (nameof(TeamPage.View), new TeamView(null, wish ?? new TeamWish("", null, "Standard", false), calendars.Value, refused)));
    }

    private static async Task<IResult> One(HttpContext http, SettingsDoor door, TeamList teams, long id, TeamWish? wish, Refusal? refused, string? done, CancellationToken stop)
    {
        var (caller, open) = (http.Caller(), await teams.One(http.Caller(), new TeamId(id), stop));
        var calendars = await teams.Calendars(caller, stop);
        if ((open.Refusal ?? calendars.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var team = open.Value.Team;
        return await door.Page<TeamPage>(
            http, refused,
            (nameof(TeamPage.View), new TeamView(open.Value, wish ?? new TeamWish(team.Name, team.Calendar, team.Mode.ToString(), team.Restricted), calendars.Value, refused, done)));
    }
}
