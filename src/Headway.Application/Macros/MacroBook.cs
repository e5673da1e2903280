using Headway.Application.Access;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Macros;

/// <summary>A canned text: a person's own, a team's, or (neither) the whole desk's. <paramref name="MayChange"/>: by who asks.</summary>
public sealed record MacroRead(
    long Id, string Name, Named? Team, bool Own, string? Language, string? Reply, string? Note, string? Status, int Revision, bool MayChange);

/// <summary>The canned texts somebody may use, with the teams they may keep some for.</summary>
public sealed record MacrosRead(IReadOnlyList<MacroRead> Macros, IReadOnlyList<Named> Teams, bool WholeDesk);

/// <summary>Canned replies and macros: one's own, one's teams', the desk's.</summary>
public sealed class MacroBook(Database database)
{
    public async Task<Outcome<MacrosRead>> Read(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepMacros) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<MacrosRead>>(
            async session => new MacrosRead(
                await Macros(session, caller),
                [.. (await StatusSettings.Teams(session, caller.Tenant)).Where(team => MayKeepFor(caller, new TeamId(team.Id)))],
                caller.May(Permission.ManageSettings)),
            stop);
    }

    internal static bool MayKeepFor(Caller caller, TeamId team) => caller.Teams.Contains(team) || (caller.May(Permission.ManageSettings) && !caller.HiddenTeams.Contains(team));

    internal static async Task<MacroRead[]> Macros(Session session, Caller caller) =>
    [
        .. (await session.Query(
            """
            SELECT m.id, m.name, m.team, t.name, m.person, m.language, m.reply, m.note, m.status, coalesce(r.revision, 0)
            FROM macros m
            LEFT JOIN teams t ON t.tenant = m.tenant AND t.id = m.team
            LEFT JOIN revisions r ON r.tenant = m.tenant AND r.what = 'macro:' || CAST(m.id AS TEXT)
            WHERE m.tenant = $1 AND m.active AND (m.person IS NULL OR m.person = $2) ORDER BY m.name, m.language
            """,
            row => new MacroRead(
                row.GetInt64(0), row.GetString(1), row.LongOrNull(2) is { } team ? new Named(team, row.TextOrNull(3) ?? "?") : null, !row.IsDBNull(4),
                row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), (int)row.GetInt64(9), false),
            caller.Tenant.Value, caller.Person.Value))
        .Where(macro => macro.Team is not { } team || MayKeepFor(caller, new TeamId(team.Id)))
        .Select(macro => macro with { MayChange = macro.Own || (macro.Team is { } team ? MayKeepFor(caller, new TeamId(team.Id)) : caller.May(Permission.ManageSettings)) }),
    ];
}
