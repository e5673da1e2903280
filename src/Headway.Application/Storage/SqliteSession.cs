using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Headway.Application.Storage;

/// <summary>A connection to SQLite that keeps its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : Session, IDisposable
{
    private const int MostStatements = 300;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string file, bool create, int cacheKilobytes)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = SqliteEngine.BusySeconds,
        }.ConnectionString);
        try
        {
            _connection.Open();
            Execute(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA busy_timeout = {SqliteEngine.BusySeconds * 1000};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = FAST;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -{cacheKilobytes};
                """));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public override Engine Engine => Engine.Sqlite;

    public override DbConnection Connection => _connection;

    /// <summary>Whether a failed statement has taken the whole transaction with it (a full disk does).</summary>
    public bool OutsideTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    /// <summary>Ends the statement that runs, from another thread; without one nothing happens.</summary>
    public void Interrupt() => SQLitePCL.raw.sqlite3_interrupt(_connection.Handle);

    public void Execute(string sql)
    {
        var command = Statement(sql, []);
        command.ExecuteNonQuery();
    }

    public override ValueTask Do(string sql, params object?[] args)
    {
        Statement(sql, args).ExecuteNonQuery();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<int> Run(string sql, params object?[] args) => ValueTask.FromResult(Statement(sql, args).ExecuteNonQuery());

    public override ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params object?[] args)
    {
        using var reader = Statement(sql, args).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return ValueTask.FromResult(rows);
    }

    public override async ValueTask Each(string sql, Func<DbDataReader, ValueTask> row, params object?[] args)
    {
        await using var reader = Statement(sql, args).ExecuteReader();
        while (reader.Read())
        {
            await row(reader);
        }
    }

    public override ValueTask Flush() => ValueTask.CompletedTask;

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Statement(string sql, object?[] args)
    {
        Fault.At("statement");
        if (!_statements.TryGetValue(sql, out var command))
        {
            if (_statements.Count >= MostStatements)
            {
                foreach (var old in _statements.Values)
                {
                    old.Dispose();
                }

                _statements.Clear();
            }

            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= args.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
            }

            _statements.Add(sql, command);
        }

        for (var i = 0; i < args.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.ResetSqliteType();
            parameter.Value = args[i] ?? DBNull.Value;
        }

        return command;
    }
}
