using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Application.People;

/// <summary>Who was invited; <paramref name="Link"/> is for copying and shown this once, good for 24 hours.</summary>
public sealed record Invited(PersonId Person, string Link, bool Mailed);

/// <summary>An administrator invites somebody of support. The invited choose their password by the link.</summary>
public sealed class InviteStaff(
    Database database, OneTimeLinks links, TenantDoors tenants, TimeProvider clock, IDataProtectionProvider protection)
{
    /// <param name="caller">Who invites.</param>
    /// <param name="person">Whom.</param>
    /// <param name="teams">The teams they join; a lead leads them.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<Invited>> Do(Caller caller, NewPerson person, IReadOnlyList<TeamId> teams, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        if (!person.Role.IsStaff())
        {
            return PeopleRefusals.RoleUnknown;
        }

        if (PersonRows.Check(person) is { } wrong)
        {
            return wrong;
        }

        var carried = OneTimeLinks.New(caller.Tenant);
        var link = await tenants.Link(caller.Tenant, SignInLinks.Path(carried), stop);
        var mailed = await tenants.SendsMail(caller.Tenant, stop);
        var sealedLink = mailed ? AccessMail.Seal(protection, link) : null;
        return await Refusable.Write<Invited>(
            database,
            async session =>
            {
                var id = new PersonId(await session.NextId());
                if (!await PersonRows.Insert(session, caller.Tenant, id, person, clock.Milliseconds()))
                {
                    return PeopleRefusals.EmailTaken;
                }

                if (!await PersonRows.Join(session, caller.Tenant, id, teams, leads: person.Role == Role.Lead))
                {
                    return PeopleRefusals.TeamUnknown;
                }

                await links.Keep(session, carried, LinkPurpose.Invitation, id, OneTimeLinks.Longest);
                if (sealedLink is not null)
                {
                    await new AccessMail("invitation", id.Value, sealedLink).Queue(session, caller.Tenant, clock.Now());
                }

                await AuditTrail.Record(
                    session, caller.Tenant, caller.Actor,
                    new AuditEntry("person.invited", PersonRows.Target(id), new { role = person.Role.Code(), teams = teams.Select(team => team.Value) }));
                return new Invited(id, link, mailed);
            },
            stop);
    }
}
