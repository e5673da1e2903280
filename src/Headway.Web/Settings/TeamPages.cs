using Headway.Application.Teams;
using Headway.Domain;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Settings;

/// <summary>A team's page as it is shown: how it is set, or what was typed when that was refused. A null <paramref name="Open"/> is a new one.</summary>
public sealed record TeamView(TeamOpen? Open, TeamWish Wish, IReadOnlyList<TeamCalendar> Calendars, Refusal? Refused = null, string? Done = null)
{
    /// <summary>What everybody's list would be with what is chosen; null where nothing was asked.</summary>
    public ModePreview? Preview { get; init; }
}

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
        staff.MapPost($"/part{At}/{{id:long}}/preview", Preview);
        staff.MapPost($"{At}/overdue", Overdue);

        staff.MapPost($"{At}/{{id:long}}/members", Members);
        staff.MapPost($"{At}/{{id:long}}/active", Activate);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, TeamList teams, CancellationToken stop)
    {
        var all = await teams.All(http.Caller(), stop);
        var settings = await http.RequestServices.GetRequiredService<Application.Desk.DeskSettings>().Read(http.Caller(), stop);
        return (all.Refusal ?? settings.Refusal) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<TeamsPage>(
                http, null, (nameof(TeamsPage.Teams), all.Value), (nameof(TeamsPage.RankWithinOverdue), settings.Value.Rules.RankWithinOverdue),
                (nameof(TeamsPage.Done), http.Request.Query["done"].ToString() is { Length: > 0 } done ? done : null));
    }

    // Of all teams that go by due time: what is overdue by the rank of its situation first.
    private static async Task<IResult> Overdue(HttpContext http, Application.Desk.DeskSettings settings, [FromForm] string? ranked, CancellationToken stop) =>
        await settings.RankWithinOverdue(http.Caller(), ranked == "on", stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved");

    private static async Task<IResult> Preview(HttpContext http, PreviewMode preview, long id, [FromForm] string? mode, [FromForm] string? affinity, CancellationToken stop)
    {
        var read = await preview.Read(http.Caller(), new TeamId(id), mode, affinity == "on", stop);
        return read.Refusal is { } no ? SettingsDoor.No(no) : Draw.Page<ModePreviewed>((nameof(ModePreviewed.View), read.Value));
    }

    private static async Task<IResult> Add(
        HttpContext http, SettingsDoor door, TeamList teams, SetTeam set, [FromForm] string? name, [FromForm] long? calendar, [FromForm] string? mode, [FromForm] string? restricted, [FromForm] string? affinity,
        CancellationToken stop)
    {
        var wish = new TeamWish(name, calendar, mode, restricted == "on") { Affinity = affinity == "on" };
        var added = await set.Add(http.Caller(), wish, stop);
        return added.Refusal is { } no ? await New(http, door, teams, wish, no, stop) : SettingsDoor.Done($"{At}/{added.Value.Value}", "team-added");
    }

    private static async Task<IResult> Change(
        HttpContext http, SettingsDoor door, TeamList teams, SetTeam set, long id, [FromForm] string? name, [FromForm] long? calendar, [FromForm] string? mode, [FromForm] string? restricted, [FromForm] string? affinity,
        [FromForm] string? look, CancellationToken stop)
    {
        var wish = new TeamWish(name, calendar, mode, restricted == "on") { Affinity = affinity == "on" };
        if (look is not null)
        {
            var would = await http.RequestServices.GetRequiredService<PreviewMode>().Read(http.Caller(), new TeamId(id), mode, wish.Affinity, stop);
            return await One(http, door, teams, id, wish, would.Refusal, null, stop, would.Refusal is null ? would.Value : null);
        }

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

    private static async Task<IResult> One(HttpContext http, SettingsDoor door, TeamList teams, long id, TeamWish? wish, Refusal? refused, string? done, CancellationToken stop, ModePreview? would = null)
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
            (nameof(TeamPage.View), new TeamView(open.Value, wish ?? new TeamWish(team.Name, team.Calendar, team.Mode.ToString(), team.Restricted) { Affinity = team.Affinity }, calendars.Value, refused, done)
            {
                Preview = would,
            }));
    }
}
