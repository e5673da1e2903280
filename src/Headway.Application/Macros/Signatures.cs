using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Macros;

/// <summary>What stands under the mails of a team's people who have no signature of their own.</summary>
public sealed record TeamSignature(Named Team, string? Text, int Revision);

/// <summary>Signatures: a person's own goes before the team's. They stand under mails, never in the conversation.</summary>
public sealed class Signatures(SettingsChange settings, Database database)
{
    /// <summary>Of the teams for which the caller may change it.</summary>
    public async Task<Outcome<IReadOnlyList<TeamSignature>>> Of(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.KeepMacros) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<IReadOnlyList<TeamSignature>>>(
            async session => (await Read(session, caller.Tenant)).Where(one => May(caller, new TeamId(one.Team.Id))).ToArray(), stop);
    }

    public Task<Refusal?> Keep(Caller caller, TeamId team, string? text, int? expected, CancellationToken stop = default) =>
        settings.Make(caller, Permission.KeepMacros, stop, new SettingPart(What(team), expected, async session =>
        {
            var before = (await Read(session, caller.Tenant)).FirstOrDefault(one => one.Team.Id == team.Value);
            var given = string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
            var wrong = before is null ? SettingsRefusals.TeamUnknown
                : !May(caller, team) ? SettingsRefusals.NotYours
                : given is { Length: > 2000 } ? SettingsRefusals.TextTooLong
                : given is not null && MacroWords.Unknown(given) is { } place ? SettingsRefusals.PlaceUnknown.Because($"{{{place}}}: {SettingsRefusals.PlaceUnknown.Message}")
                : TextCheck.Check(given);
            if (wrong is not null)
            {
                return wrong;
            }

            await session.Do("UPDATE teams SET signature = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, team.Value, given);
            return new Remembered(Difference.Entry("team.signature", $"team:{team.Value}", new Difference("signature", before?.Text, given)));
        }));

    /// <summary>What will stand under a mail that a person sends for a ticket of a team; null for nothing.</summary>
    public async Task<string?> For(Caller caller, TeamId team, CancellationToken stop = default) =>
        await database.Read(session => Under(session, caller.Tenant, caller.Person, team), stop);

    internal static async Task<string?> Under(Session session, TenantId tenant, PersonId person, TeamId team)
    {
        var found = await session.One(
            "SELECT p.name, p.signature, t.signature, t.name FROM people p LEFT JOIN teams t ON t.tenant = p.tenant AND t.id = $3 WHERE p.tenant = $1 AND p.id = $2",
            row => new { Name = row.GetString(0), Text = row.TextOrNull(1) ?? row.TextOrNull(2) ?? "", Team = row.TextOrNull(3) ?? "" },
            tenant.Value, person.Value, team.Value);
        return string.IsNullOrWhiteSpace(found?.Text)
            ? null
            : MacroWords.Put(found.Text, new Dictionary<string, string> { ["agent.name"] = found.Name, ["agent.firstName"] = found.Name.Split(' ')[0], ["team.name"] = found.Team });
    }

    private static bool May(Caller caller, TeamId team) =>
        caller.Leads.Contains(team) || (caller.May(Permission.ManageSettings) && !caller.HiddenTeams.Contains(team));

    private static string What(TeamId team) => $"signature:{team.Value}";

    private static async Task<List<TeamSignature>> Read(Session session, TenantId tenant) => await session.Query(
        """
        SELECT t.id, t.name, t.signature, coalesce(r.revision, 0) FROM teams t
        LEFT JOIN revisions r ON r.tenant = t.tenant AND r.what = 'signature:' || CAST(t.id AS TEXT)
        WHERE t.tenant = $1 AND t.active ORDER BY t.desk DESC, t.name
        """,
        row => new TeamSignature(new Named(row.GetInt64(0), row.GetString(1)), row.TextOrNull(2), (int)row.GetInt64(3)), tenant.Value);
}
