using Headway.Web.Knowledge;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Knowledge;

/// <summary>What somebody writes into an article is shown as words, never as a page of theirs.</summary>
public sealed class ArticleHtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("[a](javascript:alert(1))", "href=\"javascript")]
    [InlineData("[a](data:text/html,x)", "href=\"data")]
    [InlineData("![p](https://elsewhere.example/p.png)", "<img")]
    [InlineData("<a href=\"https://x.example\" style=\"position:fixed\">a</a>", "<a ")]
    [InlineData("[a](https://x.example \"\\\" onmouseover=alert(1) \\\"\")", "\" onmouseover")]
    public void Text_WhenItIsHostile_IsShownAsWords(string markdown, string never) =>
        ArticleHtml.Of(markdown).Value.ShouldNotContain(never, Case.Insensitive);

    [Fact]
    public void Text_WhenItIsMarkdown_IsShownAsMeant()
    {
        var html = ArticleHtml.Of("# Top\n\n1. **Do** `this`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nhttps://desk.example/x").Value;

        html.ShouldContain("<h2>Top</h2>");
        html.ShouldContain("<strong>Do</strong>");
        html.ShouldContain("<td>1</td>");
        html.ShouldContain("href=\"https://desk.example/x\"");
    }

    [Fact]
    public void Text_WhenItIsNestedWithoutEnd_IsStillShown() =>
        ArticleHtml.Of(new string('>', 5_000) + " end").Value.ShouldContain("end");
}
