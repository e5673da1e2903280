using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>
/// What the log holds about a message before it is decided. <paramref name="Known"/>: what became of the same one when it came before.
/// <paramref name="IsSquatted"/>: another message of this id had come to the same mailbox; ids are no proof of being the same.
/// <paramref name="IsTold"/>: its sender had an acknowledgement lately. <paramref name="Twin"/>: the ticket that it became by another mailbox.
/// </summary>
public sealed record MailBefore(MailFate? Known, bool IsSquatted, bool IsTold, TicketKey? Twin)
{
    private static readonly Duration OneAcknowledgement = Duration.FromHours(24);

    internal static async Task<MailBefore> Of(Session session, TenantId tenant, Mailbox? mailbox, ParsedMail mail, string key, Instant received)
    {
        var id = MailKey.OfId(mail.MessageId);
        var sender = mail.From.Count == 1 ? EmailKey.Of(mail.From[0].Address) : null;
        return new MailBefore(
            await Find(session, tenant, key),
            id is not null && await session.Number(
                "SELECT 1 FROM mails WHERE tenant = $1 AND id_hash = $2 AND coalesce(mailbox, 0) = $3 AND key <> $4 LIMIT 1", tenant.Value, id, mailbox?.Id ?? 0, key) is not null,
            sender is not null && await session.Number(
                "SELECT 1 FROM mails WHERE tenant = $1 AND sender_key = $2 AND received > $3 AND acknowledged LIMIT 1",
                tenant.Value, sender, (received - OneAcknowledgement).ToUnixTimeMilliseconds()) is not null,
            id is not null && await session.Number(
                "SELECT m.ticket FROM mails m WHERE m.tenant = $1 AND m.id_hash = $2 AND m.mailbox <> $3 AND m.subject = $4 AND m.fate = 'opened' AND m.ticket IS NOT NULL LIMIT 1",
                tenant.Value, id, mailbox?.Id ?? 0, mail.Subject) is { } ticket ? new TicketKey(ticket) : null);
    }

    /// <summary>What became of the message of that key; null when none came.</summary>
    internal static async Task<MailFate?> Find(Session session, TenantId tenant, string key) => await session.One(
        "SELECT m.id, m.fate, m.reason, t.number FROM mails m LEFT JOIN tickets t ON t.tenant = m.tenant AND t.ticket = m.ticket WHERE m.tenant = $1 AND m.key = $2",
        row => new MailFate(row.GetInt64(0), Enum.Parse<Fate>(row.GetString(1), ignoreCase: true), row.GetString(2), row.LongOrNull(3), IsRepeat: true), tenant.Value, key);
}
