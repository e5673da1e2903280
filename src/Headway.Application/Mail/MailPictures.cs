using System.Text.Json.Nodes;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>
/// Pictures within a mail, drawn anew by the gateway so that nothing but their pixels is left, and carried in the page itself: a
/// frame without rights has no way to ask for them. What can't be drawn stays a file to download.
/// </summary>
public sealed class MailPictures(Database database, Blobs blobs, GatewayProcess gateway)
{
    private const int Most = 20;
    private const long MostBytes = 15_000_000, MostTogether = 6_000_000;

    /// <summary>Those of a text on a ticket, by the id under which its own HTML names them; never another message's.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfText(TenantId tenant, long text, string html, CancellationToken stop)
    {
        if (!html.Contains("cid:", StringComparison.OrdinalIgnoreCase))
        {
            return new Dictionary<string, string>();
        }

        var found = await database.Read(
            session => session.Query(
                $"SELECT cid, hash FROM attachments WHERE tenant = $1 AND text = $2 AND cid IS NOT NULL AND media_type LIKE 'image/%' AND length <= {MostBytes} ORDER BY id LIMIT {Most}",
                row => (Cid: row.GetString(0), Hash: row.GetString(1)), tenant.Value, text).AsTask(),
            stop);
        var folder = Directory.CreateTempSubdirectory("headway-pictures-");
        try
        {
            var files = new List<(string Cid, string File)>();
            foreach (var (cid, hash) in found)
            {
                var file = Path.Combine(folder.FullName, hash);
                if (await KeptMail.Copy(blobs, tenant, hash, file, stop) is null)
                {
                    files.Add((cid, file));
                }
            }

            return await Draw(files, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Those of a message that was read just now, its files in the folder.</summary>
    public Task<IReadOnlyDictionary<string, string>> OfMail(ParsedMail mail, string folder, CancellationToken stop) => Draw(
        [.. mail.Parts.Where(part => part is { IsFile: true, Cid: not null, Sha256: not null, Length: <= MostBytes }).Take(Most).Select(part => (part.Cid!, Path.Combine(folder, part.Sha256!)))], stop);

    private async Task<IReadOnlyDictionary<string, string>> Draw(IReadOnlyList<(string Cid, string File)> pictures, CancellationToken stop)
    {
        var drawn = new Dictionary<string, string>(StringComparer.Ordinal);
        var together = 0L;
        foreach (var (cid, file) in pictures)
        {
            if (together > MostTogether || !File.Exists(file) || await Kind(file, stop) is null)
            {
                continue;
            }

            var made = file + ".drawn";
            var answer = await gateway.Ask("picture", new JsonObject { ["file"] = file, ["out"] = made }, stop);
            if (answer is { Ok: true, Said: { } said } && said.TryGetProperty("type", out var type) && type.GetString() is "image/png" or "image/jpeg")
            {
                var bytes = await File.ReadAllBytesAsync(made, stop);
                together += bytes.Length;
                drawn[cid] = $"data:{type.GetString()};base64,{Convert.ToBase64String(bytes)}";
            }
        }

        return drawn;
    }

    private static async Task<string?> Kind(string file, CancellationToken stop)
    {
        await using var stream = File.OpenRead(file);
        var head = new byte[16];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
        return MailFiles.Picture(head.AsSpan(0, length));
    }
}
