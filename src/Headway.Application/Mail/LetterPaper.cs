using System.Net;
using System.Text;
using Headway.Application.Notifications;

namespace Headway.Application.Mail;

/// <summary>
/// The parts of a mail before they are set. <paramref name="Next"/>: what happens next and by when, under <paramref name="NextTitle"/>; null when there is
/// nothing to come. <paramref name="Note"/> stands small below the button.
/// </summary>
internal sealed record LetterParts(
    string Language, string Desk, string Headline, IReadOnlyList<string> Paragraphs, string NextTitle, string? Next, string? Button, string? Link, string? Note, string Foot)
{
    /// <summary>What is asked besides, and answered with a number; null for nothing.</summary>
    public LetterScale? Ask { get; init; }

    /// <summary>What is below the words instead of what happens next: figures, what is news among them, what is to be done; null for a mail without them.</summary>
    public LetterSheet? Sheet { get; init; }
}

/// <summary>A question whose answer is a number from 0 to 10, and what the two ends mean. <paramref name="Link"/> leads to it; a number is chosen there, and said by a press alone.</summary>
internal sealed record LetterScale(string Words, string Worst, string Best, string Link);

/// <summary>A page of figures: each with its name and what it is made of, then titled lists.</summary>
internal sealed record LetterSheet(IReadOnlyList<LetterFigure> Figures, IReadOnlyList<LetterList> Lists);

/// <summary>A titled list of sentences, each with where it leads or null; <paramref name="Numbered"/> where the order counts.</summary>
internal sealed record LetterList(string Title, IReadOnlyList<(string Text, string? Link)> Lines, bool Numbered = false);

/// <summary>
/// The one look of our mail: whose it is, a headline, the words, what happens next, one button, a foot; and the same as plain
/// text. Set in tables and styles of its own, since that is all that mail programs have in common.
/// </summary>
internal static class LetterPaper
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    // Programs that know the reader's theme read this; the others show the light one.
    private const string Dark = """
        @media (prefers-color-scheme:dark){.hw-page{background:#111716!important}.hw-sheet{background:#1a2220!important;border-color:#2c3835!important}
        .hw-ink{color:#e8efec!important}.hw-quiet{color:#9fb0aa!important}.hw-next{background:#12302b!important;border-color:#3fb5a3!important}.hw-line{border-color:#2c3835!important}
        .hw-button{background:#3fb5a3!important}.hw-button a{color:#06201c!important}.hw-brand{color:#5cc9b8!important}.hw-score{border-color:#3a4946!important}}
        @media print{.hw-page{background:#fff!important}.hw-sheet{background:#fff!important;border:0!important;padding:0!important}.hw-ink,.hw-quiet{color:#111!important}.hw-button{display:none!important}}
        @media (max-width:480px){.hw-pad{padding:22px 18px!important}.hw-act{width:100%!important}.hw-button a{display:block!important;text-align:center}}
        """;

    public static string Plain(LetterParts parts)
    {
        var text = new StringBuilder(parts.Headline).Append("\n\n");
        foreach (var paragraph in parts.Paragraphs)
        {
            text.Append(paragraph.ReplaceLineEndings("\n").Trim()).Append("\n\n");
        }

        if (parts.Sheet is { } sheet)
        {
            LetterSheets.Plain(sheet, text);
        }

        if (parts.Next is { } next)
        {
            text.Append(parts.NextTitle).Append('\n').Append(next.ReplaceLineEndings("\n").Trim()).Append("\n\n");
        }

        if (parts.Link is { } link)
        {
            text.Append(parts.Button).Append(": ").Append(link).Append("\n\n");
        }

        if (parts.Ask is { } ask)
        {
            text.Append(ask.Words).Append(": ").Append(ask.Link).Append("\n\n");
        }

        if (parts.Note is { } note)
        {
            text.Append(note).Append("\n\n");
        }

        return text.Append("-- \n").Append(parts.Foot).Append('\n').ToString();
    }

    public static string Html(LetterParts parts)
    {
        var body = new StringBuilder();
        foreach (var paragraph in parts.Paragraphs)
        {
            body.Append("<p class=\"hw-ink\" style=\"margin:0 0 16px;color:#1c2321\">").Append(Lines(paragraph)).Append("</p>");
        }

        var next = parts.Next is null
            ? ""
            : $"""
              <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 20px"><tr><td class="hw-next" style="background:#e8f3f1;border-left:4px solid #0b6b62;border-radius:6px;padding:14px 16px">
              <div class="hw-brand" style="{Font};font-size:13px;line-height:1.3;font-weight:700;color:#0b6b62;margin:0 0 4px">{Encoded(parts.NextTitle)}</div><div class="hw-ink" style="color:#1c2321">{Lines(parts.Next)}</div></td></tr></table>
              """;
        var sheet = parts.Sheet is { } figures ? LetterSheets.Html(figures) : "";
        var act = parts.Link is null
            ? ""
            : $"""
              <table role="presentation" class="hw-act" cellpadding="0" cellspacing="0" style="margin:4px 0 18px"><tr><td class="hw-button" bgcolor="#0b6b62" style="background:#0b6b62;border-radius:8px">
              <a href="{Encoded(parts.Link)}" style="display:inline-block;padding:12px 20px;color:#ffffff;text-decoration:none;font-weight:600">{Encoded(parts.Button ?? parts.Link)}</a></td></tr></table>
              """;
        var ask = parts.Ask is { } scale ? LetterSheets.Html(scale) : "";
        var note = parts.Note is null ? "" : $"<p class=\"hw-quiet\" style=\"margin:0;font-size:14px;color:#5b6a65\">{Encoded(parts.Note)}</p>";
        return $"""
            <!doctype html><html lang="{Encoded(parts.Language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark"><title>{Encoded(parts.Headline)}</title><style>{Dark}</style></head>
            <body class="hw-page" style="margin:0;padding:0;background:#f2f5f4"><table role="presentation" class="hw-page" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f5f4"><tr><td align="center" style="padding:20px 10px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px"><tr><td class="hw-brand" style="{Font};font-size:14px;font-weight:700;color:#0b6b62;padding:0 4px 10px">{Encoded(parts.Desk)}</td></tr>
            <tr><td class="hw-sheet hw-pad" style="{Font};font-size:16px;line-height:1.55;background:#ffffff;border:1px solid #dfe6e3;border-radius:12px;padding:30px 32px;overflow-wrap:anywhere">
            <h1 class="hw-ink" style="{Font};font-size:22px;line-height:1.3;margin:0 0 16px;color:#1c2321">{Encoded(parts.Headline)}</h1>
            {body}{sheet}{next}{act}{ask}{note}</td></tr>
            <tr><td class="hw-quiet" style="{Font};font-size:13px;line-height:1.5;color:#5b6a65;padding:14px 4px">{Encoded(parts.Foot)}</td></tr></table></td></tr></table></body></html>
            """;
    }

    private static string Lines(string text) => Encoded(text.ReplaceLineEndings("\n").Trim()).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
