using System.Net;
using System.Text;

namespace Headway.Application.Mail;

/// <summary>
/// A mail in words, ready to leave. <paramref name="MessageId"/> is the same at every attempt, so that a second copy is
/// recognised as one, and proves who was written to about what when it comes back in an answer. <paramref name="IsAutomatic"/>: written
/// by the desk, no answer of a machine is wanted. <paramref name="Loop"/>: the mark by which the desk knows its own mail.
/// </summary>
public sealed record Letter(string ToName, string ToAddress, string Subject, string Text, string Html, string MessageId, bool IsAutomatic, string Loop)
{
    /// <summary>The customer's message that this answers; null when it begins the conversation.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>What the reader's calendar is told; null for a mail without a time to answer.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>The conversation from its first id on, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}

/// <summary>The one look of our mail: a headline, paragraphs, one button, a foot; and the same as plain text.</summary>
internal static class LetterPaper
{
    public static string Plain(string headline, IEnumerable<string> paragraphs, string? button, string? link, string foot)
    {
        var text = new StringBuilder(headline).Append("\n\n");
        foreach (var paragraph in paragraphs)
        {
            text.Append(paragraph.ReplaceLineEndings("\n").Trim()).Append("\n\n");
        }

        if (link is not null)
        {
            text.Append(button).Append(": ").Append(link).Append("\n\n");
        }

        return text.Append("-- \n").Append(foot).Append('\n').ToString();
    }

    public static string Html(string language, string headline, IEnumerable<string> paragraphs, string? button, string? link, string foot)
    {
        var body = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            body.Append("<p style=\"margin:0 0 16px\">").Append(Encoded(paragraph.ReplaceLineEndings("\n").Trim()).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
        }

        var act = link is null
            ? ""
            : $"<p style=\"margin:24px 0\"><a href=\"{Encoded(link)}\" style=\"background:#0b6b62;color:#fff;padding:11px 18px;border-radius:8px;text-decoration:none;font-weight:600\">{Encoded(button ?? link)}</a></p>";
        return $"""
            <!doctype html><html lang="{Encoded(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
            <body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif">
            <div style="max-width:560px;margin:0 auto"><h1 style="font-size:22px;line-height:1.25;margin:0 0 16px">{Encoded(headline)}</h1>
            {body}{act}
            <p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #8884;font-size:13px;opacity:.75">{Encoded(foot)}</p></div></body></html>
            """;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
