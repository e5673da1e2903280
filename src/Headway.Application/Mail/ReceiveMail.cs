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
        // Read while it is being kept: nothing comes of it before both are done.
        var reading = unread ? null : reader.Read(lent.Message, lent.Folder, stop);
        var kept = await Keep(tenant, lent.Message, stop);
        Fault.At("mail-kept");
        var read = reading is null ? ParsedMail.Unread(new FileInfo(lent.Message).Length, "The reader of messages ended over it, again and again.") : await reading;
        if ((kept.Refusal ?? read.Refusal) is { } no)
        {
            return no;
        }

        lent.Settle();
        Fault.At("mail-read");
        var mail = read.Value;
        var raw = kept.Value;
        var key = MailKey.Of(mailbox?.Id, mail, raw.Hash);
        var now = clock.Now(tenant);
        var arrival = await _arrivals.Of(mailbox, tenant, mail, key, now, now, stop);
        if (arrival.Before.Known is { } known)
        {
            await CameAgain(tenant, key, mailbox, spot, stop);
            await LeaveErased(tenant, key, raw, stop);
            return known;
        }

        var record = new MailRecord(tenant, await database.Counters.NextId(stop), key, mailbox, spot, now, raw, mail, arrival.Verdict);
        Fault.At("mail-known");
        var delivered = await deliver.Do(arrival, record, MailPolicy.Decide(arrival), lent.Folder, stop);
        Fault.At("mail-done");
        if (!delivered.IsRefused)
        {
            return delivered;
        }

        // Somebody else took the same message in at the same moment: theirs counts.
        return await database.Read(session => MailBefore.Find(session, tenant, key), stop) is { } winner && winner.Mail != record.Id ? winner
            : delivered.Refusal!.Kind != RefusalKind.Busy
                ? await deliver.Do(arrival, record, new MailRoute(Fate.Quarantined, "refused", Ticket: arrival.Thread ?? arrival.Tagged), lent.Folder, stop, delivered.Refusal.Message)
                : delivered;
    }

    private async Task<Outcome<StoredFile>> Keep(TenantId tenant, string message, CancellationToken stop)
    {
        await using var bytes = File.OpenRead(message);
        return await blobs.Put(tenant, bytes, MostBytes, stop);
    }

    // What was erased does not come back with a second copy of the message.
    private async Task LeaveErased(TenantId tenant, string key, StoredFile raw, CancellationToken stop)
    {
        if (await database.Read(session => session.Number("SELECT 1 FROM mails WHERE tenant = $1 AND key = $2 AND raw = $3", tenant.Value, key, Blobs.Empty).AsTask(), stop) is not null)
        {
            await blobs.Remove(tenant, [raw.Hash], stop);
        }
    }

    private Task CameAgain(TenantId tenant, string key, Mailbox? mailbox, MailboxSpot? spot, CancellationToken stop) => mailbox is null || spot is null
        ? Task.CompletedTask
        : database.Write(
            async session =>
            {
                await session.Do("UPDATE mails SET repeats = repeats + 1 WHERE tenant = $1 AND key = $2", tenant.Value, key);
                await MailboxRows.Advance(session, tenant, mailbox.Id, spot);
            },
            stop);

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
