using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Headway.BrowserTests;

/// <summary>The built product, mostly the demo, as a process of its own: a folder and a port that nobody else has, gone when disposed.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    // Laying the demo takes seconds on an idle machine, a minute on a busy one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly Process _process = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("headway-browser-");

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Url { get; } = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort()}");

    /// <summary>The folder that holds Headway.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What it printed so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <param name="verb">What the command line is asked for; the demo for nothing.</param>
    /// <exception cref="InvalidOperationException">It is not built, ended, or did not answer in time; the message has its last words.</exception>
    public static async Task<ProductProcess> Start(params string[] verb)
    {
        var product = new ProductProcess();
        try
        {
            product.Begin(verb.Length == 0 ? ["demo"] : verb);
            await product.UntilHealthy();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands messages to the running desk as its pipe does, and waits until each has its fate.</summary>
    public async Task HandOver(IEnumerable<string> messages)
    {
        var spool = Path.Combine(_data.FullName, "demo", "spool");
        var waiting = new List<string>();
        foreach (var message in messages)
        {
            var name = Guid.NewGuid().ToString("N");
            var file = Path.Combine(spool, "new", name);
            await File.WriteAllTextAsync(Path.Combine(spool, "arriving", name), $"text - -\n{message}");
            File.Move(Path.Combine(spool, "arriving", name), file);
            waiting.Add(file);
        }

        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var watch = Stopwatch.StartNew(); waiting.Any(File.Exists) && watch.Elapsed < Patience; await beat.WaitForNextTickAsync())
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It never began, or has ended.
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private void Begin(string[] verb)
    {
        _process.StartInfo = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
        };
        foreach (var word in verb.Prepend(Built()))
        {
            _process.StartInfo.ArgumentList.Add(word);
        }

        var environment = _process.StartInfo.Environment;
        environment["HEADWAY_DATA"] = _data.FullName;
        // A push service that no journey reaches: nobody asks the network for its name. And the provider of identities that a journey starts here.
        environment["Headway__Outbound"] = "push.invalid,localhost";
        environment["PORT"] = Url[(Url.LastIndexOf(':') + 1)..];
        environment.Remove("HEADWAY_DB");
        // The page of all parts is there in the development build only.
        environment["ASPNETCORE_ENVIRONMENT"] = environment["DOTNET_ENVIRONMENT"] = "Development";
        environment.TryAdd("ASPNETCORE_WEBROOT", Path.Combine(Root, "src", "Headway.Web", "wwwroot"));
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task UntilHealthy()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await beat.WaitForNextTickAsync())
        {
            if (_process.HasExited)
            {
                break;
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(Url + "/healthz"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still laying the demo.
            }
        }

        throw new InvalidOperationException($"The demo did not answer at {Url}. It said: {string.Join(Environment.NewLine, _said.TakeLast(20))}");
    }

    private static string Built() =>
        new[] { "debug", "release" }.Select(kind => new FileInfo(Path.Combine(Root, "artifacts", "bin", "Headway.Cli", kind, "headway.dll")))
            .Where(file => file.Exists).MaxBy(file => file.LastWriteTimeUtc)?.FullName
        ?? throw new InvalidOperationException("The product is not built: dotnet build src/Headway.Cli");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Headway.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("Headway.slnx is in no folder above the tests.");
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
