using Headway.Application.Storage;

namespace Headway.Application.Tickets;

/// <summary>The place of a text where a searched word stands, with the words marked: U+0001 before each and U+0002 after it.</summary>
public static class Snippets
{
    private const int Before = 40, Length = 160;

    public static string Of(string? body, string? query)
    {
        var asked = SearchWords.Of(query);
        if (string.IsNullOrWhiteSpace(body) || asked.Count == 0)
        {
            return "";
        }

        var flat = string.Join(' ', body.Replace('\u0001', ' ').Replace('\u0002', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var words = flat.Split(' ');
        var at = 0;
        var first = -1;
        foreach (var word in words)
        {
            if (first < 0 && Fits(word, asked))
            {
                first = at;
            }

            at += word.Length + 1;
        }

        var from = first <= Before ? 0 : flat.LastIndexOf(' ', first - Before) + 1;
        var to = Math.Min(flat.Length, from + Length);
        var shown = flat[from..to].Split(' ').Select(word => Fits(word, asked) ? $"\u0001{word}\u0002" : word);
        return (from > 0 ? "… " : "") + string.Join(' ', shown) + (to < flat.Length ? " …" : "");
    }

    private static bool Fits(string word, IReadOnlyList<string> asked) =>
        SearchWords.Of(word).Any(own => asked.Any(prefix => own.StartsWith(prefix, StringComparison.Ordinal)));
}
