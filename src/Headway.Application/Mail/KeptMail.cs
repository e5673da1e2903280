using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Mail;

/// <summary>A message that was kept, read anew from its bytes.</summary>
internal static class KeptMail
{
    /// <summary>Reads it within the folder, into which its files go too. What was erased is refused.</summary>
    public static async Task<Outcome<ParsedMail>> Read(Blobs blobs, MailReader reader, TenantId tenant, string raw, string folder, CancellationToken stop)
    {
        if (raw == Blobs.Empty)
        {
            return MailboxRefusals.Erased;
        }

        var file = Path.Combine(folder, "message.eml");
        return await Copy(blobs, tenant, raw, file, stop) is { } no ? no : await reader.Read(file, folder, stop);
    }

    /// <summary>Puts the bytes of a kept file into a file for the gateway; answers why not.</summary>
    public static async Task<Refusal?> Copy(Blobs blobs, TenantId tenant, string hash, string file, CancellationToken stop)
    {
        var kept = await blobs.Open(tenant, hash, stop);
        if (kept.IsRefused)
        {
            return kept.Refusal;
        }

        await using var bytes = kept.Value;
        await using var copy = File.Create(file);
        await bytes.CopyToAsync(copy, stop);
        return null;
    }
}
