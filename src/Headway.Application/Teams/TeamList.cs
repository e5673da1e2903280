using System.Data.Common;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.People;

namespace Headway.Application.Teams;

/// <summary>A team as it is set. <paramref name="Holds"/>: its open tickets, all of them.</summary>
public sealed record TeamSet(
    TeamId Id, string Name, bool IsDesk, PrioritisationMode Mode, long Calendar, string CalendarName, bool Restricted, bool Active, int Members, int Holds)
{
    public bool Affinity { get; init; }
}

/// <summary>Somebody who is or could be a member.</summary>
public sealed record TeamMember(PersonId Id, string Name, string? Email, Role Role, bool Member, bool Leads);

/// <summary>A calendar that a team can work by.</summary>
public sealed record TeamCalendar(long Id, string Name);

/// <summary>A team with everybody of support who is or could be in it, and the services that lead to it.</summary>
public sealed record TeamOpen(TeamSet Team, IReadOnlyList<TeamMember> People, IReadOnlyList<string> Services, int Waiting);

/// <summary>The teams of a tenant, for those who set them up.</summary>
public sealed class TeamList(Database database)
{
    public async Task<Outcome<IReadOnlyList<TeamSet>>> All(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no
            ? no
            : await database.Read<Outcome<IReadOnlyList<TeamSet>>>(
                async session => await session.Query($"{Select} WHERE t.tenant = $1 ORDER BY t.active DESC, t.desk DESC, t.name", Row, caller.Tenant.Value), stop);

    public async Task<Outcome<TeamOpen>> One(Caller caller, TeamId team, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no
            ? no
            : await database.Snapshot<Outcome<TeamOpen>>(
                async session => await session.One($"{Select} WHERE t.tenant = $1 AND t.id = $2", Row, caller.Tenant.Value, team.Value) is { } found
                    ? new TeamOpen(found, await People(session, caller.Tenant, team), await Services(session, caller.Tenant, team), await Waiting(session, caller.Tenant, team))
                    : TeamRefusals.Unknown,
                stop);

    public async Task<Outcome<IReadOnlyList<TeamCalendar>>> Calendars(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no
            ? no
            : await database.Read<Outcome<IReadOnlyList<TeamCalendar>>>(
                async session => await session.Query(
                    "SELECT id, name FROM calendars WHERE tenant = $1 AND current ORDER BY name", row => new TeamCalendar(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value),
                stop);

    private const string Select =
        """
        SELECT t.id, t.name, t.desk, t.mode, t.calendar, c.name, t.restricted, t.active,
               (SELECT count(*) FROM memberships m JOIN people p ON p.tenant = m.tenant AND p.id = m.person WHERE m.tenant = t.tenant AND m.team = t.id AND p.active),
               (SELECT count(*) FROM tickets k WHERE k.tenant = t.tenant AND k.team = t.id AND k.state = 'open'), t.affinity
        FROM teams t LEFT JOIN calendars c ON c.tenant = t.tenant AND c.id = t.calendar AND c.current
        """;

    private static TeamSet Row(DbDataReader row) => new(
        new TeamId(row.GetInt64(0)), row.GetString(1), row.GetBoolean(2), Enum.Parse<PrioritisationMode>(row.GetString(3)), row.GetInt64(4), row.TextOrNull(5) ?? "",
        row.GetBoolean(6), row.GetBoolean(7), (int)row.GetInt64(8), (int)row.GetInt64(9))
    {
        Affinity = row.GetBoolean(10),
    };

    private static ValueTask<List<TeamMember>> People(Session session, TenantId tenant, TeamId team) => session.Query(
        """
        SELECT p.id, p.name, p.email, p.role, m.person IS NOT NULL, coalesce(m.lead, 1 = 0)
        FROM people p LEFT JOIN memberships m ON m.tenant = p.tenant AND m.person = p.id AND m.team = $2
        WHERE p.tenant = $1 AND p.kind = 'staff' AND p.active AND p.role <> 'provider' ORDER BY p.name
        """,
        row => new TeamMember(
            new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), Roles.Find(row.GetString(3)) ?? Role.Agent, row.GetBoolean(4), row.GetBoolean(5)),
        tenant.Value, team.Value);

    private static ValueTask<List<string>> Services(Session session, TenantId tenant, TeamId team) => session.Query(
        "SELECT s.name FROM services s WHERE s.tenant = $1 AND s.team = $2 AND s.active ORDER BY s.name", row => row.GetString(0), tenant.Value, team.Value);

    private static async ValueTask<int> Waiting(Session session, TenantId tenant, TeamId team) =>
        (int)(await session.Number("SELECT count(*) FROM tickets k WHERE k.tenant = $1 AND k.team = $2 AND k.state = 'resolved'", tenant.Value, team.Value) ?? 0);
}
