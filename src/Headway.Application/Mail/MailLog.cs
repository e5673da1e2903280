using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>A line of the log: a message and what became of it. <paramref name="Repeats"/>: how often it came again.</summary>
public sealed record LoggedMail(
    long Id, Instant Received, string? Sender, string? SenderName, string? Subject, string Class, Fate Fate, string Reason, string? Detail, long? Number, string? Mailbox, long Bytes,
    string Raw, long? Text, int Repeats, string? DecidedBy, Instant? DecidedAt);

/// <summary>An address that mail came back from.</summary>
public sealed record BouncedAddress(string Address, bool IsPermanent, string Reason, Instant Since, int Times);

/// <summary>What became of every message: the newest first, all or of one fate.</summary>
public sealed class MailLog(Database database)
{
    private const string Columns = """
        m.id, m.received, m.sender, m.sender_name, m.subject, m.class, m.fate, m.reason, m.detail, t.number, b.name, m.bytes, m.raw, m.text, m.repeats, p.name, m.decided_at
        FROM mails m LEFT JOIN tickets t ON t.tenant = m.tenant AND t.ticket = m.ticket LEFT JOIN mailboxes b ON b.tenant = m.tenant AND b.id = m.mailbox
        LEFT JOIN people p ON p.tenant = m.tenant AND p.id = m.decided_by
        """;

    public async Task<Outcome<IReadOnlyList<LoggedMail>>> Last(Caller caller, Fate? fate, int most, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        var args = new List<object?> { caller.Tenant.Value };
        var only = "";
        if (fate is { } wanted)
        {
            args.Add(MailRecord.Code(wanted));
            only = " AND m.fate = $2";
        }

        return await database.Read(
            async session => (Outcome<IReadOnlyList<LoggedMail>>)await session.Query(
                string.Create(CultureInfo.InvariantCulture, $"SELECT {Columns} WHERE m.tenant = $1{only} ORDER BY m.received DESC, m.id DESC LIMIT {Math.Clamp(most, 1, 500)}"), Read, [.. args]),
            stop);
    }

    public async Task<Outcome<LoggedMail>> One(Caller caller, long id, CancellationToken stop = default) => caller.Denies(Permission.ManageSettings) is { } no
        ? no
        : await database.Read(session => Find(session, caller.Tenant, id), stop) is { } found ? found : MailboxRefusals.MailUnknown;

    public async Task<Outcome<IReadOnlyList<BouncedAddress>>> Bounced(Caller caller, CancellationToken stop = default) => caller.Denies(Permission.ManageSettings) is { } no
        ? no
        : await database.Read(
            async session => (Outcome<IReadOnlyList<BouncedAddress>>)await session.Query(
                "SELECT address, permanent, reason, since, times FROM bounced_addresses WHERE tenant = $1 ORDER BY since DESC LIMIT 200",
                row => new BouncedAddress(row.GetString(0), row.GetBoolean(1), row.GetString(2), Instant.FromUnixTimeMilliseconds(row.GetInt64(3)), (int)row.GetInt64(4)), caller.Tenant.Value),
            stop);

    /// <summary>The address works again: mail goes there as before.</summary>
    public async Task<Refusal?> Forgive(Caller caller, string address, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        await database.Write(
            async session =>
            {
                await session.Run("DELETE FROM bounced_addresses WHERE tenant = $1 AND address_key = $2", caller.Tenant.Value, Tickets.EmailKey.Of(address));
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry("mail.address-forgiven", "mail"));
            },
            stop);
        return null;
    }

    internal static async Task<LoggedMail?> Find(Session session, TenantId tenant, long id) => await session.One(
        $"SELECT {Columns} WHERE m.tenant = $1 AND m.id = $2", Read, tenant.Value, id);

    private static LoggedMail Read(DbDataReader row) => new(
        row.GetInt64(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.GetString(5),
        Enum.Parse<Fate>(row.GetString(6), ignoreCase: true), row.GetString(7), row.TextOrNull(8), row.LongOrNull(9), row.TextOrNull(10), row.GetInt64(11), row.GetString(12), row.LongOrNull(13),
        (int)row.GetInt64(14), row.TextOrNull(15), row.LongOrNull(16) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null);
}
