using Headway.Application.Storage;
using Headway.Application.Tickets;

namespace Headway.Application.Mail;

/// <summary>
/// People whom a customer copied. They wait: nothing of the ticket reaches them until somebody of support says yes, and then
/// only what is answered later, by mail; never the history, never the portal.
/// </summary>
internal static class CopiedPeople
{
    private const int Most = 20;

    public static async Task Insert(Session session, Changed changed, ParsedMail mail, MailRecord record)
    {
        var copied = mail.To.Concat(mail.Cc).Where(one => People.EmailAddress.Parse(one.Address) is { IsRefused: false }).DistinctBy(one => EmailKey.Of(one.Address)).Take(Most);
        foreach (var one in copied)
        {
            var key = EmailKey.Of(one.Address);
            if (key == record.SenderKey)
            {
                continue;
            }

            // Not ourselves, and nobody who is in the conversation already.
            await session.Do(
                """
                INSERT INTO copied_people (tenant, ticket, address_key, address, name, state, since)
                SELECT $1, $2, $3, $4, $5, 'waiting', $6
                WHERE NOT EXISTS (SELECT 1 FROM mailboxes b WHERE b.tenant = $1 AND b.address_key = $3)
                  AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = $1 AND p.email_key = $3 AND (p.id = $7 OR p.kind = 'staff'))
                ON CONFLICT (tenant, ticket, address_key) DO NOTHING
                """,
                changed.Tenant.Value, changed.Ticket.Value, key, one.Address, one.Name.Length > 200 ? one.Name[..200] : one.Name, record.Received.ToUnixTimeMilliseconds(), changed.State.Requester.Value);
        }
    }
}
