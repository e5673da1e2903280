using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Headway.Application.Storage;
using Headway.Domain;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Headway.DeskBench;

/// <summary>
/// The least that could be done: the rows of a ticket that the product has just made (facts, ticket, activity, outbox, search),
/// written by the bare driver for 32 waiting clients, in groups of at most 32 that share a commit, as durable as the product's.
/// No decision, no permission, no HTTP.
/// </summary>
internal sealed class BareLoop(Place place)
{
    public const int Clients = 32, Together = 32;
    private const long Tenant = 900_000;

    private long _next = 1_000_000_000_000;

    /// <summary>The rows by which one kind of act is imitated. Column 0 of each is the tenant, column 1 the ticket or the id.</summary>
    public sealed record Rows(IReadOnlyList<(string Sql, object?[] Values, int KeyAt)> Statements);

    /// <summary>What the product wrote for the ticket after that version: 0 for all of it.</summary>
    public async Task<Rows> Written(TenantId tenant, long number, int after)
    {
        await using var database = Database.Open(place.Address);
        return await database.Read(async session =>
        {
            var ticket = (await session.Number("SELECT ticket FROM tickets WHERE tenant = $1 AND number = $2", tenant.Value, number))!.Value;
            var rows = new List<(string, object?[], int)>();
            foreach (var fact in await session.Query(
                "SELECT tenant, ticket, seq, at, actor, kind, version, body FROM facts WHERE tenant = $1 AND ticket = $2 AND seq > $3 ORDER BY seq", All, tenant.Value, ticket, (long)after))
            {
                rows.Add((TicketWriter.InsertFact, fact, 1));
            }

            var (activities, tickets) = (TicketProjection.Activities, TicketProjection.Tickets);
            var since = after == 0 ? "" : " AND (closed IS NOT NULL OR id > $3)";
            object?[] which = after == 0 ? [tenant.Value, ticket] : [tenant.Value, ticket, (long)after];
            foreach (var activity in await session.Query($"{activities.Select} WHERE tenant = $1 AND ticket = $2{since} ORDER BY open", All, which))
            {
                rows.Add((after == 0 ? activities.Insert : activities.Upsert, activity, 1));
            }

            var row = (await session.Query($"{tickets.Select} WHERE tenant = $1 AND ticket = $2", All, tenant.Value, ticket))[0];
            rows.Add((after == 0 ? tickets.Insert : tickets.Upsert, row, 1));
            foreach (var mail in await session.Query(
                "SELECT tenant, id, key, kind, ticket, body, created FROM outbox WHERE tenant = $1 AND ticket = $2", All, tenant.Value, ticket))
            {
                rows.Add(("INSERT INTO outbox (tenant, id, key, kind, ticket, body, created, not_before, state, attempts, fence) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'sent', 0, 0)", mail, 1));
            }

            foreach (var text in await session.Query("SELECT id, subject, body FROM texts WHERE tenant = $1 AND ticket = $2 AND seq > $3", All, tenant.Value, ticket, (long)after))
            {
                var words = SearchIndex.Words(tenant, [(string?)text[1], (string?)text[2]]);
                rows.Add(place.Engine == Engine.Postgres
                    ? ("INSERT INTO search (tenant, id, words) VALUES ($1, $2, array_to_tsvector($3))", [tenant.Value, text[0], words], 1)
                    : ("INSERT INTO search (words, rowid) VALUES ($1, $2)", [string.Join(' ', words), text[0]], 1));
            }

            return new Rows(rows);
        });
    }

    /// <summary>Writes for so long; answers acts a second. <paramref name="tickets"/> are those it opened, for a later kind of act.</summary>
    public async Task<double> Run(Rows rows, double seconds, List<long> tickets, bool opens)
    {
        var waiting = Channel.CreateBounded<(long Ticket, TaskCompletionSource Done)>(10_000);
        var watch = Stopwatch.StartNew();
        var turn = -1;
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var done = 0;
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var ticket = opens ? Interlocked.Increment(ref _next) : Interlocked.Increment(ref turn) is var at && at < tickets.Count ? tickets[at] : 0;
                if (ticket == 0)
                {
                    break;
                }

                var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await waiting.Writer.WriteAsync((ticket, answer));
                await answer.Task;
                done++;
                if (opens)
                {
                    lock (tickets)
                    {
                        tickets.Add(ticket);
                    }
                }
            }

