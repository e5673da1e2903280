using System.Text.RegularExpressions;

namespace Headway.Web.Language;

/// <summary>
/// What went wrong with a mail server or with the rows of a file, in another language. It is said in English, with names and others' own
/// words in it; the English sentence, under <c>fault.…</c>, finds the other one. What has no sentence stays as it was said.
/// </summary>
public static partial class FaultWords
{
    private static readonly Lazy<IReadOnlyList<(string Key, Regex Said)>> Sentences = new(Read);

    /// <summary>Where the server's own words begin.</summary>
    private const string Quoted = " The server says: ";

    public static string In(Words words, string text)
    {
        if (words.Language == "en")
        {
            return text;
        }

        var cut = text.IndexOf(Quoted, StringComparison.Ordinal);
        var (sentence, quote) = cut < 0 ? (text, "") : (text[..cut], " " + words["fault.quote", text[(cut + Quoted.Length)..]]);
        foreach (var (key, said) in Sentences.Value.Where(sentence => !sentence.Key.StartsWith("fault.row", StringComparison.Ordinal)))
        {
            if (said.Match(sentence) is { Success: true } match)
            {
                // Several problems stand in one sentence, each of them one of its own.
                return words[key, [.. match.Groups.Values.Skip(1).Select(part => Several(words, part.Value))]] + quote;
            }
        }

        return Several(words, text);
    }

    private static string Several(Words words, string text) => text.Contains("; ", StringComparison.Ordinal) || text.StartsWith("line ", StringComparison.Ordinal)
        ? string.Join("; ", text.Split("; ").Select(one => Row(words, one)))
        : text;

    // "line 7: no ticket number": the place, then what is wrong there.
    private static string Row(Words words, string one)
    {
        if (one.Split(": ", 2) is [['l', 'i', 'n', 'e', ' ', .. var place], var what])
        {
            return words["fault.row", place, Row(words, what)];
        }

        foreach (var (key, said) in Sentences.Value.Where(sentence => sentence.Key.StartsWith("fault.row-", StringComparison.Ordinal)).OrderByDescending(sentence => sentence.Key.Length))
        {
            if (said.Match(one) is { Success: true } match)
            {
                return words[key, [.. match.Groups.Values.Skip(1).Select(part => part.Value)]];
            }
        }

        return one;
    }

    private static List<(string, Regex)> Read()
    {
        var english = Words.Of("en");
        return [.. english.Keys.Where(key => key.StartsWith("fault.", StringComparison.Ordinal) && key != "fault.quote").Order(StringComparer.Ordinal)
            .Select(key => (key, new Regex($"^{Place().Replace(Regex.Escape(english[key]), "(.+)")}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)))];
    }

    [GeneratedRegex(@"\\\{\d}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
