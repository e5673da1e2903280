namespace Headway.Application.Tickets;

/// <summary>Words that narrow rather than being looked for: <c>tag:scanner</c>, <c>category:hardware</c>, <c>field:workplace=berlin</c>; with quotes around more than one word.</summary>
internal static class SearchTerms
{
    private const string Tag = "tag:", Category = "category:", Field = "field:";

    public static TicketFilter Read(TicketFilter filter)
    {
        if (filter.Words?.Contains(':', StringComparison.Ordinal) != true)
        {
            return filter;
        }

        var rest = new List<string>();
        foreach (var term in Terms(filter.Words))
        {
            if (Value(term, Tag) is { } tag)
            {
                filter = filter with { Tag = tag.ToLowerInvariant() };
            }
            else if (Value(term, Category) is { } category)
            {
                filter = filter with { Category = category };
            }
            else if (Value(term, Field) is { } field && Intake.AnswerCondition.IsOne(field))
            {
                filter = filter with { Fields = [.. filter.Fields, field] };
            }
            else
            {
                rest.Add(term);
            }
        }

        return filter with { Words = rest.Count == 0 ? null : string.Join(' ', rest) };
    }

    private static string? Value(string term, string name) =>
        term.StartsWith(name, StringComparison.OrdinalIgnoreCase) && term[name.Length..].Trim('"').Trim() is { Length: > 0 } value ? value : null;

    // Blanks part terms, but for those between quotes.
    private static IEnumerable<string> Terms(string words)
    {
        var quoted = false;
        var begun = 0;
        for (var i = 0; i <= words.Length; i++)
        {
            if (i < words.Length && words[i] == '"')
            {
                quoted = !quoted;
            }

            if (i == words.Length || (!quoted && char.IsWhiteSpace(words[i])))
            {
                if (i > begun)
                {
                    yield return words[begun..i];
                }

                begun = i + 1;
            }
        }
    }
}
