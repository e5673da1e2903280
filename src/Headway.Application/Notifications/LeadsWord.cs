using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Progression;

namespace Headway.Application.Notifications;

/// <summary>Somebody who was told.</summary>
internal sealed record ToldPerson(long Id, string Name)
{
    public static ToldPerson Row(DbDataReader row) => new(row.GetInt64(0), row.GetString(1));
}

/// <summary>
/// A lead's word about a ticket to people of its team. Once in ten minutes to each: a second press tells nobody twice. Nothing
/// of the ticket moves.
/// </summary>
public sealed class LeadsWord(Database database, Counters counters, DeskClock clock)
{
    private const long PauseMs = 600_000;

    /// <param name="caller">Who presses.</param>
    /// <param name="number">The ticket as people see it.</param>
    /// <param name="kind">What they read.</param>
    /// <param name="mark">Begins the key under which nobody is told twice.</param>
    /// <param name="whom">Reads who is told, at an instant in Unix milliseconds.</param>
    /// <param name="stop">Gives up.</param>
    internal async Task<Outcome<IReadOnlyList<ToldPerson>>> Send(
        Caller caller, long number, NotificationKind kind, string mark, Func<Session, TicketKey, long, ValueTask<List<ToldPerson>>> whom, CancellationToken stop)
    {
        if (caller.Denies(Permission.SteerTickets) is { } no)
        {
            return no;
        }

        if (await TicketLookup.Find(database, caller, number, stop) is not { } ticket)
        {
            return TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await database.Write<Outcome<IReadOnlyList<ToldPerson>>>(
            async session =>
            {
                var people = await whom(session, ticket, now);
                foreach (var person in people)
                {
                    await session.Do(
                        """
                        INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                        VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                        """,
                        caller.Tenant.Value, await counters.IdWithin(session), person.Id,
                        string.Create(CultureInfo.InvariantCulture, $"{mark}:{ticket.Value}:{person.Id}:{now / PauseMs}"), kind.ToString(), ticket.Value, now);
                }

                return people;
            },
            stop);
    }
}
