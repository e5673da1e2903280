using Headway.Application.Storage;
using Npgsql;

namespace Headway.DeskBench;

/// <summary>Where one desk of the bench lies: a folder, and for PostgreSQL a database of the cluster that was given.</summary>
internal sealed record Place(Engine Engine, string Folder, string? Connection)
{
    public string Name => Engine == Engine.Sqlite ? "SQLite" : "PostgreSQL";

    /// <summary>The same that the product makes of HEADWAY_DATA and HEADWAY_DB.</summary>
    public DatabaseAddress Address
    {
        get
        {
            var desk = Directory.CreateDirectory(Path.Combine(Folder, "desk")).FullName;
            return DatabaseAddress.Parse(Connection, desk) with { Key = new KeyPlace(Path.Combine(Engine == Engine.Sqlite ? desk : Folder, KeyPlace.FileName)) };
        }
    }

    public static async Task<Place> Make(Engine engine, string folder, string name, string? server)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"{engine}-{name}")).FullName;
        var place = new Place(engine, own, engine == Engine.Sqlite ? null : new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
        if (engine == Engine.Sqlite || Cast.IsKept(place))
        {
            return place;
        }

        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var sql in new[] { $"DROP DATABASE IF EXISTS {name}", $"CREATE DATABASE {name}" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        return place;
    }

    /// <summary>What PostgreSQL does by itself after a day's work, done now.</summary>
    public async Task Checkpoint()
    {
        if (Engine == Engine.Postgres)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false, CommandTimeout = 600 }.ConnectionString);
            await connection.OpenAsync();
            foreach (var sql in new[] { "VACUUM ANALYZE", "CHECKPOINT" })
            {
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
