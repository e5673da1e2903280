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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, _interval,
        tenant => run.Until(tenant, now(tenant), stoppingToken),
        e => log.LogError(e, "Rules could not act just now; what happened waits for them."), stoppingToken);
}
