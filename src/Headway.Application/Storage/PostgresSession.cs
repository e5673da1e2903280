using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Headway.Application.Storage;

/// <summary>A connection to PostgreSQL. Statements that return nothing travel with the next one that does.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : Session
{
    private const int MostTypes = 2_000;

    // A null has no type of its own, and a statement prepared for other types is parsed and planned anew: so each place of a
    // statement keeps the type it had when it had a value.
    private static readonly ConcurrentDictionary<string, NpgsqlDbType[]> Types = new(StringComparer.Ordinal);

    private readonly List<NpgsqlBatchCommand> _waiting = [];

    /// <summary>Ends a question that nobody waits for any more.</summary>
    public CancellationToken Stop { get; init; }

    public override Engine Engine => Engine.Postgres;

    public override DbConnection Connection => connection;

    public override ValueTask Do(string sql, params object?[] args)
    {
        _waiting.Add(Command(sql, args));
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<int> Run(string sql, params object?[] args)
    {
        var command = Command(sql, args);
        await using var batch = Batch(command);
        await batch.ExecuteNonQueryAsync();
        return (int)command.Rows;
    }

    public override async ValueTask<List<T>> Query<T>(string sql, Func<DbDataReader, T> row, params object?[] args)
    {
        await using var batch = Batch(Command(sql, args));
        await using var reader = await batch.ExecuteReaderAsync(Stop);
        var rows = new List<T>();
        while (await reader.ReadAsync(Stop))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public override async ValueTask Each(string sql, Func<DbDataReader, ValueTask> row, params object?[] args)
    {
        await using var batch = Batch(Command(sql, args));
        batch.Timeout = 0;
        await using var reader = await batch.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop))
        {
            await row(reader);
        }
    }

    public override async ValueTask Flush()
    {
        if (_waiting.Count > 0)
        {
            await using var batch = Batch();
            await batch.ExecuteNonQueryAsync();
        }
    }

    private NpgsqlBatch Batch(NpgsqlBatchCommand? last = null)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var command in _waiting)
        {
            batch.BatchCommands.Add(command);
        }

        _waiting.Clear();
        if (last is not null)
        {
            batch.BatchCommands.Add(last);
        }

        return batch;
    }

    private static NpgsqlBatchCommand Command(string sql, object?[] args)
    {
        Fault.At("statement");
        var command = new NpgsqlBatchCommand(sql);
        if (args.Length == 0)
        {
            return command;
        }

        if (Types.Count > MostTypes)
        {
            Types.Clear();
        }

        var types = Types.GetOrAdd(sql, static (_, count) => new NpgsqlDbType[count], args.Length);
        for (var i = 0; i < args.Length; i++)
        {
            command.Parameters.Add(Parameter(i < types.Length ? types : [], i, args[i]));
        }

        return command;
    }

    private static NpgsqlParameter Parameter(NpgsqlDbType[] types, int at, object? value)
    {
        switch (value)
        {
            case long number:
                Remember(NpgsqlDbType.Bigint);
                return new NpgsqlParameter<long> { TypedValue = number };
            case string text:
                Remember(NpgsqlDbType.Text);
                return new NpgsqlParameter<string> { TypedValue = text };
            case bool flag:
                Remember(NpgsqlDbType.Boolean);
                return new NpgsqlParameter<bool> { TypedValue = flag };
            case null or DBNull when at < types.Length && types[at] != default:
                return new NpgsqlParameter { NpgsqlDbType = types[at], Value = DBNull.Value };
            default:
                return new NpgsqlParameter { Value = value ?? DBNull.Value };
        }

        void Remember(NpgsqlDbType type)
        {
            if (at < types.Length)
            {
                types[at] = type;
            }
        }
    }
}
