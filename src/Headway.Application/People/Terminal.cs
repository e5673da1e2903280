using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

public static class TerminalRefusals
{
    public static readonly Refusal NoAdministrator = new(
        RefusalKind.Conflict, "user.no-administrator", "This desk has no administrator yet. Start it and enter the code it prints at /claim.");

    public static readonly Refusal ByUnknown = new(RefusalKind.Invalid, "user.by-unknown", "Nobody of that address administers this desk.");
    public static readonly Refusal SeveralTenants = new(RefusalKind.Invalid, "user.several-tenants", "Several desks live here: name one with --tenant.");
}

/// <summary>
/// Whoever may open the database may manage its people from the terminal. It is done in the name of an administrator, so that the
/// same permissions and guards hold, and the trail says that it came from the terminal.
/// </summary>
public sealed class Terminal(Database database)
{
    /// <param name="target">The address of whom it is about; another administrator is preferred to the same one.</param>
    /// <param name="verb">What is being done, for the trail.</param>
    /// <param name="by">The administrator in whose name; null for the first there is.</param>
    /// <param name="tenant">Needed only where several desks live.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<Outcome<Caller>> Act(string? target, string verb, string? by = null, TenantId? tenant = null, CancellationToken stop = default)
    {
        var tenants = await database.Read(async session => await session.Query("SELECT tenant FROM tenants WHERE active ORDER BY tenant", row => new TenantId(row.GetInt64(0))), stop);
        if ((tenant is { } named ? tenants.Contains(named) : tenants.Count == 1) is false)
        {
            return tenants.Count == 0 ? TerminalRefusals.NoAdministrator
                : TerminalRefusals.SeveralTenants.Because($"Name one desk with --tenant: {string.Join(", ", tenants.Select(one => one.Value))}.");
        }

        var (at, key) = (tenant ?? tenants[0], Key(target));
        return await database.Write<Outcome<Caller>>(
            async session =>
            {
                var administrators = await session.Query(
                    "SELECT id, email_key FROM people WHERE tenant = $1 AND role = 'administrator' AND active ORDER BY id",
                    row => (Id: new PersonId(row.GetInt64(0)), Key: row.TextOrNull(1)), at.Value);
                if (administrators.Count == 0)
                {
                    return TerminalRefusals.NoAdministrator;
                }

                var chosen = by is null ? administrators.OrderBy(one => one.Key == key).First() : administrators.FirstOrDefault(one => one.Key == Key(by));
                if (chosen.Key is null && by is not null || await Callers.Load(session, at, chosen.Id) is not { } caller)
                {
                    return TerminalRefusals.ByUnknown;
                }

                if (verb.Length > 0)
                {
                    await AuditTrail.Record(session, at, null, new AuditEntry("terminal.used", PersonRows.Target(caller.Person), new { verb }));
                }

                return caller;
            },
            stop);
    }

    /// <summary>The person of that address in the caller's desk.</summary>
    public async Task<Outcome<PersonId>> Find(Caller caller, string address, CancellationToken stop = default) =>
        await database.Read(session => session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", caller.Tenant.Value, Key(address) ?? "").AsTask(), stop) is { } id
            ? new PersonId(id) : PeopleRefusals.Unknown.Because($"Nobody with the address {address} is known here.");

    private static string? Key(string? address) => EmailAddress.Parse(address) is { IsRefused: false } parsed ? parsed.Value.Key : null;
}
