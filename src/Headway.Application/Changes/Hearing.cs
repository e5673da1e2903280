using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Changes;

/// <summary>How much news waits for somebody and what the newest is about; no number when there is none.</summary>
public sealed record NewsWaiting(long Unread, string? Kind, long Number);

/// <summary>What a change means for who listens: whether they may hear of it at all, and what news it brought them.</summary>
public sealed class Hearing(Database database)
{
    /// <summary>
    /// Checked when it is told, on the ticket's team and requester as the change found them. Customers hear only what is
    /// for customers, of their own tickets or, where that was granted, of their organisation's.
    /// </summary>
    public async Task<bool> MayHear(Caller caller, Change change, CancellationToken stop = default)
    {
        var (team, requester) = (new TeamId(change.Team), new PersonId(change.Requester));
        if (caller.IsStaff)
        {
            return caller.Sees(new TicketSight(caller.Tenant, team, requester, null));
        }

        if (change.Kind != ChangeKind.Ticket || !change.ForCustomers)
        {
            return false;
        }

        if (requester == caller.Person || !caller.SeesOrganisation)
        {
            return requester == caller.Person;
        }

        var organisation = await database.Read(
            session => session.Number("SELECT organisation FROM people WHERE tenant = $1 AND id = $2", change.Tenant, change.Requester).AsTask(), stop);
        return caller.Sees(new TicketSight(caller.Tenant, team, requester, organisation));
    }

    public Task<NewsWaiting> News(Caller caller, CancellationToken stop = default) => database.Read(
        async session =>
        {
            var count = await session.Number(
                "SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL", caller.Tenant.Value, caller.Person.Value);
            var newest = await session.One(
                """
                SELECT n.kind, coalesce(t.number, 0) FROM notifications n LEFT JOIN tickets t ON t.tenant = n.tenant AND t.ticket = n.ticket
                WHERE n.tenant = $1 AND n.person = $2 AND n.read_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT 1
                """,
                row => new NewsWaiting(count ?? 0, row.GetString(0), row.GetInt64(1)), caller.Tenant.Value, caller.Person.Value);
            return newest ?? new NewsWaiting(count ?? 0, null, 0);
        },
        stop);
}
