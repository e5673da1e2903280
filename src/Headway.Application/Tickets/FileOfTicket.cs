using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>A file's bytes with the name and type it may be shown by.</summary>
public sealed record OpenedFile(string Name, string MediaType, Stream Content);

/// <summary>Opens a file through what the caller may see: its ticket, and for customers the entry that it came with.</summary>
public sealed class FileOfTicket(Database database, Blobs blobs)
{
    public async Task<Outcome<OpenedFile>> Open(Caller caller, long file, CancellationToken stop = default)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args);
        args.Add(file);
        var forCustomers = caller.IsStaff ? "" : $" AND NOT w.withdrawn AND w.kind IN ({TicketScope.KindsForCustomers})";
        var found = await database.Read(
            session => session.One(
                $"""
                SELECT a.name, a.media_type, a.hash FROM attachments a
                JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket
                LEFT JOIN texts w ON w.tenant = a.tenant AND w.id = a.text
                WHERE {where} AND a.id = ${args.Count}{forCustomers}
                """,
                row => new { Name = row.TextOrNull(0) ?? "file", Type = row.GetString(1), Hash = row.GetString(2) }, [.. args]).AsTask(),
            stop);
        if (found is null)
        {
            return StorageRefusals.FileUnknown;
        }

        var content = await blobs.Open(caller.Tenant, found.Hash, stop);
        return content.IsRefused ? content.Refusal! : new OpenedFile(found.Name, found.Type, content.Value);
    }
}
