using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Headway.Application.Tickets;

/// <summary>A file that was sent ahead of what it goes with.</summary>
public sealed record SentFile(string Id, string Name, string MediaType, long Length);

/// <summary>
/// Files sent ahead of the act they go with. The id is good for a day (as long as a file that nothing refers to is kept), for the
/// person who sent it: nobody reaches another's file by knowing or guessing what it is.
/// </summary>
public sealed class SentFiles(Blobs blobs, IDataProtectionProvider protection)
{
    public const int Most = 20;

    private readonly ITimeLimitedDataProtector _ids = protection.CreateProtector("Headway.SentFile").ToTimeLimitedDataProtector();

    public async Task<Outcome<SentFile>> Keep(Caller caller, Stream bytes, string name, string mediaType, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ActOnTickets) is { } no)
        {
            return no;
        }

        var kept = await blobs.Put(caller.Tenant, bytes, stop: stop);
        return kept.Then<SentFile>(file =>
        {
            var says = JsonSerializer.Serialize(new Slip(caller.Tenant.Value, caller.Person.Value, file.Hash, name, mediaType, file.Length));
            return new SentFile(_ids.Protect(says, Blobs.Grace.ToTimeSpan()), name, mediaType, file.Length);
        });
    }

    /// <summary>What the ids stand for; refused when one is not the caller's, or a day old.</summary>
    public Outcome<IReadOnlyList<AttachmentDraft>> Open(Caller caller, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > Most })
        {
            return StorageRefusals.FilesTooMany;
        }

        var files = new List<AttachmentDraft>();
        foreach (var id in ids ?? [])
        {
            if (Read(id) is not { } slip || slip.Tenant != caller.Tenant.Value || slip.Person != caller.Person.Value)
            {
                return StorageRefusals.FileUnknown.Because(string.Create(CultureInfo.InvariantCulture, $"File {files.Count + 1} is not known: send it to POST /files first; its id is good for a day."));
            }

            files.Add(new AttachmentDraft(null, slip.Hash, slip.Name, slip.MediaType, slip.Length, false, caller.Person));
        }

        return files;
    }

    private Slip? Read(string id)
    {
        try
        {
            return JsonSerializer.Deserialize<Slip>(_ids.Unprotect(id));
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Slip(long Tenant, long Person, string Hash, string Name, string MediaType, long Length);
}
