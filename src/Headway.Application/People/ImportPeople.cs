using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A line of an import as it was read; <paramref name="Line"/> counts from 1, the heading included.</summary>
public sealed record ImportedPerson(
    int Line, string? Email, string? Name, string? Role, string? Team, string? Organisation, string? Phone, string? Department, string? Place,
    string? Zone, string? Language, bool Vip);

/// <summary>A line that was left out and why.</summary>
public sealed record ImportRefused(int Line, Refusal Why);

/// <summary>What an import did. People who are known already are left as they are.</summary>
public sealed record PeopleImported(int Added, int Known, IReadOnlyList<ImportRefused> Refused);

/// <summary>
/// Brings in people from a file: good lines are taken, each bad one is named with its reason. Staff come in without a password;
/// their invitations are copied or sent afterwards. Organisations that are not known are made, teams are not.
/// </summary>
public sealed class ImportPeople(Database database, TimeProvider clock)
{
    private const int Most = 20_000, Batch = 200;

    public async Task<Outcome<PeopleImported>> Do(Caller caller, IReadOnlyList<ImportedPerson> lines, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        if (lines.Count is 0 or > Most)
        {
            return lines.Count == 0 ? PeopleRefusals.ImportEmpty : PeopleRefusals.ImportTooLong;
        }

        var (added, known) = (0, 0);
        List<ImportRefused> refused = [];
        foreach (var batch in lines.Chunk(Batch))
        {
            var done = await database.Write(session => Take(session, caller, batch), stop);
            (added, known) = (added + done.Added, known + done.Known);
            refused.AddRange(done.Refused);
        }

        await database.Write(
            async session => await AuditTrail.Record(
                session, caller.Tenant, caller.Actor, new AuditEntry("people.imported", "people", new { added, known, refused = refused.Count })),
            stop);
        return new PeopleImported(added, known, refused);
    }

    private async Task<PeopleImported> Take(Session session, Caller caller, ImportedPerson[] batch)
    {
        var (added, known) = (0, 0);
        List<ImportRefused> refused = [];
        foreach (var line in batch)
        {
            var (outcome, was) = await TakeOne(session, caller, line);
            if (outcome is { } why)
            {
                refused.Add(new ImportRefused(line.Line, why));
            }
            else
            {
                (added, known) = was ? (added, known + 1) : (added + 1, known);
            }
        }

        return new PeopleImported(added, known, refused);
    }

    private async ValueTask<(Refusal? Why, bool Known)> TakeOne(Session session, Caller caller, ImportedPerson line)
    {
        var email = EmailAddress.Parse(line.Email);
        if (email.Refusal is { } wrong)
        {
            return (wrong, false);
        }

        var role = string.IsNullOrWhiteSpace(line.Role) ? Role.Customer : Roles.Find(line.Role.Trim().ToLowerInvariant());
        if (role is null or Role.ProviderStaff)
        {
            return (PeopleRefusals.RoleUnknown, false);
        }

        var person = new NewPerson(line.Name ?? "", email.Value, role.Value)
        {
            Phone = Tidy(line.Phone), Department = Tidy(line.Department), Place = Tidy(line.Place), Zone = Tidy(line.Zone), Language = Tidy(line.Language), Vip = line.Vip,
        };
        if (PersonRows.Check(person) is { } no)
        {
            return (no, false);
        }

        long? team = null;
        if (Tidy(line.Team) is { } name && role.Value.IsStaff())
        {
            team = await session.Number("SELECT id FROM teams WHERE tenant = $1 AND name = $2 AND active", caller.Tenant.Value, name);
            if (team is null)
            {
                return (PeopleRefusals.TeamUnknown, false);
            }
        }

        var id = new PersonId(await session.NextId());
        if (!await PersonRows.Insert(session, caller.Tenant, id, person with { Organisation = await Organisation(session, caller.Tenant, Tidy(line.Organisation)) }, clock.Milliseconds()))
        {
            return (null, true);
        }

        if (team is { } joined)
        {
            await PersonRows.Join(session, caller.Tenant, id, [new TeamId(joined)], leads: role == Role.Lead);
        }

        return (null, false);
    }

    private static async ValueTask<long?> Organisation(Session session, TenantId tenant, string? name)
    {
        if (name is null || name.Length > 200)
        {
            return null;
        }

        if (await session.Number("SELECT id FROM organisations WHERE tenant = $1 AND name = $2", tenant.Value, name) is { } known)
        {
            return known;
        }

        var id = await session.NextId();
        await session.Run("INSERT INTO organisations (tenant, id, name, active) VALUES ($1, $2, $3, true)", tenant.Value, id, name);
        return id;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
