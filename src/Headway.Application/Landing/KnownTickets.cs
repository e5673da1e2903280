using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Landing;

/// <summary>A ticket that an earlier load brought in, and how many of its entries.</summary>
internal sealed record KnownTicket(TicketKey Ticket, int Entries);

/// <summary>Which of another tool's tickets are here already.</summary>
internal static class KnownTickets
{
    public static Task<IReadOnlyDictionary<string, KnownTicket>> Of(Database database, TenantId tenant, string source, CancellationToken stop) =>
        database.Read<IReadOnlyDictionary<string, KnownTicket>>(async session =>
        {
            var known = new Dictionary<string, KnownTicket>();
            await session.Each(
                "SELECT name, ticket, events FROM imported_tickets WHERE tenant = $1 AND source = $2",
                row =>
                {
                    known[row.GetString(0)] = new KnownTicket(new TicketKey(row.GetInt64(1)), (int)row.GetInt64(2));
                    return ValueTask.CompletedTask;
                },
                tenant.Value, source);
            return known;
        }, stop);

    public static async Task Grow(Session session, TenantId tenant, string source, string name, int entries) => await session.Do(
        "UPDATE imported_tickets SET events = $4 WHERE tenant = $1 AND source = $2 AND name = $3", tenant.Value, source, name, (long)entries);
}
