using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>The folder in which messages are handed to a desk that runs; null where none is.</summary>
public sealed record MailSpoolPlace(string? Folder);

/// <summary>
/// Takes in what a transfer agent's pipe puts into a folder, so that no program has to be started for a message. A message comes whole
/// or not at all, by renaming; its fate goes back through a pipe of the same name. Whoever got no answer keeps the message and
/// comes again, which the desk recognises.
/// </summary>
public sealed class MailSpool(MailSpoolPlace place, ReceiveMail receive, Database database, TimeProvider time, ILogger<MailSpool> log) : BackgroundService
{
    /// <summary>What the pipe ends with when the message could not be taken just now, and when it never will be.</summary>
    public const int TryAgain = 75, Refused = 3;

    private const int AtOnce = 8, LongestLine = 600;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (place.Folder is not { } folder || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            foreach (var part in new[] { "arriving", "new", "answers" })
            {
                Directory.CreateDirectory(Path.Combine(folder, part), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var running = Path.Combine(folder, "running");
            await File.WriteAllTextAsync(running, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"), stoppingToken);
            try
            {
                await Watch(folder, stoppingToken);
            }
            finally
            {
                File.Delete(running);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "Messages can't be handed over by pipe: the folder for them can't be used.");
        }
    }

    private async Task Watch(string folder, CancellationToken stop)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(Path.Combine(folder, "new"));
        watcher.Renamed += (_, _) => news.Writer.TryWrite(true);
        watcher.Created += (_, _) => news.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        var working = new Dictionary<string, Task>(StringComparer.Ordinal);
        var come = news.Reader.ReadAsync(stop).AsTask();
        while (!stop.IsCancellationRequested)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "new")).Where(file => !working.ContainsKey(file)).Take(AtOnce - working.Count).ToList())
            {
                working[file] = Task.Run(() => Take(folder, file, stop), stop);
            }

            // A full house waits for whoever is done first; an empty one for something to come, with a look of its own now and then.
            await Task.WhenAny([.. working.Values, .. working.Count < AtOnce ? new[] { come, Task.Delay(Look, time, stop) } : []]);
            come = come.IsCompleted ? news.Reader.ReadAsync(stop).AsTask() : come;
            foreach (var done in working.Where(one => one.Value.IsCompleted).Select(one => one.Key).ToList())
            {
                working.Remove(done);
            }
        }

        await Task.WhenAll(working.Values);
    }

    private async Task Take(string folder, string file, CancellationToken stop)
    {
        var (code, said) = (TryAgain, "The desk could not take it in just now.");
        try
        {
            (code, said) = await Read(file, stop);
        }
        catch (Exception e) when (e is IOException or StorageException)
        {
            log.LogError(e, "A message that was handed over could not be taken in; whoever brought it keeps it.");
        }
        catch (OperationCanceledException)
        {
            return;
        }

        File.Delete(file);
        await Answer(Path.Combine(folder, "answers", Path.GetFileName(file)), code, said);
    }

    private async Task<(int Code, string Said)> Read(string file, CancellationToken stop)
    {
        await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 81_920);
        if (await Head(bytes, stop) is not [var form, var tenant, var mailbox])
        {
            return (Refused, "That was not handed over by this version's pipe.");
        }

        var tenants = await Tenants.Active(database, stop);
        var meant = long.TryParse(tenant, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? tenants.Where(one => one.Value == id).ToList() : tenants;
        if (meant is not [var one])
        {
            return (Refused, MailboxRefusals.TenantUnclear.Message);
        }

        var taken = await receive.Do(one, mailbox == "-" ? null : mailbox, bytes, stop);
        return taken.Refusal is { } no
            ? (no.Kind == RefusalKind.Busy ? TryAgain : Refused, no.Message)
            : (0, form == "json" ? taken.Value.Json() : taken.Value.Line());
    }

    // The first line is the pipe's own; what follows are the message's bytes.
    private static async Task<string[]> Head(Stream bytes, CancellationToken stop)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestLine && await bytes.ReadAsync(one, stop) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]).Split(' ');
    }

    // Opened for both ways, so that nobody who has gone is waited for.
    private async Task Answer(string pipe, int code, string said)
    {
        if (!File.Exists(pipe))
        {
            return;
        }

        try
        {
            await using var back = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
            await back.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{code} {said.ReplaceLineEndings(" ")}\n")));
            File.Delete(pipe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("Whoever handed a message over did not wait for its fate.");
        }
    }
}
