using System.Collections.Concurrent;
using System.Globalization;
using Headway.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Headway.Application.Storage;

/// <summary>A ticket has come to this version, here or on another node.</summary>
public readonly record struct TicketChange(TenantId Tenant, TicketKey Ticket, int Version);

/// <summary>
/// Tells this node's pages what changed, whichever node changed it: its own commits at once, those of others through
/// PostgreSQL's notifications. A hint, never the truth: after a broken connection <see cref="Missed"/> says that some may
/// have been lost, and whoever shows a list looks again.
/// </summary>
public sealed class ChangeFeed : BackgroundService
{
    private const string Channel = "headway_changes";
    private const int MostInOne = 150;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50), Reconnect = TimeSpan.FromSeconds(1);

    private readonly TicketStore _store;
    private readonly ILogger<ChangeFeed> _log;
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<TicketChange> _leaving = new();

    public ChangeFeed(TicketStore store, ILogger<ChangeFeed> log)
    {
        (_store, _log) = (store, log);
        store.Committed += Here;
    }

    /// <summary>Called for each change, by any thread; must return at once and not throw.</summary>
    public event Action<TicketChange>? Seen;

    /// <summary>Changes of other nodes may have been missed: look again.</summary>
    public event Action? Missed;

    public override void Dispose()
    {
        _store.Committed -= Here;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_store.Database.Postgres is not { } source)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Exchange(source, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _log.LogWarning(e, "The connection that carries other nodes' changes broke; trying again.");
                Missed?.Invoke();
                await Task.Delay(Reconnect, stoppingToken);
            }
        }
    }

    private void Here(Changed changed)
    {
        var change = new TicketChange(changed.Tenant, changed.Ticket, changed.State.Version);
        if (_store.Database.Engine == Engine.Postgres)
        {
            _leaving.Enqueue(change);
        }

        Seen?.Invoke(change);
    }

    // Gathered and sent outside the changes' own transactions: a notification inside would make their commits queue up.
    private async Task Exchange(NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        connection.Notification += (_, notice) => There(notice.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        while (true)
        {
            await connection.WaitAsync(Gather, stop);
            while (!_leaving.IsEmpty)
            {
                var payload = Write();
                await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
                notify.Parameters.Add(new NpgsqlParameter { Value = Channel });
                notify.Parameters.Add(new NpgsqlParameter { Value = payload });
                await notify.ExecuteNonQueryAsync(stop);
            }
        }
    }

    private string Write()
    {
        var latest = new Dictionary<(TenantId, TicketKey), int>();
        while (latest.Count < MostInOne && _leaving.TryDequeue(out var change))
        {
            latest[(change.Tenant, change.Ticket)] = change.Version;
        }

        return $"{_node} {string.Join(' ', latest.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Item1.Value}:{pair.Key.Item2.Value}:{pair.Value}")))}";
    }

    private void There(string payload)
    {
        var parts = payload.Split(' ');
        if (parts[0] == _node)
        {
            return;
        }

        foreach (var part in parts.Skip(1))
        {
            if (part.Split(':') is [var tenant, var ticket, var version])
            {
                Seen?.Invoke(new TicketChange(
                    new TenantId(long.Parse(tenant, CultureInfo.InvariantCulture)), new TicketKey(long.Parse(ticket, CultureInfo.InvariantCulture)),
                    int.Parse(version, CultureInfo.InvariantCulture)));
            }
        }
    }
}
