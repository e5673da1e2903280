using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A person about to be known. Zone and language are the tenant's when null.</summary>
public sealed record NewPerson(string Name, EmailAddress Email, Role Role)
{
    public string? Phone { get; init; }

    public string? Zone { get; init; }

    public string? Language { get; init; }

    public long? Organisation { get; init; }

    public string? Department { get; init; }

    public string? Place { get; init; }

    public bool Vip { get; init; }

    public bool SeesOrganisation { get; init; }

    public Beside Beside { get; init; } = Beside.Nobody;
}

/// <summary>The rows of people, as the use cases write them.</summary>
internal static class PersonRows
{
    public static string NewStamp() => Secret.New();

    public static string Target(PersonId person) => string.Create(CultureInfo.InvariantCulture, $"person:{person.Value}");

    /// <summary>Inserts; false when the address is known already.</summary>
    public static async ValueTask<bool> Insert(Session session, TenantId tenant, PersonId id, NewPerson person, long now) => await session.Run(
        """
        INSERT INTO people (tenant, id, kind, name, email, email_key, phone, zone, language, organisation, department, place, vip, sees_organisation, role, active, created, security_stamp)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, true, $16, $17)
        ON CONFLICT (tenant, email_key) WHERE email_key IS NOT NULL DO NOTHING
        """,
        tenant.Value, id.Value, person.Role.IsStaff() ? "staff" : "customer", person.Name.Trim(), person.Email.Text, person.Email.Key, person.Phone, person.Zone,
        person.Language, person.Organisation, person.Department, person.Place, person.Vip, person.SeesOrganisation, person.Role.Code(), now, NewStamp()) == 1;

    /// <summary>Why these details can't be kept, or null.</summary>
    public static Refusal? Check(NewPerson person) =>
        string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > 200 ? PeopleRefusals.NameMissing
        : new[] { person.Phone, person.Department, person.Place }.Any(text => text is { Length: > 200 }) ? PeopleRefusals.TextTooLong
        : new[] { person.Name, person.Phone, person.Department, person.Place }.Select(TextCheck.Check).FirstOrDefault(no => no is not null)
        ?? CheckZone(person.Zone) ?? CheckLanguage(person.Language);

    public static Refusal? CheckZone(string? zone) =>
        zone is null || !Domain.Calendars.Zones.Find(zone).IsRefused ? null : PeopleRefusals.ZoneUnknown;

    public static Refusal? CheckLanguage(string? language) => language is null or "en" or "de" ? null : PeopleRefusals.LanguageUnknown;

    /// <summary>Joins the teams; false when one of them does not exist here.</summary>
    public static async ValueTask<bool> Join(Session session, TenantId tenant, PersonId person, IEnumerable<TeamId> teams, bool leads)
    {
        foreach (var team in teams.Distinct())
        {
            if (await session.Run(
                "INSERT INTO memberships (tenant, team, person, lead) SELECT $1, t.id, $3, $4 FROM teams t WHERE t.tenant = $1 AND t.id = $2 AND t.active ON CONFLICT (tenant, team, person) DO UPDATE SET lead = $4",
                tenant.Value, team.Value, person.Value, leads) == 0)
            {
                return false;
            }
        }

        return true;
    }

    public static ValueTask<Standing?> Find(Session session, TenantId tenant, PersonId person) => session.One(
        "SELECT kind, role, active, email FROM people WHERE tenant = $1 AND id = $2" + session.ForUpdate,
        reader => new Standing(reader.GetString(0) == "staff", Roles.Find(reader.GetString(1)) ?? Role.Customer, reader.GetBoolean(2), reader.TextOrNull(3)),
        tenant.Value, person.Value);

    /// <summary>Whether an active administrator remains when this person no longer is one.</summary>
    public static async ValueTask<bool> AnotherAdministrator(Session session, TenantId tenant, PersonId person) =>
        await session.Number("SELECT 1 FROM people WHERE tenant = $1 AND id <> $2 AND role = 'administrator' AND active LIMIT 1", tenant.Value, person.Value) is not null;

    internal sealed record Standing(bool Staff, Role Role, bool Active, string? Email);
}
