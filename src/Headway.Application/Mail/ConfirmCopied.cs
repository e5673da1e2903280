using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Mail;

/// <summary>Somebody of support says whether a person whom a customer copied gets the answers from now on.</summary>
public sealed class ConfirmCopied(Database database, RequesterBook book)
{
    public async Task<Refusal?> Do(ActOn on, string address, bool yes, CancellationToken stop = default)
    {
        var caller = on.Caller;
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        if (await database.Read(session => TicketLookup.Find(session, caller, on.Number), stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var key = EmailKey.Of(address);
        var name = await database.Read(
            session => session.Text("SELECT name FROM copied_people WHERE tenant = $1 AND ticket = $2 AND address_key = $3", caller.Tenant.Value, ticket.Value, key).AsTask(), stop);
        if (name is null)
        {
            return MailboxRefusals.CopiedUnknown;
        }

        var person = yes ? await book.FindOrAdd(caller.Tenant, address, name, stop) : default(Outcome<PersonId>?);
        if (person is { Refusal: { } wrong })
        {
            return wrong;
        }

        await database.Write(
            async session =>
            {
                await session.Do(
                    "UPDATE copied_people SET state = $4, person = $5 WHERE tenant = $1 AND ticket = $2 AND address_key = $3",
                    caller.Tenant.Value, ticket.Value, key, yes ? "confirmed" : "left-out", person?.Value.Value);
                await AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(
                    yes ? "mail.copied-confirmed" : "mail.copied-left-out", string.Create(CultureInfo.InvariantCulture, $"ticket:{on.Number}"), new { person = person?.Value.Value }));
            },
            stop);
        return null;
    }
}
