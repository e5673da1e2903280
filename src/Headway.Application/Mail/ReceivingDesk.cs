using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>A desk without doors and without its heartbeat: enough to take one message in from a pipe.</summary>
public sealed class ReceivingDesk : IAsyncDisposable
{
    private readonly Database _database;
    private readonly ServiceProvider _services;

    private ReceivingDesk(Database database, ServiceProvider services) => (_database, _services) = (database, services);

    /// <exception cref="StorageException">The database can't be opened or brought up to date.</exception>
    public static async Task<ReceivingDesk> Open(DatabaseAddress address, CancellationToken stop = default)
    {
        var database = await Database.OpenCurrent(address, stop);
        var services = new ServiceCollection();
        // Standard output belongs to whoever called.
        services.AddLogging(log => log.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddDesk(database).AddHeartbeat().AddSingleton(GatewayProgram.Installed());
        var provider = services.BuildServiceProvider();
        await DemoClock.Restore(database, provider.GetRequiredService<DeskClock>(), stop);
        return new ReceivingDesk(database, provider);
    }

    /// <summary>Takes a message in for the tenant, or for the only one there is.</summary>
    public async Task<Outcome<MailFate>> Take(TenantId? tenant, string? mailbox, Stream message, CancellationToken stop = default)
    {
        var tenants = await Tenants.Active(_database, stop);
        return (tenant is { } named ? tenants.Where(one => one == named).ToList() : tenants) is not [var meant]
            ? MailboxRefusals.TenantUnclear
            : await _services.GetRequiredService<ReceiveMail>().Do(meant, mailbox, message, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
