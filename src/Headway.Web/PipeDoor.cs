using Headway.Application;
using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Web.Live;

namespace Headway.Web;

/// <summary>A desk without its web door and without its heartbeat: enough to take a message in from a pipe.</summary>
public sealed class PipeDoor : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PipeDoor(Database database, ServiceProvider services) => (Database, _services) = (database, services);

    public Database Database { get; }

    public IServiceProvider Services => _services;

    /// <exception cref="StorageException">The database can't be opened or brought up to date.</exception>
    public static async Task<PipeDoor> Open(DatabaseAddress address, CancellationToken stop = default)
    {
        var database = await Database.OpenCurrent(address, stop);
        var services = new ServiceCollection();
        // Standard output belongs to the verb.
        services.AddLogging(log => log.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddDesk(database);
        services.AddHeartbeat();
        services.AddMailGateway();
        var provider = services.BuildServiceProvider();
        await DemoClock.Restore(database, provider.GetRequiredService<DeskClock>(), stop);
        return new PipeDoor(database, provider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
