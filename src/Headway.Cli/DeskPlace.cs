using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Headway.Application;
using Headway.Application.Access;
using Headway.Application.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Headway.Cli;

/// <summary>Where the data is and where the desk answers: <c>HEADWAY_DATA</c>, <c>HEADWAY_DB</c>, <c>HEADWAY_KEY</c>, <c>PORT</c>.</summary>
public sealed record DeskPlace(string Data, string? Database, int Port, string? Key = null)
{
    public const int UsualPort = 8017;

    /// <summary>The folders of the desk people work on and of the demo.</summary>
    public const string Real = "desk", Demo = "demo";

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}");

    /// <summary>
    /// On which of the machine's addresses the real desk listens: <c>HEADWAY_LISTEN</c>, such as <c>0.0.0.0</c> in a container; null for this
    /// machine alone. The demo never listens elsewhere.
    /// </summary>
    public string? Listen { get; init; }

    /// <summary>The same as an address of the web host; null when it is that of <see cref="Url"/>.</summary>
    public string? Listening => Listen is { Length: > 0 } address
        ? string.Create(CultureInfo.InvariantCulture, $"http://{(address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('[') ? $"[{address}]" : address)}:{Port}") : null;

    /// <summary>Whether another program answers there already; false also where only a start can tell.</summary>
    public bool IsTaken()
    {
        if (Port > IPEndPoint.MaxPort || !IPAddress.TryParse(Listen is { Length: > 0 } ? Listen : "127.0.0.1", out var address))
        {
            return false;
        }

        try
        {
            using var probe = new TcpListener(address, Port);
            probe.Start();
            return false;
        }
        catch (SocketException no)
        {
            return no.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    /// <summary>Whether a desk here is a folder that can be laid anew; a PostgreSQL database belongs to whoever made it.</summary>
    public bool CanForget => Address("demo").Engine == Engine.Sqlite;

    public static DeskPlace Read() => new(
        Path.GetFullPath(Environment.GetEnvironmentVariable("HEADWAY_DATA") ?? "data"),
        Environment.GetEnvironmentVariable("HEADWAY_DB"),
        int.TryParse(Environment.GetEnvironmentVariable("PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : UsualPort,
        Environment.GetEnvironmentVariable("HEADWAY_KEY"))
    { Listen = Environment.GetEnvironmentVariable("HEADWAY_LISTEN") };

    /// <summary>The demo and the real desk never share a place.</summary>
    public DatabaseAddress Address(string desk)
    {
        var folder = Path.Combine(Data, desk);
        Directory.CreateDirectory(folder);
        var address = DatabaseAddress.Parse(Database, folder);

        // On PostgreSQL the address is the desk, so its key is none of the folders of SQLite.
        return address with { Key = new KeyPlace(Path.Combine(address.Engine == Engine.Sqlite ? folder : Data, KeyPlace.FileName), Key) };
    }

    /// <summary>Where a pipe hands messages to the desk while it runs; the command <c>headway</c> knows the same folder.</summary>
    public string Spool(string desk) => Path.Combine(Data, desk, "spool");

    /// <summary>
    /// The desks that stand here, the real one first. On PostgreSQL the address is the desk, and there is one.
    /// </summary>
    public IReadOnlyList<DatabaseAddress> Standing(bool demoOnly) => Database is { Length: > 0 }
        ? [Address(Real)]
        : [.. (demoOnly ? [Demo] : new[] { Real, Demo })
            .Where(desk => File.Exists(Path.Combine(Data, desk, DatabaseAddress.FileName)))
            .Select(Address)];

    /// <summary>The desk that a verb means when it names none: the real one, or the demo where there is no other.</summary>
    public DatabaseAddress? Meant(bool demoOnly) => Standing(demoOnly).FirstOrDefault();

    /// <exception cref="StorageException">The database can't be opened or brought up to date.</exception>
    public static Task<Application.Storage.Database> Open(DatabaseAddress address, CancellationToken stop) => Application.Storage.Database.OpenCurrent(address, stop);

    /// <summary>Without looking at its schema.</summary>
    public static Application.Storage.Database OpenAsIs(DatabaseAddress address) => Application.Storage.Database.Open(address);

    /// <summary>The use cases on a database that is open, without a web host around them. Links lead to <c>Headway__BaseUrl</c>, else to this machine.</summary>
    public ServiceProvider Services(Application.Storage.Database database) => new ServiceCollection()
        .AddLogging()
        .AddDesk(database)
        .AddAccess(new AccessOptions { BaseUrl = new Uri(Environment.GetEnvironmentVariable("Headway__BaseUrl") ?? Url) })
        .BuildServiceProvider();

    public void Forget(string desk)
    {
        var folder = Path.Combine(Data, desk);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }
}
