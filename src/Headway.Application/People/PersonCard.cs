using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.People;

/// <summary>An open ticket that somebody holds, as far as the caller may see it.</summary>
public sealed record HeldTicket(long Number, string Subject, string Team);

/// <summary>
/// What an administrator sees of a person. <paramref name="Holds"/> counts all open tickets they own, also those that the
/// caller may not see; <paramref name="Shown"/> are the first of those the caller may.
/// </summary>
public sealed record PersonKnown(
    PersonId Id, bool Staff, PersonDetails Details, string? Email, Role Role, bool Active, bool Waiting, bool SeesOrganisation, Instant Since,
    IReadOnlyList<TeamId> Teams, IReadOnlyList<TeamId> Leads, int Sessions, int Tokens, int Holds, IReadOnlyList<HeldTicket> Shown, bool LastAdministrator)
{
    /// <summary>Those whose assistant they are: they see what these ask for.</summary>
    public IReadOnlyList<string> Assists { get; init; } = [];
}

/// <summary>What of a person can be corrected by those who manage people. Zone and language are the desk's when null.</summary>
public sealed record PersonDetails(
    string Name, string? Phone = null, string? Zone = null, string? Language = null, long? Organisation = null, string? Department = null, string? Place = null, bool Vip = false)
{
    public Beside Beside { get; init; } = Beside.Nobody;
}

/// <summary>Reads one person for those who manage people.</summary>
public sealed class PersonCard(Database database, TimeProvider clock)
{
    private const int MostShown = 10;

    public async Task<Outcome<PersonKnown>> Read(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<PersonKnown>>(
            async session => await Find(session, caller, person) is { } known ? known : PeopleRefusals.Unknown, stop);
    }

    private async Task<PersonKnown?> Find(Session session, Caller caller, PersonId person)
    {
        var (tenant, id, now) = (caller.Tenant.Value, person.Value, clock.Milliseconds());
        var teams = await session.Query(
            "SELECT m.team, m.lead FROM memberships m JOIN teams t ON t.tenant = m.tenant AND t.id = m.team WHERE m.tenant = $1 AND m.person = $2 AND t.active",
            row => (Team: new TeamId(row.GetInt64(0)), Lead: row.GetBoolean(1)), tenant, id);
        var sessions = await session.Number("SELECT count(*) FROM sessions WHERE tenant = $1 AND person = $2 AND revoked_at IS NULL AND expires > $3", tenant, id, now);
        var tokens = await session.Number("SELECT count(*) FROM tokens WHERE tenant = $1 AND person = $2 AND revoked_at IS NULL AND (expires IS NULL OR expires > $3)", tenant, id, now);
        var holds = await session.Number("SELECT count(*) FROM tickets t WHERE t.tenant = $1 AND t.owner = $2 AND t.state = 'open'", tenant, id);
        List<object?> args = [];
        var scope = caller.Where("t", args);
        args.Add(id);
        var shown = await session.Query(
            $"SELECT t.number, t.subject, m.name FROM tickets t JOIN teams m ON m.tenant = t.tenant AND m.id = t.team WHERE {scope} AND t.owner = ${args.Count} AND t.state = 'open' ORDER BY t.next_due LIMIT {MostShown}",
            row => new HeldTicket(row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetString(2)), [.. args]);
        var last = !await PersonRows.AnotherAdministrator(session, caller.Tenant, person);
        var assists = await session.Query(
            "SELECT name FROM people WHERE tenant = $1 AND assistant = $2 AND active ORDER BY name", row => row.GetString(0), tenant, id);
        return await session.One(
            $"""
            SELECT p.kind, p.name, p.phone, p.zone, p.language, p.organisation, p.department, p.place, p.vip, p.email, p.role, p.active, p.password_hash IS NULL AND EXISTS (SELECT 1 FROM sign_in_links l WHERE l.tenant = p.tenant AND l.person = p.id AND l.purpose = 'invitation'), p.sees_organisation, p.created,
              {BesideRows.Addresses("p")}
            FROM people p WHERE p.tenant = $1 AND p.id = $2
            """,
            row => new PersonKnown(
                person, row.GetString(0) == "staff",
                new PersonDetails(
                    row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.LongOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.GetBoolean(8))
                { Beside = BesideRows.Of(row, 15) },
                row.TextOrNull(9), Roles.Find(row.GetString(10)) ?? Role.Customer, row.GetBoolean(11), row.GetString(0) == "staff" && row.GetBoolean(12), row.GetBoolean(13),
                Instant.FromUnixTimeMilliseconds(row.GetInt64(14)),
                [.. teams.Select(one => one.Team)], [.. teams.Where(one => one.Lead).Select(one => one.Team)],
                (int)(sessions ?? 0), (int)(tokens ?? 0), (int)(holds ?? 0), shown,
                last && Roles.Find(row.GetString(10)) == Role.Administrator)
            { Assists = assists },
            tenant, id);
    }
}
