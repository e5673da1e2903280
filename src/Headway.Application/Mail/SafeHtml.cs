using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Headway.Application.Mail;

/// <summary>
/// What a stranger's HTML may keep of itself: tags, attributes and styles by name, everything else left out. Written out once
/// and never edited after, so that what was judged is what a browser reads. Pictures of other hosts are named, not loaded,
/// unless <c>pictures</c> are asked for; pictures within the mail stand in their place only as they were drawn anew.
/// </summary>
public static class SafeHtml
{
    private const int MostHtml = 1_000_000, MostNodes = 60_000, MostDepth = 64, MostAttribute = 2_000;

    private static readonly HashSet<string> Kept =
    [
        "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    ];

    private static readonly HashSet<string> Void = ["br", "hr", "img", "col"];

    /// <summary>Left out with all that is in them; of every other unknown tag the words stay.</summary>
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "head", "title", "noscript", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math", "textarea", "select", "option", "button", "input", "form",
        "audio", "video", "source", "track", "canvas", "map", "area", "link", "meta", "base", "xml", "xmp", "plaintext", "noembed", "noframes", "listing", "dialog", "slot", "portal", "marquee",
    ];

    private static readonly HashSet<string> Plain = ["align", "valign", "bgcolor", "color", "dir", "lang", "title", "alt", "width", "height", "colspan", "rowspan", "border", "cellpadding", "cellspacing", "start", "type", "face", "size"];

    private static readonly HashSet<string> Styles =
    [
        "color", "background-color", "font-family", "font-size", "font-style", "font-weight", "line-height", "text-align", "text-decoration", "text-indent", "text-transform", "vertical-align", "white-space",
        "border", "border-top", "border-right", "border-bottom", "border-left", "border-color", "border-style", "border-width", "border-collapse", "border-spacing", "border-radius",
        "padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "margin-top", "margin-bottom", "margin-left", "margin-right", "margin", "list-style-type", "width", "max-width", "height", "direction",
    ];

    /// <summary>The inside of a body; safe to stand in a frame without rights. <paramref name="blocked"/>: how many pictures were left out.</summary>
    public static string Of(string html, bool pictures, out int blocked) => Of(html, pictures, new Dictionary<string, string>(), out blocked);

