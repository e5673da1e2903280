using System.Text.RegularExpressions;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Tickets;

namespace Headway.Application.Mail;

/// <summary>Addresses that our mail came back from. What the desk writes by itself no longer goes there; what a person writes still does.</summary>
internal static partial class BouncedAddresses
{
    /// <summary>Marks the address of the person our returned mail was for; only a mail that we did write says anything.</summary>
    public static async Task Mark(Session session, Arrival arrival, MailRecord record)
    {
        if (arrival.Returned is not { } returned || arrival.Verdict.Class is not (MailClass.Bounce or MailClass.Report))
        {
            return;
        }

        var reason = arrival.Verdict.Class == MailClass.Report ? "complaint" : Reason(arrival.Mail);
        await session.Do(
            """
            INSERT INTO bounced_addresses (tenant, address_key, address, permanent, reason, mail, since, times)
            SELECT $1, p.email_key, p.email, $3, $4, $5, $6, 1 FROM people p WHERE p.tenant = $1 AND p.id = $2 AND p.email_key IS NOT NULL
            ON CONFLICT (tenant, address_key) DO UPDATE SET permanent = $3, reason = $4, mail = $5, since = $6, times = bounced_addresses.times + 1
            """,
            record.Tenant.Value, returned.Person.Value, IsPermanent(arrival), reason, record.Id, record.Received.ToUnixTimeMilliseconds());
    }

    /// <summary>Who owns the ticket is told that its customer was not reached.</summary>
    public static IReadOnlyList<NotificationDraft> Tell(Changed changed, Arrival arrival) =>
        arrival.Returned is not null && changed.State.Owner is { } owner && changed.Facts.LastOrDefault(recorded => recorded.Fact is Noted) is { } noted
            ? [new NotificationDraft(owner, NotificationKind.Bounced, noted.Seq)]
            : [];

    /// <summary>Whether mail to the person is known to come back for good.</summary>
    public static async Task<bool> Knows(Session session, TenantId tenant, string email) =>
        await session.Number("SELECT 1 FROM bounced_addresses WHERE tenant = $1 AND address_key = $2 AND permanent", tenant.Value, Tickets.EmailKey.Of(email)) is not null;

    private static bool IsPermanent(Arrival arrival) =>
        arrival.Verdict.Class == MailClass.Report || !arrival.Mail.Reports.Any(report => Action().IsMatch(report.Text)) && (Status().Match(Said(arrival.Mail)) is not { Success: true } code || code.Groups[1].Value[0] == '5');

    private static string Reason(ParsedMail mail) => Status().Match(Said(mail)) is { Success: true } code ? code.Groups[1].Value : "returned";

    private static string Said(ParsedMail mail) => string.Join('\n', mail.Reports.Select(report => report.Text).Append(mail.Words.Length > 8_000 ? mail.Words[..8_000] : mail.Words));

    [GeneratedRegex(@"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"^Action:\s*delayed", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Action();
}
