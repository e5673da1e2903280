using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>
/// The files of a message, kept by their content. The type is what the bytes begin with, never what the sender says; what
/// could be read as a page is only ever downloaded.
/// </summary>
internal static class MailFiles
{
    private const int Most = 50;

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> Jpeg => [0xff, 0xd8, 0xff];

    /// <summary>How many were left out, for being too many, too large, or not there, is said beside.</summary>
    public static async Task<(List<AttachmentDraft> Kept, int LeftOut)> Keep(Blobs blobs, TenantId tenant, PersonId? by, ParsedMail mail, string folder, CancellationToken stop)
    {
        var kept = new List<AttachmentDraft>();
        var leftOut = 0;
        foreach (var part in mail.Parts.Where(part => part.IsFile))
        {
            var file = Path.Combine(folder, part.Sha256 ?? "none");
            if (kept.Count >= Most || !File.Exists(file))
            {
                leftOut++;
                continue;
            }

            await using var content = File.OpenRead(file);
            var head = new byte[16];
            var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
            content.Position = 0;
            var stored = await blobs.Put(tenant, content, stop: stop);
            if (stored.IsRefused)
            {
                leftOut++;
                continue;
            }

            var type = Picture(head.AsSpan(0, length)) ?? Named(part.Type);
            var name = FileNames.Clean(part.Name ?? Unnamed(part.Type, type));
            kept.Add(new AttachmentDraft(null, stored.Value.Hash, name, type, stored.Value.Length, part.Cid is not null && type.StartsWith("image/", StringComparison.Ordinal), by)
            {
                Cid = part.Cid is { Length: <= 200 } id ? id : null,
            });
        }

        return (kept, leftOut);
    }

    /// <summary>The type of a raster picture by its first bytes; null for everything else.</summary>
    public static string? Picture(ReadOnlySpan<byte> head) =>
        head.StartsWith(Png) ? "image/png"
        : head.StartsWith(Jpeg) ? "image/jpeg"
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? "image/gif"
        : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;

    private static string Named(string said) => said switch
    {
        "application/pdf" or "text/csv" or "application/zip" => said,
        "text/plain" or "text/calendar" => "text/plain",
        _ => "application/octet-stream",
    };

    private static string Unnamed(string said, string type) => (said, type) switch
    {
        ("text/calendar", _) => "invitation.ics",
        (_, "image/png") => "picture.png",
        (_, "image/jpeg") => "picture.jpg",
        (_, "image/gif") => "picture.gif",
        ("text/html", _) => "page.html",
        ("message/delivery-status", _) => "delivery-status.txt",
        _ => "file",
    };
}
