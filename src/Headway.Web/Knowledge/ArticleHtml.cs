using Headway.Application.Mail;
using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components;

namespace Headway.Web.Knowledge;

/// <summary>
/// An article's Markdown as a page shows it: headings below the article's own, lists, quotes, code, tables and links; no HTML of the
/// writer's, no picture from elsewhere. What comes out goes through the same sieve as a stranger's mail.
/// </summary>
public static class ArticleHtml
{
    private static readonly MarkdownPipeline Reading = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    public static MarkupString Of(string markdown)
    {
        try
        {
            var document = Markdown.Parse(markdown, Reading);
            foreach (var heading in document.Descendants<HeadingBlock>())
            {
                heading.Level = Math.Clamp(heading.Level, 2, 4);
            }

            return new MarkupString(SafeHtml.Of(document.ToHtml(Reading), pictures: false, out _));
        }
        catch (ArgumentException)
        {
            // Nested deeper than anybody writes: the words as they stand.
            return new MarkupString($"<pre>{System.Net.WebUtility.HtmlEncode(markdown)}</pre>");
        }
    }
}
