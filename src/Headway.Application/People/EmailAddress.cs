using System.Text;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// An address that mail can be sent to, parsed strictly: one @, no control characters, no quotes, no display name, at most 254
/// characters. <see cref="Key"/> is what two spellings of the same mailbox have in common.
/// </summary>
public sealed record EmailAddress
{
    private EmailAddress(string text) => (Text, Key) = (text, Tickets.EmailKey.Of(text));

    public string Text { get; }

    public string Key { get; }

    public static Outcome<EmailAddress> Parse(string? text)
    {
        var tidy = text?.Trim() ?? "";
        var at = tidy.IndexOf('@', StringComparison.Ordinal);
        var domain = tidy[(at + 1)..];
        return tidy.Length <= 254 && at is > 0 and <= 64 && domain.Length > 0 && !domain.Contains('@', StringComparison.Ordinal)
            && tidy.All(IsAllowed) && !domain.StartsWith('.') && !domain.EndsWith('.') && !domain.StartsWith('-')
            && !tidy.Contains("..", StringComparison.Ordinal) && tidy.IsNormalized(NormalizationForm.FormC)
            ? new EmailAddress(tidy)
            : PeopleRefusals.EmailInvalid;
    }

    public override string ToString() => Text;

    private static bool IsAllowed(char c) =>
        c > ' ' && c != '\u007f' && !char.IsControl(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c)
        && c is not ('"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']')
        && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format;
}
