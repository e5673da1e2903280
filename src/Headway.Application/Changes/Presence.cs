using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Changes;

/// <summary>
/// Who has a ticket open: told by the page every twenty seconds, forgotten after <see cref="Lasts"/> without a word. Nobody
/// is at two tickets at once.
/// </summary>
public sealed class Presence(Database database, DeskClock clock, ChangeFeed feed)
{
    public static readonly Duration Lasts = Duration.FromSeconds(45);

    public async Task<Refusal?> Here(Caller caller, long number, bool isWriting, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        var doing = isWriting ? "writing" : "looking";
        var stirred = await database.Write(
            async session =>
            {
                var left = await session.Query(
                    "DELETE FROM presence WHERE tenant = $1 AND person = $2 AND ticket <> $3 RETURNING ticket", row => row.GetInt64(0),
                    caller.Tenant.Value, caller.Person.Value, ticket.Value);
                var before = await session.Text(
                    "SELECT doing FROM presence WHERE tenant = $1 AND ticket = $2 AND person = $3 AND until > $4",
                    caller.Tenant.Value, ticket.Value, caller.Person.Value, now);
                await session.Run(
                    """
                    INSERT INTO presence (tenant, ticket, person, doing, until) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (tenant, ticket, person) DO UPDATE SET doing = $4, until = $5
                    """,
                    caller.Tenant.Value, ticket.Value, caller.Person.Value, doing, now + (long)Lasts.TotalMilliseconds);
                var changes = new List<Change>();
                foreach (var key in before == doing ? left : [.. left, ticket.Value])
                {
                    changes.Add(await At(session, caller.Tenant, key, now));
                }

                return changes;
            },
            stop);
        stirred.ForEach(feed.Publish);
        return null;
    }

    private static async Task<Change> At(Session session, TenantId tenant, long ticket, long now)
    {
        var people = await session.Query(
            """
            SELECT p.id, p.name, x.doing FROM presence x JOIN people p ON p.tenant = x.tenant AND p.id = x.person
            WHERE x.tenant = $1 AND x.ticket = $2 AND x.until > $3 ORDER BY p.name
            """,
            row => new Present(row.GetInt64(0), row.GetString(1), row.GetString(2)), tenant.Value, ticket, now);
        var sight = await session.Query(
            "SELECT number, team, requester FROM tickets WHERE tenant = $1 AND ticket = $2", row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), tenant.Value, ticket);
        return sight is [var (number, team, requester)]
            ? new Change(ChangeKind.Presence, tenant.Value) { Ticket = ticket, Number = number, Team = team, Requester = requester, People = people }
            : new Change(ChangeKind.Presence, tenant.Value) { Ticket = ticket };
    }
}
