using Headway.Domain;
using Headway.Domain.Progression;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>Somebody has this activity for now. <paramref name="Fence"/> grows with each holder; a stale one is refused.</summary>
public sealed record Claim(TenantId Tenant, TicketKey Ticket, int Activity, PersonId Person, Instant Until, long Fence);

/// <summary>
/// "I've got this": soft locks on open activities that run out by themselves. Two people who ask at once never get the
/// same one: SQLite has one writer, PostgreSQL skips what another is just taking.
/// </summary>
public sealed class Claims(Database database)
{
    public static readonly Duration Length = ClaimActivity.Length;

    private const int MostTries = 200;

    /// <summary>
    /// The most urgent open activity that nobody holds, claimed; null when there is none. Bands are looked through in
    /// order (high priority first, say), inside a band what is due first wins, ties as in the list. Who holds an unexpired claim gets it again.
    /// </summary>
    public Task<Claim?> Next(
        TenantId tenant, PersonId person, IReadOnlyList<IReadOnlyCollection<QueueScope>> bands, Instant now, CancellationToken stop = default) => database.Write(
        async session =>
        {
            var (at, until) = (now.ToUnixTimeMilliseconds(), (now + Length).ToUnixTimeMilliseconds());
            if (await Held(session, tenant, person, at) is { } held)
            {
                return await Take(session, tenant, held.Ticket, held.Activity, person, at, until);
            }

            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                if (await Best(session, tenant, bands, at) is not { } best)
                {
                    return null;
                }

                if (await Take(session, tenant, best.Ticket, best.Activity, person, at, until) is { } claim)
                {
                    return claim;
                }

                // Somebody committed a claim on it after our look began: the next look sees that.
            }

            return null;
        },
        stop);

    /// <summary>Claims one activity; refused while somebody else holds it.</summary>
    public async Task<Outcome<Claim>> Take(TenantId tenant, TicketKey ticket, int activity, PersonId person, Instant now, CancellationToken stop = default)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + Length).ToUnixTimeMilliseconds());
        return await database.Write<Outcome<Claim>>(
            async session =>
            {
                var open = await session.Number("SELECT id FROM activities WHERE tenant = $1 AND ticket = $2 AND id = $3 AND open", tenant.Value, ticket.Value, (long)activity);
                if (open is null)
                {
                    return TicketRefusals.Unknown;
                }

                return await Take(session, tenant, ticket.Value, activity, person, at, until) is { } claim ? claim : ClaimRefusals.Held;
            },
            stop);
    }

    /// <summary>Gives it back. False when it was not held any more.</summary>
    public Task<bool> Release(Claim claim, CancellationToken stop = default) => database.Write(
        async session => await session.Run(
            "DELETE FROM claims WHERE tenant = $1 AND ticket = $2 AND activity = $3 AND fence = $4",
            claim.Tenant.Value, claim.Ticket.Value, (long)claim.Activity, claim.Fence) == 1,
        stop);

    /// <summary>Inside the write that records a claim in the ledger: the same here. False while somebody else holds it.</summary>
    internal static async ValueTask<bool> Hold(Session session, TenantId tenant, TicketKey ticket, Domain.Tickets.ClaimHeld held)
    {
        var until = held.Until.ToUnixTimeMilliseconds();
        return await Take(session, tenant, ticket.Value, held.Activity, held.Person, until - (long)Length.TotalMilliseconds, until) is not null;
    }

    /// <summary>Inside the write that acts on a claim: whether it is still the holder's. Holds the row until the commit.</summary>
    public static async ValueTask<bool> Holds(Session session, Claim claim) => await session.Number(
        "SELECT fence FROM claims WHERE tenant = $1 AND ticket = $2 AND activity = $3" + session.ForUpdate,
        claim.Tenant.Value, claim.Ticket.Value, (long)claim.Activity) == claim.Fence;

    private static async ValueTask<(long Ticket, long Activity)?> Held(Session session, TenantId tenant, PersonId person, long now)
    {
        var held = await session.Query(
            """
            SELECT c.ticket, c.activity FROM claims c JOIN activities a ON a.tenant = c.tenant AND a.ticket = c.ticket AND a.id = c.activity
            WHERE c.tenant = $1 AND c.person = $2 AND c.until > $3 AND a.open ORDER BY a.due, c.ticket, c.activity LIMIT 1
            """,
            reader => (reader.GetInt64(0), reader.GetInt64(1)), tenant.Value, person.Value, now);
        return held.Count == 0 ? null : held[0];
    }

    private static async ValueTask<(long Ticket, long Activity)?> Best(Session session, TenantId tenant, IReadOnlyList<IReadOnlyCollection<QueueScope>> bands, long now)
    {
        foreach (var band in bands)
        {
            (long Due, long Rank, long Priority, long Opened, long Ticket, long Activity)? best = null;
            foreach (var (where, id, index) in band.Select(WorkQueue.Condition))
            {
                var rows = await session.Query(
                    $"""
                    SELECT a.due, a.rank, a.priority, a.opened, a.ticket, a.id FROM activities a{(session.Engine == Engine.Sqlite ? $" INDEXED BY {index}" : "")}
                    WHERE a.tenant = $1 AND {where} AND a.open
                      AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.tenant = a.tenant AND c.ticket = a.ticket AND c.activity = a.id AND c.until > $3)
                    ORDER BY a.due, a.rank, a.priority, a.opened, a.ticket, a.id LIMIT 1{(session.Engine == Engine.Postgres ? " FOR UPDATE OF a SKIP LOCKED" : "")}
                    """,
                    reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5)), tenant.Value, id, now);
                if (rows.Count > 0 && (best is null || rows[0].CompareTo(best.Value) < 0))
                {
                    best = rows[0];
                }
            }

            if (best is { } found)
            {
                return (found.Ticket, found.Activity);
            }
        }

        return null;
    }

    // Takes it unless somebody else holds it unexpired; what was looked at before is looked at again here, under the lock.
    private static async ValueTask<Claim?> Take(Session session, TenantId tenant, long ticket, long activity, PersonId person, long now, long until)
    {
        var fence = await session.Number(
            """
            INSERT INTO claims (tenant, ticket, activity, person, until, fence) VALUES ($1, $2, $3, $4, $5, 1)
            ON CONFLICT (tenant, ticket, activity) DO UPDATE SET person = excluded.person, until = excluded.until, fence = claims.fence + 1
            WHERE claims.until <= $6 OR claims.person = excluded.person
            RETURNING fence
            """,
            tenant.Value, ticket, activity, person.Value, until, now);
        return fence is { } held
            ? new Claim(tenant, new TicketKey(ticket), (int)activity, person, Instant.FromUnixTimeMilliseconds(until), held)
            : null;
    }
}