    /// <param name="html">What a stranger wrote.</param>
    /// <param name="pictures">Whether pictures of other hosts are named so that a browser loads them.</param>
    /// <param name="drawn">Pictures of the same message by their id there, drawn anew, as data addresses.</param>
    /// <param name="blocked">How many pictures of other hosts were left out.</param>
    internal static string Of(string html, bool pictures, IReadOnlyDictionary<string, string> drawn, out int blocked)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html.Length > MostHtml ? html[..MostHtml] : html);
        var safe = new StringBuilder();
        blocked = 0;
        if (document.Body is not { } body)
        {
            return "";
        }

        var left = MostNodes;
        var open = new Stack<string?>();
        INode? node = body.FirstChild;
        while (node is not null && left-- > 0)
        {
            var name = Enter(node, safe, open.Count, pictures, drawn, ref blocked);
            if (name is not null && node.FirstChild is { } child && open.Count < MostDepth)
            {
                open.Push(name);
                node = child;
                continue;
            }

            Close(safe, name);
            while (node.NextSibling is null && open.Count > 0)
            {
                node = node.Parent!;
                Close(safe, open.Pop());
            }

            node = open.Count == 0 && node.NextSibling is null ? null : node.NextSibling;
        }

        while (open.TryPop(out var still))
        {
            Close(safe, still);
        }

        return safe.ToString();
    }

    /// <summary>Writes the beginning of a node; null when nothing of it and in it is kept, "" when only what is in it.</summary>
    private static string? Enter(INode node, StringBuilder safe, int depth, bool pictures, IReadOnlyDictionary<string, string> drawn, ref int blocked)
    {
        if (node is IText text)
        {
            safe.Append(WebUtility.HtmlEncode(text.Data));
            return null;
        }

        // Foreign content reads differently in every place it is moved to; none of it is kept.
        if (node is not IElement element || element.NamespaceUri != "http://www.w3.org/1999/xhtml" || Dropped.Contains(element.LocalName))
        {
            return null;
        }

        if (depth >= MostDepth)
        {
            safe.Append(WebUtility.HtmlEncode(element.TextContent.Length > 10_000 ? element.TextContent[..10_000] : element.TextContent));
            return null;
        }

        var name = element.LocalName;
        if (!Kept.Contains(name))
        {
            return "";
        }

        if (name == "img")
        {
            Picture(element, safe, pictures, drawn, ref blocked);
            return null;
        }

        safe.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
        {
            Keep(attribute, name, safe);
        }

        if (name == "a")
        {
            safe.Append(" rel=\"noopener noreferrer nofollow\" target=\"_blank\"");
        }

        safe.Append('>');
        return Void.Contains(name) ? null : name;
    }

    private static void Keep(IAttr attribute, string element, StringBuilder safe)
    {
        var value = attribute.Value;
        if (value.Length > MostAttribute)
        {
            return;
        }

        switch (attribute.LocalName)
        {
            case "style" when Style(value) is { Length: > 0 } style:
                Write(safe, "style", style);
                break;
            case "href" when element == "a" && Link(value) is { } link:
                Write(safe, "href", link);
                break;
            case var plain when Plain.Contains(plain) && value.All(sign => !char.IsControl(sign)):
                Write(safe, plain, value);
                break;
        }
    }

    private static void Picture(IElement image, StringBuilder safe, bool pictures, IReadOnlyDictionary<string, string> drawn, ref int blocked)
    {
        var source = image.GetAttribute("src")?.Trim() ?? "";
        var alt = image.GetAttribute("alt")?.Trim() ?? "";
        var within = source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && drawn.TryGetValue(Uri.UnescapeDataString(source[4..]), out var found) ? found : null;
        if (within is not null || (pictures && Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && source.Length < MostAttribute))
        {
            safe.Append("<img loading=\"lazy\" referrerpolicy=\"no-referrer\"");
            Write(safe, "src", within ?? new Uri(source).AbsoluteUri);
            Write(safe, "alt", alt.Length > 200 ? alt[..200] : alt);
            foreach (var side in new[] { "width", "height" })
            {
                if (int.TryParse(image.GetAttribute(side), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length) && length is > 0 and < 4_000)
                {
                    Write(safe, side, length.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }
            }

            safe.Append('>');
            return;
        }

        blocked += source.StartsWith("http", StringComparison.OrdinalIgnoreCase) || source.StartsWith("//", StringComparison.Ordinal) ? 1 : 0;
        if (alt.Length > 0)
        {
            safe.Append("<i>").Append(WebUtility.HtmlEncode(alt.Length > 200 ? alt[..200] : alt)).Append("</i>");
        }
    }

    /// <summary>Addresses that a person may follow; everything else, whatever it is spelt like, is no link.</summary>
    internal static string? Link(string value)
    {
        var bare = new string([.. value.Where(sign => !char.IsControl(sign) && !char.IsWhiteSpace(sign))]);
        return Uri.TryCreate(bare, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto" or "tel"
            && bare.StartsWith(url.Scheme + ":", StringComparison.OrdinalIgnoreCase) && url.UserInfo.Length == 0 | url.Scheme == "mailto" ? url.AbsoluteUri : null;
    }

    private static string Style(string value)
    {
        var kept = new StringBuilder();
        foreach (var rule in value.Split(';', 60))
        {
            var colon = rule.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                continue;
            }

            var (name, set) = (rule[..colon].Trim().ToLowerInvariant(), rule[(colon + 1)..].Trim());
            // No brackets but those of colours, no escapes, no quotes: nothing can call, import or leave the value.
            if (Styles.Contains(name) && set.Length is > 0 and < 200 && set.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or '#' or '%' or '.' or ',' or '-' or '(' or ')' or '!')
                && !set.Contains("url", StringComparison.OrdinalIgnoreCase) && !set.Contains("expression", StringComparison.OrdinalIgnoreCase) && !set.Contains("attr", StringComparison.OrdinalIgnoreCase)
                && !set.Contains("var", StringComparison.OrdinalIgnoreCase) && !(name.StartsWith("margin", StringComparison.Ordinal) && set.Contains('-', StringComparison.Ordinal)))
            {
                kept.Append(name).Append(':').Append(set).Append(';');
            }
        }

        return kept.ToString();
    }

    private static void Write(StringBuilder safe, string name, string value) => safe.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');

    private static void Close(StringBuilder safe, string? name)
    {
        if (name is { Length: > 0 })
        {
            safe.Append("</").Append(name).Append('>');
        }
    }
}
