using System.Collections.Concurrent;

namespace Headway.Application.Storage;

/// <summary>SQLite: write-ahead log, every commit flushed, one writer, a few pooled readers.</summary>
internal sealed class SqliteEngine : IAsyncDisposable
{
    public const int BusySeconds = 4;
    private const int WriterCache = 32_000, ReaderCache = 8_000;

    private readonly string _file;
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _readers = new(Math.Max(4, Environment.ProcessorCount * 2));
    private readonly SqliteWriter _writer;

    public SqliteEngine(string file)
    {
        _file = file;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _writer = new SqliteWriter(() => new SqliteSession(file, create: true, WriterCache));
    }

    public Task<T> Write<T>(Func<Session, Task<T>> write, CancellationToken stop) => _writer.Run(write, stop);

    public async Task<T> Read<T>(Func<Session, Task<T>> read, bool snapshot, CancellationToken stop)
    {
        await _readers.WaitAsync(stop);
        SqliteSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : new SqliteSession(_file, create: true, ReaderCache);
            if (!snapshot)
            {
                return await WhileWanted(session, read, stop);
            }

            session.Execute("BEGIN");
            try
            {
                return await WhileWanted(session, read, stop);
            }
            finally
            {
                session.Execute("ROLLBACK");
            }
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            throw SqliteErrors.Translate(e);
        }
        finally
        {
            if (session is not null)
            {
                _idle.Add(session);
            }

            _readers.Release();
        }
    }

    // A statement holds a thread and a reader: it ends with whom it was for. Nothing else of this session may be running by then.
    private static async Task<T> WhileWanted<T>(SqliteSession session, Func<Session, Task<T>> read, CancellationToken stop)
    {
        await using var registered = stop.UnsafeRegister(static asked => ((SqliteSession)asked!).Interrupt(), session);
        return await read(session);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _readers.Dispose();
    }
}
