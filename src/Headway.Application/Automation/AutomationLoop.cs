using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Headway.Application.Automation;

/// <summary>Lets the rules of every active tenant act while the desk runs.</summary>
public sealed class AutomationLoop(RunAutomation run, Database database, Func<TenantId, Instant> now, ILogger<AutomationLoop> log, TimeSpan? interval = null) : BackgroundService
{
    private readonly TimeSpan _interval = interval ?? TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval);
        do
        {
            try
            {
                foreach (var tenant in await Tenants.Active(database, stoppingToken))
                {
                    await run.Until(tenant, now(tenant), stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Rules could not act just now; what happened waits for them.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
