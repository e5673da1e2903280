using System.Globalization;
using System.Net;
using System.Text;

namespace Headway.Application.Mail;

/// <summary>Figures and lists of a mail, set so that they also print on one page.</summary>
internal static class LetterSheets
{
    public static void Plain(LetterSheet sheet, StringBuilder text)
    {
        foreach (var figure in sheet.Figures)
        {
            text.Append(figure.Name).Append(": ").Append(figure.Value).Append(figure.Aside is { } aside ? $" ({aside})" : "").Append('\n');
        }

        text.Append(sheet.Figures.Count > 0 ? "\n" : "");
        foreach (var list in sheet.Lists)
        {
            text.Append(list.Title).Append('\n');
            foreach (var ((line, link), number) in list.Lines.Select((line, at) => (line, at + 1)))
            {
                text.Append(list.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ").Append(line).Append('\n').Append(link is null ? "" : $"   {link}\n");
            }

            text.Append('\n');
        }
    }

    public static string Html(LetterSheet sheet)
    {
        var html = new StringBuilder(sheet.Figures.Count > 0 ? "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:4px 0 20px\">" : "");
        foreach (var figure in sheet.Figures)
        {
            html.Append("<tr><td class=\"hw-ink hw-line\" style=\"padding:9px 0;border-bottom:1px solid #dfe6e3;color:#1c2321\">").Append(Encoded(figure.Name))
                .Append(figure.Aside is { } aside ? $"<div class=\"hw-quiet\" style=\"font-size:13px;line-height:1.4;color:#5b6a65\">{Encoded(aside)}</div>" : "")
                .Append("</td><td class=\"hw-ink hw-line\" align=\"right\" style=\"padding:9px 0 9px 16px;border-bottom:1px solid #dfe6e3;color:#1c2321;font-size:20px;font-weight:700;white-space:nowrap;vertical-align:top\">")
                .Append(Encoded(figure.Value)).Append("</td></tr>");
        }

        html.Append(sheet.Figures.Count > 0 ? "</table>" : "");
        foreach (var list in sheet.Lists)
        {
            var tag = list.Numbered ? "ol" : "ul";
            html.Append("<h2 class=\"hw-ink\" style=\"font-size:16px;line-height:1.3;margin:0 0 6px;color:#1c2321\">").Append(Encoded(list.Title)).Append("</h2>")
                .Append('<').Append(tag).Append(" class=\"hw-ink\" style=\"margin:0 0 20px;padding-left:22px;color:#1c2321\">");
            foreach (var (line, link) in list.Lines)
            {
                html.Append("<li style=\"margin:0 0 6px\">")
                    .Append(link is null ? Encoded(line) : $"<a class=\"hw-brand\" href=\"{Encoded(link)}\" style=\"color:#0b6b62\">{Encoded(line)}</a>").Append("</li>");
            }

            html.Append("</").Append(tag).Append('>');
        }

        return html.ToString();
    }

    /// <summary>Eleven numbers side by side, each a link, between what the ends mean.</summary>
    public static string Html(LetterScale scale)
    {
        var html = new StringBuilder($"<p class=\"hw-ink\" style=\"margin:0 0 8px;color:#1c2321\"><a class=\"hw-brand\" style=\"color:#0b6b62\" href=\"{Encoded(scale.Link)}\">{Encoded(scale.Words)}</a></p>")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"table-layout:fixed\"><tr>");
        for (var number = 0; number <= 10; number++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<td align=\"center\" style=\"padding:0 2px\"><a class=\"hw-ink hw-score\" href=\"{Encoded(scale.Link)}?score={number}\" style=\"display:block;padding:8px 0;border:1px solid #c9d4d0;border-radius:6px;font-size:14px;color:#1c2321;text-decoration:none\">{number}</a></td>");
        }

        return html.Append("</tr></table><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:4px 0 18px\"><tr><td class=\"hw-quiet\" style=\"padding:0 2px;font-size:13px;color:#5b6a65\">")
            .Append(Encoded(scale.Worst)).Append("</td><td class=\"hw-quiet\" align=\"right\" style=\"padding:0 2px;font-size:13px;color:#5b6a65\">").Append(Encoded(scale.Best)).Append("</td></tr></table>").ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
