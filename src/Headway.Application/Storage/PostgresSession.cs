using System.Data.Common;
using Npgsql;

namespace Headway.Application.Storage;

/// <summary>A connection to PostgreSQL. Statements that return nothing travel with the next one that does.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : Session
{
    private readonly List<NpgsqlBatchCommand> _waiting = [];

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
        await using var reader = await batch.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public override async ValueTask Each(string sql, Func<DbDataReader, ValueTask> row, params object?[] args)
    {
        await using var batch = Batch(Command(sql, args));
        batch.Timeout = 0;
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
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
        foreach (var arg in args)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = arg ?? DBNull.Value });
        }

        return command;
    }
}
