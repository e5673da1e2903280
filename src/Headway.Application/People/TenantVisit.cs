using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>A tenant that provider staff may enter, with the role given there.</summary>
public sealed record OpenDoor(TenantId Tenant, string Name, Role Role);

/// <summary>
/// Staff of a provider in the tenants they serve. A role is granted by an administrator of the tenant served; the visitor has a row
/// of their own there under the same id (ids are unique in the installation), without an address or a password: the only way in
/// is from home.
/// </summary>
public sealed class TenantVisit(Database database, Sessions sessions, TenantDoors tenants)
{
    /// <summary>Gives somebody of another tenant's provider staff a role here. They are named by their address at home.</summary>
    public async Task<Outcome<PersonId>> Grant(Caller caller, string email, Role role, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        if (role is Role.Customer or Role.ProviderStaff)
        {
            return PeopleRefusals.RoleUnknown;
        }

        var key = EmailAddress.Parse(email);
        if (key.Refusal is { } wrong)
        {
            return wrong;
        }

        var homes = (await tenants.All(stop)).Where(door => door.Id != caller.Tenant).Select(door => door.Id).ToArray();
        return await Refusable.Write<PersonId>(
            database,
            async session =>
            {
                foreach (var home in homes)
                {
                    var visitor = await session.One(
                        "SELECT id, name FROM people WHERE tenant = $1 AND email_key = $2 AND role = 'provider' AND active",
                        reader => Tuple.Create(reader.GetInt64(0), reader.GetString(1)), home.Value, key.Value.Key);
                    if (visitor is not null)
                    {
                        await Admit(session, caller, home, visitor.Item1, visitor.Item2, role);
                        return new PersonId(visitor.Item1);
                    }
                }

                return PeopleRefusals.Unknown;
            },
            stop);
    }

    /// <summary>Where the caller may go: asked at home.</summary>
    public async Task<IReadOnlyList<OpenDoor>> Doors(Caller caller, CancellationToken stop = default)
    {
        List<OpenDoor> doors = [];
        foreach (var tenant in caller.May(Permission.EnterTenants) ? await tenants.All(stop) : [])
        {
            var role = await database.Read(
                session => session.Text(
                    "SELECT role FROM provider_roles WHERE tenant = $1 AND home_tenant = $2 AND person = $3",
                    tenant.Id.Value, caller.Tenant.Value, caller.Person.Value).AsTask(),
                stop);
            if (Roles.Find(role) is { } given)
            {
                doors.Add(new OpenDoor(tenant.Id, tenant.Name, given));
            }
        }

        return doors;
    }

    /// <summary>Goes there: a session in that tenant, whose cookie is the answer. The one at home stays.</summary>
    public async Task<Outcome<string>> Enter(Caller caller, TenantId tenant, string? browser, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.EnterTenants) is { } no)
        {
            return no;
        }

        if ((await Doors(caller, stop)).All(door => door.Tenant != tenant))
        {
            return PeopleRefusals.TenantUnknown;
        }

        return await database.Write(
            async session =>
            {
                await AuditTrail.Record(session, tenant, caller.Actor, new AuditEntry("session.began", PersonRows.Target(caller.Person), new { how = "visit", home = caller.Tenant.Value }));
                return await sessions.Begin(session, tenant, caller.Person, staff: true, browser);
            },
            stop);
    }

    private static async ValueTask Admit(Session session, Caller caller, TenantId home, long visitor, string name, Role role)
    {
        await session.Run(
            """
            INSERT INTO people (tenant, id, kind, name, vip, sees_organisation, role, active, created, security_stamp)
            VALUES ($1, $2, 'staff', $3, false, false, $4, true, $5, $6)
            ON CONFLICT (tenant, id) DO UPDATE SET role = $4, active = true, security_stamp = $6
            """,
            caller.Tenant.Value, visitor, name, role.Code(), await session.Now(), PersonRows.NewStamp());
        await session.Run(
            """
            INSERT INTO provider_roles (tenant, home_tenant, person, role, granted_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, home_tenant, person) DO UPDATE SET role = $4, granted_at = $5
            """,
            caller.Tenant.Value, home.Value, visitor, role.Code(), await session.Now());
        await AuditTrail.Record(
            session, caller.Tenant, caller.Actor,
            new AuditEntry("visitor.admitted", string.Create(CultureInfo.InvariantCulture, $"person:{visitor}"), new { home = home.Value, role = role.Code() }));
    }
}
