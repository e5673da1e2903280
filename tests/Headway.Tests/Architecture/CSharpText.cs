using System.Text;

namespace Headway.Tests.Architecture;

/// <summary>Just enough C# to tell code from comments and literals. The holes of interpolated strings are code.</summary>
internal static class CSharpText
{
    public static string WithoutWords(string text)
    {
        var code = new StringBuilder(text);
        Blank(code, 0, inHole: false);
        return code.ToString();
    }

    private static int Blank(StringBuilder code, int at, bool inHole)
    {
        var depth = 0;
        while (at < code.Length)
        {
            if (inHole && code[at] == '}' && depth-- == 0)
            {
                return at;
            }

            depth += inHole && code[at] == '{' ? 1 : 0;
            at = Is(code, at, "//") ? Erase(code, at, EndOfLine(code, at))
                : Is(code, at, "/*") ? Erase(code, at, After(code, at + 2, "*/"))
                : code[at] == '\'' ? Erase(code, at, EndOfChar(code, at))
                : code[at] is '"' or '$' or '@' ? Literal(code, at)
                : at + 1;
        }

        return at;
    }

    private static int Literal(StringBuilder code, int at)
    {
        var start = at;
        var (dollars, verbatim) = (0, false);
        for (; at < code.Length && code[at] is '$' or '@'; at++)
        {
            dollars += code[at] == '$' ? 1 : 0;
            verbatim |= code[at] == '@';
        }

        if (at >= code.Length || code[at] != '"')
        {
            return start + 1; // an @identifier
        }

        var quotes = Run(code, at, '"');
        if (quotes == 2)
        {
            return at + 2;
        }

        return quotes >= 3 ? Body(code, at + quotes, quotes, dollars, escapes: false, doubled: false)
            : Body(code, at + 1, 1, dollars, escapes: !verbatim, doubled: verbatim);
    }

    private static int Body(StringBuilder code, int at, int quotes, int dollars, bool escapes, bool doubled)
    {
        while (at < code.Length)
        {
            var run = Run(code, at, '"');
            if (doubled && run >= 2)
            {
                at = Erase(code, at, at + 2);
            }
            else if (run >= quotes)
            {
                return at + (quotes == 1 ? 1 : run);
            }
            else if (dollars > 0 && Run(code, at, '{') is var braces && braces >= dollars)
            {
                at = quotes == 1 && braces >= 2 ? Erase(code, at, at + 2) : Blank(code, at + dollars, inHole: true) + dollars;
            }
            else
            {
                at = Erase(code, at, at + (escapes && code[at] == '\\' ? 2 : 1));
            }
        }

        return at;
    }

    private static int Erase(StringBuilder code, int from, int to)
    {
        to = Math.Min(to, code.Length);
        for (var i = from; i < to; i++)
        {
            code[i] = code[i] == '\n' ? '\n' : ' ';
        }

        return to;
    }

    private static int EndOfChar(StringBuilder code, int at)
    {
        for (at++; at < code.Length && code[at] is not ('\'' or '\n'); at++)
        {
            at += code[at] == '\\' ? 1 : 0;
        }

        return at + 1;
    }

    private static int EndOfLine(StringBuilder code, int at)
    {
        while (at < code.Length && code[at] != '\n')
        {
            at++;
        }

        return at;
    }

    private static int After(StringBuilder code, int at, string end)
    {
        while (at < code.Length && !Is(code, at, end))
        {
            at++;
        }

        return at + end.Length;
    }

    private static int Run(StringBuilder code, int at, char c)
    {
        var n = 0;
        while (at + n < code.Length && code[at + n] == c)
        {
            n++;
        }

        return n;
    }

    private static bool Is(StringBuilder code, int at, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (at + i >= code.Length || code[at + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
