using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Headway.Application.Mail;

/// <summary>Where the gateway's program lies; null when it is not installed.</summary>
public sealed record GatewayProgram(string? Script, string Node = "node", int MegabytesOfMemory = 192)
{
    /// <summary>
    /// The one that came with this desk: where <c>HEADWAY_MAIL_GATEWAY</c> says, beside the program, else in the source tree
    /// around it. Without its packages it is not there.
    /// </summary>
    public static GatewayProgram Installed()
    {
        var named = Environment.GetEnvironmentVariable("HEADWAY_MAIL_GATEWAY");
        return new GatewayProgram(named is { Length: > 0 } && IsWhole(named) ? named : Around());
    }

    private static string? Around()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var inside in new[] { "mail-gateway", "src/mail-gateway" })
            {
                if (Path.Combine(at.FullName, inside, "gateway.js") is var script && IsWhole(script))
                {
                    return script;
                }
            }
        }

        return null;
    }

    private static bool IsWhole(string script) =>
        File.Exists(script) && Directory.Exists(Path.Combine(Path.GetDirectoryName(script) ?? "", "node_modules"));
}

/// <summary>
/// How far a mail came. <paramref name="Stage"/> is the gateway's: only <c>unknown</c> means that it may have left.
/// </summary>
public sealed record GatewayAnswer(bool Ok, string? Code, string? Message, string? Stage, bool Permanent, bool Encrypted = false)
{
    /// <summary>The whole answer as it was said; null when none came.</summary>
    public JsonElement? Said { get; init; }
}

/// <summary>
/// The mail gateway as a child of this process: started with the first request, limited in memory, started again with
/// growing pauses when it dies. What it was working on when it died is answered <c>unknown</c>.
/// </summary>
public sealed partial class GatewayProcess(GatewayProgram program, TimeProvider time, ILogger<GatewayProcess> log) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(150);

    private readonly SemaphoreSlim _door = new(1);
    private ConcurrentDictionary<string, TaskCompletionSource<GatewayAnswer>> _asked = new();
    private Process? _process;
    private long _next;
    private int _deaths;
    private long _diedAt;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Asks one thing. Never throws for what the gateway or the mail server does.</summary>
    /// <param name="op">What is asked, as the gateway names it.</param>
    /// <param name="request">With what; its id and op are set here.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <param name="patience">After which it is no longer waited for; two and a half minutes when left out.</param>
    public async Task<GatewayAnswer> Ask(string op, JsonObject request, CancellationToken stop = default, TimeSpan? patience = null)
    {
        var id = Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
        request["id"] = id;
        request["op"] = op;
        var answer = new TaskCompletionSource<GatewayAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _asked;
        await _door.WaitAsync(stop);
        try
        {
            if (!IsRunning && Start() is { } refused)
            {
                return refused;
            }

            asked = _asked;
            asked[id] = answer;
            await _process!.StandardInput.WriteLineAsync(request.ToJsonString());
            await _process.StandardInput.FlushAsync(stop);
        }
        catch (IOException)
        {
            asked.TryRemove(id, out _);
            return new GatewayAnswer(false, "GATEWAY", "The mail gateway has gone.", "connect", false);
        }
        finally
        {
            _door.Release();
        }

        try
        {
            return await answer.Task.WaitAsync(patience ?? Patience, time, stop);
        }
        catch (TimeoutException)
        {
            return new GatewayAnswer(false, "TIMEOUT", "The mail gateway did not answer.", "unknown", false);
        }
        finally
        {
            asked.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            // It ends when its input ends, after what it has begun.
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        _process?.Dispose();
        _door.Dispose();
    }

    private GatewayAnswer? Start()
    {
        if (program.Script is null)
        {
            return new GatewayAnswer(false, MailRefusals.GatewayMissing.Code, MailRefusals.GatewayMissing.Message, "connect", false);
        }

        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(_deaths, 6)) - 1, LongestPause.TotalSeconds));
        if (_deaths > 0 && time.GetElapsedTime(_diedAt) < pause)
        {
            return new GatewayAnswer(false, "GATEWAY", "The mail gateway rests before it is started again.", "connect", false);
        }

        var start = new ProcessStartInfo(program.Node)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(program.Script),
        };
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={program.MegabytesOfMemory}"));
        start.ArgumentList.Add(program.Script);
        // Nothing of ours is handed down but where programs are found.
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "LANG" or "TZ" or "SystemRoot")).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            _process?.Dispose();
            var process = Process.Start(start)!;
            // What the one before still says concerns its own requests only.
            var asked = new ConcurrentDictionary<string, TaskCompletionSource<GatewayAnswer>>();
            (_process, _asked) = (process, asked);
            _ = Listen(process, asked);
            _ = Complain(process);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Died();
            return new GatewayAnswer(false, MailRefusals.GatewayMissing.Code, MailRefusals.GatewayMissing.Message, "connect", false);
        }
    }

    private async Task Listen(Process process, ConcurrentDictionary<string, TaskCompletionSource<GatewayAnswer>> asked)
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                Hear(line, asked);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            log.LogWarning("The mail gateway's line broke.");
        }

        Died();
        foreach (var (id, answer) in asked)
        {
            if (asked.TryRemove(id, out _))
            {
                answer.TrySetResult(new GatewayAnswer(false, "GATEWAY", "The mail gateway ended while it worked on this.", "unknown", false));
            }
        }
    }

    private void Hear(string line, ConcurrentDictionary<string, TaskCompletionSource<GatewayAnswer>> asked)
    {
        try
        {
            using var said = JsonDocument.Parse(line);
            var root = said.RootElement;
            if (root.GetProperty("id").GetString() is { } id && asked.TryRemove(id, out var answer))
            {
                var ok = root.GetProperty("ok").GetBoolean();
                _deaths = 0;
                answer.TrySetResult(new GatewayAnswer(ok, Text(root, "code"), Text(root, "message"), Text(root, "stage"), Flag(root, "permanent"), Flag(root, "encrypted"))
                {
                    Said = root.Clone(),
                });
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            log.LogWarning("The mail gateway said something that is no answer.");
        }
    }

    private async Task Complain(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            // A library's complaint may repeat what a stranger wrote: no address and no control character gets into the log.
            log.LogWarning("Mail gateway: {Line}", Addresses().Replace(new string([.. line.Take(300).Where(sign => !char.IsControl(sign))]), "…"));
        }
    }

    private void Died()
    {
        _deaths++;
        _diedAt = time.GetTimestamp();
    }

    [GeneratedRegex(@"[^\s<>""']+@[^\s<>""']+", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
