using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// What an administrator changes about where somebody stands: role, teams, whether they come in at all. Each takes effect at the
/// person's next click; a change of role or being disabled ends their sessions and tokens' power at once.
/// </summary>
public sealed class ChangeStanding(Database database, Sessions sessions, OneTimeLinks links)
{
    private const string OfActive = "team IN (SELECT t.id FROM teams t WHERE t.tenant = $1 AND t.active)";

    public Task<Refusal?> Role(Caller caller, PersonId person, Role role, CancellationToken stop = default) => Change(
        caller, person,
        async (session, standing) =>
        {
            if (!standing.Staff || !role.IsStaff())
            {
                return PeopleRefusals.RoleOfCustomer;
            }

            if (standing.Role == Access.Role.Administrator && role != Access.Role.Administrator && !await PersonRows.AnotherAdministrator(session, caller.Tenant, person))
            {
                return PeopleRefusals.LastAdministrator;
            }

            await session.Do(
                "UPDATE people SET role = $3, security_stamp = $4 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, person.Value, role.Code(), PersonRows.NewStamp());
            await Record(session, caller, person, "person.role", new { from = standing.Role.Code(), to = role.Code() });
            return null;
        },
        stop);

    /// <summary>Sets all teams of a person; a lead leads those named in <paramref name="leads"/>.</summary>
    public Task<Refusal?> Teams(Caller caller, PersonId person, IReadOnlyList<TeamId> teams, IReadOnlyList<TeamId> leads, CancellationToken stop = default) => Change(
        caller, person,
        async (session, standing) =>
        {
            if (!standing.Staff)
            {
                return PeopleRefusals.RoleOfCustomer;
            }

            var before = await session.Query(
                $"SELECT team, lead FROM memberships WHERE tenant = $1 AND person = $2 AND {OfActive} ORDER BY team",
                row => (Team: row.GetInt64(0), Lead: row.GetBoolean(1)), caller.Tenant.Value, person.Value);
            await session.Do($"DELETE FROM memberships WHERE tenant = $1 AND person = $2 AND {OfActive}", caller.Tenant.Value, person.Value);
            if (!await PersonRows.Join(session, caller.Tenant, person, teams.Except(leads), leads: false) || !await PersonRows.Join(session, caller.Tenant, person, leads, leads: true))
            {
                return PeopleRefusals.TeamUnknown;
            }

            await Record(session, caller, person, "person.teams", new
            {
                from = before.Select(one => one.Team), fromLeads = before.Where(one => one.Lead).Select(one => one.Team),
                teams = teams.Union(leads).Select(team => team.Value).Order(), leads = leads.Select(team => team.Value).Order(),
            });
            return null;
        },
        stop, oneself: true);

    public Task<Refusal?> Disable(Caller caller, PersonId person, CancellationToken stop = default) => Change(
        caller, person,
        (session, standing) => Disable(session, caller, person, standing), stop);

    /// <summary>The same in the caller's transaction, once it is known that the caller may.</summary>
    internal async Task<Refusal?> Disable(Session session, Caller caller, PersonId person, PersonRows.Standing standing)
    {
        if (standing.Role == Access.Role.Administrator && !await PersonRows.AnotherAdministrator(session, caller.Tenant, person))
        {
            return PeopleRefusals.LastAdministrator;
        }

        await session.Do(
            "UPDATE people SET active = false, security_stamp = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, person.Value, PersonRows.NewStamp());
        await sessions.EndAll(session, caller.Tenant, person);
        await links.UseUp(session, caller.Tenant, person);
        await session.Do("UPDATE tokens SET revoked_at = $3 WHERE tenant = $1 AND person = $2 AND revoked_at IS NULL", caller.Tenant.Value, person.Value, await session.Now());
        await Record(session, caller, person, "person.disabled", null);
        return null;
    }

    public Task<Refusal?> Enable(Caller caller, PersonId person, CancellationToken stop = default) => Change(
        caller, person,
        async (session, _) =>
        {
            await Enable(session, caller, person);
            return null;
        },
        stop);

    /// <summary>The same in the caller's transaction, once it is known that the caller may.</summary>
    internal static async Task Enable(Session session, Caller caller, PersonId person)
    {
        await session.Do("UPDATE people SET active = true WHERE tenant = $1 AND id = $2", caller.Tenant.Value, person.Value);
        await Record(session, caller, person, "person.enabled", null);
    }

    /// <summary>Lets a customer see all tickets of their organisation, or no longer.</summary>
    public Task<Refusal?> Organisation(Caller caller, PersonId person, bool sees, CancellationToken stop = default) => Change(
        caller, person,
        async (session, standing) =>
        {
            if (standing.Staff)
            {
                return PeopleRefusals.RoleOfCustomer;
            }

            await session.Do("UPDATE people SET sees_organisation = $3 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, person.Value, sees);
            await Record(session, caller, person, "person.sees-organisation", new { sees });
            return null;
        },
        stop);

    private async Task<Refusal?> Change(
        Caller caller, PersonId person, Func<Session, PersonRows.Standing, Task<Refusal?>> change, CancellationToken stop, bool oneself = false)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        if (person == caller.Person && !oneself)
        {
            return PeopleRefusals.OwnRole;
        }

        var done = await Refusable.Write<bool>(
            database,
            async session =>
            {
                if (await PersonRows.Find(session, caller.Tenant, person) is not { } standing)
                {
                    return PeopleRefusals.Unknown;
                }

                return await change(session, standing) is { } why ? why : true;
            },
            stop);
        sessions.ForgetAll();
        return done.Refusal;
    }

    private static ValueTask Record(Session session, Caller caller, PersonId person, string kind, object? body) =>
        AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, PersonRows.Target(person), body));
}
