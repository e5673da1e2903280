using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>An organisation with how many active people belong to it.</summary>
public sealed record OrganisationKnown(long Id, string Name, string? Domain, bool Active, int Members);

/// <summary>Somebody of an organisation; <paramref name="SeesAll"/>: also the tickets of its other people.</summary>
public sealed record OrganisationMember(PersonId Id, string Name, string? Email, bool SeesAll);

/// <summary>Whose customers belong together: listed, added, renamed, given up.</summary>
public sealed class Organisations(Database database)
{
    private const int MostMembers = 500;

    public async Task<Outcome<IReadOnlyList<OrganisationKnown>>> All(Caller caller, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no
            ? no
            : await database.Read<Outcome<IReadOnlyList<OrganisationKnown>>>(
                async session => await session.Query($"{Select} WHERE o.tenant = $1 ORDER BY o.active DESC, o.name", Row, caller.Tenant.Value), stop);

    /// <summary>One, with the first of its people by name.</summary>
    public async Task<Outcome<(OrganisationKnown Organisation, IReadOnlyList<OrganisationMember> Members)>> One(Caller caller, long id, CancellationToken stop = default) =>
        caller.Denies(Permission.ManagePeople) is { } no
            ? no
            : await database.Snapshot<Outcome<(OrganisationKnown, IReadOnlyList<OrganisationMember>)>>(
                async session =>
                {
                    if (await session.One($"{Select} WHERE o.tenant = $1 AND o.id = $2", Row, caller.Tenant.Value, id) is not { } found)
                    {
                        return PeopleRefusals.OrganisationUnknown;
                    }

                    return (found, await session.Query(
                        $"SELECT p.id, p.name, p.email, p.sees_organisation FROM people p WHERE p.tenant = $1 AND p.organisation = $2 AND p.active AND p.kind = 'customer' ORDER BY p.name LIMIT {MostMembers}",
                        row => new OrganisationMember(new PersonId(row.GetInt64(0)), row.GetString(1), row.TextOrNull(2), row.GetBoolean(3)), caller.Tenant.Value, id));
                },
                stop);

    /// <summary>Adds one, or renames the one with that id.</summary>
    public Task<Outcome<long>> Name(Caller caller, long? id, string? name, CancellationToken stop = default) => Write(
        caller,
        async session =>
        {
            var tidy = name?.Trim() ?? "";
            if (tidy.Length is 0 or > 200 || TextCheck.Check(tidy) is not null)
            {
                return PeopleRefusals.OrganisationNameMissing;
            }

            if (await session.Number("SELECT 1 FROM organisations o WHERE o.tenant = $1 AND lower(o.name) = lower($2) AND o.id <> $3", caller.Tenant.Value, tidy, id ?? 0) is not null)
            {
                return PeopleRefusals.OrganisationTaken;
            }

            if (id is not { } known)
            {
                var made = await session.NextId();
                await session.Do("INSERT INTO organisations (tenant, id, name, active) VALUES ($1, $2, $3, true)", caller.Tenant.Value, made, tidy);
                await Record(session, caller, "organisation.added", made, SettingChange.Body(new SettingChange("name", null, tidy)));
                return made;
            }

            if (await session.Text("SELECT name FROM organisations WHERE tenant = $1 AND id = $2" + session.ForUpdate, caller.Tenant.Value, known) is not { } before)
            {
                return PeopleRefusals.OrganisationUnknown;
            }

            if (before != tidy)
            {
                await session.Do("UPDATE organisations SET name = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, known, tidy);
                await Record(session, caller, "organisation.changed", known, SettingChange.Body(new SettingChange("name", before, tidy)));
            }

            return known;
        },
        stop);

    /// <summary>Gives one up, or takes it up again: nobody new can be put into it; who is in it stays.</summary>
    public Task<Outcome<long>> Activate(Caller caller, long id, bool active, CancellationToken stop = default) => Write(
        caller,
        async session =>
        {
            var done = await session.Run("UPDATE organisations SET active = $3 WHERE tenant = $1 AND id = $2 AND active <> $3", caller.Tenant.Value, id, active);
            if (done > 0)
            {
                await Record(session, caller, active ? "organisation.activated" : "organisation.deactivated", id, null);
                return id;
            }

            return await session.Number("SELECT id FROM organisations WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id) is { } known ? known : PeopleRefusals.OrganisationUnknown;
        },
        stop);

    private async Task<Outcome<long>> Write(Caller caller, Func<Session, Task<Outcome<long>>> write, CancellationToken stop) =>
        caller.Denies(Permission.ManagePeople) is { } no ? no : await Refusable.Write<long>(database, write, stop);

    private const string Select =
        """
        SELECT o.id, o.name, o.domain, o.active, (SELECT count(*) FROM people p WHERE p.tenant = o.tenant AND p.organisation = o.id AND p.active)
        FROM organisations o
        """;

    private static OrganisationKnown Row(System.Data.Common.DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.GetBoolean(3), (int)row.GetInt64(4));

    private static ValueTask Record(Session session, Caller caller, string kind, long id, object? body) =>
        AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"organisation:{id}"), body));
}
