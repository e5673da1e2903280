using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Changes;

/// <summary>News that may interrupt: what it is about; no number when it is about no ticket.</summary>
public sealed record News(long Id, string Kind, long Number);

/// <summary>How much news waits for somebody, and the newest that came since they were last told and may interrupt them; null when there is none.</summary>
public sealed record NewsWaiting(long Unread, News? Loud);

/// <summary>What one listener was told already: nobody is interrupted twice by the same news.</summary>
public sealed class NewsHeard(IEnumerable<long> known)
{
    private readonly HashSet<long> _known = [.. known];

    internal bool Add(long id) => _known.Add(id);
}

/// <summary>What a change means for who listens: whether they may hear of it at all, and what news it brought them.</summary>
public sealed class Hearing(Database database, DeskClock clock)
{
    private const int MostNew = 100;

    // So long a stream that broke may have been away.
    private static readonly Duration Gap = Duration.FromSeconds(20);

    /// <summary>
    /// Checked when it is told, on the ticket's team and requester as the change found them. Customers hear only what is
    /// for customers, of the tickets that exist for them.
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

        if (change.Along.Contains(caller.Person.Value) || caller.Sees(new TicketSight(caller.Tenant, team, requester, null)))
        {
            return true;
        }

        if (!caller.SeesOrganisation)
        {
            return false;
        }

        var organisation = await database.Read(
            session => session.Number("SELECT organisation FROM people WHERE tenant = $1 AND id = $2", change.Tenant, change.Requester).AsTask(), stop);
        return caller.Sees(new TicketSight(caller.Tenant, team, requester, organisation));
    }

    /// <summary>What a listener who begins now knows: everything that waits; whoever comes <paramref name="again"/> is told what came meanwhile.</summary>
    public Task<NewsHeard> Heard(Caller caller, bool again, CancellationToken stop = default) => database.Read(
        async session => new NewsHeard(await session.Query(
            "SELECT id FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL AND at <= $3", row => row.GetInt64(0),
            caller.Tenant.Value, caller.Person.Value, (clock.Now(caller.Tenant) - (again ? Gap : Duration.Zero)).ToUnixTimeMilliseconds())),
        stop);

    /// <summary>How much waits, and what of the new may interrupt this person at this moment, by what they chose.</summary>
    public Task<NewsWaiting> News(Caller caller, NewsHeard heard, CancellationToken stop = default) => database.Read(
        async session =>
        {
            var count = await session.Number(
                "SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND read_at IS NULL", caller.Tenant.Value, caller.Person.Value) ?? 0;
            var newest = await session.Query(
                $"""
                SELECT n.id, n.kind, coalesce(t.number, 0) FROM notifications n LEFT JOIN tickets t ON t.tenant = n.tenant AND t.ticket = n.ticket
                WHERE n.tenant = $1 AND n.person = $2 AND n.read_at IS NULL ORDER BY n.at DESC, n.id DESC LIMIT {MostNew}
                """,
                row => new News(row.GetInt64(0), row.GetString(1), row.GetInt64(2)), caller.Tenant.Value, caller.Person.Value);
            var fresh = newest.Where(one => heard.Add(one.Id)).ToList();
            var telling = fresh.Count == 0 ? Telling.Usual : await KeepTelling.Of(session, caller);
            var now = clock.Now(caller.Tenant);
            return new NewsWaiting(count, fresh.Find(one => Enum.TryParse<NotificationKind>(one.Kind, out var kind) && telling.Lets(kind, NewsWays.Here, now, caller.Zone)));
        },
        stop);
}
