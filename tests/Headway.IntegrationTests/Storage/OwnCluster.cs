using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Headway.Application.Storage;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>A PostgreSQL server of one test's own, so that it can be killed and stopped; durable, as a real one is.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly string _home, _bin;
    private readonly int _port;

    private OwnCluster(string home, string bin, int port) => (_home, _bin, _port) = (home, bin, port);

    private string Data => Path.Combine(_home, "cluster");

    /// <summary>Skips the test where there is no PostgreSQL.</summary>
    public static async Task<OwnCluster> Start()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabase.Variable)), "PostgreSQL not configured");
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order().LastOrDefault()
            : null;
        Assert.SkipWhen(bin is null, "PostgreSQL's server programs are not where Debian has them");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var cluster = new OwnCluster(Directory.CreateTempSubdirectory("headway-cluster-").FullName, bin, port);
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", cluster._home);
        }

        await cluster.Server("initdb", "-D", cluster.Data, "-U", "headway", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync");
        await cluster.Up();
        return cluster;
    }

    /// <param name="more">Anything else of a connection string, such as a smaller pool.</param>
    public DatabaseAddress Address(string more = "") => new(
        Engine.Postgres, string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=headway;Database=postgres;{more}"), "")
    {
        Key = new KeyPlace(Path.Combine(_home, KeyPlace.FileName)),
    };

    public Task Up() => Server("pg_ctl", "-D", Data, "-s", "-w", "-t", "60", "-l", Path.Combine(_home, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories='' -c max_connections=60"), "start");

    /// <summary>As a power cut would: no goodbye to anybody, recovery at the next start.</summary>
    public Task Die() => Server("pg_ctl", "-D", Data, "-s", "-w", "-m", "immediate", "stop");

    /// <summary>Every process of the server stands still, its connections open, until <see cref="GoOn"/>.</summary>
    public Task StandStill() => Signal("-STOP");

    public Task GoOn() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await GoOn();
        await Die();
        Directory.Delete(_home, recursive: true);
    }

    private async Task Signal(string signal)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0].Trim();
        // The postmaster first: whoever it had born meanwhile would go on.
        await Run("kill", signal, postmaster);
        using var children = Process.Start(new ProcessStartInfo("ps", ["--ppid", postmaster, "-o", "pid="]) { RedirectStandardOutput = true })!;
        var said = await children.StandardOutput.ReadToEndAsync();
        await Run("kill", [signal, .. said.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)]);
    }

    // The server refuses to run as root, so root lends it to Debian's user for it.
    private Task Server(string program, params string[] args) => Environment.UserName == "root"
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(_bin, program), .. args])
        : Run(Path.Combine(_bin, program), args);

    private static async Task Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            // pg_ctl hands its streams down to the server, which would keep a reader waiting for ever.
            RedirectStandardInput = true, WorkingDirectory = "/",
        })!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }
}
