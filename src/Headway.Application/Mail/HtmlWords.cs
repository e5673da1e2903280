using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Headway.Application.Mail;

/// <summary>
/// What an HTML mail says, as plain text: paragraphs as lines, lists with dashes, what is quoted behind "&gt;", what is hidden
/// left out. Scripts and styles are no words.
/// </summary>
public static class HtmlWords
{
    private const int MostNodes = 200_000, MostDepth = 300, MostHtml = 1_000_000;

    private static readonly HashSet<string> Silent =
        ["SCRIPT", "STYLE", "HEAD", "TITLE", "NOSCRIPT", "TEMPLATE", "IFRAME", "OBJECT", "EMBED", "SVG", "MATH", "TEXTAREA", "SELECT", "BUTTON", "svg", "math"];

    private static readonly HashSet<string> Blocks =
        ["P", "DIV", "TABLE", "TR", "UL", "OL", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "HR", "SECTION", "ARTICLE", "HEADER", "FOOTER", "CENTER", "DL", "DT", "DD", "FIGURE", "ADDRESS"];

    public static string Of(string html)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html.Length > MostHtml ? html[..MostHtml] : html);
        var words = new Writer();
        var left = MostNodes;
        if (document.Body is { } body)
        {
            Walk(body, words, ref left);
        }

        return words.Text();
    }

    // No recursion: a mail may be nested deeper than any stack.
    private static void Walk(IElement top, Writer words, ref int left)
    {
        INode? node = top;
        var depth = 0;
        while (node is not null && left-- > 0)
        {
            var enters = depth < MostDepth && Enter(node, words);
            if (enters && node.FirstChild is { } child)
            {
                node = child;
                depth++;
                continue;
            }

            Leave(node, words);
            while (node != top && node.NextSibling is null)
            {
                node = node.Parent!;
                depth--;
                Leave(node, words);
            }

            node = node == top ? null : node.NextSibling;
        }
    }

    private static bool Enter(INode node, Writer words)
    {
        if (node is IText text)
        {
            words.Say(text.Data, node.ParentElement?.Closest("pre") is not null);
            return false;
        }

        if (node is not IElement element || Silent.Contains(element.TagName) || Hidden(element))
        {
            return false;
        }

        switch (element.TagName)
        {
            case "BR":
                words.Break();
                return false;
            case "HR":
                words.Block();
                return false;
            case "IMG" when element.GetAttribute("alt") is { Length: > 0 and < 200 } shown:
                words.Say($"[{shown}]", false);
                return false;
            case "LI":
                words.Block();
                words.Say("- ", true);
                return true;
            case "TD" or "TH":
                words.Say(" ", false);
                return true;
        }

        if (Blocks.Contains(element.TagName))
        {
            words.Block();
        }

        if (Divides(element))
        {
            words.Block();
            words.Say("-----Original Message-----", false);
            words.Block();
        }

        if (Quotes(element))
        {
            words.Deeper();
        }

        return true;
    }

    private static void Leave(INode node, Writer words)
    {
        if (node is not IElement element || Silent.Contains(element.TagName) || Hidden(element))
        {
            return;
        }

        if (Quotes(element))
        {
            words.Shallower();
        }

        if (Blocks.Contains(element.TagName))
        {
            words.Block();
            if (element.TagName == "P")
            {
                words.Gap();
            }
        }
        else if (element is IHtmlAnchorElement { TextContent: var label } && element.GetAttribute("href") is { } link
            && link.StartsWith("http", StringComparison.OrdinalIgnoreCase) && link.Length < 300 && !link.Contains(label.Trim(), StringComparison.OrdinalIgnoreCase) && label.Trim().Length > 0)
        {
            words.Say($" <{link.Replace(' ', '+')}>", false);
        }
    }

    private static bool Quotes(IElement element) => element.TagName == "BLOCKQUOTE"
        && (element.GetAttribute("type") == "cite" || element.ClassList.Contains("gmail_quote") || element.ClassList.Contains("protonmail_quote") || element.Closest(".gmail_quote, .moz-cite-prefix, .yahoo_quoted") is not null);

    private static bool Divides(IElement element) =>
        element.Id is "divRplyFwdMsg" or "appendonsend" or "OLK_SRC_BODY_SECTION" or "mail-editor-reference-message-container" || element.ClassList.Contains("yahoo_quoted");

    private static bool Hidden(IElement element) => element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal) is var said
            && (said.Contains("display:none", StringComparison.OrdinalIgnoreCase) || said.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase) || said.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase)));

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _line = new();
        private int _depth;

        public void Say(string said, bool asIs)
        {
            foreach (var sign in said)
            {
                if (asIs && sign == '\n')
                {
                    Break();
                }
                else if (char.IsWhiteSpace(sign))
                {
                    if (asIs || (_line.Length > 0 && _line[^1] != ' '))
                    {
                        _line.Append(' ');
                    }
                }
                else if (sign is not ('\u200b' or '\ufeff' or '\u200c' or '\u00ad'))
                {
                    _line.Append(sign);
                }
            }
        }

        public void Break()
        {
            var line = _line.ToString().TrimEnd();
            _line.Clear();
            for (var deep = 0; deep < _depth; deep++)
            {
                _text.Append("> ");
            }

            _text.Append(line).Append('\n');
        }

        public void Block()
        {
            if (_line.Length > 0 && !string.IsNullOrWhiteSpace(_line.ToString()))
            {
                Break();
            }

            _line.Clear();
        }

        public void Gap()
        {
            if (_text.Length > 1 && !(_text[^1] == '\n' && _text[^2] == '\n'))
            {
                Break();
            }
        }

        public void Deeper()
        {
            Block();
            _depth = Math.Min(_depth + 1, 20);
        }

        public void Shallower()
        {
            Block();
            _depth = Math.Max(_depth - 1, 0);
        }

        public string Text()
        {
            Block();
            return _text.ToString().Trim();
        }
    }
}
