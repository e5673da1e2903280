using System.Data.Common;

namespace Headway.Application.Storage;

/// <summary>
/// One connection for the time of one read or one write. SQL has one text for both engines: parameters are <c>$1</c>,
/// <c>$2</c>, … in the order given, booleans are conditions, instants are Unix milliseconds.
/// </summary>
public abstract class Session
{
    public abstract Engine Engine { get; }

    public abstract DbConnection Connection { get; }

    internal Counters? Counters { get; set; }

    /// <summary>What a SELECT ends with when it must hold its rows until the commit; nothing where there is one writer.</summary>
    public string ForUpdate => Engine == Engine.Postgres ? " FOR UPDATE" : "";

    /// <summary>
    /// A statement whose result nobody awaits. On PostgreSQL it travels with the next query or the commit, so its error may
    /// surface there; it must not return rows.
    /// </summary>
    public abstract ValueTask Do(string sql, params object?[] args);

    /// <summary>A statement; answers how many rows it changed.</summary>
    public abstract ValueTask<int> Run(string sql, params object?[] args);

    public abstract ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params object?[] args);

    /// <summary>Row by row, for more than memory should hold.</summary>
    public abstract ValueTask Each(string sql, Func<DbDataReader, ValueTask> row, params object?[] args);

    /// <summary>Sends what still waits. Needed only before using <see cref="Connection"/> by hand.</summary>
    public abstract ValueTask Flush();

    /// <summary>The first row, or null.</summary>
    public async ValueTask<T?> One<T>(string sql, Func<DbDataReader, T> row, params object?[] args)
        where T : class
    {
        var rows = await Query(sql, row, args);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>The first column of the first row as a number; null when there is no row or no value.</summary>
    public async ValueTask<long?> Number(string sql, params object?[] args)
    {
        var rows = await Query(sql, static reader => reader.IsDBNull(0) ? (long?)null : reader.GetInt64(0), args);
        return rows.Count == 0 ? null : rows[0];
    }

    public async ValueTask<string?> Text(string sql, params object?[] args)
    {
        var rows = await Query(sql, static reader => reader.IsDBNull(0) ? null : reader.GetString(0), args);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>An id that is unique in the whole installation.</summary>
    public ValueTask<long> NextId() => Counters!.IdWithin(this);

    /// <summary>The database's own clock, in Unix milliseconds: leases go by no node's clock.</summary>
    public async ValueTask<long> Now() => (await Number(Engine == Engine.Postgres
        ? "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
        : "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"))!.Value;
}

/// <summary>Reading rows without ceremony.</summary>
internal static class Reading
{
    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
