using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;

namespace Headway.Application.SignOn;

/// <summary>What the provider's groups give here, by the one mapping there is: whoever names the groups, an ID token or the directory that pushes them.</summary>
internal static class GroupGifts
{
    // The highest of several wins.
    private static readonly Role[] Order = [Role.Administrator, Role.Manager, Role.Lead, Role.Agent];

    public static Role? RoleOf(Provider provider, IReadOnlyCollection<string> groups)
    {
        var roles = provider.Groups.Where(group => group.Role is not null && groups.Contains(group.Group)).Select(group => group.Role!.Value).ToHashSet();
        return roles.Count == 0 ? null : Order.First(roles.Contains);
    }

    /// <summary>Sets the role of somebody of support; the last administrator stays one. Answers the role they have then.</summary>
    public static async Task<Role> Give(Session session, TenantId tenant, PersonId person, Role has, Role role, Actor? by)
    {
        if (role == has || (has == Role.Administrator && !await PersonRows.AnotherAdministrator(session, tenant, person)))
        {
            return has;
        }

        await session.Do("UPDATE people SET role = $3, security_stamp = $4 WHERE tenant = $1 AND id = $2", tenant.Value, person.Value, role.Code(), PersonRows.NewStamp());
        await AuditTrail.Record(session, tenant, by, new AuditEntry("person.role", PersonRows.Target(person), new { from = has.Code(), to = role.Code(), by = "groups" }));
        return role;
    }

    /// <summary>Teams that groups give are the groups'; all others stay as somebody set them.</summary>
    public static async Task Teams(Session session, TenantId tenant, Provider provider, IReadOnlyCollection<string> groups, PersonId person, bool leads, Actor? by)
    {
        var ours = provider.Groups.Where(group => group.Team is not null).ToLookup(group => groups.Contains(group.Group), group => group.Team!.Value);
        if (!ours.Any())
        {
            return;
        }

        var (joins, had) = (
            ours[true].Distinct().ToList(),
            (await session.Query("SELECT team FROM memberships WHERE tenant = $1 AND person = $2", row => new TeamId(row.GetInt64(0)), tenant.Value, person.Value)).ToHashSet());
        var leaves = ours[false].Except(joins).Where(had.Contains).ToList();
        foreach (var team in leaves)
        {
            await session.Do("DELETE FROM memberships WHERE tenant = $1 AND team = $2 AND person = $3", tenant.Value, team.Value, person.Value);
        }

        var fresh = joins.Where(team => !had.Contains(team)).ToList();
        foreach (var team in fresh)
        {
            await PersonRows.Join(session, tenant, person, [team], leads);
        }

        if (leaves.Count + fresh.Count > 0)
        {
            await AuditTrail.Record(session, tenant, by, new AuditEntry(
                "person.teams", PersonRows.Target(person),
                new { from = had.Select(team => team.Value).Order(), teams = had.Except(leaves).Union(fresh).Select(team => team.Value).Order(), by = "groups" }));
        }
    }
}
