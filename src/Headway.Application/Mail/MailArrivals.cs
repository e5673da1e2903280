using System.Globalization;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Mail;

/// <summary>Gathers what decides about a message: who the sender is known as, what it points at, how much came lately.</summary>
internal sealed partial class MailArrivals(Database database, MailTokens tokens)
{
    private const int MostReferences = 60;

    /// <param name="mailbox">Where it came to.</param>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="mail">The message.</param>
    /// <param name="key">What makes it the same as another.</param>
    /// <param name="received">When it came; before now for one that waited for a person.</param>
    /// <param name="now">Up to when traffic is counted.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Arrival> Of(Mailbox? mailbox, TenantId tenant, ParsedMail mail, string key, Instant received, Instant now, CancellationToken stop)
    {
        var seal = await tokens.Seal(stop);
        var verdict = MailClassifier.Of(mail);
        if (verdict.Class == MailClass.List && mailbox?.Server.TakesLists == true)
        {
            verdict = new MailVerdict(MailClass.Person, "list-is-ours");
        }

        var returned = verdict.Class is MailClass.Bounce or MailClass.Report ? Returned(mail, seal, tenant) : null;
        var token = Token(mail, seal, tenant);
        return await database.Snapshot(
            async session =>
            {
                var (sender, caller) = await Sender(session, tenant, mail);
                var thread = (token.Token ?? returned) is { } found ? await Pointed(session, tenant, caller, "t.ticket", found.Ticket.Value) : null;
                var tagged = token.Token is null && TagOf(mail.Subject) is { } number ? await Pointed(session, tenant, caller, "t.number", number) : null;
                var invited = mail.Event is { } said && InvitationId.Read(seal, tenant, said.Uid) is { } meant ? await Pointed(session, tenant, caller, "t.number", meant.Number) : null;
                return new Arrival(
                    mail, verdict, MailProof.Of(mail, mailbox?.Server.AuthservId), sender, await IsOurOwn(session, tenant, mail, seal),
                    await Traffic(session, tenant, mailbox, mail, (thread ?? tagged)?.Ticket, now), await MailBefore.Of(session, tenant, mailbox, mail, key, received))
                {
                    SenderMay = caller,
                    Token = token, Thread = thread, Returned = returned, Tagged = tagged, Invited = InvitationReply.Of(mail, seal, tenant, _ => invited),
                };
            },
            stop);
    }

    /// <summary>The number in "[#1042]" or "#1042"; the last one, since people write before what programs append.</summary>
    internal static long? TagOf(string? subject) =>
        subject is not null && Tag().Matches(subject) is { Count: > 0 } tags && long.TryParse(tags[^1].Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // In-Reply-To first, then the newest reference; one whole token is worth more than any number of broken ones.
    private static TokenFound Token(ParsedMail mail, MailSeal seal, TenantId tenant)
    {
        var forged = false;
        foreach (var id in new[] { mail.InReplyTo }.Concat(mail.References.Reverse()).Where(id => id is not null).Take(MostReferences))
        {
            var found = seal.Read(id!);
            forged |= found.IsForged || found.Token is { } other && other.Tenant != tenant;
            if (found.Token is { } token && token.Tenant == tenant)
            {
                return found;
            }
        }

        return new TokenFound(null, forged);
    }

    /// <summary>Which of our mails a report speaks of: its id stands in the part that repeats the original.</summary>
    private static MailToken? Returned(ParsedMail mail, MailSeal seal, TenantId tenant)
    {
        var said = string.Join('\n', mail.Reports.Select(report => report.Text).Append(mail.Words).Concat(mail.References).Append(mail.InReplyTo ?? "").Append(mail.Original ?? ""));
        return Ours().Matches(said).Take(MostReferences).Select(match => seal.Read(match.Value).Token).FirstOrDefault(token => token?.Tenant == tenant);
    }

    private static async Task<(KnownSender? Sender, Caller? Caller)> Sender(Session session, TenantId tenant, ParsedMail mail)
    {
        if (mail.From.Count != 1)
        {
            return (null, null);
        }

        var row = await session.One(
            "SELECT id, kind, active FROM people WHERE tenant = $1 AND email_key = $2",
            reader => Tuple.Create(reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2)), tenant.Value, EmailKey.Of(mail.From[0].Address));
        return row is null
            ? (null, null)
            : (new KnownSender(new PersonId(row.Item1), row.Item2 == "staff", row.Item3), row.Item3 ? await Callers.Load(session, tenant, new PersonId(row.Item1)) : null);
    }

    private static async Task<PointedAt?> Pointed(Session session, TenantId tenant, Caller? caller, string column, long value)
    {
        var row = await session.One(
            $"SELECT t.ticket, t.number FROM tickets t WHERE t.tenant = $1 AND {column} = $2", reader => Tuple.Create(reader.GetInt64(0), reader.GetInt64(1)), tenant.Value, value);
        if (row is null)
        {
            return null;
        }

        var sees = caller is not null && await TicketLookup.Find(session, caller, row.Item2) is not null;
        return new PointedAt(new TicketKey(row.Item1), row.Item2, sees);
    }

    // From ourselves, by address or by the mark that our own mails carry.
    private static async Task<bool> IsOurOwn(Session session, TenantId tenant, ParsedMail mail, MailSeal seal)
    {
        if (mail.Every("x-headway-loop").Any(mark => mark.Trim() == seal.Loop(tenant)))
        {
            return true;
        }

        foreach (var from in mail.From)
        {
            if (await session.Number("SELECT 1 FROM mailboxes WHERE tenant = $1 AND address_key = $2", tenant.Value, EmailKey.Of(from.Address)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<MailTraffic> Traffic(Session session, TenantId tenant, Mailbox? mailbox, ParsedMail mail, TicketKey? ticket, Instant now)
    {
        var hour = (now - Duration.FromHours(1)).ToUnixTimeMilliseconds();
        var day = (now - Duration.FromDays(1)).ToUnixTimeMilliseconds();
        var sender = mail.From.Count == 1 ? EmailKey.Of(mail.From[0].Address) : null;
        var (fromSender, fromMachine) = sender is null ? (0, 0) : await Two(
            session, "SELECT count(*), count(CASE WHEN class <> 'person' AND fate = 'opened' THEN 1 END) FROM mails WHERE tenant = $1 AND sender_key = $2 AND received > $3", tenant.Value, sender, hour);
        var (onThread, notes) = ticket is null ? (0, 0) : await Two(
            session,
            "SELECT count(CASE WHEN received > $4 THEN 1 END), count(CASE WHEN class <> 'person' AND fate = 'appended' THEN 1 END) FROM mails WHERE tenant = $1 AND ticket = $2 AND received > $3",
            tenant.Value, ticket.Value.Value, day, hour);
        var inMailbox = mailbox is null ? 0 : await session.Number("SELECT count(*) FROM mails WHERE tenant = $1 AND received > $2 AND mailbox = $3", tenant.Value, hour, mailbox.Id);
        return new MailTraffic(fromSender, fromMachine, onThread, notes, (int)(inMailbox ?? 0));
    }

    private static async Task<(int First, int Second)> Two(Session session, string sql, params object?[] args) =>
        (await session.One(sql, row => Tuple.Create((int)row.GetInt64(0), (int)row.GetInt64(1)), args) ?? Tuple.Create(0, 0)).ToValueTuple();

    [GeneratedRegex(@"#(\d{1,12})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<?hw1[0-9a-f]{6}\.[\w.]{8,160}@", RegexOptions.CultureInvariant)]
    private static partial Regex Ours();
}
