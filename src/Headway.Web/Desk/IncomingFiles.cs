using Headway.Application.Storage;
using Headway.Application.Tickets;
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
