using System.Text;

namespace Headway.Domain.Progression;

/// <summary>
/// What a person wrote themselves in a message: without quoted lines, the earlier mail below, the signature and the
/// telephone's own advertisement. Never longer than <see cref="Longest"/> characters.
/// </summary>
internal static class OwnWords
{
    public const int Longest = 40_000;

    /// <summary>Lines that are looked at, quoted ones not counted.</summary>
    private const int MostLines = 5_000;

    /// <summary>A line longer than this is wrapped text, and the next line may go on with its sentence.</summary>
    private const int WrappedFrom = 50;

    private static readonly string[] EndsOwnWords =
    [
        "-----original message", "---- original message", "-----ursprungliche", "-----ursprüngliche",
        "---------- forwarded", "begin forwarded message", "anfang der weitergeleiteten", "________________________________",
        "this e-mail is confidential", "this email is confidential", "diese e-mail enthält vertrauliche",
    ];

    private static readonly string[] Advertisements = ["sent from my ", "von meinem ", "gesendet von ", "gesendet mit ", "get outlook for ", "sent from outlook"];

    private static readonly string[] HeaderNames = ["from:", "von:", "sent:", "gesendet:", "date:", "datum:", "to:", "an:", "subject:", "betreff:"];

    public static string Of(string text)
    {
        var own = new StringBuilder(Math.Min(text.Length, Longest));
        var rest = text.AsSpan();
        var wrapped = false;
        var left = MostLines;
        while (!rest.IsEmpty && own.Length < Longest && left > 0)
        {
            var line = NextLine(ref rest);
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] is '>' or '|')
                continue;
            left--;
            if (trimmed is "--" || Any(EndsOwnWords, trimmed))
                break;
            if (Introduces(trimmed) || (trimmed.Length is > 10 and < 120 && OpensQuote(trimmed) && Introduces(Peek(rest))))
            {
                if (QuotedBelow(rest))
                    continue;
                break;
            }

            if (Any(HeaderNames, trimmed) && Any(HeaderNames, Peek(rest)))
                break;
            if (Any(Advertisements, trimmed))
                continue;
            var goesOn = wrapped && trimmed.Length > 0 && char.IsLower(trimmed[0]);
            own.Append(goesOn ? ' ' : '\n').Append(trimmed[..Math.Min(trimmed.Length, Longest - Math.Min(own.Length, Longest))]);
            wrapped = trimmed.Length >= WrappedFrom;
        }

        return own.ToString();
    }

    private static ReadOnlySpan<char> NextLine(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny('\n', '\r');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1))..];
        return line;
    }

    private static ReadOnlySpan<char> Peek(ReadOnlySpan<char> rest) => NextLine(ref rest).Trim();

    private static bool QuotedBelow(ReadOnlySpan<char> rest)
    {
        for (var lines = 0; lines < 3 && !rest.IsEmpty; lines++)
        {
            var next = NextLine(ref rest).Trim();
            if (next.Length > 0)
                return next[0] == '>';
        }

        return false;
    }

    private static bool OpensQuote(ReadOnlySpan<char> line) => Starts(line, "on ") || Starts(line, "am ");

    private static bool Introduces(ReadOnlySpan<char> line) =>
        line.Length is > 0 and < 240 && line[^1] == ':'
        && (Ends(line, " wrote:") || Ends(line, " schrieb:") || Ends(line, " writes:") || (Starts(line, "am ") && line.Contains(" schrieb ", StringComparison.OrdinalIgnoreCase)));

    private static bool Any(string[] beginnings, ReadOnlySpan<char> line)
    {
        foreach (var beginning in beginnings)
        {
            if (Starts(line, beginning))
                return true;
        }

        return false;
    }

    private static bool Starts(ReadOnlySpan<char> line, string beginning) => line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(ReadOnlySpan<char> line, string ending) => line.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
