namespace Headway.Application.Mail;

/// <summary>
/// A message in its three layers: what was written now, the signature under it, and the older mail below or between.
/// Together they hold every line; folding hides, it never loses.
/// </summary>
public sealed record FoldedText(string Reply, string Signature, string Quoted);

/// <summary>
/// Separates what somebody wrote now from what their mail program added. Answers between quoted lines are kept in order;
/// a mail that is nothing but a quotation is kept whole, since folding it would leave nothing to read.
/// </summary>
public static class QuoteFold
{
    private const int MostLines = 20_000, MostSignatureLines = 14;

    public static FoldedText Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', MostLines);
        var own = new List<string>();
        var quoted = new List<string>();
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (line.StartsWith('>'))
            {
                quoted.Add(lines[at]);
                continue;
            }

            if (Introduction(lines, at) is { } length)
            {
                quoted.AddRange(lines[at..(at + length)]);
                at += length - 1;
                if (QuotedBelow(lines, at + 1))
                {
                    continue;
                }

                quoted.AddRange(lines[(at + 1)..]);
                break;
            }

            if (EndsHere(lines, at))
            {
                quoted.AddRange(lines[at..]);
                break;
            }

            own.Add(lines[at]);
        }

        var signature = Signature(own);
        var reply = Tidy(own);
        return reply.Length == 0 && quoted.Count > 0 && signature.Length == 0 ? new FoldedText(text.Trim(), "", "") : new FoldedText(reply, signature, Tidy(quoted));
    }

    /// <summary>How many lines introduce a quotation from here on; null when none does.</summary>
    private static int? Introduction(string[] lines, int at)
    {
        var first = lines[at].Trim();
        if (!QuoteWords.MayIntroduce(first))
        {
            return null;
        }

        var joined = first;
        for (var length = 1; length <= 4; length++)
        {
            if (QuoteWords.Introduces(joined))
            {
                return length;
            }

            if (at + length >= lines.Length || lines[at + length].Trim() is not { Length: > 0 } next || next.StartsWith('>'))
            {
                return null;
            }

            joined = $"{joined} {next}";
        }

        return null;
    }

    private static bool QuotedBelow(string[] lines, int at)
    {
        for (var looked = 0; looked < 4 && at + looked < lines.Length; looked++)
        {
            if (lines[at + looked].Trim() is { Length: > 0 } next)
            {
                return next.StartsWith('>');
            }
        }

        return false;
    }

    private static bool EndsHere(string[] lines, int at)
    {
        var line = lines[at].Trim();
        return line.Length > 0 && (QuoteWords.Divides(line) || HeaderBlock(lines, at) || (line.Length >= 20 && line.All(sign => sign == '_') && HeaderBlock(lines, Next(lines, at + 1))));
    }

    /// <summary>A sender's line with at least one more such line right below it.</summary>
    private static bool HeaderBlock(string[] lines, int at)
    {
        if (at >= lines.Length || QuoteWords.HeaderLine(lines[at].Trim()) != 1)
        {
            return false;
        }

        var others = 0;
        for (var below = at + 1; below < lines.Length && below <= at + 7; below++)
        {
            others += QuoteWords.HeaderLine(lines[below].Trim()) == 2 ? 1 : 0;
        }

        return others >= 2;
    }

    private static int Next(string[] lines, int at)
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Takes the signature off the end of what was written.</summary>
    private static string Signature(List<string> own)
    {
        var taken = new List<string>();
        var mark = own.FindIndex(line => line is "-- " or "--" or "—" || line.TrimEnd() is "--" or "__" or "-- ");
        if (mark >= 0 && (mark > 0 || own.Count <= MostSignatureLines))
        {
            taken.AddRange(own[mark..]);
            own.RemoveRange(mark, own.Count - mark);
        }

        for (var at = own.Count - 1; at >= 0 && own.Count - at <= 4; at--)
        {
            if (QuoteWords.Advertises(own[at].Trim()))
            {
                taken.Insert(0, own[at]);
                own.RemoveAt(at);
            }
        }

        // The leave and the name stay; what a company hangs below them is folded.
        var leave = own.FindLastIndex(line => QuoteWords.TakesLeave(line.Trim()));
        var filled = leave < 0 ? [] : own[(leave + 1)..].Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        if (leave >= 0 && filled.Count > 1 && filled.Count <= MostSignatureLines && filled.TrueForAll(line => line.Trim().Length < 120))
        {
            var name = own.FindIndex(leave + 1, line => !string.IsNullOrWhiteSpace(line));
            taken.InsertRange(0, own[(name + 1)..]);
            own.RemoveRange(name + 1, own.Count - name - 1);
        }

        return Tidy(taken);
    }

    private static string Tidy(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.TrimEnd())).Trim('\n', ' ', '\t', '\u00a0');
}
