using System.Collections.Concurrent;
using Headway.Application.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>
/// Keeps every active mailbox fetched while the desk runs: each in a turn of its own, so that a silent server holds up no
/// other. After a failure it waits, twice as long each time, up to a quarter of an hour.
/// </summary>
public sealed class MailboxLoop(MailFetcher fetcher, Database database, TimeProvider time, ILogger<MailboxLoop> log) : BackgroundService
{
    /// <summary>Seconds that a fetch waits for mail to come before it looks anew.</summary>
    private const int Wait = 90;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(long, long), Task> _turns = new();
    private readonly ConcurrentDictionary<(long, long), (int Failures, long Since)> _pauses = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => TenantRounds.Go(
        database, Interval,
        async tenant =>
        {
            var mailboxes = await database.Read(session => MailboxRows.All(session, tenant), stoppingToken);
            foreach (var mailbox in mailboxes.Where(one => one.IsActive && one.Server.Host is { Length: > 0 }))
            {
                Begin(mailbox, stoppingToken);
            }
        },
        e => log.LogError(e, "The mailboxes could not be looked at just now."), stoppingToken, time);

    private void Begin(Mailbox mailbox, CancellationToken stop)
    {
        var key = (mailbox.Tenant.Value, mailbox.Id);
        if (_turns.TryGetValue(key, out var turn) && !turn.IsCompleted)
        {
            return;
        }

        if (_pauses.TryGetValue(key, out var pause) && time.GetElapsedTime(pause.Since) < Pause(pause.Failures))
        {
            return;
        }

        _turns[key] = Task.Run(() => Turn(mailbox, key, stop), stop);
    }

    private async Task Turn(Mailbox mailbox, (long, long) key, CancellationToken stop)
    {
        try
        {
            if (await fetcher.Fetch(mailbox, Wait, stop) is { IsRefused: true })
            {
                Failed(key);
            }
            else
            {
                _pauses.TryRemove(key, out _);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Mailbox {Mailbox} could not be fetched.", mailbox.Id);
            Failed(key);
        }
    }

    private void Failed((long, long) key) => _pauses.AddOrUpdate(key, _ => (1, time.GetTimestamp()), (_, before) => (before.Failures + 1, time.GetTimestamp()));

    /// <summary>10 s, 20 s, 40 s … at most a quarter of an hour.</summary>
    internal static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Min(10 * Math.Pow(2, Math.Clamp(failures - 1, 0, 10)), LongestPause.TotalSeconds));
}
