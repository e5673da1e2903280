using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Webhooks;

/// <summary>The webhooks of a tenant as they lie in the database.</summary>
internal static class WebhookRows
{
    public static string What(long id) => string.Create(CultureInfo.InvariantCulture, $"webhook:{id}");

    public static ValueTask<List<Webhook>> All(Session session, TenantId tenant) => session.Query(
        """
        SELECT w.id, w.name, w.kind, w.host, w.team, w.events, CASE WHEN w.active THEN 1 ELSE 0 END, w.success_at, w.failing_since, w.stopped_at, w.error, coalesce(r.revision, 0)
        FROM webhooks w LEFT JOIN revisions r ON r.tenant = w.tenant AND r.what = 'webhook:' || CAST(w.id AS TEXT)
        WHERE w.tenant = $1 ORDER BY w.name, w.id
        """,
        Read, tenant.Value);

    /// <summary>Those that tell of what the caller may see.</summary>
    public static async Task<List<Webhook>> Seen(Session session, Caller caller) => (await All(session, caller.Tenant)).FindAll(one => one.Team is not { } team || !caller.HiddenTeams.Contains(team));

    /// <summary>The webhook by its id; null for one that is not there, or tells of a team that the caller doesn't see.</summary>
    public static async Task<Webhook?> Find(Session session, Caller caller, long id) => (await Seen(session, caller)).Find(one => one.Id == id);

    public static async Task<IReadOnlySet<TeamId>> Restricted(Session session, TenantId tenant) =>
        (await session.Query("SELECT id FROM teams WHERE tenant = $1 AND restricted", row => new TeamId(row.GetInt64(0)), tenant.Value)).ToFrozenSet();

    /// <summary>What is due to somebody, by the kind it waits under.</summary>
    public static ValueTask<List<string>> Due(Session session, TenantId tenant, long now) => session.Query(
        $"SELECT DISTINCT kind FROM outbox WHERE tenant = $1 AND kind >= 'webhook:' AND kind < 'webhook;' AND {Outbox.Due("$2")}",
        row => row.GetString(0), tenant.Value, now);

    /// <summary>What it was told, newest first; tickets that the caller doesn't see have no number.</summary>
    public static ValueTask<List<Delivery>> Deliveries(Session session, Caller caller, Webhook of, int most)
    {
        var args = new List<object?> { caller.Tenant.Value, of.OutboxKind };
        return session.Query(
            $"""
            SELECT o.id, o.body, t.number, o.created, o.state, o.attempts, o.not_before, o.done_at, o.error
            FROM outbox o LEFT JOIN tickets t ON t.tenant = o.tenant AND t.ticket = o.ticket AND {caller.Where("t", args)}
            WHERE o.tenant = $1 AND o.kind >= 'webhook:' AND o.kind < 'webhook;' AND o.kind = $2 ORDER BY o.id DESC LIMIT {most}
            """,
            row => new Delivery(
                row.GetInt64(0), WebhookOrder.Read(row.GetString(1)).Event, row.LongOrNull(2), At(row.GetInt64(3)), row.GetString(4), (int)row.GetInt64(5),
                row.GetString(4) == "waiting" ? At(row.GetInt64(6)) : null, Maybe(row.LongOrNull(7)), row.IsDBNull(8) ? null : row.GetString(8)),
            [.. args]);
    }

    public static ValueTask Succeeded(Session session, TenantId tenant, long id, long now) => session.Do(
        "UPDATE webhooks SET success_at = $3, failing_since = NULL, error = NULL WHERE tenant = $1 AND id = $2", tenant.Value, id, now);

    /// <summary>Remembers since when it fails; answers since when.</summary>
    public static async ValueTask<long> Failed(Session session, TenantId tenant, long id, string error, long now)
    {
        await session.Do("UPDATE webhooks SET failing_since = coalesce(failing_since, $3), error = $4 WHERE tenant = $1 AND id = $2", tenant.Value, id, now, error);
        return await session.Number("SELECT failing_since FROM webhooks WHERE tenant = $1 AND id = $2", tenant.Value, id) ?? now;
    }

    /// <summary>Tells it nothing any more; what waits for it is called off and can be sent again by hand.</summary>
    public static async ValueTask Stop(Session session, TenantId tenant, Webhook one, long now)
    {
        await session.Do("UPDATE webhooks SET active = false, stopped_at = $3 WHERE tenant = $1 AND id = $2", tenant.Value, one.Id, now);
        await CallOff(session, tenant, one);
    }

    public static ValueTask CallOff(Session session, TenantId tenant, Webhook one) => session.Do(
        "UPDATE outbox SET state = 'cancelled' WHERE tenant = $1 AND kind >= 'webhook:' AND kind < 'webhook;' AND kind = $2 AND state = 'waiting'", tenant.Value, one.OutboxKind);

    private static Webhook Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), Enum.Parse<WebhookKind>(row.GetString(2), ignoreCase: true), row.GetString(3), row.LongOrNull(4) is { } team ? new TeamId(team) : null,
        row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries), row.GetInt64(6) == 1, Maybe(row.LongOrNull(7)), Maybe(row.LongOrNull(8)), Maybe(row.LongOrNull(9)),
        row.IsDBNull(10) ? null : row.GetString(10), (int)row.GetInt64(11));

    private static Instant At(long at) => Instant.FromUnixTimeMilliseconds(at);

    private static Instant? Maybe(long? at) => at is { } known ? At(known) : null;
}
