using System.Net.Sockets;
using Npgsql;

namespace Headway.Application.Storage;

/// <summary>PostgreSQL: short transactions; one that lost against another is run again.</summary>
internal sealed class PostgresEngine(string connectionString) : IAsyncDisposable
{
    private const int MostTries = 8;

    // More backends than cores can run only wait for each other, and each keeps plans of its own (some 20 MB). Who writes a size
    // into the connection has it.
    private static readonly int MostConnections = Math.Clamp(8 * Environment.ProcessorCount, 16, 100);

    private static readonly int Unsaid = new NpgsqlConnectionStringBuilder().MaxPoolSize;

    private readonly NpgsqlDataSource _source = Made(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 3,
        ApplicationName = "headway",
        Timeout = 5,
        CommandTimeout = 30,
        NoResetOnClose = true,
    });

    public NpgsqlDataSource Source => _source;

    // A list is several parts with the same joins: planned anew for every reading it costs ten times what reading it does.
    private static NpgsqlDataSource Made(NpgsqlConnectionStringBuilder address)
    {
        address.MaxPoolSize = address.MaxPoolSize == Unsaid ? Math.Max(MostConnections, address.MinPoolSize) : address.MaxPoolSize;
        const string plan = "SET plan_cache_mode = force_generic_plan";
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(plan, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(plan, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    public async Task<T> Write<T>(Func<Session, Task<T>> write, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                await using var connection = await _source.OpenConnectionAsync(stop);
                var session = new PostgresSession(connection);
                try
                {
                    await session.Do("BEGIN");
                    var result = await write(session);
                    Fault.At("before-commit");
                    committing = true;
                    await session.Do("COMMIT");
                    await session.Flush();
                    Fault.At("after-commit");
                    Fault.At("before-ack");
                    return result;
                }
                catch
                {
                    await RollBack(connection);
                    throw;
                }
            }
            catch (PostgresException e) when (Retry(e) && attempt < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * 3), stop);
            }
            catch (Exception e)
            {
                throw Translate(e, committing);
            }
        }
    }

    public async Task<T> Read<T>(Func<Session, Task<T>> read, bool snapshot, CancellationToken stop)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(stop);
            var session = new PostgresSession(connection) { Stop = stop };
            if (!snapshot)
            {
                return await read(session);
            }

            try
            {
                await session.Do("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                return await read(session);
            }
            finally
            {
                await RollBack(connection);
            }
        }
        catch (Exception e)
        {
            throw Translate(e, committing: false);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public static bool IsUniqueViolation(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Serialisation failures and deadlocks: the other one has won, nothing of ours was done.
    private static bool Retry(PostgresException e) => e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static Exception Translate(Exception error, bool committing) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StorageException(StorageRefusals.Full, error),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } =>
            new StorageException(StorageRefusals.Busy, error),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } =>
            new StorageException(committing ? StorageRefusals.OutcomeUnknown : StorageRefusals.Unavailable, error),
        PostgresException => error,
        NpgsqlException or SocketException or TimeoutException =>
            new StorageException(committing ? StorageRefusals.OutcomeUnknown : StorageRefusals.Unavailable, error),
        _ => error,
    };

    private static async Task RollBack(NpgsqlConnection connection)
    {
        try
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand("ROLLBACK", connection);
                await command.ExecuteNonQueryAsync();
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and its transaction with it.
        }
    }
}
