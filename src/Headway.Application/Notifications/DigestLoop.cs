using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Notifications;

/// <summary>Looks every half minute whose digest is due.</summary>
public sealed class DigestLoop(SendDigests digests, Database database, ILogger<DigestLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var tenant in await Tenants.Active(database, stoppingToken))
                {
                    await digests.Send(tenant, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Digests could not be told just now; the next look makes it good.");
            }
        }
    }
}
