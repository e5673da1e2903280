using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Notifications;

/// <summary>Looks every half minute whose digest, whose letter of the week and whose news by mail are due.</summary>
public sealed class DigestLoop(SendDigests digests, SendWeeks weeks, SendNews news, Database database, ILogger<DigestLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, Interval,
        async tenant =>
        {
            await digests.Send(tenant, stoppingToken);
            await weeks.Send(tenant, stoppingToken);
            await news.Send(tenant, stoppingToken);
        },
        e => log.LogError(e, "Digests could not be told just now; the next look makes it good."), stoppingToken);
}
