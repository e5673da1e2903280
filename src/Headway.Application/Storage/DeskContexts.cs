using Headway.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Headway.Application.Storage;

/// <summary>Gives out <see cref="DeskContext"/>s. There is none without a tenant.</summary>
public sealed class DeskContexts
{
    private readonly Database _database;
    private readonly IInterceptor[] _interceptors;
    private readonly DbContextOptions<DeskContext> _reading;

    public DeskContexts(Database database, params IInterceptor[] interceptors)
    {
        (_database, _interceptors) = (database, interceptors);
        var builder = Builder();
        _reading = database.Engine == Engine.Sqlite
            ? builder.UseSqlite(new SqliteConnectionStringBuilder
            {
                DataSource = database.Address.Connection,
                Mode = SqliteOpenMode.ReadWrite,
                DefaultTimeout = SqliteEngine.BusySeconds,
            }.ConnectionString).Options
            : builder.UseNpgsql(database.Postgres!).Options;
    }

    public Database Database => _database;

    /// <summary>For reading; dispose it.</summary>
    public DeskContext Open(TenantId tenant) => new(_reading, tenant, writes: false);

    /// <summary>
    /// A write of settings or people in one transaction; save before returning. May run more than once. Raw statements
    /// (audit, outbox) go through the session, in the same transaction.
    /// </summary>
    public Task<T> Write<T>(TenantId tenant, Func<DeskContext, Session, Task<T>> write, CancellationToken stop = default) => _database.Write(
        async session =>
        {
            await session.Flush();
            var options = _database.Engine == Engine.Sqlite
                ? Builder().UseSqlite((SqliteConnection)session.Connection).Options
                : Builder().UseNpgsql((NpgsqlConnection)session.Connection).Options;
            await using var db = new DeskContext(options, tenant, writes: true);
            return await write(db, session);
        },
        stop);

    public Task Write(TenantId tenant, Func<DeskContext, Session, Task> write, CancellationToken stop = default) => Write(
        tenant,
        async (db, session) =>
        {
            await write(db, session);
            return true;
        },
        stop);

    private DbContextOptionsBuilder<DeskContext> Builder()
    {
        var builder = new DbContextOptionsBuilder<DeskContext>();
        return _interceptors.Length == 0 ? builder : builder.AddInterceptors(_interceptors);
    }
}
