using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Finding;

/// <summary>
/// A search under a name, one's own or (with <paramref name="Team"/>) a team's. <paramref name="Filter"/> is the canonical query;
/// <paramref name="MayChange"/>: by who asks.
/// </summary>
public sealed record SavedView(long Id, string Name, Named? Team, string Filter, PersonId By, string? ByName, int Place, int Revision, bool MayChange);

/// <summary>The views somebody has: the own ones first, then those of their teams, each in its own order.</summary>
public sealed class SavedViews(Database database)
{
    public async Task<Outcome<IReadOnlyList<SavedView>>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<IReadOnlyList<SavedView>>>(async session => (await Of(session, caller)).ToArray(), stop);
    }

    public async Task<Outcome<SavedView>> Find(Caller caller, long id, CancellationToken stop = default)
    {
        var all = await Read(caller, stop);
        return all.IsRefused ? all.Refusal! : all.Value.FirstOrDefault(one => one.Id == id) is { } found ? found : FindingRefusals.Unknown;
    }

    /// <summary>The teams with which somebody may share a view.</summary>
    public async Task<IReadOnlyList<Named>> Teams(Caller caller, CancellationToken stop = default) => await database.Read(
        async session => (await session.Query(
            "SELECT id, name FROM teams WHERE tenant = $1 AND active ORDER BY desk DESC, name", row => new Named(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value))
            .Where(team => MayShare(caller, new TeamId(team.Id))).ToArray(),
        stop);

    internal static bool MayShare(Caller caller, TeamId team) => caller.Teams.Contains(team) || (caller.May(Permission.ManageSettings) && !caller.HiddenTeams.Contains(team));

    internal static async Task<List<SavedView>> Of(Session session, Caller caller) =>
    [
        .. (await session.Query(
            """
            SELECT v.id, v.name, v.team, t.name, v.filter, v.person, p.name, v.place, v.revision FROM saved_views v
            LEFT JOIN teams t ON t.tenant = v.tenant AND t.id = v.team LEFT JOIN people p ON p.tenant = v.tenant AND p.id = v.person
            WHERE v.tenant = $1 AND (v.team IS NOT NULL OR v.person = $2) ORDER BY v.team IS NOT NULL, t.name, v.team, v.place, v.id
            """,
            row => new SavedView(
                row.GetInt64(0), row.GetString(1), row.LongOrNull(2) is { } team ? new Named(team, row.TextOrNull(3) ?? "?") : null, row.GetString(4), new PersonId(row.GetInt64(5)),
                row.TextOrNull(6), (int)row.GetInt64(7), (int)row.GetInt64(8), false),
            caller.Tenant.Value, caller.Person.Value))
        .Where(view => view.Team is not { } team || MayShare(caller, new TeamId(team.Id)))
        .Select(view => view with { MayChange = MayChange(caller, view) }),
    ];

    private static bool MayChange(Caller caller, SavedView view) =>
        view.By == caller.Person || (view.Team is { } team && (caller.Leads.Contains(new TeamId(team.Id)) || caller.May(Permission.ManageSettings)));
}
