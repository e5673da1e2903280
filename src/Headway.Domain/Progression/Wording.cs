using System.Text;

namespace Headway.Domain.Progression;

/// <summary>What a token is: a run of letters, a run of digits, or one mark.</summary>
internal enum TokenKind { Word, Number, Mark }

/// <summary>
/// One token of a text. <paramref name="Text"/> is folded: lower case, no apostrophes (but we're is weare, to be no "were"), no accents, German umlauts
/// spelled out (ä is ae, ß is ss), so that every spelling meets one entry of a word list.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int Length, bool Capital, bool Touches)
{
    public int End => Start + Length;

    /// <summary>The mark itself, or NUL when this is no mark.</summary>
    public char Mark => Kind == TokenKind.Mark ? Text[0] : '\0';
}

/// <summary>Cuts a text into folded tokens, in one pass over at most as many tokens as were asked for.</summary>
internal static class Wording
{
    /// <summary>A longer run of letters is no word of any list; only its beginning is kept.</summary>
    private const int LongestWord = 40;

    public static List<Token> Split(string text, int mostTokens)
    {
        var tokens = new List<Token>(Math.Min(mostTokens, 64 + (text.Length / 6)));
        var folded = new StringBuilder(LongestWord);
        var at = 0;
        var end = -1;
        while (at < text.Length && tokens.Count < mostTokens)
        {
            var start = at;
            var first = text[at];
            if (char.IsLetter(first) || first == '_')
                tokens.Add(new Token(TokenKind.Word, Word(text, ref at, folded), start, at - start, char.IsUpper(first), start == end));
            else if (char.IsAsciiDigit(first))
                tokens.Add(new Token(TokenKind.Number, Digits(text, ref at), start, at - start, false, start == end));
            else if (char.IsWhiteSpace(first) && first != '\n')
            {
                at++;
                continue;
            }
            else
                tokens.Add(new Token(TokenKind.Mark, Mark(text, ref at), start, at - start, false, start == end));
            end = at;
        }

        return tokens;
    }

    /// <summary>One word or name as the word lists spell it.</summary>
    public static string Fold(string word) => string.Join(' ', Split(word, 32).Where(t => t.Kind != TokenKind.Mark).Select(t => t.Text));

    private static string Word(string text, ref int at, StringBuilder folded)
    {
        folded.Clear();
        var joined = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\'' or '’' or '‘' or '`' or '´')
            {
                if (at + 1 >= text.Length || !char.IsLetter(text[at + 1]))
                    break;
                joined = true;
            }
            else if (c is >= '\u0300' and <= '\u036F')
            {
                if (c == '\u0308' && folded.Length > 0 && folded[^1] is 'a' or 'o' or 'u')
                    folded.Append('e');
            }
            else if (char.IsLetter(c) || c == '_')
            {
                if (folded.Length < LongestWord)
                    Append(folded, c);
            }
            else
                break;
        }

        var word = folded.ToString();
        return joined && word == "were" ? "weare" : word;
    }

    private static string Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text[start..Math.Min(at, start + LongestWord)];
    }

    private static string Mark(string text, ref int at)
    {
        if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at += 2;
            return text[(at - 2)..at];
        }

        return text[at++] switch { '？' => "?", '！' => "!", '–' or '—' => "-", var c => c.ToString() };
    }

    private static void Append(StringBuilder folded, char c)
    {
        var lower = char.ToLowerInvariant(c);
        switch (lower)
        {
            case 'ä' or 'æ': folded.Append("ae"); break;
            case 'ö' or 'ø': folded.Append("oe"); break;
            case 'ü': folded.Append("ue"); break;
            case 'ß': folded.Append("ss"); break;
            case 'à' or 'á' or 'â' or 'ã' or 'å': folded.Append('a'); break;
            case 'è' or 'é' or 'ê' or 'ë': folded.Append('e'); break;
            case 'ì' or 'í' or 'î' or 'ï': folded.Append('i'); break;
            case 'ò' or 'ó' or 'ô' or 'õ': folded.Append('o'); break;
            case 'ù' or 'ú' or 'û': folded.Append('u'); break;
            case 'ç': folded.Append('c'); break;
            case 'ñ': folded.Append('n'); break;
            default: folded.Append(lower); break;
        }
    }
}
