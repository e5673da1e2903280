using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Mail;

/// <summary>Somebody of support says who, beside the requester, gets a ticket's answers from now on.</summary>
public sealed class CopiedOnTicket(Database database, RequesterBook book, DeskClock clock)
{
    /// <summary>Whom the customer or support copied, oldest first.</summary>
    public async Task<Outcome<CopiedPerson[]>> Read(Caller caller, long number, CancellationToken stop = default)
    {
        var found = await Find(caller, number, Permission.ReadTickets, stop);
        return found.IsRefused ? found.Refusal! : (await database.Read(session => CopiedPeople.Of(session, caller.Tenant, found.Value), stop)).ToArray();
    }

    /// <summary>Somebody whom the customer copied gets the answers, or is left out.</summary>
    public async Task<Refusal?> Settle(ActOn on, string address, bool yes, CancellationToken stop = default)
    {
        var caller = on.Caller;
        var found = await Find(caller, on.Number, Permission.ActOnTickets, stop);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        var (ticket, key) = (found.Value, EmailKey.Of(address));
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
                await Record(session, on, yes ? "mail.copied-confirmed" : "mail.copied-left-out", person?.Value);
            },
            stop);
        return null;
    }

    /// <summary>Copies somebody in, as the requester agreed: they get what is answered from now on. Whoever is copied already is confirmed.</summary>
    public async Task<Refusal?> Add(ActOn on, string address, string? name, CancellationToken stop = default)
    {
        var caller = on.Caller;
        var found = await Find(caller, on.Number, Permission.ActOnTickets, stop);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        var (ticket, email) = (found.Value, EmailAddress.Parse(address));
        if (email.IsRefused)
        {
            return email.Refusal;
        }

        if (await database.Read(session => CopiedPeople.Needless(session, caller.Tenant, ticket, email.Value.Key), stop))
        {
            return MailboxRefusals.CopiedNeedless;
        }

        var tidy = name?.Trim() ?? "";
        var person = await book.FindOrAdd(caller.Tenant, email.Value.Text, tidy, stop);
        if (person.IsRefused)
        {
            return person.Refusal;
        }

        return await database.Write<Refusal?>(
            async session =>
            {
                if (!await CopiedPeople.Add(session, caller.Tenant, ticket, new CopiedPerson(email.Value.Text, tidy, CopiedState.Confirmed), person.Value, clock.Wall()))
                {
                    return MailboxRefusals.CopiedTooMany;
                }

                await Record(session, on, "mail.copied-added", person.Value);
                return null;
            },
            stop);
    }

    private async Task<Outcome<TicketKey>> Find(Caller caller, long number, Permission needed, CancellationToken stop) =>
        caller.Denies(needed) is { } no ? no : await TicketLookup.Find(database, caller, number, stop) is { } ticket ? ticket : TicketRefusals.Unknown;

    private static ValueTask Record(Session session, ActOn on, string what, PersonId? person) => AuditTrail.Record(
        session, on.Caller.Tenant, on.Caller.Actor, new AuditEntry(what, string.Create(CultureInfo.InvariantCulture, $"ticket:{on.Number}"), new { person = person?.Value }));
}
