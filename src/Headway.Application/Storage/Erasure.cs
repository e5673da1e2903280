using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>What an erasure blanked. <see cref="Hashes"/>: the content of files that it took away; see <see cref="Blobs.Remove"/>.</summary>
public sealed class Erased
{
    public int Tickets { get; set; }

    public int Texts { get; set; }

    public int Mails { get; set; }

    public int Files { get; set; }

    public HashSet<string> Hashes { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Blanks words, files and mails. The ledger and every figure made from it stay as they were; the key of a mail stays too, a hash
/// by which the same message is known when it is fetched again. Before a mail is blanked, <see cref="Blobs.KeepEmpty"/>.
/// </summary>
public static class Erasure
{
    private const int MostPagesAtOnce = 1024;

    /// <summary>Blanks every text of a ticket with its subject, files, mails and search entries; answers how many texts.</summary>
    public static async ValueTask<int> Ticket(Session session, TenantId tenant, TicketKey ticket, Instant at) =>
        (await Ticket(session, tenant, ticket, at, new Erased())).Texts;

    internal static async ValueTask<Erased> Ticket(Session session, TenantId tenant, TicketKey ticket, Instant at, Erased erased)
    {
        await SearchIndex.Drop(session, tenant, ticket, 0, int.MaxValue);
        await session.Do("UPDATE tickets SET subject = '' WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        await session.Do("UPDATE ticket_fields SET amount = NULL WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        await session.Do("DELETE FROM drafts WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        await session.Do("DELETE FROM copied_people WHERE tenant = $1 AND ticket = $2", tenant.Value, ticket.Value);
        await session.Do("UPDATE outbox SET error = NULL WHERE tenant = $1 AND ticket = $2 AND state IN ('sent', 'failed', 'unknown', 'cancelled')", tenant.Value, ticket.Value);
        await Files(session, tenant, "ticket = $2", ticket.Value, erased);
        await Mails(session, tenant, "ticket = $2", ticket.Value, erased);
        erased.Tickets++;
        erased.Texts += await session.Run(
            "UPDATE texts SET subject = CASE WHEN subject IS NULL THEN NULL ELSE '' END, body = NULL, html = NULL, erased_at = $3 WHERE tenant = $1 AND ticket = $2 AND erased_at IS NULL",
            tenant.Value, ticket.Value, at.ToUnixTimeMilliseconds());
        return erased;
    }

    /// <summary>Takes away the files that the condition names, <c>$2</c> being <paramref name="value"/>.</summary>
    internal static async ValueTask Files(Session session, TenantId tenant, string where, object value, Erased erased)
    {
        var gone = await session.Query($"DELETE FROM attachments WHERE tenant = $1 AND {where} RETURNING hash", row => row.GetString(0), tenant.Value, value);
        erased.Files += gone.Count;
        erased.Hashes.UnionWith(gone);
    }

    /// <summary>
    /// Blanks the mails that the condition names: their bytes, who wrote them and what they say. Their fate and its reason stay, so that
    /// what came in still adds up.
    /// </summary>
    internal static async ValueTask Mails(Session session, TenantId tenant, string where, object value, Erased erased)
    {
        var gone = await session.Query($"SELECT id, raw FROM mails WHERE tenant = $1 AND raw <> $3 AND {where}", row => (Id: row.GetInt64(0), Raw: row.GetString(1)), tenant.Value, value, Blobs.Empty);
        foreach (var (id, raw) in gone)
        {
            await session.Do(
                """
                UPDATE mails SET raw = $3, bytes = 0, message_id = NULL, id_hash = NULL, sender = NULL, sender_key = NULL, sender_name = NULL, subject = NULL,
                  detail = CASE WHEN detail = 'same-id-other-content' THEN detail ELSE NULL END
                WHERE tenant = $1 AND id = $2
                """,
                tenant.Value, id, Blobs.Empty);
            erased.Hashes.Add(raw);
        }

        erased.Mails += gone.Count;
    }

    /// <summary>
    /// What was blanked must not be readable in the file itself either: whole pages are overwritten as they are freed, and dropped words
    /// leave the index. The cells that an earlier change left behind were overwritten then, as on every connection. Only SQLite needs
    /// it; PostgreSQL's vacuum does the same in its own time.
    /// </summary>
    internal static async Task Overwriting(Session session, Func<Task> work)
    {
        if (session.Engine != Engine.Sqlite)
        {
            await work();
            return;
        }

        await session.Do("PRAGMA secure_delete = ON");
        try
        {
            await work();
            await session.Do("INSERT INTO search (search) VALUES ('optimize')");
        }
        finally
        {
            await session.Do("PRAGMA secure_delete = FAST");
        }
    }

    /// <summary>
    /// Takes what is nobody's any more out of the file too: the pages that were freed before the erasure, with what stood on them then, and
    /// the write-ahead log, in which the old pages still lie.
    /// </summary>
    internal static async Task Settle(Database database, CancellationToken stop)
    {
        if (database.Engine != Engine.Sqlite)
        {
            return;
        }

        while (await database.Write(async session => await FreedPages(session), stop))
        {
        }

        await database.Write(async session => await session.Do("DROP TABLE IF EXISTS overwritten"), stop);
        await database.Read(session => session.Number("PRAGMA wal_checkpoint(TRUNCATE)").AsTask(), stop);
    }

    // SQLite writes nothing to a page by freeing it. Each is taken into use once more, as zeros, and freed again when none is left: what a
    // VACUUM does for the whole file, at the cost of the free pages only. A few at a time, since nobody else writes meanwhile.
    private static async Task<bool> FreedPages(Session session)
    {
        if (await session.Number("PRAGMA freelist_count") is not (> 0 and var free))
        {
            return false;
        }

        await session.Do("CREATE TABLE IF NOT EXISTS overwritten (zeros BLOB)");
        await session.Do("INSERT INTO overwritten VALUES (zeroblob($1))", Math.Min(free, MostPagesAtOnce) * (await session.Number("PRAGMA page_size") ?? 0));
        return true;
    }
}
