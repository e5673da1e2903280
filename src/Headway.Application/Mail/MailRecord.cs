using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>What became of a message. <paramref name="Number"/>: the ticket, where there is one. <paramref name="IsRepeat"/>: it had come before.</summary>
public sealed record MailFate(long Mail, Fate Fate, string Reason, long? Number, bool IsRepeat = false)
{
    public string Code => MailRecord.Code(Fate);

    /// <summary>As the pipe prints it for a person.</summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture, $"{Code}{(Number is { } number ? $" #{number}" : "")} ({Reason}{(IsRepeat ? ", had come before" : "")})");

    /// <summary>As the pipe prints it for a program.</summary>
    public string Json() => JsonSerializer.Serialize(new { mail = Mail, fate = Code, reason = Reason, ticket = Number, repeat = IsRepeat });
}

/// <summary>A message about to be logged: everything but what becomes of it.</summary>
internal sealed record MailRecord(
    TenantId Tenant, long Id, string Key, Mailbox? Mailbox, MailboxSpot? Spot, Instant Received, StoredFile Raw, ParsedMail Mail, MailVerdict Verdict)
{
    /// <summary>Who decides about a message that was logged before; null for one that comes now.</summary>
    public Caller? DecidedBy { get; init; }

    /// <summary>When they do, by the desk's clock.</summary>
    public Instant DecidedAt { get; init; }

    public string? SenderKey => Mail.From.Count == 1 ? EmailKey.Of(Mail.From[0].Address) : null;

    /// <summary>
    /// Logs the message with its fate and moves the mailbox on, inside the transaction that carries the fate out. A second row
    /// of the same key violates the table: the whole transaction falls, so nothing is done twice.
    /// </summary>
    public async Task Insert(Session session, MailRoute route, string? detail, TicketKey? ticket, TextId? text, bool acknowledged)
    {
        if (DecidedBy is { } person)
        {
            await Decide(session, person, route, detail, ticket, text, acknowledged);
            return;
        }

        await session.Run(
            """
            INSERT INTO mails (tenant, id, key, mailbox, uid, uid_validity, received, raw, bytes, message_id, id_hash, sender, sender_key, sender_name, subject, class, fate, reason, detail,
              ticket, text, acknowledged, repeats)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 0)
            """,
            Tenant.Value, Id, Key, Mailbox?.Id, Spot?.Uid, Spot?.UidValidity, Received.ToUnixTimeMilliseconds(), Raw.Hash, Raw.Length, Short(Mail.MessageId, 998), MailKey.OfId(Mail.MessageId),
            Short(Mail.From.FirstOrDefault()?.Address, 254), Short(SenderKey, 254), Short(Mail.From.FirstOrDefault()?.Name, 200), Short(Mail.Subject, 500), Verdict.Code,
            Code(route.Fate), route.Reason, detail, ticket?.Value, text?.Value, acknowledged);
        Fault.At("mail-logged");
        if (Mailbox is { } box && Spot is { } spot)
        {
            await MailboxRows.Advance(session, Tenant, box.Id, spot);
        }
    }

    // Somebody else may have decided meanwhile: then nothing of this stands.
    private async Task Decide(Session session, Caller person, MailRoute route, string? detail, TicketKey? ticket, TextId? text, bool acknowledged)
    {
        var changed = await session.Run(
            """
            UPDATE mails SET fate = $3, reason = $4, detail = $5, ticket = $6, text = $7, acknowledged = $8, decided_by = $9, decided_at = $10
            WHERE tenant = $1 AND id = $2 AND fate IN ('quarantined', 'ignored')
            """,
            Tenant.Value, Id, Code(route.Fate), route.Reason, detail, ticket?.Value, text?.Value, acknowledged, person.Person.Value, DecidedAt.ToUnixTimeMilliseconds());
        if (changed != 1)
        {
            throw new StorageException(MailboxRefusals.AlreadyDecided);
        }

        await AuditTrail.Record(session, Tenant, person.Actor, new AuditEntry("mail.decided", string.Create(CultureInfo.InvariantCulture, $"mail:{Id}"), new { fate = Code(route.Fate), reason = route.Reason }));
    }

    public static string Code(Fate fate) => fate.ToString().ToLowerInvariant();

    // What both engines keep the same way.
    private static string? Short(string? text, int most) => text is null ? null : Clean(text.Length > most ? text[..most] : text);

    private static string Clean(string text) => TextCheck.Check(text) is null ? text : new string([.. text.Where(sign => sign != '\0' && !char.IsSurrogate(sign))]);
}
