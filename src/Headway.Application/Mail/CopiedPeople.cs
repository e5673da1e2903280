using System.Globalization;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Tickets;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>Whether somebody who was copied gets what is answered: nobody has said, yes, or no.</summary>
public enum CopiedState { Waiting, Confirmed, LeftOut }

/// <summary>Somebody whom a customer or support copied.</summary>
public sealed record CopiedPerson(string Address, string Name, CopiedState State);

/// <summary>
/// People who are copied. Whom a customer copied waits: nothing of the ticket reaches them until somebody of support says yes, and then
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

    /// <summary>Whether whoever has that address takes part anyway: the requester, support, or a mailbox of the desk.</summary>
    public static async Task<bool> Needless(Session session, TenantId tenant, TicketKey ticket, string key) => await session.Number(
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM mailboxes b WHERE b.tenant = $1 AND b.address_key = $3)
          OR EXISTS (
            SELECT 1 FROM people p JOIN tickets t ON t.tenant = $1 AND t.ticket = $2
            WHERE p.tenant = $1 AND p.email_key = $3 AND (p.id = t.requester OR p.kind = 'staff'))
        """,
        tenant.Value, ticket.Value, key) is not null;

    /// <summary>Copies one more person in; false when the ticket has as many as it may.</summary>
    public static async Task<bool> Add(Session session, TenantId tenant, TicketKey ticket, CopiedPerson one, PersonId person, Instant now) => await session.Run(
        """
        INSERT INTO copied_people (tenant, ticket, address_key, address, name, state, since, person)
        SELECT $1, $2, $3, $4, $5, 'confirmed', $6, $7
        WHERE (SELECT count(*) FROM copied_people c WHERE c.tenant = $1 AND c.ticket = $2 AND c.address_key <> $3) < $8
        ON CONFLICT (tenant, ticket, address_key) DO UPDATE SET state = 'confirmed', person = excluded.person
        """,
        tenant.Value, ticket.Value, EmailKey.Of(one.Address), one.Address, one.Name.Length > 200 ? one.Name[..200] : one.Name, now.ToUnixTimeMilliseconds(), person.Value, Most) > 0;

    public static async Task<IReadOnlyList<CopiedPerson>> Of(Session session, TenantId tenant, TicketKey ticket) => await session.Query(
        "SELECT address, name, state FROM copied_people WHERE tenant = $1 AND ticket = $2 ORDER BY since, address_key",
        row => new CopiedPerson(row.GetString(0), row.GetString(1), Read(row.GetString(2))), tenant.Value, ticket.Value);

    /// <summary>What a person of support answers goes to those who were confirmed too, in the same transaction and with the same time for undo.</summary>
    public static async Task Queue(Session session, Changed changed, Instant wall)
    {
        foreach (var recorded in changed.Facts)
        {
            if (recorded.Fact is not Replied { Text: { } text } || !recorded.By.IsOfSupport)
            {
                continue;
            }

            var people = await session.Query(
                "SELECT person FROM copied_people WHERE tenant = $1 AND ticket = $2 AND state = 'confirmed' AND person IS NOT NULL", row => row.GetInt64(0), changed.Tenant.Value, changed.Ticket.Value);
            await Outbox.Queue(session, changed.Tenant, changed.Ticket, people.Where(person => person != changed.State.Requester.Value).Select(person => new OutboxDraft(
                string.Create(CultureInfo.InvariantCulture, $"mail:{changed.Ticket.Value}:{recorded.Seq}:{person}"), MailOrder.OutboxKind,
                new MailOrder(MailKind.Copied, person, text.Value, recorded.By.Person?.Value, AsHelper: true).Json(), wall + Withdraw.Window)));
        }
    }

    private static CopiedState Read(string code) => code switch { "confirmed" => CopiedState.Confirmed, "left-out" => CopiedState.LeftOut, _ => CopiedState.Waiting };
}
