using System.Data.Common;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Tickets;

/// <summary>A ticket that goes on as part of another: its number, what it was about, who raised it.</summary>
public sealed record MergedTicket(TicketKey Key, long Number, string Subject, PersonId Requester, string RequesterName);

/// <summary>Where a number leads whose ticket goes on as part of another, and which tickets go on in one.</summary>
internal static class MergedTickets
{
    /// <summary>Longer chains are followed no further; nobody merges so often.</summary>
    private const int Longest = 50;

    /// <summary>The ticket in which it goes on in the end; itself when it stands alone.</summary>
    public static async Task<TicketKey> Survivor(Session session, TenantId tenant, TicketKey ticket)
    {
        var at = ticket;
        for (var i = 0; i < Longest && await session.Number("SELECT merged_into FROM tickets WHERE tenant = $1 AND ticket = $2", tenant.Value, at.Value) is { } next; i++)
        {
            at = new TicketKey(next);
        }

        return at;
    }

    public static Task<TicketKey> Survivor(TicketStore store, TenantId tenant, TicketKey ticket, CancellationToken stop) =>
        store.Database.Read(session => Survivor(session, tenant, ticket), stop);

    /// <summary>
    /// Where an act on a merged ticket belongs; null when the ticket stands by itself, or leads to one that a colleague may not see.
    /// A customer's way there is the merge itself.
    /// </summary>
    public static Task<TicketKey?> Next(TicketStore store, Caller caller, TicketKey ticket, CancellationToken stop) => store.Database.Read<TicketKey?>(
        async session =>
        {
            var survivor = await Survivor(session, caller.Tenant, ticket);
            return survivor == ticket || caller.IsStaff && !await Sees(session, caller, survivor) ? null : survivor;
        },
        stop);

    public static async Task<bool> Sees(Session session, Caller caller, TicketKey ticket)
    {
        var args = new List<object?>();
        var where = caller.Where("t", args);
        args.Add(ticket.Value);
        return await session.Number($"SELECT 1 FROM tickets t WHERE {where} AND t.ticket = ${args.Count}", [.. args]) is not null;
    }

    /// <summary>What went into the ticket, directly or with another, as far as the caller may see it.</summary>
    public static async Task<List<MergedTicket>> Into(Session session, Caller caller, TicketKey ticket)
    {
        var found = new List<MergedTicket>();
        var open = new Queue<TicketKey>([ticket]);
        while (open.TryDequeue(out var at) && found.Count < Longest)
        {
            var args = new List<object?>();
            var where = caller.Where("t", args);
            args.Add(at.Value);
            var here = await session.Query(
                $"""
                SELECT t.ticket, t.number, t.subject, t.requester, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester
                WHERE {where} AND t.merged_into = ${args.Count} ORDER BY t.ticket
                """,
                Row, [.. args]);
            foreach (var merged in here)
            {
                found.Add(merged);
                open.Enqueue(merged.Key);
            }
        }

        return found;
    }

    /// <summary>The same for a customer who sees only the own one: itself, and what went into it.</summary>
    public static async Task<List<MergedTicket>> Own(Session session, Caller caller, TicketKey ticket)
    {
        var itself = await session.Query(
            "SELECT t.ticket, t.number, t.subject, t.requester, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.requester WHERE t.tenant = $1 AND t.ticket = $2",
            Row, caller.Tenant.Value, ticket.Value);
        return [.. itself, .. await Into(session, caller, ticket)];
    }

    private static MergedTicket Row(DbDataReader row) => new(new TicketKey(row.GetInt64(0)), row.GetInt64(1), row.TextOrNull(2) ?? "", new PersonId(row.GetInt64(3)), row.GetString(4));
}
