using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headway.Application.Mail;

/// <summary>
/// What makes two messages the same: the mailbox, the Message-ID and the content. The way they took (Received and other
/// headers of transport) says nothing; the id alone says nothing either, since ids are reused and squatted on.
/// </summary>
internal static class MailKey
{
    public static string Of(long? mailbox, ParsedMail mail, string raw)
    {
        // What could not be read is the same only when its bytes are.
        var content = mail.Error is not null || (mail.From.Count == 0 && mail.Subject is null)
            ? raw
            : string.Join('\n', [
                string.Join(',', mail.From.Select(one => one.Address)), mail.Subject ?? "", mail.Date?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "", mail.Text ?? "", mail.Html ?? "",
                .. mail.Parts.Select(part => part.Sha256 ?? "")]);
        return Hash($"{mailbox}\n{mail.MessageId}\n{content}");
    }

    /// <summary>For finding other messages of the same id; null without one.</summary>
    public static string? OfId(string? messageId) => messageId is null ? null : Hash($"id\n{messageId}")[..32];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