            return done;
        })).ToList();
        var writer = place.Engine == Engine.Sqlite ? Task.Run(() => Sqlite(waiting.Reader, rows)) : Task.Run(() => Postgres(waiting.Reader, rows));
        var done = (await Task.WhenAll(clients)).Sum();
        var took = watch.Elapsed.TotalSeconds;
        waiting.Writer.Complete();
        await writer;
        return done / took;
    }

    private async Task Sqlite(ChannelReader<(long Ticket, TaskCompletionSource Done)> waiting, Rows rows)
    {
        await using var connection = new SqliteConnection($"Data Source={place.Address.Connection};Pooling=False;Default Timeout=20");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000; PRAGMA busy_timeout = 20000");
        var (begin, commit) = (Command("BEGIN IMMEDIATE", 0), Command("COMMIT", 0));
        var statements = rows.Statements.Select(row => Command(row.Sql, row.Values.Length)).ToList();
        while (await waiting.WaitToReadAsync())
        {
            var group = new List<TaskCompletionSource>(Together);
            begin.ExecuteNonQuery();
            while (group.Count < Together && waiting.TryRead(out var one))
            {
                group.Add(one.Done);
                for (var i = 0; i < statements.Count; i++)
                {
                    var values = Values(rows.Statements[i], one.Ticket);
                    for (var p = 0; p < values.Length; p++)
                    {
                        statements[i].Parameters[p].Value = values[p] ?? DBNull.Value;
                    }

                    statements[i].ExecuteNonQuery();
                }
            }

            commit.ExecuteNonQuery();
            group.ForEach(one => one.SetResult());
        }

        SqliteCommand Command(string sql, int parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= parameters; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            return command;
        }

        void Execute(string sql)
        {
            using var command = Command(sql, 0);
            command.ExecuteNonQuery();
        }
    }

    private async Task Postgres(ChannelReader<(long Ticket, TaskCompletionSource Done)> waiting, Rows rows)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.Connection) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        while (await waiting.WaitToReadAsync())
        {
            var group = new List<TaskCompletionSource>(Together);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            while (group.Count < Together && waiting.TryRead(out var one))
            {
                group.Add(one.Done);
                foreach (var statement in rows.Statements)
                {
                    var command = new NpgsqlBatchCommand(statement.Sql);
                    foreach (var value in Values(statement, one.Ticket))
                    {
                        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
                    }

                    batch.BatchCommands.Add(command);
                }
            }

            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync();
            group.ForEach(one => one.SetResult());
        }
    }

    // The same row for another ticket of another tenant; what must be unique is made so.
    private object?[] Values((string Sql, object?[] Values, int KeyAt) statement, long ticket)
    {
        object?[] values = [.. statement.Values];
        if (!statement.Sql.StartsWith("INSERT INTO search (words", StringComparison.Ordinal))
        {
            values[0] = Tenant;
        }

        values[statement.KeyAt] = ticket;
        if (statement.Sql.StartsWith("INSERT INTO tickets", StringComparison.Ordinal))
        {
            values[2] = ticket;
        }
        else if (statement.Sql.StartsWith("INSERT INTO outbox", StringComparison.Ordinal))
        {
            (values[1], values[2], values[4]) = (Interlocked.Increment(ref _next), $"mail:{_next}", ticket);
        }
        else if (statement.Sql.StartsWith("INSERT INTO search", StringComparison.Ordinal))
        {
            values[1] = Interlocked.Increment(ref _next);
        }

        return values;
    }

    private static object?[] All(DbDataReader row) => [.. Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? null : row.GetValue(i))];
}
