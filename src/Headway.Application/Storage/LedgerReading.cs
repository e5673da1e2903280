using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Tickets;

namespace Headway.Application.Storage;

internal static class LedgerReading
{
    public static async ValueTask<List<Recorded<TicketFact>>> Of(Session session, TenantId tenant, TicketKey ticket) => await session.Query(
        "SELECT seq, at, actor, kind, version, body FROM facts WHERE tenant = $1 AND ticket = $2 ORDER BY seq",
        reader => TicketCodec.Instance.Read(new StoredFact(
            (int)reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), (int)reader.GetInt64(4), reader.GetString(5))),
        tenant.Value, ticket.Value);
}
