using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>Held until <c>until</c> by the database's clock. <paramref name="Position"/> is how far the work had come.</summary>
public sealed record Lease(TenantId Tenant, string Name, string Owner, long Fence, long Position);

/// <summary>
/// Work that one node alone may do at a time. A lease runs out by itself; its fence grows with every holder, so that one
/// who was asleep while another took over is refused when it writes.
/// </summary>
public sealed class Leases(Database database)
{
    /// <summary>The lease, or null while another holds it. The holder gets it again, longer.</summary>
    public Task<Lease?> Acquire(TenantId tenant, string name, string owner, Duration length, CancellationToken stop = default) => database.Write<Lease?>(
        async session =>
        {
            var now = await session.Now();
            var rows = await session.Query(
                """
                INSERT INTO leases (tenant, name, owner, until, fence, position) VALUES ($1, $2, $3, $4, 1, 0)
                ON CONFLICT (tenant, name) DO UPDATE SET
                  fence = leases.fence + CASE WHEN leases.owner = excluded.owner AND leases.until > $5 THEN 0 ELSE 1 END,
                  owner = excluded.owner, until = excluded.until
                WHERE leases.until <= $5 OR leases.owner = excluded.owner
                RETURNING fence, position
                """,
                reader => (Fence: reader.GetInt64(0), Position: reader.GetInt64(1)),
                tenant.Value, name, owner, now + (long)length.TotalMilliseconds, now);
            return rows.Count == 0 ? null : new Lease(tenant, name, owner, rows[0].Fence, rows[0].Position);
        },
        stop);

    /// <summary>Records how far the work has come and gives the lease back. False when it was lost: then nothing is recorded.</summary>
    public Task<bool> Release(Lease lease, long position, CancellationToken stop = default) => database.Write(
        async session => await session.Run(
            "UPDATE leases SET until = 0, position = $4 WHERE tenant = $1 AND name = $2 AND fence = $3",
            lease.Tenant.Value, lease.Name, lease.Fence, position) == 1,
        stop);

    /// <summary>Inside a write that a lease allows: whether it is still held. Holds the row until the commit.</summary>
    public static async ValueTask<bool> Holds(Session session, Lease lease) => await session.Number(
        "SELECT fence FROM leases WHERE tenant = $1 AND name = $2" + session.ForUpdate, lease.Tenant.Value, lease.Name) == lease.Fence;
}
