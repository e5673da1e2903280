using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Mail;

/// <summary>
/// A person decides about a message that the desk would not: a new ticket, a word on one, or nothing. Only once, and only for
/// what had no effect yet; the bytes that were kept are read anew.
/// </summary>
public sealed class DecideMail(Database database, Blobs blobs, MailReader reader, MailTokens tokens, DeliverMail deliver, DeskClock clock)
{
    private readonly MailArrivals _arrivals = new(database, tokens);

    public Task<Outcome<MailFate>> AsNew(Caller caller, long mail, CancellationToken stop = default) =>
        Do(caller, mail, (_, _) => Task.FromResult<Outcome<MailRoute>>(new MailRoute(Fate.Opened, "accepted")), stop);

    /// <summary>The requester's own words count as theirs; anybody else's as a colleague's.</summary>
    public Task<Outcome<MailFate>> AttachTo(Caller caller, long mail, long number, CancellationToken stop = default) => Do(
        caller, mail,
        async (arrival, session) =>
        {
            if (await Tickets.TicketLookup.Find(session, caller, number) is not { } ticket)
            {
                return TicketRefusals.Unknown;
            }

            var requester = await session.Number("SELECT requester FROM tickets WHERE tenant = $1 AND ticket = $2", caller.Tenant.Value, ticket.Value);
            var isRequester = arrival.Sender is { IsStaff: false, IsActive: true } sender && sender.Person.Value == requester;
            return new MailRoute(Fate.Appended, "attached", isRequester ? TakenAs.Customer : TakenAs.Helper, new PointedAt(ticket, number, isRequester));
        },
        stop);

    public Task<Outcome<MailFate>> Drop(Caller caller, long mail, CancellationToken stop = default) =>
        Do(caller, mail, (_, _) => Task.FromResult<Outcome<MailRoute>>(new MailRoute(Fate.Ignored, "dropped")), stop);

    /// <summary>Lets the desk decide again, as the settings and people are now.</summary>
    public Task<Outcome<MailFate>> Replay(Caller caller, long mail, CancellationToken stop = default) =>
        Do(caller, mail, (arrival, _) => Task.FromResult<Outcome<MailRoute>>(MailPolicy.Decide(arrival)), stop);

    private async Task<Outcome<MailFate>> Do(Caller caller, long id, Func<Arrival, Session, Task<Outcome<MailRoute>>> choose, CancellationToken stop)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await database.Read(session => MailLog.Find(session, caller.Tenant, id), stop) is not { } logged)
        {
            return MailboxRefusals.MailUnknown;
        }

        if (logged.Fate is Fate.Opened or Fate.Appended)
        {
            return logged.Raw == Blobs.Empty ? MailboxRefusals.Erased : MailboxRefusals.AlreadyDecided;
        }

        var folder = Directory.CreateTempSubdirectory("headway-mail-");
        try
        {
            var read = await KeptMail.Read(blobs, reader, caller.Tenant, logged.Raw, folder.FullName, stop);
            if (read.IsRefused)
            {
                return read.Refusal!;
            }

            var mailbox = await database.Read(
                async session => await session.Number("SELECT mailbox FROM mails WHERE tenant = $1 AND id = $2", caller.Tenant.Value, id) is { } box ? await MailboxRows.Find(session, caller.Tenant, box) : null, stop);
            var now = clock.Now(caller.Tenant);
            var arrival = await _arrivals.Of(mailbox, caller.Tenant, read.Value, "", logged.Received, now, stop);
            var route = await database.Read(session => choose(arrival, session), stop);
            if (route.IsRefused)
            {
                return route.Refusal!;
            }

            var record = new MailRecord(
                caller.Tenant, id, "", mailbox, null, logged.Received, new StoredFile(logged.Raw, logged.Bytes), read.Value, arrival.Verdict)
            { DecidedBy = caller, DecidedAt = now };
            return await deliver.Do(arrival, record, route.Value, folder.FullName, stop, logged.Detail);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
