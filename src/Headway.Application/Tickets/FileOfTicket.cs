using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Tickets;

/// <summary>A file's bytes with the name and type it may be shown by.</summary>
public sealed record OpenedFile(string Name, string MediaType, Stream Content);

/// <summary>A file as a list names it; <paramref name="IsPublic"/>: the customer sees it.</summary>
public sealed record FileListed(long Id, string Name, string MediaType, long Length, Instant At, string? By, bool IsPublic);

/// <summary>Opens a file through what the caller may see: its ticket, and for customers the entry that it came with.</summary>
public sealed class FileOfTicket(Database database, Blobs blobs)
{
    /// <summary>The files of a ticket, oldest first.</summary>
    public async Task<Outcome<IReadOnlyList<FileListed>>> Of(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        return await database.Read<Outcome<IReadOnlyList<FileListed>>>(
            async session => await session.Query(
                $"""
                SELECT a.id, a.name, a.media_type, a.length, a.at, coalesce(p.email, p.name), CASE WHEN w.kind IN ({TicketScope.KindsForCustomers}) THEN 1 ELSE 0 END
                FROM attachments a LEFT JOIN texts w ON w.tenant = a.tenant AND w.id = a.text LEFT JOIN people p ON p.tenant = a.tenant AND p.id = a.uploaded_by
                WHERE a.tenant = $1 AND a.ticket = $2 AND (w.id IS NULL OR NOT w.withdrawn) ORDER BY a.id
                """,
                row => new FileListed(
                    row.GetInt64(0), row.TextOrNull(1) ?? "file", row.GetString(2), row.GetInt64(3), Instant.FromUnixTimeMilliseconds(row.GetInt64(4)), row.TextOrNull(5), row.GetInt64(6) == 1),
                caller.Tenant.Value, ticket.Value),
            stop);
    }

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
