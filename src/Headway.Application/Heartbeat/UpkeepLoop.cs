using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Heartbeat;

/// <summary>Looks every five minutes whether a tenant's night has come; the first time half a minute after the start.</summary>
public sealed class UpkeepLoop(Upkeep upkeep, Database database, TimeProvider time, ILogger<UpkeepLoop> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Interval)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                foreach (var tenant in await Tenants.Active(database, stoppingToken))
                {
                    if (await upkeep.RunWhenDue(tenant, stoppingToken) is { Unscheduled: > 0 } run)
                    {
                        log.LogError("{Unscheduled} of {Open} open tickets of tenant {Tenant} are unscheduled; 'headway verify' names them.", run.Unscheduled, run.Open, tenant.Value);
                    }
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The upkeep could not look just now; the next look makes it good.");
            }
        }
    }
}
