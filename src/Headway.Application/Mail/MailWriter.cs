using System.Globalization;
using System.Text.Json;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain.Calendars;
using NodaTime;

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
public sealed class MailWriter(Database database, DeskClock clock, ReaderWords words, MailPlace place)
{
    private const string AccessKind = "access-mail";

    /// <summary>The outbox kinds that are mail.</summary>
    public static readonly IReadOnlyList<string> Kinds = [MailOrder.OutboxKind, AccessKind];

    /// <summary>Null when there is nobody to write to, or nothing left to say.</summary>
    public async Task<Letter?> Write(OutboxItem item, CancellationToken stop = default)
    {
        var order = item.Kind == AccessKind ? Access(item.Body) : MailOrder.Read(item.Body);
        var facts = await database.Snapshot(session => Facts(session, item, order), stop);
        return facts is null ? null : Put(item, order, facts);
    }

    private Letter? Put(OutboxItem item, MailOrder order, MailFacts facts)
    {
        var language = facts.Language;
        var zone = facts.Zone is { } id && Zones.Find(id) is { IsRefused: false } found ? found.Value : DateTimeZone.Utc;
        var now = clock.Now(item.Tenant);
        string Say(string key, params object?[] with) => words.Say(language, $"mail.{key}", with) ?? key;
        var kind = order.Kind.ToString().ToLowerInvariant();
        var about = facts.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number} {facts.Subject}").Trim() : "";
        var by = facts.ByName ?? facts.Desk;
        var paragraphs = new List<string>();
        if (order.Text is not null)
        {
            if (facts.Text is null)
            {
                return null;
            }

            paragraphs.Add(facts.Text);
        }
        else
        {
            paragraphs.Add(Say($"{kind}-text", facts.Desk, about));
        }

        if (Next(order, facts, language, zone, now) is { } next)
        {
            paragraphs.Add(next);
        }

        if (order.At is { } at)
        {
            paragraphs.Add(Say("at", words.When(language, zone, Instant.FromUnixTimeMilliseconds(at), now), by));
        }

        var link = Link(order, facts);
        var headline = Say($"{kind}-head", facts.First, by.Split(' ')[0], facts.Desk);
        var foot = Say(facts.Number is null ? "foot" : "foot-ticket", facts.Desk, about);
        var subject = Line(facts.Number is null ? Say($"{kind}-subject", facts.Desk) : Say($"{kind}-subject", about, facts.Desk));
        var button = Say(order.Secret is null ? "open" : $"{kind}-open");
        return new Letter(
            Line(facts.Name), Line(facts.Address), subject,
            LetterPaper.Plain(headline, paragraphs, button, link, foot), LetterPaper.Html(language ?? "en", headline, paragraphs, button, link, foot),
            $"<{item.Tenant.Value}.{item.Key.Replace(':', '.')}@{Host}>", order.By is null, facts.Number is null ? null : $"<{item.Tenant.Value}.ticket.{facts.Number}@{Host}>");
    }

    private string? Next(MailOrder order, MailFacts facts, string? language, DateTimeZone zone, Instant now)
    {
        if (order.At is not null || order.Kind == MailKind.Resolved || facts.Status is null || order.PromiseMs is not { } ms)
        {
            return null;
        }

        var line = words.Say(language, $"status.{facts.Status}.customer", []);
        return line?.Replace("{promise}", words.When(language, zone, Instant.FromUnixTimeMilliseconds(ms), now), StringComparison.Ordinal);
    }

    private string? Link(MailOrder order, MailFacts facts) =>
        order.Secret is { } link ? new Uri(place.Desk, link).AbsoluteUri
        : facts.Number is { } number ? new Uri(place.Desk, string.Create(CultureInfo.InvariantCulture, $"/portal/tickets/{number}")).AbsoluteUri
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
        return await session.One(
            """
            SELECT p.name, p.email, p.language, p.zone, d.name, d.language, d.zone, t.number, t.subject, t.status
            FROM people p JOIN tenants d ON d.tenant = p.tenant LEFT JOIN tickets t ON t.tenant = p.tenant AND t.ticket = $3
            WHERE p.tenant = $1 AND p.id = $2 AND p.email IS NOT NULL
            """,
            row => new MailFacts(
                row.GetString(0), row.GetString(1), row.TextOrNull(2) ?? row.TextOrNull(5), row.TextOrNull(3) ?? row.TextOrNull(6), row.GetString(4),
                row.LongOrNull(7), row.TextOrNull(8) ?? "", row.TextOrNull(9), text, by),
            tenant, order.To, item.Ticket?.Value);
    }

    // A subject or a name is one line, whatever a stranger typed.
    private static string Line(string text) => new([.. text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)]);

    private string Host => place.Desk.Host is "localhost" or "127.0.0.1" ? "headway.invalid" : place.Desk.Host;
}

internal sealed record MailFacts(
    string Name, string Address, string? Language, string? Zone, string Desk, long? Number, string Subject, string? Status, string? Text, string? ByName)
{
    public string First => Name.Split(' ')[0];
}
