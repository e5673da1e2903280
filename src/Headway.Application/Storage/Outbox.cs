using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>One thing to send, leased to one sender. Its <paramref name="Fence"/> is refused once somebody else has it.</summary>
public sealed record OutboxItem(TenantId Tenant, long Id, string Key, string Kind, TicketKey? Ticket, string Body, int Attempts, long Fence, bool MaybeSentBefore);

/// <summary>
/// What must leave the desk exactly once per key: mail, webhooks, notifications. Written with the change that causes it;
/// sent by whoever holds the lease; an attempt that was cut off is shown as unknown, never repeated in silence.
/// </summary>
public sealed class Outbox(Database database)
{
    /// <summary>What may leave at that instant: it waits for nothing, or whoever sent it was cut off. For a query of the outbox.</summary>
    /// <param name="at">The argument that holds the instant.</param>
    internal static string Due(string at) => $"not_before <= {at} AND (state = 'waiting' OR (state = 'sending' AND lease_until <= {at}))";

    /// <summary>Queues in the caller's transaction; a key that is known already is left alone.</summary>
    public static async ValueTask Queue(Session session, TenantId tenant, TicketKey? ticket, IEnumerable<OutboxDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            var at = draft.NotBefore.ToUnixTimeMilliseconds();
            await session.Do(
                "INSERT INTO outbox (tenant, id, key, kind, ticket, body, created, not_before, state, attempts, fence) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'waiting', 0, 0) ON CONFLICT (tenant, key) DO NOTHING",
                tenant.Value, await session.NextId(), draft.Key, draft.Kind, ticket?.Value, draft.Body, at);
        }
    }

    /// <summary>Takes back what has not left yet, with whatever was queued under a key that begins with this one and a colon: answers how many did not.</summary>
    public static ValueTask<int> Cancel(Session session, TenantId tenant, string key) => session.Run(
        "UPDATE outbox SET state = 'cancelled' WHERE tenant = $1 AND (key = $2 OR (key >= $3 AND key < $4)) AND state = 'waiting'", tenant.Value, key, key + ":", key + ";");

    /// <summary>
    /// Leases up to <paramref name="most"/> items that are due, oldest first. A lease that ran out is taken over, marked as maybe sent,
    /// whatever became of the attempts before: of those it is known, of the one that was cut off it is not.
    /// </summary>
    public Task<List<OutboxItem>> Lease(TenantId tenant, string kind, string owner, int most, Duration length, CancellationToken stop = default) => database.Write(
        async session =>
        {
            var now = await session.Now();
            var lockRows = session.Engine == Engine.Postgres ? " FOR UPDATE SKIP LOCKED" : "";
            return await session.Query(
                $"""
                UPDATE outbox SET state = 'sending', attempts = attempts + 1, fence = fence + 1, lease_owner = $4, lease_until = $5,
                  error = CASE WHEN state = 'sending' THEN NULL ELSE coalesce(error, '') END
                WHERE tenant = $1 AND id IN (
                  SELECT id FROM outbox WHERE tenant = $1 AND kind = $2 AND {Due("$3")} ORDER BY not_before, id LIMIT {most}{lockRows})
                RETURNING id, key, kind, ticket, body, attempts, fence, error
                """,
                reader => new OutboxItem(
                    tenant, reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.LongOrNull(3) is { } key ? new TicketKey(key) : null,
                    reader.GetString(4), (int)reader.GetInt64(5), reader.GetInt64(6), reader.IsDBNull(7)),
                tenant.Value, kind, now, owner, now + (long)length.TotalMilliseconds);
        },
        stop);

    public Task<bool> Sent(OutboxItem item, CancellationToken stop = default) => Finish(item, "sent", null, null, stop);

    /// <summary>It failed and will be tried again then; without a time it has failed for good, and a person is told.</summary>
    public Task<bool> Failed(OutboxItem item, string error, Instant? again, CancellationToken stop = default) =>
        Finish(item, again is null ? "failed" : "waiting", error, again, stop);

    /// <summary>Nobody can say whether it left: shown to a person, not repeated.</summary>
    public Task<bool> Unknown(OutboxItem item, string error, CancellationToken stop = default) => Finish(item, "unknown", error, null, stop);

    /// <summary>It need not leave any more, and why.</summary>
    public Task<bool> CalledOff(OutboxItem item, string why, CancellationToken stop = default) => Finish(item, "cancelled", why, null, stop);

    // False when the lease was lost: whoever has it now decides.
    private Task<bool> Finish(OutboxItem item, string state, string? error, Instant? again, CancellationToken stop) => database.Write(
        async session => await session.Run(
            "UPDATE outbox SET state = $4, error = $5, not_before = coalesce($6, not_before), done_at = CASE WHEN $4 = 'waiting' THEN NULL ELSE $7 END, lease_owner = NULL, lease_until = NULL WHERE tenant = $1 AND id = $2 AND fence = $3 AND state = 'sending'",
            item.Tenant.Value, item.Id, item.Fence, state, error, again?.ToUnixTimeMilliseconds(), await session.Now()) == 1,
        stop);
}
