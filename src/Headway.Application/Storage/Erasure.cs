using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>Blanks words. The ledger and every figure made from it stay as they were.</summary>
public static class Erasure
{
    /// <summary>Blanks every text of a ticket, its subject and its search entries; answers how many texts.</summary>
    public static async ValueTask<int> Ticket(Session session, TenantId tenant, TicketKey ticket, Instant at)
    {
        await SearchIndex.Drop(session, tenant, ticket, 0, int.MaxValue);
        await session.Do("UPDATE tickets SET subject = '' WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        return await session.Run(
            "UPDATE texts SET subject = CASE WHEN subject IS NULL THEN NULL ELSE '' END, body = NULL, html = NULL, erased_at = $3 WHERE tenant = $1 AND ticket = $2 AND erased_at IS NULL",
            tenant.Value, ticket.Value, at.ToUnixTimeMilliseconds());
    }
}
