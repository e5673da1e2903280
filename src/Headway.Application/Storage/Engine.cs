using Npgsql;

namespace Headway.Application.Storage;

/// <summary>SQLite is embedded, for one node; PostgreSQL is for many users and many nodes.</summary>
public enum Engine { Sqlite, Postgres }

/// <summary>
/// Where the desk's data is. <paramref name="Connection"/> is a file for SQLite, a connection string for PostgreSQL.
/// <paramref name="BlobFolder"/> holds files beside SQLite and is unused on PostgreSQL.
/// </summary>
public sealed record DatabaseAddress(Engine Engine, string Connection, string BlobFolder)
{
    /// <summary>Where the key is with which secrets are sealed; null where there is no place for one.</summary>
    public KeyPlace? Key { get; init; }

    /// <summary>The database file of SQLite inside a data folder.</summary>
    public const string FileName = "headway.db";

    public static DatabaseAddress Sqlite(string folder) =>
        new(Engine.Sqlite, Path.Combine(folder, FileName), Path.Combine(folder, "blobs")) { Key = new KeyPlace(Path.Combine(folder, KeyPlace.FileName)) };

    /// <summary>
    /// <c>postgres://user:secret@host:port/name?sslmode=require</c>, a connection string with <c>Host=</c>, or nothing:
    /// then SQLite in <paramref name="folder"/>.
    /// </summary>
    /// <exception cref="FormatException">Neither of these.</exception>
    public static DatabaseAddress Parse(string? database, string folder)
    {
        if (string.IsNullOrWhiteSpace(database))
        {
            return Sqlite(folder);
        }

        if (database.StartsWith("postgres://", StringComparison.Ordinal) || database.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new DatabaseAddress(Engine.Postgres, FromUri(new Uri(database)), "");
        }

        return database.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new DatabaseAddress(Engine.Postgres, database, "")
            : throw new FormatException("A database is postgres://user:secret@host:port/name, or nothing for SQLite in the data folder.");
    }

    private static string FromUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            builder[parts[0] == "sslmode" ? "SSL Mode" : parts[0]] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
        }

        return builder.ConnectionString;
    }
}
