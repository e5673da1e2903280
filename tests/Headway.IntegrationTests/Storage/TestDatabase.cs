using Headway.Application.Storage;
using Npgsql;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>A database of its own for one test, of the engine asked for; gone when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Variable = "HEADWAY_TEST_POSTGRES";

    // Migrating takes longer than copying what was migrated once.
    private static readonly Lazy<Task<string>> MigratedFile = new(MigrateFile), MigratedName = new(MigrateName);

    private readonly string _folder;
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
        return engine == Engine.Sqlite ? new TestDatabase(DatabaseAddress.Sqlite(folder), null, folder) : await Postgres("template1", folder);
    }

    public static async Task<TestDatabase> Current(Engine engine)
    {
        var place = await Migrated(engine);
        await place.Open();
        return place;
    }

    /// <summary>A copy of a place that was migrated once, for those who open it themselves: migrating each anew takes longer than most tests.</summary>
    public static async Task<TestDatabase> Migrated(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("headway-test-").FullName;
        if (engine == Engine.Postgres)
        {
            Skip();
            return await Postgres(await MigratedName.Value, folder);
        }

        File.Copy(await MigratedFile.Value, Path.Combine(folder, DatabaseAddress.FileName));
        return new TestDatabase(DatabaseAddress.Sqlite(folder), null, folder);
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

    private static void Skip() => Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)), "PostgreSQL not configured");

    private static async Task<TestDatabase> Postgres(string template, string folder)
    {
        Skip();
        var server = Environment.GetEnvironmentVariable(Variable)!;
        var name = $"headway_{Guid.NewGuid():N}";
        await Execute(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        var address = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString;
        return new TestDatabase(new DatabaseAddress(Engine.Postgres, address, "") { Key = new KeyPlace(Path.Combine(folder, KeyPlace.FileName)) }, name, folder);
    }

    private static async Task<string> MigrateFile()
    {
        var folder = Directory.CreateTempSubdirectory("headway-test-template-").FullName;
        var address = DatabaseAddress.Sqlite(folder);
        await (await Database.OpenCurrent(address)).DisposeAsync();
        return address.Connection;
    }

    private static async Task<string> MigrateName()
    {
        var server = Environment.GetEnvironmentVariable(Variable)!;
        var name = $"headway_template_{Guid.NewGuid():N}";
        await Execute(server, $"CREATE DATABASE {name}");
        var address = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
        await (await Database.OpenCurrent(new DatabaseAddress(Engine.Postgres, address, ""))).DisposeAsync();
        return name;
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
