namespace Headway.Application.Storage;

/// <summary>
/// The desk's database, of either engine. A write is one transaction and is answered after its commit; it may be run more
/// than once (a lost race, a refused group), so it must touch nothing but its session. On SQLite it must also not wait
/// for anything but its session: everybody's writes pass through one writer.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SqliteEngine? _sqlite;
    private readonly PostgresEngine? _postgres;

    private Database(DatabaseAddress address)
    {
        Address = address;
        Counters = new Counters(this);
        if (address.Engine == Engine.Sqlite)
        {
            _sqlite = new SqliteEngine(address.Connection);
        }
        else
        {
            _postgres = new PostgresEngine(address.Connection);
        }
    }

    public DatabaseAddress Address { get; }

    public Engine Engine => Address.Engine;

    public Counters Counters { get; }

    internal Npgsql.NpgsqlDataSource? Postgres => _postgres?.Source;

    /// <summary>Opens without looking at the schema; see <see cref="OpenCurrent"/>.</summary>
    public static Database Open(DatabaseAddress address) => new(address);

    /// <summary>Opens and brings the schema up to date.</summary>
    /// <exception cref="StorageException">The database is newer, unreachable, or being migrated by somebody who lives.</exception>
    public static async Task<Database> OpenCurrent(DatabaseAddress address, CancellationToken stop = default)
    {
        var database = new Database(address);
        try
        {
            await new Migrator(database).Run(stop);
            await database.Measure(stop);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public Task<T> Read<T>(Func<Session, Task<T>> read, CancellationToken stop = default) => Read(read, snapshot: false, stop);

    /// <summary>Several queries that see one and the same moment.</summary>
    public Task<T> Snapshot<T>(Func<Session, Task<T>> read, CancellationToken stop = default) => Read(read, snapshot: true, stop);

    /// <exception cref="StorageException">Busy, full or unreachable: nothing was changed, unless the code says that it is unknown.</exception>
    public Task<T> Write<T>(Func<Session, Task<T>> write, CancellationToken stop = default)
    {
        return _sqlite is not null ? _sqlite.Write(WithCounters, stop) : _postgres!.Write(WithCounters, stop);

        Task<T> WithCounters(Session session)
        {
            session.Counters = Counters;
            return write(session);
        }
    }

    public Task Write(Func<Session, Task> write, CancellationToken stop = default) =>
        Write(
            async session =>
            {
                await write(session);
                return true;
            },
            stop);

    // Without figures SQLite takes the tenant, the first column of every index, for a rare value and walks it whole; and its
    // sample takes the tenant for rare too. So the figures say that one tenant may have everything. Taken anew when the desk
    // has grown by half; how far it had come is noted where nothing of the desk is.
    private async Task Measure(CancellationToken stop)
    {
        if (Engine != Engine.Sqlite)
        {
            return;
        }

        try
        {
            var ids = await Read(session => session.Number("SELECT next FROM counters WHERE tenant = 0 AND name = 'ids'").AsTask(), stop) ?? 0;
            var measured = await Read(session => session.Number("PRAGMA user_version").AsTask(), stop) ?? 0;
            if (measured > 0 && ids < measured + (measured / 2))
            {
                return;
            }

            await Write(
                async session =>
                {
                    await session.Do("PRAGMA analysis_limit = 400");
                    await session.Do("ANALYZE");
                    foreach (var (index, figures) in await session.Query("SELECT rowid, stat FROM sqlite_stat1 WHERE idx IS NOT NULL", row => (row.GetInt64(0), row.GetString(1).Split(' '))))
                    {
                        figures[1] = figures[0];
                        await session.Do("UPDATE sqlite_stat1 SET stat = $2 WHERE rowid = $1", index, string.Join(' ', figures));
                    }

                    await session.Do("ANALYZE sqlite_schema");
                    await session.Do(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version = {Math.Clamp(ids, 1_000, int.MaxValue)}"));
                },
                stop);
        }
        catch (StorageException)
        {
            // Somebody else is writing; the next start measures.
        }
    }

    public ValueTask DisposeAsync() => _sqlite?.DisposeAsync() ?? _postgres!.DisposeAsync();

    internal static bool IsUniqueViolation(Exception error) =>
        SqliteErrors.IsUniqueViolation(error) || PostgresEngine.IsUniqueViolation(error);

    private Task<T> Read<T>(Func<Session, Task<T>> read, bool snapshot, CancellationToken stop) =>
        _sqlite is not null ? _sqlite.Read(read, snapshot, stop) : _postgres!.Read(read, snapshot, stop);
}
