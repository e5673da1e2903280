using Headway.Application.Desk;
using Headway.Application.Storage;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>
/// How an installation is, for those who watch over it; nothing in it tells of a tenant or a person. Times in UTC.
/// <paramref name="UpkeepAt"/>: when the tenant that waits longest was last cared for; null while one never was.
/// </summary>
public sealed record DeskHealth(bool Database, Instant? UpkeepAt, bool UpkeepMissed, long Unscheduled, bool UpkeepFailed)
{
    /// <summary>Without upkeep for so long, something is wrong.</summary>
    public static readonly Duration Patience = Duration.FromHours(30);

    /// <summary>Works as promised: the database answers, every open ticket has a next step, and nights are cared for.</summary>
    public bool IsGood => Database && Unscheduled == 0 && !UpkeepMissed && !UpkeepFailed;
}

/// <summary>Asks the database how the desk is, and does not wait longer than <see cref="Longest"/>.</summary>
public sealed class HealthQuery(Database database, DeskClock clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public async Task<DeskHealth> Read(CancellationToken stop = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Longest);
        try
        {
            return await Ask(patience.Token).WaitAsync(Longest, stop);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return new DeskHealth(Database: false, null, UpkeepMissed: false, 0, UpkeepFailed: false);
        }
    }

    private async Task<DeskHealth> Ask(CancellationToken stop)
    {
        List<UpkeepRun?> last = [];
        foreach (var tenant in await Tenants.Active(database, stop))
        {
            last.Add(await UpkeepRuns.Last(database, tenant, stop));
        }

        var at = last.Count == 0 || last.Contains(null) ? (Instant?)null : last.Min(run => run!.At);
        return new DeskHealth(
            Database: true, at, UpkeepMissed: at is { } cared && clock.Wall() - cared > DeskHealth.Patience,
            last.Sum(run => run?.Unscheduled ?? 0), last.Any(run => run?.Failed is not null));
    }
}
