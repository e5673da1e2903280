using System.Text.Json;
using System.Threading.Channels;
using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Headway.Application.Changes;

/// <summary>
/// Carries changes between the nodes of one PostgreSQL by its own notifications; with SQLite there is one node and nothing
/// to carry. A change that is lost while the line is down is seen at the next look: nothing is decided by it.
/// </summary>
public sealed class ChangeRelay(Database database, ChangeFeed feed, ILogger<ChangeRelay> log) : BackgroundService
{
    private const string Channel = "headway_changes";

    // A notification holds at most 8,000 bytes.
    private const int Longest = 7_800;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Channel<Change> _leaving = System.Threading.Channels.Channel.CreateBounded<Change>(
        new BoundedChannelOptions(4_096) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.Postgres is not { } source)
        {
            return;
        }

        feed.Happened += change => _leaving.Writer.TryWrite(change);
        await Task.WhenAll(Keep(token => Hear(source, token), stoppingToken), Keep(token => Tell(source, token), stoppingToken));
    }

    private async Task Keep(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or IOException)
            {
                log.LogWarning(e, "The line between the nodes is down; it is taken up again.");
                await Task.Delay(Again, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Hear(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        connection.Notification += (_, told) =>
        {
            if (told.Payload.Split('|', 2) is [var node, var body] && node != _node && JsonSerializer.Deserialize<Change>(body) is { } change)
            {
                feed.Deliver(change);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        while (!stop.IsCancellationRequested)
        {
            await connection.WaitAsync(stop);
        }
    }

    private async Task Tell(NpgsqlDataSource source, CancellationToken stop)
    {
        await foreach (var change in _leaving.Reader.ReadAllAsync(stop))
        {
            var payload = $"{_node}|{JsonSerializer.Serialize(change)}";
            if (payload.Length > Longest)
            {
                payload = $"{_node}|{JsonSerializer.Serialize(change with { People = [], Told = [], Mentions = true })}";
            }

            await using var notify = source.CreateCommand("SELECT pg_notify($1, $2)");
            notify.Parameters.Add(new NpgsqlParameter { Value = Channel });
            notify.Parameters.Add(new NpgsqlParameter { Value = payload });
            await notify.ExecuteNonQueryAsync(stop);
        }
    }
}
