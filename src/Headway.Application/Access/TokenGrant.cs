using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Access;

/// <summary>A token given from the terminal: whoever may open the database may let a program act as a person.</summary>
public sealed class TokenGrant(Database database, TimeProvider clock)
{
    /// <param name="address">The person's e-mail address, in any case.</param>
    /// <param name="name">What the token is for, as its holder reads it.</param>
    /// <param name="tenant">Needed only where several tenants know that address.</param>
    /// <param name="scope">What the token opens.</param>
    /// <param name="stop">Gives up before the token is kept.</param>
    public async Task<Outcome<string>> Give(string address, string name, TenantId? tenant = null, TokenScope scope = TokenScope.All, CancellationToken stop = default)
    {
        var parsed = EmailAddress.Parse(address);
        if (parsed.Refusal is { } wrong)
        {
            return wrong;
        }

        var callers = await database.Read(session => Found(session, parsed.Value.Key, tenant), stop);
        return callers.Count switch
        {
            0 => PeopleRefusals.Unknown.Because($"Nobody with the address {address} is known here."),
            1 => await new Tokens(database, clock, new KnownCallers(clock)).Create(callers[0], name, scope, stop: stop),
            _ => TokenGrantRefusals.SeveralTenants.Because($"{address} is known in several tenants: add --tenant with one of {string.Join(", ", callers.Select(caller => caller.Tenant.Value))}."),
        };
    }

    private static async Task<List<Caller>> Found(Session session, string key, TenantId? tenant)
    {
        var callers = new List<Caller>();
        foreach (var (where, person) in await session.Query(
            "SELECT p.tenant, p.id FROM tenants t JOIN people p ON p.tenant = t.tenant WHERE t.active AND p.email_key = $1 AND p.active ORDER BY p.tenant",
            row => (Tenant: new TenantId(row.GetInt64(0)), Person: new PersonId(row.GetInt64(1))), key))
        {
            if ((tenant is null || tenant == where) && await Callers.Load(session, where, person) is { } caller)
            {
                callers.Add(caller);
            }
        }

        return callers;
    }
}

public static class TokenGrantRefusals
{
    public static readonly Refusal SeveralTenants = new(RefusalKind.Invalid, "token.several-tenants", "That address is known in several tenants: name one.");
}
