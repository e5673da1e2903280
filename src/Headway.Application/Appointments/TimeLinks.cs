using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Appointments;

/// <summary>What a link to choose a time is for. <paramref name="Used"/>: a time was picked by it already.</summary>
public sealed record TimeLink(TenantId Tenant, TicketKey Ticket, long Number, PersonId Person, bool Used);

/// <summary>
/// Links that pick one of the offered times, once, and sign nobody in. Looking changes nothing, since machines look at every
/// link of a mail. The store keeps hashes.
/// </summary>
public sealed class TimeLinks(Database database, TimeProvider time)
{
    private static readonly Duration Life = Duration.FromDays(14);

    public static string New(TenantId tenant) => Secret.Address(tenant, Secret.New());

    public static string Path(string carried) => $"/choose/{carried}";

    public ValueTask Keep(Session session, string carried, TicketKey ticket, PersonId person)
    {
        var (tenant, hash) = Secret.Read(carried) ?? throw new ArgumentException("Not made by New.", nameof(carried));
        return session.Do(
            "INSERT INTO time_links (tenant, hash, ticket, person, expires) VALUES ($1, $2, $3, $4, $5)",
            tenant.Value, hash, ticket.Value, person.Value, Now + (long)Life.TotalMilliseconds);
    }

    public async Task<Outcome<TimeLink>> Look(string? carried, CancellationToken stop = default) =>
        Secret.Read(carried) is { } key && await database.Read(session => Find(session, key).AsTask(), stop) is { } link ? link : SignInRefusals.LinkDead;

    /// <summary>Spends it in the transaction that books; who comes second finds it spent.</summary>
    public async ValueTask<bool> Use(Session session, string carried) =>
        Secret.Read(carried) is { } key
        && await session.Run(
            "UPDATE time_links SET used_at = $3 WHERE tenant = $1 AND hash = $2 AND used_at IS NULL AND expires > $3", key.Tenant.Value, key.Hash, Now) == 1;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask<TimeLink?> Find(Session session, (TenantId Tenant, string Hash) key) => await session.One(
        """
        SELECT l.ticket, t.number, l.person, l.used_at FROM time_links l JOIN tickets t ON t.tenant = l.tenant AND t.ticket = l.ticket
        JOIN people p ON p.tenant = l.tenant AND p.id = l.person WHERE l.tenant = $1 AND l.hash = $2 AND l.expires > $3 AND p.active
        """,
        row => new TimeLink(key.Tenant, new TicketKey(row.GetInt64(0)), row.GetInt64(1), new PersonId(row.GetInt64(2)), row.LongOrNull(3) is not null),
        key.Tenant.Value, key.Hash, Now);
}
