using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Notifications;

/// <summary>A lead reminds who owns a ticket. Once in ten minutes: a second press tells nobody twice.</summary>
public sealed class NudgeOwner(Database database, Counters counters, DeskClock clock)
{
    /// <summary>Answers the first name of who was reminded.</summary>
    public async Task<Outcome<string>> Do(Caller caller, long number, CancellationToken stop = default)
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
        return await database.Write<Outcome<string>>(
            async session =>
            {
                var owner = await session.One(
                    "SELECT p.id, p.name FROM tickets t JOIN people p ON p.tenant = t.tenant AND p.id = t.owner WHERE t.tenant = $1 AND t.ticket = $2",
                    row => new Owner(row.GetInt64(0), row.GetString(1)), caller.Tenant.Value, ticket.Value);
                if (owner is null)
                {
                    return TicketUseRefusals.NobodyOwns;
                }

                var key = string.Create(CultureInfo.InvariantCulture, $"nudge:{ticket.Value}:{owner.Id}:{now / 600_000}");
                await session.Do(
                    """
                    INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
                    VALUES ($1, $2, $3, $4, $5, $6, NULL, '{}', $7) ON CONFLICT (tenant, key) DO NOTHING
                    """,
                    caller.Tenant.Value, await counters.IdWithin(session), owner.Id, key, nameof(NotificationKind.Nudged), ticket.Value, now);
                return owner.Name.Split(' ')[0];
            },
            stop);
    }

    private sealed record Owner(long Id, string Name);
}
