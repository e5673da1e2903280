using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>
/// Takes a message in: its bytes are kept first, then it gets exactly one fate, in the transaction that carries it out.
/// Whoever is answered may throw the message away; whoever is not must keep it and come again.
/// </summary>
public sealed class ReceiveMail(Database database, Blobs blobs, MailReader reader, MailTokens tokens, DeliverMail deliver, DeskClock clock, MailFolders folders)
{
    /// <summary>50 MB, as sent, a megabyte being 1,000,000 bytes.</summary>
    public const long MostBytes = 50_000_000;

    private readonly MailArrivals _arrivals = new(database, tokens);

    /// <summary>The same for a transfer agent of one's own, which holds an administrator's token: it says who wrote, so it must be trusted.</summary>
    public async Task<Outcome<MailFate>> Do(Caller caller, string? address, Stream message, CancellationToken stop = default) =>
        caller.Denies(Permission.ManageSettings) is { } no ? no : await Do(caller.Tenant, address, message, stop);

    /// <summary>Takes in what came to the mailbox of that address; without one to the desk's only or oldest mailbox, if it has any.</summary>
    public async Task<Outcome<MailFate>> Do(TenantId tenant, string? address, Stream message, CancellationToken stop = default)
    {
        var mailbox = await database.Read(session => MailboxRows.Find(session, tenant, address), stop);
        return mailbox is null && address is not null ? MailboxRefusals.Unknown : await Do(tenant, mailbox, null, message, stop);
    }

    /// <param name="tenant">Whose desk.</param>
    /// <param name="mailbox">Where it came to.</param>
    /// <param name="spot">Its place there.</param>
    /// <param name="message">The bytes.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="unread">It has been tried often enough: kept, and put to the quarantine without being read.</param>
    internal async Task<Outcome<MailFate>> Do(TenantId tenant, Mailbox? mailbox, MailboxSpot? spot, Stream message, CancellationToken stop, bool unread = false)
    {
        using var lent = folders.Take();
        await using (var arriving = File.Create(lent.Message))
        {
            if (!await Copy(message, arriving, stop))
            {
                return StorageRefusals.FileTooLarge;
            }
        }

        return await Read(tenant, mailbox, spot, lent, unread, stop);
    }

    private async Task<Outcome<MailFate>> Read(TenantId tenant, Mailbox? mailbox, MailboxSpot? spot, MailFolders.Lent lent, bool unread, CancellationToken stop)
    {
        StoredFile raw;
        await using (var bytes = File.OpenRead(lent.Message))
        {
            var kept = await blobs.Put(tenant, bytes, MostBytes, stop);
            if (kept.IsRefused)
            {
                return kept.Refusal!;
            }

            raw = kept.Value;
        }

        Fault.At("mail-kept");
        var read = unread ? ParsedMail.Unread(raw.Length, "The reader of messages ended over it, again and again.") : await reader.Read(lent.Message, lent.Folder, stop);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        lent.Settle();
        Fault.At("mail-read");
        var mail = read.Value;
        var key = MailKey.Of(mailbox?.Id, mail, raw.Hash);
        if (await Earlier(tenant, key, mailbox, spot, stop) is { } known)
        {
            await LeaveErased(tenant, key, raw, stop);
            return known;
        }

        var now = clock.Now(tenant);
        var arrival = await _arrivals.Of(mailbox, tenant, mail, now, stop);
        var record = new MailRecord(tenant, await database.Counters.NextId(stop), key, mailbox, spot, now, raw, mail, arrival.Verdict);
        Fault.At("mail-known");
        var delivered = await deliver.Do(arrival, record, MailPolicy.Decide(arrival), lent.Folder, stop);
        Fault.At("mail-done");
        // Somebody else took the same message in at the same moment: theirs counts.
        return await Earlier(tenant, key, mailbox, null, stop) is { } winner && winner.Mail != record.Id ? winner
            : delivered.IsRefused && delivered.Refusal!.Kind != RefusalKind.Busy
                ? await deliver.Do(arrival, record, new MailRoute(Fate.Quarantined, "refused", Ticket: arrival.Thread ?? arrival.Tagged), lent.Folder, stop, delivered.Refusal.Message)
                : delivered;
    }

    // What was erased does not come back with a second copy of the message.
    private async Task LeaveErased(TenantId tenant, string key, StoredFile raw, CancellationToken stop)
    {
        if (await database.Read(session => session.Number("SELECT 1 FROM mails WHERE tenant = $1 AND key = $2 AND raw = $3", tenant.Value, key, Blobs.Empty).AsTask(), stop) is not null)
        {
            await blobs.Remove(tenant, [raw.Hash], stop);
        }
    }

    private async Task<MailFate?> Earlier(TenantId tenant, string key, Mailbox? mailbox, MailboxSpot? spot, CancellationToken stop)
    {
        var earlier = await database.Read(session => Find(session, tenant, key), stop);
        if (earlier is not null && mailbox is not null && spot is not null)
        {
            await database.Write(
                async session =>
                {
                    await session.Do("UPDATE mails SET repeats = repeats + 1 WHERE tenant = $1 AND key = $2", tenant.Value, key);
                    await MailboxRows.Advance(session, tenant, mailbox.Id, spot);
                },
                stop);
        }

        return earlier;
    }

    private static async Task<MailFate?> Find(Session session, TenantId tenant, string key) => await session.One(
        "SELECT m.id, m.fate, m.reason, t.number FROM mails m LEFT JOIN tickets t ON t.tenant = m.tenant AND t.ticket = m.ticket WHERE m.tenant = $1 AND m.key = $2",
        row => new MailFate(row.GetInt64(0), Enum.Parse<Fate>(row.GetString(1), ignoreCase: true), row.GetString(2), row.LongOrNull(3), IsRepeat: true), tenant.Value, key);

    private static async Task<bool> Copy(Stream from, Stream to, CancellationToken stop)
    {
        var buffer = new byte[81_920];
        var length = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, stop)) > 0)
        {
            if ((length += read) > MostBytes)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        return true;
    }
}
