using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Webhooks;

/// <summary>Looks every other second whether somebody elsewhere is to be told something.</summary>
public sealed class WebhookLoop(SendWebhooks send, Database database, ILogger<WebhookLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, Interval, tenant => send.Send(tenant, stoppingToken),
        e => log.LogError(e, "Webhooks could not be told just now; what waits for them stays."), stoppingToken);
}
