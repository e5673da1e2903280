using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Provisioning;

/// <summary>
/// Brings role, teams and whether somebody comes in into line with what the directory says: the same rules by which people who
/// come by the provider get theirs. Nobody whom an administrator deactivated by hand is let in again, the last administrator and
/// whoever holds the token stay as they are.
/// </summary>
public sealed class SettleStanding(ChangeStanding changes)
{
    /// <summary>In the caller's transaction. True when they no longer come in, so that what they hold has to go back to their teams.</summary>
    internal async Task<bool> Do(Session session, Caller caller, Provider provider, PersonId person)
    {
        var tenant = caller.Tenant;
        if (await PushedRows.Standing(session, tenant, person) is not { } pushed || await PersonRows.Find(session, tenant, person) is not { } standing)
        {
            return false;
        }

        var from = pushed.RoleFrom;
        if (person != caller.Person && !pushed.Gone && await PushedRows.HasGroups(session, tenant, person))
        {
            from = await Groups(session, caller, provider, person, pushed, standing);
        }
        else if (from is RoleFrom.None && Newcomer(provider, standing) is { } role)
        {
            from = RoleFrom.Newcomers;
            await GroupGifts.Give(session, tenant, person, standing.Role, role, caller.Actor);
        }

        var (comes, withheld, left) = (pushed.SaidActive && !pushed.Gone && from is not RoleFrom.None, pushed.Withheld, false);
        if (!comes && standing.Active)
        {
            left = person != caller.Person && await changes.Disable(session, caller, person, await PersonRows.Find(session, tenant, person) ?? standing) is null;
            withheld = left;
        }
        else if (comes && !standing.Active && withheld)
        {
            await ChangeStanding.Enable(session, caller, person);
            withheld = false;
        }
        else if (comes && standing.Active)
        {
            withheld = false;
        }

        await session.Do(
            "UPDATE provisioned_people SET withheld = $3, role_from = $4 WHERE tenant = $1 AND person = $2", tenant.Value, person.Value, withheld, Code(from));
        return left;
    }

    internal static string Code(RoleFrom from) => from.ToString().ToLowerInvariant();

    /// <summary>The role of whom no group gives one; null when such are refused, or kept apart as customers are from staff.</summary>
    internal static Role? Newcomer(Provider provider, PersonRows.Standing standing) => provider.Newcomers is { } role && role.IsStaff() == standing.Staff ? role : null;

    private static async Task<RoleFrom> Groups(Session session, Caller caller, Provider provider, PersonId person, PushedStanding pushed, PersonRows.Standing standing)
    {
        var groups = await PushedRows.GroupsOf(session, caller.Tenant, person);
        var given = GroupGifts.RoleOf(provider, groups);
        if (given is { } role && !standing.Staff)
        {
            if (!await Turn(session, caller, person, pushed, role))
            {
                return pushed.RoleFrom;
            }

            standing = standing with { Staff = true, Role = role };
        }

        if (!standing.Staff)
        {
            return pushed.RoleFrom;
        }

        var has = standing.Role;
        var from = pushed.RoleFrom;
        if (given is { } wanted)
        {
            has = await GroupGifts.Give(session, caller.Tenant, person, standing.Role, wanted, caller.Actor);
            from = RoleFrom.Groups;
        }
        else if (from is not RoleFrom.Hand)
        {
            // What the groups gave, the groups take away.
            has = Newcomer(provider, standing) is { } newcomer ? await GroupGifts.Give(session, caller.Tenant, person, has, newcomer, caller.Actor) : has;
            from = Newcomer(provider, standing) == has ? RoleFrom.Newcomers : RoleFrom.None;
        }

        await GroupGifts.Teams(session, caller.Tenant, provider, groups, person, has == Role.Lead, caller.Actor);
        return from;
    }

    // The directory makes the person first and says the groups later. Whoever has asked for help meanwhile is a customer with a history, and stays one.
    private static async Task<bool> Turn(Session session, Caller caller, PersonId person, PushedStanding pushed, Role role)
    {
        if (pushed.RoleFrom is RoleFrom.Hand
            || await session.Number("SELECT 1 FROM tickets WHERE tenant = $1 AND requester = $2 LIMIT 1", caller.Tenant.Value, person.Value) is not null)
        {
            return false;
        }

        await session.Do(
            "UPDATE people SET kind = 'staff', role = $3, sees_organisation = false, security_stamp = $4 WHERE tenant = $1 AND id = $2",
            caller.Tenant.Value, person.Value, role.Code(), PersonRows.NewStamp());
        await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("person.role", PersonRows.Target(person), new { from = Role.Customer.Code(), to = role.Code(), by = "groups" }));
        return true;
    }
}
