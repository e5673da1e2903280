using Headway.Application.Storage;
using Npgsql;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>A database of its own for one test, of the engine asked for; gone when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Variable = "HEADWAY_TEST_POSTGRES";

    private readonly string _folder = Directory.CreateTempSubdirectory("headway-test-").FullName;
    private readonly string? _name;
    private Database? _database;

    private TestDatabase(DatabaseAddress address, string? name, string folder)
    {
        (Address, _name) = (address, name);
        _folder = folder;
    }

    public DatabaseAddress Address { get; }

    public string Folder => _folder;

    public Database Database => _database ?? throw new InvalidOperationException("Not opened.");

    /// <summary>An empty place, not yet migrated. Skips the test when PostgreSQL is asked for and not configured.</summary>
    public static async Task<TestDatabase> Empty(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("headway-test-").FullName;
        if (engine == Engine.Sqlite)
        {
            return new TestDatabase(DatabaseAddress.Sqlite(folder), null, folder);
        }

        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), "PostgreSQL not configured");
        var name = $"headway_{Guid.NewGuid():N}";
        await Execute(server!, $"CREATE DATABASE {name}");
        var address = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString;
        return new TestDatabase(new DatabaseAddress(Engine.Postgres, address, ""), name, folder);
    }

    public static async Task<TestDatabase> Current(Engine engine)
    {
        var place = await Empty(engine);
        await place.Open();
        return place;
    }

    public async Task<Database> Open() => _database = await Database.OpenCurrent(Address);

    public async Task<Database> Reopen()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        return await Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_name is not null)
        {
            await Execute(Environment.GetEnvironmentVariable(Variable)!, $"DROP DATABASE {_name} WITH (FORCE)");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
