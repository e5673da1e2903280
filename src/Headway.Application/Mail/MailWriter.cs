using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Tickets;
using NodaTime;
using NodaTime.Text;

namespace Headway.Application.Mail;

/// <summary>
/// Where links of mails lead: the desk's address as people reach it. <paramref name="Unseal"/> opens the link of an access
/// mail, which lies sealed in the outbox because it opens a door.
/// </summary>
public sealed record MailPlace(Uri Desk, Func<string, string> Unseal);

/// <summary>
/// Makes the words of a mail when it is sent: in the reader's language and zone, with what happens next and by when. What
/// was erased meanwhile is not in it; whoever has no address any more gets none.
/// </summary>
public sealed class MailWriter(Database database, DeskClock clock, ReaderWords words, MailPlace place, MailTokens tokens, TicketStore store, DigestQuery digests, WeekQuery weeks, TicketLinks links)
{
    private const string AccessKind = "access-mail";

    /// <summary>The outbox kinds that are mail.</summary>
    public static readonly IReadOnlyList<string> Kinds = [MailOrder.OutboxKind, AccessKind];

    /// <summary>Null when there is nobody to write to, or nothing left to say.</summary>
    public async Task<Letter?> Write(OutboxItem item, CancellationToken stop = default)
    {
        var order = item.Kind == AccessKind ? Access(item.Body) : MailOrder.Read(item.Body);
        var facts = await database.Snapshot(session => Facts(session, item, order), stop);
        var state = item.Ticket is { } about && order.Kind is MailKind.Booked or MailKind.CalledOff or MailKind.ChooseTime or MailKind.ApprovalAsked or MailKind.Resolved ? await store.Find(item.Tenant, about, stop) : null;
        var digest = order.Kind == MailKind.Digest && await Callers.Find(database, item.Tenant, new PersonId(order.To), stop) is { } reader ? await digests.Read(reader, stop) : null;
        var week = order is { Kind: MailKind.Weekly, Week: { } monday } && LocalDatePattern.Iso.Parse(monday) is { Success: true } first
            && await Callers.Find(database, item.Tenant, new PersonId(order.To), stop) is { } lead && WeekQuery.IsFor(lead) && await weeks.Read(lead, first.Value, stop) is { IsRefused: false } found ? found.Value : null;
        if (order.Kind == MailKind.Weekly && week is null)
        {
            // Whoever answers for no team any more has no week to be told.
            return null;
        }

        var news = order is { Kind: MailKind.News, Notice: { } notice } && await Callers.Find(database, item.Tenant, new PersonId(order.To), stop) is { IsStaff: true } whose
            ? await database.Snapshot(session => NewsLetter.Read(session, whose, notice, words), stop) : null;
        if (order.Kind == MailKind.News && news is null)
        {
            // Read in the page by now, or not for its reader's eyes any more.
            return null;
        }

        if (order.Kind == MailKind.ApprovalAsked)
        {
            // Decided, withdrawn or taken back meanwhile: nothing is asked any more.
            if (item.Ticket is not { } of || state?.Approvals.FindLast(asked => asked.Activity == order.Activity) is not { IsOpen: true } open)
            {
                return null;
            }

            facts = facts is null ? null : facts with { Instead = await database.Read(session => session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", item.Tenant.Value, open.Approver.Value).AsTask(), stop) };
            var life = Duration.Max(open.Due - clock.Now(item.Tenant), Duration.Zero) + AnswerApproval.Grace;
            order = order with { Secret = await links.Make(LinkFor.Approval, item.Tenant, of, open.Activity, new PersonId(order.To), life, stop) };
        }

        if (order.Kind == MailKind.Resolved && facts is not null && item.Ticket is { } solved && HowItWas(state, order, clock.Now(item.Tenant)) is { } asks)
        {
            facts = facts with { AsksAt = await links.Make(LinkFor.Feedback, item.Tenant, solved, asks.Seq, new PersonId(order.To), asks.AskedAt + Rating.Window - clock.Now(item.Tenant), stop) };
        }

        // What a machine writes to an address that mail comes back from only feeds a loop.
        return facts is null || (facts.Bounces && order.By is null && order.Kind != MailKind.Test) ? null : Put(item, order, facts with { State = state, Digest = digest, Week = week, News = news }, await tokens.Seal(stop));
    }

    // Whom it was solved for is asked, while it stands solved and nothing was said; whoever reads along is not.
    private static Rating? HowItWas(TicketState? state, MailOrder order, Instant now) =>
        state is { HasEnded: true, Ratings: [.., { Score: null } last] } && order.As is null && state.Requester.Value == order.To && last.MayBeSaid(now) ? last : null;

    private Letter? Put(OutboxItem item, MailOrder order, MailFacts facts, MailSeal seal)
    {
        var language = facts.Language;
        var zone = facts.Zone is { } id && Zones.Find(id) is { IsRefused: false } found ? found.Value : DateTimeZone.Utc;
        var now = clock.Now(item.Tenant);
        string Say(string key, params object?[] with) => words.Say(language, $"mail.{key}", with) ?? key;
        var kind = AppointmentMails.IsMoved(order, facts.State) ? "moved" : order.Kind.ToString().ToLowerInvariant();
        var about = facts.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number} {facts.Subject}").Trim() : "";
        var by = facts.ByName ?? facts.Desk;
        var paragraphs = new List<string>();
        SaidWeek? told = null;
        if (order.Text is not null)
        {
            if (facts.Text is null)
            {
                return null;
            }

            if (order.Kind == MailKind.ApprovalAsked && facts.State?.Approvals.FindLast(one => one.Activity == order.Activity) is { } asked)
            {
                paragraphs.AddRange(ApprovalMails.Before(asked, new PersonId(order.To), facts, about, (key, with) => Say(key, with)));
            }

            paragraphs.Add(facts.Text);
            if (facts.Signature is { } signature)
            {
                paragraphs.Add(signature);
            }

            // Nobody should have to guess whether a person wrote.
            if (order.ByMachine)
            {
                paragraphs.Add(Say("by-machine", by));
            }
        }
        else if (facts.Digest is { } digest)
        {
            paragraphs.AddRange(DigestLetter.Paragraphs(digest, words, language));
        }
        else if (facts.News is { } news)
        {
            paragraphs.AddRange(news.About is { } of ? [of] : []);
        }
        else if (facts.Week is { } week)
        {
            told = WeekLetter.Of(week, words, language);
            paragraphs.AddRange([told.Range, told.Sentence]);
        }
        else
        {
            paragraphs.Add(Say($"{kind}-text", facts.Desk, about));
        }

        var when = order.At is { } ms ? words.When(language, zone, Instant.FromUnixTimeMilliseconds(ms), now) : null;
        var at = when is null || order.Kind == MailKind.ApprovalAsked ? when : Say("at", when, by);
        var link = Link(order, facts);
        var headline = facts.News?.Title ?? Say($"{kind}-head", facts.First, by.Split(' ')[0], facts.Desk);
        var foot = Say(facts.Number is null ? "foot" : "foot-ticket", facts.Desk, about);
        var subject = Line(facts.News is { } brief ? brief.Title : facts.Number is null ? Say($"{kind}-subject", facts.Desk) : Say($"{kind}-subject", about, facts.Desk));
        var button = Say(order.Secret is null && order.Kind is not (MailKind.Tried or MailKind.Weekly or MailKind.Digest or MailKind.News) ? "open" : $"{kind}-open");
        var invited = Invited(item, order, facts, seal, about);
        var note = words.Say(language, $"mail.{kind}-note", []) is { } own ? own : invited is { Method: "REQUEST" } ? Say("note-invited") : facts.Number is null || order.Secret is not null ? null : Say("note-answer");
        var parts = new LetterParts(
            language ?? "en", facts.Desk, headline, paragraphs, Say(at is null ? "next-title" : order.Kind == MailKind.ApprovalAsked ? "approvalasked-title" : "time-title"), at ?? Next(order, facts, language, zone, now), button, link, note, foot)
        {
            Ask = facts.AsksAt is { } path ? new LetterScale(Say("how-ask"), words.Say(language, "feedback.worst", []) ?? "0", words.Say(language, "feedback.best", []) ?? "10", new Uri(place.Desk, path).AbsoluteUri) : null,
            Sheet = told is not null ? Sheet(told, key => words.Say(language, $"week.{key}", []) ?? key) : facts.Digest is { } day ? DigestLetter.Sheet(day, words, language, zone, now, place.Desk) : null,
        };
        var letter = new Letter(
            Line(facts.Name), Line(facts.Address), subject, LetterPaper.Plain(parts), LetterPaper.Html(parts),
            $"<{item.Tenant.Value}.{item.Key.Replace(':', '.')}@{Host}>", order.By is null, seal.Loop(item.Tenant));
        letter = letter with { Invitation = invited };
        return item.Ticket is { } ticket ? Threaded(letter, item, ticket, order, facts, seal) : letter;
    }

    private LetterSheet Sheet(SaidWeek week, Func<string, string> say) => new(
        week.Figures,
        [
            new LetterList(say("news"), week.Signals is null ? [(say("young"), null)] : week.Signals.Count == 0 ? [(say("noise"), null)] : [.. week.Signals.Select(one => (one.Text, (string?)null))]),
            new LetterList(
                say("duties"), week.Steps.Count == 0 ? [(say("do-nothing"), null)] : [.. week.Steps.Select(step => (step.Text, (string?)new Uri(place.Desk, step.Path).AbsoluteUri))], Numbered: week.Steps.Count > 0),
        ]);

    private Invitation? Invited(OutboxItem item, MailOrder order, MailFacts facts, MailSeal seal, string about) => facts is { State: { } state, Number: { } number }
        ? Invitation.Of(order, state, root => InvitationId.Of(seal, item.Tenant, number, root, place.Desk.Host), Line($"{about} ({facts.Desk})"))
        : null;

    // Every mail of a ticket refers to an id that never was sent, the same each time; and to what the reader wrote last.
    private Letter Threaded(Letter letter, OutboxItem item, TicketKey ticket, MailOrder order, MailFacts facts, MailSeal seal)
    {
        var token = new MailToken(item.Tenant, order.As is { } own ? new TicketKey(own) : ticket, 0, new PersonId(order.To), order.AsHelper ? TokenKind.Helper : TokenKind.Customer);
        var root = seal.Id(token, Host);
        // "mail:ticket:fact", and behind it for whom besides the customer.
        var seq = item.Key.Split(':') is [_, _, var fact, ..] && int.TryParse(fact, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        var answered = facts.Answered is { Length: > 2 } id && !id.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || sign is '<' or '>') && id.Contains('@', StringComparison.Ordinal) ? $"<{id}>" : null;
        return letter with
        {
            MessageId = seq == 0 ? letter.MessageId : seal.Id(token with { Seq = seq }, Host),
            InReplyTo = answered ?? root,
            References = answered is null ? [root] : [root, answered],
        };
    }

    private string? Next(MailOrder order, MailFacts facts, string? language, DateTimeZone zone, Instant now)
    {
        if (order.At is not null || order.Kind == MailKind.Resolved || facts.Status is null || order.PromiseMs is not { } ms)
        {
            return null;
        }

        var line = (language?.StartsWith("de", StringComparison.OrdinalIgnoreCase) == true ? facts.OwnLineDe : facts.OwnLineEn) ?? words.Say(language, $"status.{facts.Status}.customer", []);
        return line?.Replace("{promise}", words.When(language, zone, Instant.FromUnixTimeMilliseconds(ms), now), StringComparison.Ordinal);
    }

    private string? Link(MailOrder order, MailFacts facts) =>
        order.Secret is { } link ? new Uri(place.Desk, link).AbsoluteUri
        // Whoever was only copied has no page of it.
        : order.Kind is MailKind.Copied or MailKind.ApprovalOver ? null
        : order is { Kind: MailKind.Weekly, Week: { } week } ? new Uri(place.Desk, $"/digest/week?of={week}").AbsoluteUri
        : facts.News is { } news ? new Uri(place.Desk, news.Path).AbsoluteUri
        : order.Kind == MailKind.Digest ? new Uri(place.Desk, "/digest").AbsoluteUri
        : facts.Number is { } number ? new Uri(place.Desk, string.Create(CultureInfo.InvariantCulture, $"/portal/tickets/{number}{(order.Kind == MailKind.Tried ? "#reach" : "")}")).AbsoluteUri
        : null;

    private MailOrder Access(string body)
    {
        using var mail = JsonDocument.Parse(body);
        var root = mail.RootElement;
        var kind = root.GetProperty("template").GetString() switch
        {
            "invitation" => MailKind.Invitation,
            "reset" => MailKind.Reset,
            "choose-time" => MailKind.ChooseTime,
            _ => MailKind.SignIn,
        };
        return new MailOrder(kind, root.GetProperty("person").GetInt64(), Secret: place.Unseal(root.GetProperty("link").GetString() ?? ""));
    }

    private static async Task<MailFacts?> Facts(Session session, OutboxItem item, MailOrder order)
    {
        var tenant = item.Tenant.Value;
        var text = order.Text is { } id ? await session.Text("SELECT body FROM texts WHERE tenant = $1 AND id = $2 AND NOT withdrawn", tenant, id) : null;
        var by = order.By is { } author ? await session.Text("SELECT name FROM people WHERE tenant = $1 AND id = $2", tenant, author) : null;
        var team = order.By is null || item.Ticket is not { } ticket ? null
            : await session.Number("SELECT team FROM tickets WHERE tenant = $1 AND ticket = $2", tenant, ticket.Value);
        var signature = team is { } signing && order.By is { } signer ? await Macros.Signatures.Under(session, item.Tenant, new PersonId(signer), new TeamId(signing)) : null;
        return await session.One(
            """
            SELECT p.name, p.email, p.language, p.zone, d.name, d.language, d.zone, own.number, own.subject, t.status,
                   (SELECT w.line FROM wordings w WHERE w.tenant = t.tenant AND w.status = t.status AND w.language = 'en'),
                   (SELECT w.line FROM wordings w WHERE w.tenant = t.tenant AND w.status = t.status AND w.language = 'de'),
              (SELECT m.message_id FROM mails m WHERE m.tenant = p.tenant AND m.ticket = $4 AND m.sender_key = p.email_key AND m.fate IN ('opened', 'appended') ORDER BY m.received DESC, m.id DESC LIMIT 1),
              EXISTS (SELECT 1 FROM bounced_addresses b WHERE b.tenant = p.tenant AND b.address_key = p.email_key AND b.permanent),
              (SELECT r.name FROM people r WHERE r.tenant = t.tenant AND r.id = t.requester)
            FROM people p JOIN tenants d ON d.tenant = p.tenant LEFT JOIN tickets t ON t.tenant = p.tenant AND t.ticket = $3
            LEFT JOIN tickets own ON own.tenant = p.tenant AND own.ticket = $4
            WHERE p.tenant = $1 AND p.id = $2 AND p.email IS NOT NULL
            """,
            row => new MailFacts(
                row.GetString(0), row.GetString(1), row.TextOrNull(2) ?? row.TextOrNull(5), row.TextOrNull(3) ?? row.TextOrNull(6), row.GetString(4),
                row.LongOrNull(7), row.TextOrNull(8) ?? "", row.TextOrNull(9), text, by)
            {
                OwnLineEn = row.TextOrNull(10), OwnLineDe = row.TextOrNull(11), Signature = signature,
                Answered = row.TextOrNull(12), Bounces = row.GetBoolean(13), Requester = row.TextOrNull(14),
            },
            tenant, order.To, item.Ticket?.Value, order.As ?? item.Ticket?.Value);
    }

    // A subject or a name is one line, whatever a stranger typed.
    private static string Line(string text) => new([.. text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)]);

    private string Host => place.Desk.Host is "localhost" or "127.0.0.1" ? "headway.invalid" : place.Desk.Host;
}

internal sealed record MailFacts(
    string Name, string Address, string? Language, string? Zone, string Desk, long? Number, string Subject, string? Status, string? Text, string? ByName)
{
    public string First => Name.Split(' ')[0];

    /// <summary>The tenant's own lines for the situation; null for the shipped ones.</summary>
    public string? OwnLineEn { get; init; }

    public string? OwnLineDe { get; init; }

    /// <summary>What stands under what a person wrote.</summary>
    public string? Signature { get; init; }

    /// <summary>The Message-ID of the last mail of theirs on this ticket; null when they came another way.</summary>
    public string? Answered { get; init; }

    /// <summary>The ticket as it stands, for a mail about its times.</summary>
    public Domain.Tickets.TicketState? State { get; init; }

    /// <summary>What the reader's day brings, for the mail that tells it.</summary>
    public DigestRead? Digest { get; init; }

    /// <summary>The news that is told, for the mail that tells one.</summary>
    public SaidNews? News { get; init; }

    /// <summary>The week that is told, for the mail that tells one.</summary>
    public WeekRead? Week { get; init; }

    /// <summary>Whose ticket it is; null for a mail about none.</summary>
    public string? Requester { get; init; }

    /// <summary>In whose place a substitute is asked.</summary>
    public string? Instead { get; init; }

    /// <summary>Where the reader says how it was; null where that is not asked.</summary>
    public string? AsksAt { get; init; }

    /// <summary>Mail to this address has come back for good.</summary>
    public bool Bounces { get; init; }
}
