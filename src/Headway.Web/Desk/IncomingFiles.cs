using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Web.Desk;

/// <summary>Files that come with a form: stored by their content before the act that names them, refused when too large.</summary>
public sealed class IncomingFiles(Blobs blobs)
{
    public const int Most = 20;

    public async Task<Outcome<IReadOnlyList<AttachmentDraft>>> Keep(TenantId tenant, PersonId person, IFormFileCollection files, CancellationToken stop)
    {
        if (files.Count > Most)
        {
            return StorageRefusals.FilesTooMany;
        }

        var kept = new List<AttachmentDraft>();
        foreach (var file in files.Where(file => file.Length > 0))
        {
            if (file.Length > Blobs.MostBytes)
            {
                return StorageRefusals.FileTooLarge;
            }

            await using var content = file.OpenReadStream();
            var stored = await blobs.Put(tenant, content, stop: stop);
            if (stored.IsRefused)
            {
                return stored.Refusal!;
            }

            kept.Add(new AttachmentDraft(null, stored.Value.Hash, FileNames.Clean(file.FileName), FileNames.TypeOf(file.FileName), stored.Value.Length, false, person));
        }

        return kept;
    }
}

/// <summary>Names and types of files as they may be shown: the sender chooses neither a path nor what the browser does.</summary>
public static class FileNames
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
        [".pdf"] = "application/pdf", [".txt"] = "text/plain", [".log"] = "text/plain", [".csv"] = "text/csv", [".zip"] = "application/zip",
    };

    public static string Clean(string name)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var shown = new string([.. last.Where(sign => !char.IsControl(sign) && char.GetUnicodeCategory(sign) != System.Globalization.UnicodeCategory.Format)]).Trim('.', ' ');
        return shown.Length == 0 ? "file" : shown.Length > 120 ? shown[..60] + "…" + shown[^50..] : shown;
    }

    public static string TypeOf(string name) => Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
}
