using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// Without mail, an administrator hands people their way in: customers a link that signs in, staff one to choose a password.
/// Shown once, good for 24 hours and one use.
/// </summary>
public sealed class CopyLink(Database database, OneTimeLinks links, TenantDoors tenants)
{
    public async Task<Outcome<string>> Do(Caller caller, PersonId person, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManagePeople) is { } no)
        {
            return no;
        }

        var carried = OneTimeLinks.New(caller.Tenant);
        var kept = await Refusable.Write<bool>(
            database,
            async session =>
            {
                if (await PersonRows.Find(session, caller.Tenant, person) is not { } standing)
                {
                    return PeopleRefusals.Unknown;
                }

                if (!standing.Active)
                {
                    return PeopleRefusals.Inactive;
                }

                var purpose = standing.Staff ? LinkPurpose.Reset : LinkPurpose.SignIn;
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("link.copied", PersonRows.Target(person), new { purpose = purpose.ToString() }));
                await links.Keep(session, carried, purpose, person, OneTimeLinks.Longest);
                return true;
            },
            stop);
        return kept.Refusal is { } why ? why : await tenants.Link(caller.Tenant, SignInLinks.Path(carried), stop);
    }
}
