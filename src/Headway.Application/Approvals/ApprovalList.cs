using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Approvals;

/// <summary>Which approvals there are: of a ticket one may see, and those that one was asked for.</summary>
public sealed class ApprovalList(Database database)
{
    private const int Most = 200;

    /// <summary>Of a ticket, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<ApprovalRead>>> OfTicket(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<IReadOnlyList<ApprovalRead>>>(
            async session => await TicketLookup.Find(session, caller, number) is { } ticket
                ? (await ApprovalQuery.Read(session, caller.Tenant, "a.tenant = $1 AND a.ticket = $2 ORDER BY a.activity DESC", caller.Tenant.Value, ticket.Value)).ToArray()
                : TicketRefusals.Unknown,
            stop);
    }

    /// <summary>What the caller was asked and has not been decided, the most pressing first; with the <paramref name="rest"/> what is over too.</summary>
    public async Task<IReadOnlyList<ApprovalRead>> Mine(Caller caller, bool rest = false, CancellationToken stop = default)
    {
        var open = rest ? "" : " AND a.decided_at IS NULL AND a.withdrawn_at IS NULL";
        return await database.Snapshot(
            session => ApprovalQuery.Read(
                session, caller.Tenant,
                $"a.tenant = $1 AND (a.approver = $2 OR (a.substitute = $2 AND a.substitute_at IS NOT NULL)){open} ORDER BY a.due{(rest ? " DESC" : "")}, a.ticket, a.activity LIMIT {Most}",
                caller.Tenant.Value, caller.Person.Value),
            stop);
    }
}
