using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Access;

/// <summary>Reads from the store who somebody is.</summary>
public static class Callers
{
    /// <summary>The person as a caller; null when there is none, when disabled, or when a guest's home no longer vouches for them.</summary>
    public static async ValueTask<Caller?> Load(Session session, TenantId tenant, PersonId person)
    {
        var row = await session.One(
            """
            SELECT p.name, p.email, p.role, p.organisation, p.sees_organisation, p.zone, p.language, t.zone, t.language, g.home_tenant, g.role, p.preferences
            FROM people p JOIN tenants t ON t.tenant = p.tenant
            LEFT JOIN provider_roles g ON g.tenant = p.tenant AND g.person = p.id
            WHERE p.tenant = $1 AND p.id = $2 AND p.active AND t.active
              AND (g.home_tenant IS NULL OR EXISTS (
                SELECT 1 FROM people h WHERE h.tenant = g.home_tenant AND h.id = p.id AND h.active AND h.role = 'provider'))
            """,
            reader => new
            {
                Name = reader.GetString(0),
                Email = reader.TextOrNull(1),
                Role = Roles.Find(reader.TextOrNull(10) ?? reader.GetString(2)),
                Organisation = reader.LongOrNull(3),
                SeesOrganisation = reader.GetBoolean(4),
                Zone = reader.TextOrNull(5) ?? reader.GetString(7),
                Language = reader.TextOrNull(6) ?? reader.GetString(8),
                LanguageChosen = !reader.IsDBNull(6),
                ZoneChosen = !reader.IsDBNull(5),
                Home = reader.LongOrNull(9),
                Preferences = reader.TextOrNull(11),
            },
            tenant.Value, person.Value);
        if (row?.Role is not { } role)
        {
            return null;
        }

        var teams = await session.Query(
            "SELECT team, lead FROM memberships WHERE tenant = $1 AND person = $2",
            reader => (Team: new TeamId(reader.GetInt64(0)), Leads: reader.GetBoolean(1)), tenant.Value, person.Value);
        var hidden = await session.Query(
            "SELECT t.id FROM teams t WHERE t.tenant = $1 AND t.restricted AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.tenant = t.tenant AND m.team = t.id AND m.person = $2)",
            reader => new TeamId(reader.GetInt64(0)), tenant.Value, person.Value);
        var assists = role.IsStaff() ? [] : await session.Query(
            "SELECT id FROM people WHERE tenant = $1 AND assistant = $2 AND active", reader => new PersonId(reader.GetInt64(0)), tenant.Value, person.Value);
        return new Caller(
            tenant, person, role, teams.Select(one => one.Team).ToHashSet(), teams.Where(one => one.Leads).Select(one => one.Team).ToHashSet(),
            row.Organisation, row.SeesOrganisation, ZoneOf(row.Zone), row.Language, row.Name)
        {
            Email = row.Email,
            LanguageChosen = row.LanguageChosen,
            ZoneChosen = row.ZoneChosen,
            Preferences = People.Preferences.Read(row.Preferences),
            HiddenTeams = hidden.ToHashSet(),
            Assists = assists.ToHashSet(),
            HomeTenant = row.Home is { } home ? new TenantId(home) : null,
        };
    }

    public static Task<Caller?> Find(Database database, TenantId tenant, PersonId person, CancellationToken stop = default) =>
        database.Read(session => Load(session, tenant, person).AsTask(), stop);

    private static DateTimeZone ZoneOf(string id) => Zones.Find(id) is { IsRefused: false } zone ? zone.Value : DateTimeZone.Utc;
}
