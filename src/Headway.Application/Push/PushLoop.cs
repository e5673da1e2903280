using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Push;

/// <summary>Looks every other second whether a browser is to be told something.</summary>
public sealed class PushLoop(PushQueue queue, SendPush send, Database database, ILogger<PushLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, Interval,
        async tenant =>
        {
            await queue.Fill(tenant, stoppingToken);
            await send.Send(tenant, stoppingToken);
        },
        e => log.LogError(e, "Browsers could not be told just now; what waits for them stays."), stoppingToken);
}
