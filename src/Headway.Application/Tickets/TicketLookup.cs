using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>From the number that people see to the store's key, through what the caller may see: anything else is not found.</summary>
public static class TicketLookup
{
    public static Task<TicketKey?> Find(Database database, Caller caller, long number, CancellationToken stop = default) =>
        database.Read(session => Find(session, caller, number), stop);

    public static async Task<TicketKey?> Find(Session session, Caller caller, long number)
    {
        var args = new List<object?> { number };
        var key = await session.Number($"SELECT t.ticket FROM tickets t WHERE {caller.Where("t", args)} AND t.number = $1", [.. args]);
        return key is { } found ? new TicketKey(found) : null;
    }

    /// <summary>From the store's key to the number that people see, for whoever may be told it; null for a ticket that is not there.</summary>
    internal static ValueTask<long?> Number(Session session, TenantId tenant, TicketKey ticket) =>
        session.Number("SELECT number FROM tickets WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
}
