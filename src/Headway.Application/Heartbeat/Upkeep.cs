using System.Globalization;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Calendars;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>
/// What has to be done once a night: count that no open ticket is unscheduled, and remove what nobody can use any more
/// (files that nothing refers to, answers to old requests, sessions and links that ran out). One node does it, under a
/// lease; a night that nobody was awake for is made good at the next look. Each night's outcome is kept.
/// </summary>
public sealed class Upkeep(Database database, DeskClock clock)
{
    /// <summary>When nights are quiet, by the clock on the tenant's wall.</summary>
    public static readonly LocalTime QuietHour = new(3, 0);

    private const string Name = "upkeep";
    private static readonly Duration LeaseLength = Duration.FromMinutes(15);

    private readonly Leases _leases = new(database);
    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>Runs the frozen ruler over the weeks that have passed; answers how many were new.</summary>
    public Func<TenantId, CancellationToken, Task<int>>? Ruler { get; init; }

    /// <summary>Told of a step that did not succeed; the others go on.</summary>
    public Action<TenantId, string, Exception>? Failure { get; init; }

    /// <summary>Whether a quiet hour has passed since the last run; true when there was none.</summary>
    public static bool IsDue(Instant? last, Instant now, DateTimeZone zone)
    {
        var tonight = zone.AtLeniently(now.InZone(zone).Date + QuietHour).ToInstant();
        var night = tonight <= now ? tonight : zone.AtLeniently(now.InZone(zone).Date.PlusDays(-1) + QuietHour).ToInstant();
        return last is null || last < night;
    }

    /// <summary>Does it when it is due and nobody else is at it; null otherwise.</summary>
    public async Task<UpkeepRun?> RunWhenDue(TenantId tenant, CancellationToken stop = default)
    {
        var now = clock.Wall();
        var zone = await database.Read(session => session.Text("SELECT zone FROM tenants WHERE tenant = $1", tenant.Value).AsTask(), stop);
        var known = Zones.Find(zone ?? "UTC");
        var last = await UpkeepRuns.Last(database, tenant, stop);
        if (!IsDue(last?.At, now, known.IsRefused ? DateTimeZone.Utc : known.Value)
            || await _leases.Acquire(tenant, Name, _owner, LeaseLength, stop) is not { } lease)
        {
            return null;
        }

        var run = await Run(tenant, now, stop);
        var recorded = await UpkeepRuns.Record(database, lease, run, stop);
        await _leases.Release(lease, now.ToUnixTimeMilliseconds(), stop);
        return recorded ? run : null;
    }

    private async Task<UpkeepRun> Run(TenantId tenant, Instant now, CancellationToken stop)
    {
        var started = Environment.TickCount64;
        string? failed = null;
        var proof = await Step("schedule proof", () => ScheduleProof.Count(database, tenant, stop)) ?? new ScheduleProof(0, 0);
        var files = await Step("files", () => Counted(new Blobs(database).Sweep(tenant, now, stop)));
        await Step("retention", () => new Retention(database, new Blobs(database), clock).Apply(tenant, stop));
        var requests = await Step("requests", () => Counted(Requests.Forget(database, tenant, clock.Now(tenant), stop)));
        await Step("early signs", () => Counted(Chases.EarlySigns.Forget(database, tenant, clock.Now(tenant), stop)));
        await Step("recognition", () => Counted(Recognition.RecognitionKept.Forget(database, tenant, clock.Now(tenant), stop)));
        var expired = await Step("sign-in", () => Expired.Remove(database, tenant, now, stop));
        if (Ruler is { } ruler)
        {
            await Step("ruler", () => Counted(ruler(tenant, stop)));
        }

        return new UpkeepRun(
            tenant, now, Duration.FromMilliseconds(Environment.TickCount64 - started), proof.Open, proof.Unscheduled,
            files?.Rows ?? 0, requests?.Rows ?? 0, expired?.Sessions ?? 0, expired?.Links ?? 0, expired?.Tries ?? 0, failed);

        async Task<T?> Step<T>(string step, Func<Task<T>> work)
            where T : class
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed = failed is null ? step : $"{failed}, {step}";
                Failure?.Invoke(tenant, step, e);
                return null;
            }
        }
    }

    private static async Task<Removed> Counted(Task<int> rows) => new(await rows);

    private sealed record Removed(int Rows);
}
