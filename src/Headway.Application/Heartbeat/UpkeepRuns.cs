using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>
/// One night's upkeep: "<paramref name="Unscheduled"/> of <paramref name="Open"/> unscheduled", and how many rows were removed.
/// <paramref name="Failed"/> names the steps that did not succeed; they are tried again the next night.
/// </summary>
public sealed record UpkeepRun(
    TenantId Tenant, Instant At, Duration Took, long Open, long Unscheduled, long Files, long Requests, long Sessions, long Links, long Tries, string? Failed);

/// <summary>The nights that were kept: the last ninety of each tenant.</summary>
public static class UpkeepRuns
{
    public static readonly Duration KeptFor = Duration.FromDays(90);

    private const string Columns = "tenant, at, took_ms, open, unscheduled, files, requests, sessions, links, tries, failed";

    /// <summary>The last run; null before the first.</summary>
    public static async Task<UpkeepRun?> Last(Database database, TenantId tenant, CancellationToken stop = default) =>
        (await Latest(database, tenant, 1, stop)).FirstOrDefault();

    /// <summary>The last runs, the newest first.</summary>
    public static Task<List<UpkeepRun>> Latest(Database database, TenantId tenant, int most, CancellationToken stop = default) => database.Read(
        async session => await session.Query(
            $"SELECT {Columns} FROM upkeep WHERE tenant = $1 ORDER BY at DESC LIMIT $2",
            reader => new UpkeepRun(
                tenant, Instant.FromUnixTimeMilliseconds(reader.GetInt64(1)), Duration.FromMilliseconds(reader.GetInt64(2)), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.TextOrNull(10)),
            tenant.Value, (long)most),
        stop);

    /// <summary>Keeps a run, when the lease under which it was made still stands; answers whether it did.</summary>
    internal static Task<bool> Record(Database database, Lease lease, UpkeepRun run, CancellationToken stop) => database.Write(
        async session =>
        {
            if (!await Leases.Holds(session, lease))
            {
                return false;
            }

            await session.Run(
                $"INSERT INTO upkeep ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (tenant, at) DO NOTHING",
                run.Tenant.Value, run.At.ToUnixTimeMilliseconds(), (long)run.Took.TotalMilliseconds, run.Open, run.Unscheduled, run.Files, run.Requests, run.Sessions,
                run.Links, run.Tries, run.Failed);
            await session.Run("DELETE FROM upkeep WHERE tenant = $1 AND at < $2", run.Tenant.Value, (run.At - KeptFor).ToUnixTimeMilliseconds());
            return true;
        },
        stop);
}
