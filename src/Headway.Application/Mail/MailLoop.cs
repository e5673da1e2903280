using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>Looks into every tenant's outbox every other second while the desk runs, and at once again while there is more.</summary>
public sealed class MailLoop(MailSender sender, Database database, ILogger<MailLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                foreach (var tenant in await Tenants.Active(database, stoppingToken))
                {
                    while (await sender.Send(tenant, stoppingToken) > 0)
                    {
                        stoppingToken.ThrowIfCancellationRequested();
                    }
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Mail could not be sent just now; it waits in the outbox.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
