using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>As what somebody was written to: the customer, or a helper, supplier or approver whose answer is a colleague's.</summary>
public enum TokenKind { Customer, Helper }

/// <summary>What one of our Message-IDs proves: we wrote it, about this ticket, to this person. Seq 0 is the ticket's thread itself.</summary>
public sealed record MailToken(TenantId Tenant, TicketKey Ticket, int Seq, PersonId Person, TokenKind Kind);

/// <summary>A Message-ID looked at: ours and whole, ours by its shape but with a wrong seal, or somebody else's.</summary>
public readonly record struct TokenFound(MailToken? Token, bool IsForged)
{
    public static readonly TokenFound None = new(null, false);
}

/// <summary>
/// Message-IDs that carry who and what, sealed with the installation's secret: whoever answers proves by it that the mail
/// reached them. Nothing is stored, so nothing can be lost or guessed.
/// </summary>
public sealed class MailTokens(InstallationSecret secret)
{
    public async ValueTask<MailSeal> Seal(CancellationToken stop = default) => new(await secret.Get(stop));
}

/// <summary>Makes and checks tokens without waiting for anything.</summary>
public sealed partial class MailSeal(byte[] secret)
{
    private const int SealLength = 24, PrintLength = 6;

    // Another desk's ids look alike; what was sealed elsewhere is no forgery of ours.
    private readonly string _print = Convert.ToHexStringLower(HMACSHA256.HashData(secret, "mail print"u8))[..PrintLength];

    /// <summary>The id with its brackets.</summary>
    public string Id(MailToken token, string host)
    {
        var said = Said(token);
        return $"<{said}.{Seal(said)}@{host}>";
    }

    /// <summary>What mails of ours carry in a header, so that they are known when they come back.</summary>
    public string Loop(TenantId tenant) => Seal(string.Create(CultureInfo.InvariantCulture, $"loop.{tenant.Value}"));

    /// <summary>The seal of an appointment's id in calendars.</summary>
    public string Time(string said) => Seal($"time.{said}");

    public TokenFound Read(string id)
    {
        var match = Shape().Match(id.Trim());
        if (!match.Success || !string.Equals(match.Groups["print"].Value, _print, StringComparison.OrdinalIgnoreCase))
        {
            return TokenFound.None;
        }

        var said = match.Groups["said"].Value;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Seal(said)), Encoding.ASCII.GetBytes(match.Groups["seal"].Value.ToLowerInvariant())))
        {
            return new TokenFound(null, true);
        }

        long Number(string name) => long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        return new TokenFound(
            new MailToken(
                new TenantId(Number("tenant")), new TicketKey(Number("ticket")), (int)Number("seq"), new PersonId(Number("person")),
                match.Groups["kind"].Value == "h" ? TokenKind.Helper : TokenKind.Customer),
            false);
    }

    private string Said(MailToken token) => string.Create(
        CultureInfo.InvariantCulture, $"hw1{_print}.{token.Tenant.Value}.{token.Ticket.Value}.{token.Seq}.{token.Person.Value}.{(token.Kind == TokenKind.Helper ? 'h' : 'c')}");

    private string Seal(string said) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"mail\n{said}")))[..SealLength];

    [GeneratedRegex(@"^<?(?<said>hw1(?<print>[0-9a-f]{6})\.(?<tenant>\d{1,18})\.(?<ticket>\d{1,18})\.(?<seq>\d{1,9})\.(?<person>\d{1,18})\.(?<kind>[ch]))\.(?<seal>[0-9a-fA-F]{0,64})@", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
