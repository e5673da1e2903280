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

    /// <summary>The conditions on a ticket <c>t</c> that the terms are, each begun with AND; <paramref name="next"/> takes a value and answers its place.</summary>
    public static string Narrow(TicketFilter filter, Func<object, string> next)
    {
        var where = filter.Tag is { Length: > 0 } tag
            ? $" AND EXISTS (SELECT 1 FROM ticket_tags x JOIN tags n ON n.tenant = x.tenant AND n.id = x.tag WHERE x.tenant = t.tenant AND x.ticket = t.ticket AND n.name = {next(tag)})"
            : "";
        if (filter.Category is { Length: > 0 } category)
        {
            var named = next(category.Trim());
            where += $" AND t.category IN (SELECT c.id FROM categories c WHERE c.tenant = t.tenant AND (lower(c.name) = lower({named}) OR lower(c.name_de) = lower({named})))";
        }

        return where;
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
