using System.Data.Common;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>The rows of mailboxes.</summary>
internal static class MailboxRows
{
    private const string Columns = "id, name, address, body, team, active";

    public static async Task<List<Mailbox>> All(Session session, TenantId tenant) => await session.Query(
        $"SELECT {Columns} FROM mailboxes WHERE tenant = $1 ORDER BY name, id", row => Read(tenant, row), tenant.Value);

    public static async Task<Mailbox?> Find(Session session, TenantId tenant, long id) => await session.One(
        $"SELECT {Columns} FROM mailboxes WHERE tenant = $1 AND id = $2", row => Read(tenant, row), tenant.Value, id);

    /// <summary>The mailbox with that address; without an address the only one, or the oldest.</summary>
    public static async Task<Mailbox?> Find(Session session, TenantId tenant, string? address) => address is null
        ? await session.One($"SELECT {Columns} FROM mailboxes WHERE tenant = $1 AND active ORDER BY id LIMIT 1", row => Read(tenant, row), tenant.Value)
        : await session.One($"SELECT {Columns} FROM mailboxes WHERE tenant = $1 AND address_key = $2", row => Read(tenant, row), tenant.Value, EmailKey.Of(address));

    public static async Task<MailboxHealth?> Health(Session session, TenantId tenant, long id) => await session.One(
        "SELECT tried_at, success_at, failures, error, uid_validity, last_uid FROM mailboxes WHERE tenant = $1 AND id = $2",
        row => new MailboxHealth(At(row, 0), At(row, 1), (int)row.GetInt64(2), row.TextOrNull(3), row.LongOrNull(4), row.LongOrNull(5) ?? 0), tenant.Value, id);

    /// <summary>
    /// Everything up to the spot has its fate. Never goes back, and says nothing of a folder that was made anew meanwhile.
    /// </summary>
    public static ValueTask Advance(Session session, TenantId tenant, long id, MailboxSpot spot) => session.Do(
        """
        UPDATE mailboxes SET uid_validity = $3, last_uid = CASE WHEN uid_validity = $3 AND last_uid > $4 THEN last_uid ELSE $4 END
        WHERE tenant = $1 AND id = $2
        """,
        tenant.Value, id, spot.UidValidity, spot.Uid);

    /// <summary>The folder was put back to an earlier day: everything in it is looked at again, and what is known is recognised.</summary>
    public static ValueTask Rewind(Session session, TenantId tenant, long id, long validity) =>
        session.Do("UPDATE mailboxes SET last_uid = 0 WHERE tenant = $1 AND id = $2 AND uid_validity = $3", tenant.Value, id, validity);

    private static Mailbox Read(TenantId tenant, DbDataReader row) => new(
        tenant, row.GetInt64(0), row.GetString(1), row.GetString(2), MailboxServer.Read(row.GetString(3)), row.LongOrNull(4) is { } team ? new TeamId(team) : null, row.GetBoolean(5));

    private static Instant? At(DbDataReader row, int column) => row.LongOrNull(column) is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null;
}
