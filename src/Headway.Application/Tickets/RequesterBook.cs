using System.Net.Mail;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>Customers by address: found, or added when the desk hears of them for the first time.</summary>
public sealed class RequesterBook(Database database, Counters counters, DeskClock clock)
{
    /// <summary>Somebody the desk knows by that address, of support or not; null when nobody.</summary>
    public Task<PersonId?> Find(TenantId tenant, string email, CancellationToken stop = default) => database.Read(
        async session => await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", tenant.Value, EmailKey.Of(email)) is { } id
            ? new PersonId(id) : (PersonId?)null,
        stop);

    public async Task<Outcome<PersonId>> FindOrAdd(TenantId tenant, string email, string? name, CancellationToken stop = default)
    {
        if (email.Length > 254 || email.Any(char.IsControl) || !MailAddress.TryCreate(email.Trim(), out var address) || address.Address != email.Trim())
        {
            return TicketUseRefusals.AddressMalformed;
        }

        var key = EmailKey.Of(email);
        var id = await counters.NextId(stop);
        var stamp = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var shown = string.IsNullOrWhiteSpace(name) ? address.User : name.Trim();
        return await database.Write(
            async session =>
            {
                await session.Run(
                    """
                    INSERT INTO people (tenant, id, kind, name, email, email_key, vip, sees_organisation, role, active, created, security_stamp)
                    VALUES ($1, $2, 'customer', $3, $4, $5, false, false, 'customer', true, $6, $7)
                    ON CONFLICT (tenant, email_key) WHERE email_key IS NOT NULL DO NOTHING
                    """,
                    tenant.Value, id, shown, address.Address, key, clock.Wall().ToUnixTimeMilliseconds(), stamp);
                var found = await session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", tenant.Value, key);
                return (Outcome<PersonId>)new PersonId(found!.Value);
            },
            stop);
    }
}
