using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Heartbeat;

/// <summary>"<paramref name="Unscheduled"/> of <paramref name="Open"/> unscheduled": the promise of the whole desk, counted.</summary>
public sealed record ScheduleProof(long Unscheduled, long Open)
{
    /// <summary>Counts open tickets, and those of them without an open activity that has a due; never trusts the constraint that forbids them.</summary>
    public static Task<ScheduleProof> Count(Database database, TenantId tenant, CancellationToken stop = default) => database.Snapshot(
        async session => (await session.Query(
            """
            SELECT count(*), coalesce(sum(CASE WHEN EXISTS (
              SELECT 1 FROM activities a WHERE a.tenant = t.tenant AND a.ticket = t.ticket AND a.open AND a.closed IS NULL) THEN 0 ELSE 1 END), 0)
            FROM tickets t WHERE t.tenant = $1 AND t.state = 'open'
            """,
            reader => new ScheduleProof(reader.GetInt64(1), reader.GetInt64(0)), tenant.Value))[0],
        stop);
}
