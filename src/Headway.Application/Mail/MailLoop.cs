using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>Looks into every tenant's outbox every other second while the desk runs, and at once again while there is more.</summary>
public sealed class MailLoop(MailSender sender, Database database, ILogger<MailLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, Interval,
        async tenant =>
        {
            while (await sender.Send(tenant, stoppingToken) > 0)
            {
                stoppingToken.ThrowIfCancellationRequested();
            }
        },
        e => log.LogError(e, "Mail could not be sent just now; it waits in the outbox."), stoppingToken);
}
