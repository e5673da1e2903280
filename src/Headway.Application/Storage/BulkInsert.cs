using Npgsql;
using NpgsqlTypes;

namespace Headway.Application.Storage;

/// <summary>Rows by the thousand: prepared inserts on SQLite, COPY on PostgreSQL. Values are null, long, bool, text or bytes.</summary>
internal static class BulkInsert
{
    public static async Task Run(Session session, Columns columns, IAsyncEnumerable<object?[]> rows, CancellationToken stop)
    {
        if (session.Connection is not NpgsqlConnection postgres)
        {
            await foreach (var row in rows.WithCancellation(stop))
            {
                await session.Do(columns.Insert, row);
            }

            return;
        }

        await session.Flush();
        await using var import = await postgres.BeginBinaryImportAsync(columns.Copy, stop);
        await foreach (var row in rows.WithCancellation(stop))
        {
            await import.StartRowAsync(stop);
            foreach (var value in row)
            {
                await (value switch
                {
                    null => import.WriteNullAsync(stop),
                    long number => import.WriteAsync(number, NpgsqlDbType.Bigint, stop),
                    bool flag => import.WriteAsync(flag, NpgsqlDbType.Boolean, stop),
                    byte[] bytes => import.WriteAsync(bytes, NpgsqlDbType.Bytea, stop),
                    _ => import.WriteAsync((string)value, NpgsqlDbType.Text, stop),
                });
            }
        }

        await import.CompleteAsync(stop);
    }

    public static Task Run(Session session, Columns columns, IReadOnlyList<object?[]> rows, CancellationToken stop) =>
        Run(session, columns, rows.ToAsyncEnumerable(), stop);
}
