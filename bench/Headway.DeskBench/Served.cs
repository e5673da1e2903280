using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Headway.Application.Storage;

namespace Headway.DeskBench;

/// <summary>The product as <c>headway serve</c> starts it, in a process of its own; only its rate limits are lifted, by configuration.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int? _postmaster;

    private Served(Process process, int port, int? postmaster, TimeSpan start) => (_process, Port, _postmaster, FirstAnswer) = (process, port, postmaster, start);

    public int Port { get; }

    /// <summary>From the start of the process to the first answer that needed the database.</summary>
    public TimeSpan FirstAnswer { get; }

    public static async Task<Served> Start(Place place, string product, int? postmaster, string credential)
    {
        var port = 23_000 + (Environment.ProcessId % 4_000) + (place.Engine == Engine.Sqlite ? 0 : 4_000);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(product);
        start.ArgumentList.Add("serve");
        foreach (var (name, value) in Environs(place))
        {
            start.Environment[name] = value;
        }

        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        foreach (var limit in new[] { "Login", "Reset", "Form", "Upload", "Search", "Api", "Anything" })
        {
            start.Environment[$"Headway__Limits__{limit}"] = "0";
        }

        using var soon = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        while (true)
        {
            try
            {
                using var line = await Line.Open(port, credential);
                if ((await line.Get("/api/v1/me")).Status == 200)
                {
                    break;
                }
            }
            catch (SocketException) when (!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(3))
            {
                await soon.WaitForNextTickAsync();
            }
        }

        var took = watch.Elapsed;
        _ = Drain(process);
        return new Served(process, port, place.Engine == Engine.Postgres ? postmaster : null, took);
    }

    /// <summary>What every verb of the product is told by its environment.</summary>
    public static IEnumerable<(string Name, string Value)> Environs(Place place) => [("HEADWAY_DATA", place.Folder), ("HEADWAY_DB", place.Connection ?? "")];

    /// <summary>Processor milliseconds of the app (with its mail gateway) and of the database, if it is a process.</summary>
    public double Spent() => Cost.Spent(Cost.WithChildren(_process.Id)) + (_postmaster is { } database ? Cost.Spent(Cost.WithChildren(database)) : 0);

    /// <summary>Megabytes: the app, the database, the mail gateway.</summary>
    public (double App, double Database, double Gateway) Held() => (
        Cost.Held([_process.Id]), _postmaster is { } database ? Cost.Held(Cost.WithChildren(database)) : 0, Cost.Held(Cost.WithChildren(_process.Id).Skip(1)));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var end = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private static async Task Drain(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("fail", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal))
            {
                await Console.Error.WriteLineAsync($"  desk: {line}");
            }
        }
    }
}
