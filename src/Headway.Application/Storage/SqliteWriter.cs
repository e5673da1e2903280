using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Headway.Application.Storage;

/// <summary>
/// The one writer of a process. Writes that wait together are committed together and so share one flush of the disk; each
/// stands in its own savepoint, so that one that fails does not take its neighbours along. Nobody is answered before the
/// commit. A write may be run again (when the commit of its group was refused), so it must touch nothing but the database.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostTogether = 64;
    private const int MostWaiting = 10_000;

    private readonly Channel<Write> _waiting = Channel.CreateBounded<Write>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Func<SqliteSession> _open;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(Func<SqliteSession> open)
    {
        _open = open;
        _thread = new Thread(Loop) { IsBackground = true, Name = "headway-writer" };
        _thread.Start();
    }

    public async Task<T> Run<T>(Func<Session, Task<T>> write, CancellationToken stop)
    {
        var job = new Write<T>(write);
        await _waiting.Writer.WriteAsync(job, stop);
        return await job.Answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
    }

    private void Loop()
    {
        SqliteSession? session = null;
        var group = new List<Write>(MostTogether);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            try
            {
                session ??= _open();
                session.Execute("BEGIN IMMEDIATE");
                Together(session, group);
            }
            catch (Exception e)
            {
                // Whatever it was, the writer lives on: with a new connection, and nobody of this group left waiting.
                while (group.Count < MostTogether && _waiting.Reader.TryRead(out var write))
                {
                    group.Add(write);
                }

                group.ForEach(write => write.Fail(SqliteErrors.Translate(e)));
                session?.Dispose();
                session = null;
            }
        }

        session?.Dispose();
        _ended.TrySetResult();
    }

    private void Together(SqliteSession session, List<Write> group)
    {
        while (group.Count < MostTogether && _waiting.Reader.TryRead(out var write))
        {
            group.Add(write);
            if (!write.Try(session))
            {
                throw write.Error as StorageException ?? new StorageException(StorageRefusals.Unavailable, write.Error);
            }
        }

        try
        {
            Fault.At("before-commit");
            session.Execute("COMMIT");
        }
        catch (SqliteException) when (group.Count > 1)
        {
            // One of them breaks a rule that is checked at the commit: alone, each finds out for itself.
            RollBack(session);
            Singly(session, group);
            return;
        }

        Fault.At("after-commit");
        foreach (var write in group)
        {
            Fault.At("before-ack");
            write.Acknowledge();
        }
    }

    private static void Singly(SqliteSession session, List<Write> group)
    {
        foreach (var write in group)
        {
            try
            {
                session.Execute("BEGIN IMMEDIATE");
                if (!write.Try(session))
                {
                    write.Fail(write.Error!);
                    continue;
                }

                session.Execute("COMMIT");
                write.Acknowledge();
            }
            catch (SqliteException e)
            {
                RollBack(session);
                write.Fail(SqliteErrors.Translate(e));
            }
        }
    }

    private static void RollBack(SqliteSession session)
    {
        if (!session.OutsideTransaction)
        {
            session.Execute("ROLLBACK");
        }
    }

    private abstract class Write
    {
        public Exception? Error { get; protected set; }

        /// <summary>False when the failure ended the transaction itself, and with it everybody's work.</summary>
        public abstract bool Try(SqliteSession session);

        public abstract void Acknowledge();

        /// <summary>Answers with the write's own error when it has one, else with what befell its group.</summary>
        public abstract void Fail(Exception error);
    }

    private sealed class Write<T>(Func<Session, Task<T>> write) : Write
    {
        private T? _result;

        public TaskCompletionSource<T> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool Try(SqliteSession session)
        {
            Error = null;
            try
            {
                session.Execute("SAVEPOINT one");
                _result = write(session).GetAwaiter().GetResult();
                session.Execute("RELEASE one");
                return true;
            }
            catch (Exception e)
            {
                Error = SqliteErrors.Translate(e);
            }

            if (session.OutsideTransaction)
            {
                return false;
            }

            session.Execute("ROLLBACK TO one");
            session.Execute("RELEASE one");
            return true;
        }

        public override void Acknowledge()
        {
            if (Error is not null)
            {
                Answer.TrySetException(Error);
            }
            else
            {
                Answer.TrySetResult(_result!);
            }
        }

        public override void Fail(Exception error) => Answer.TrySetException(Error ?? error);
    }
}
