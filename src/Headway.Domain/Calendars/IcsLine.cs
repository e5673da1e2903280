using System.Text;

namespace Headway.Domain.Calendars;

/// <summary>
/// One content line of an iCalendar file, unfolded: <c>NAME;PARAM=value:VALUE</c>, with the number of the line it starts
/// on, from 1. Name and parameters are in capitals; a line without a colon has an empty name.
/// </summary>
internal sealed record IcsLine(int Number, string Name, string Parameters, string Value, string Text)
{
    public bool IsReadable => Name.Length > 0;

    /// <summary>Lines ended by CRLF, LF or CR; one that starts with a space or a tab continues the one before it.</summary>
    public static IEnumerable<IcsLine> Of(string text)
    {
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        var folded = new StringBuilder();
        int number = 0, start = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                folded.Append(line, 1, line.Length - 1);
                continue;
            }
            if (folded.Length > 0)
                yield return Read(start, folded.ToString());
            folded.Clear().Append(line);
            start = number;
        }
        if (folded.Length > 0)
            yield return Read(start, folded.ToString());
    }

    public bool Has(string parameter) => Parameters.Contains(parameter, StringComparison.Ordinal);

    private static IcsLine Read(int number, string text)
    {
        int colon = -1, semicolon = -1;
        var quoted = false;
        for (var i = 0; i < text.Length && colon < 0; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == ':' && !quoted)
                colon = i;
            else if (text[i] == ';' && semicolon < 0)
                semicolon = i;
        }
        if (colon < 0)
            return new IcsLine(number, "", "", "", text);
        var nameEnd = semicolon >= 0 ? semicolon : colon;
        return new IcsLine(number, text[..nameEnd].Trim().ToUpperInvariant(), text[nameEnd..colon].ToUpperInvariant(), text[(colon + 1)..].Trim(), text);
    }
}
