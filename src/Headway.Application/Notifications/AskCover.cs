using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Notifications;

/// <summary>
/// A lead asks those who are there to look after a ticket whose owner is away or late. Nothing moves: whoever takes the act
/// is credited with cover. Once in ten minutes.
/// </summary>
public sealed class AskCover(Database database, Counters counters, DeskClock clock)
{
    /// <summary>Answers how many were asked.</summary>
    public async Task<Outcome<int>> Do(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.SteerTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return Domain.Progression.TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await database.Write<Outcome<int>>(
            async session =>
            {
                var there = await session.Query(
                    """
                    SELECT p.id FROM tickets t JOIN memberships m ON m.tenant = t.tenant AND m.team = t.team JOIN people p ON p.tenant = m.tenant AND p.id = m.person
                    WHERE t.tenant = $1 AND t.ticket = $2 AND p.active AND p.id <> $3 AND (t.owner IS NULL OR p.id <> t.owner)
                      AND NOT EXISTS (SELECT 1 FROM absences b WHERE b.tenant = p.tenant AND b.person = p.id AND b.starts <= $4 AND b.ends > $4)
                    """,
                    row => row.GetInt64(0), caller.Tenant.Value, ticket.Value, caller.Person.Value, now);
                foreach (var person in there)
                {
                    await session.Do(
                        """
                        INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                        VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                        """,
                        caller.Tenant.Value, await counters.IdWithin(session), person, string.Create(CultureInfo.InvariantCulture, $"cover:{ticket.Value}:{person}:{now / 600_000}"),
                        nameof(NotificationKind.CoverAsked), ticket.Value, now);
                }

                return there.Count;
            },
            stop);
    }
}
