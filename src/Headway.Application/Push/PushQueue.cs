using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Push;

/// <summary>
/// Puts into the outbox what browsers are to be told: news that may interrupt its person at the moment it came. It is found among what
/// was kept for people to read, so that telling somebody costs no more where nobody has such a browser; the key makes it once.
/// </summary>
public sealed class PushQueue(Database database, DeskClock clock)
{
    /// <summary>A desk that was down for longer tells what came meanwhile in the list, and in the digest.</summary>
    private static readonly Duration Back = Duration.FromMinutes(30);

    /// <summary>Queues what is new in the tenant; answers for how many browsers.</summary>
    public async Task<int> Fill(TenantId tenant, CancellationToken stop = default)
    {
        var since = clock.Now(tenant) - Back;
        var fresh = await database.Read(
            async session => await session.Number("SELECT id FROM push_devices WHERE tenant = $1 LIMIT 1", tenant.Value) is null ? [] : await New(session, tenant, since), stop);
        var loud = fresh.FindAll(one => one.Telling.Lets(one.Kind, NewsWays.Closed, one.At, one.Zone));
        if (loud.Count == 0)
        {
            return 0;
        }

        var wall = clock.Wall();
        await database.Write(
            session => Outbox.Queue(session, tenant, null, loud.Select(one => new OutboxDraft(Key(one.Order), PushOrder.OutboxKind, one.Order.Json(), wall))).AsTask(), stop);
        return loud.Count;
    }

    private static string Key(PushOrder order) => string.Create(CultureInfo.InvariantCulture, $"push:{order.Notification}:{order.Device}");

    private static ValueTask<List<News>> New(Session session, TenantId tenant, Instant since) => session.Query(
        """
        SELECT n.id, d.id, n.kind, n.at, coalesce(p.zone, t.zone), k.value
        FROM push_devices d
        JOIN notifications n ON n.tenant = d.tenant AND n.person = d.person
        JOIN people p ON p.tenant = d.tenant AND p.id = d.person
        JOIN tenants t ON t.tenant = d.tenant
        LEFT JOIN personal_settings k ON k.tenant = d.tenant AND k.person = d.person AND k.key = $3
        WHERE d.tenant = $1 AND NOT d.ended AND n.read_at IS NULL AND n.at > $2 AND n.at >= d.since
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = d.tenant AND o.key = 'push:' || CAST(n.id AS TEXT) || ':' || CAST(d.id AS TEXT))
        ORDER BY n.at, n.id, d.id
        """,
        row => new News(
            new PushOrder(row.GetInt64(0), row.GetInt64(1)), Enum.TryParse<NotificationKind>(row.GetString(2), out var kind) ? kind : NotificationKind.Watched,
            Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), Zones.Find(row.GetString(4)) is { IsRefused: false } zone ? zone.Value : DateTimeZone.Utc, Telling.Read(row.TextOrNull(5))),
        tenant.Value, since.ToUnixTimeMilliseconds(), Telling.Key);

    private sealed record News(PushOrder Order, NotificationKind Kind, Instant At, DateTimeZone Zone, Telling Telling);
}
