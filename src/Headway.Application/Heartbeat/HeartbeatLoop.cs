using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Headway.Application.Heartbeat;

/// <summary>Beats for every active tenant while the desk runs. <paramref name="now"/> is the tenant's own clock (the demo has one).</summary>
public sealed class HeartbeatLoop(
    Heartbeat heartbeat, Database database, Func<TenantId, Instant> now, ILogger<HeartbeatLoop> log, TimeSpan? interval = null) : BackgroundService
{
    private readonly TimeSpan _interval = interval ?? TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, _interval,
        async tenant =>
        {
            var beat = await heartbeat.Until(tenant, now(tenant), stoppingToken);
            if (beat.Failed > 0)
            {
                log.LogWarning("Time could not pass on {Failed} tickets of tenant {Tenant}; the next beat tries again.", beat.Failed, tenant.Value);
            }
        },
        e => log.LogError(e, "The heartbeat missed a beat; nothing is lost, the next one covers the time."), stoppingToken);
}
