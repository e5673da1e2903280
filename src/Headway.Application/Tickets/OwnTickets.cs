using Headway.Application.Access;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Statuses;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>One of the tickets a customer may see. <paramref name="Whose"/> names a colleague who raised it; null for the own ones.</summary>
public sealed record OwnTicket(long Number, string Subject, StatusCode Status, Instant? Promise, bool IsMissed, bool IsOpen, Instant Changed, string? Whose);

/// <summary>What a customer's first page needs: their tickets, the desk's name, what can be asked for.</summary>
public sealed class OwnTickets(Database database)
{
    private const int MostOpen = 100, MostPast = 8;

    /// <summary>Open tickets first, then the last that ended; each kind newest first.</summary>
    public Task<IReadOnlyList<OwnTicket>> Of(Caller caller, CancellationToken stop = default) => database.Snapshot<IReadOnlyList<OwnTicket>>(
        async session => [.. await Part(session, caller, "coalesce(s.state, t.state) = 'open'", MostOpen), .. await Part(session, caller, "coalesce(s.state, t.state) <> 'open'", MostPast)], stop);

    public Task<string> DeskName(TenantId tenant, CancellationToken stop = default) => database.Read(
        async session => await session.Text("SELECT name FROM tenants WHERE tenant = $1", tenant.Value) ?? "", stop);

    public Task<List<(long Id, string Name)>> Services(Caller caller, CancellationToken stop = default) => database.Read(
        session => session.Query(
            $"SELECT id, {ServiceWords.Name(caller)} FROM services WHERE tenant = $1 AND active ORDER BY 2", row => (row.GetInt64(0), row.GetString(1)), caller.Tenant.Value).AsTask(), stop);

    /// <summary>The service by the name that everything else knows it by; null for one that can't be asked for.</summary>
    public Task<string?> ServiceName(TenantId tenant, long id, CancellationToken stop = default) => database.Read(
        session => session.Text("SELECT name FROM services WHERE tenant = $1 AND id = $2 AND active", tenant.Value, id).AsTask(), stop);

    /// <summary>The number of a ticket that an act opened beside the one it was asked of.</summary>
    public Task<long?> NumberOf(TenantId tenant, TicketKey ticket, CancellationToken stop = default) => database.Read(
        session => TicketLookup.Number(session, tenant, ticket).AsTask(), stop);

    // One that goes on as part of another person's stands as that one does; as part of an own one it is that one.
    private static async Task<List<OwnTicket>> Part(Session session, Caller caller, string which, int most)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args);
        return await session.Query(
            $"""
            SELECT t.number, t.subject, coalesce(s.status, t.status), CASE WHEN s.ticket IS NULL THEN t.promise_at ELSE s.promise_at END,
                   CASE WHEN s.ticket IS NULL THEN t.promise_outcome ELSE s.promise_outcome END, coalesce(s.state, t.state), t.changed, t.requester, p.name
            FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
            LEFT JOIN tickets s ON s.tenant = t.tenant AND s.ticket = t.merged_into
            WHERE {where} AND {which} AND (s.ticket IS NULL OR s.requester <> t.requester) ORDER BY t.changed DESC, t.number DESC LIMIT {most}
            """,
            row => new OwnTicket(
                row.GetInt64(0), row.TextOrNull(1) ?? "", new StatusCode(row.GetString(2)),
                row.LongOrNull(3) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null, row.TextOrNull(4) is { } outcome && outcome != "Kept",
                row.GetString(5) == "open", Instant.FromUnixTimeMilliseconds(row.GetInt64(6)), row.GetInt64(7) == caller.Person.Value ? null : row.GetString(8)),
            [.. args]);
    }
}
