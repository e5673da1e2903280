using Microsoft.Data.Sqlite;

namespace Headway.Application.Storage;

/// <summary>What SQLite's codes mean to a caller.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Interrupted = 9, IoError = 10, Full = 13, CannotOpen = 14, Constraint = 19;
    private const int PrimaryKey = 1555, Unique = 2067;

    public static Exception Translate(Exception error) => error is not SqliteException sqlite
        ? error
        : sqlite.SqliteErrorCode switch
        {
            Busy or Locked => new StorageException(StorageRefusals.Busy, sqlite),
            Interrupted => new OperationCanceledException(sqlite.Message, sqlite),
            Full => new StorageException(StorageRefusals.Full, sqlite),
            ReadOnly or IoError or CannotOpen => new StorageException(StorageRefusals.Unavailable, sqlite),
            _ => sqlite,
        };

    public static bool IsUniqueViolation(Exception error) =>
        error is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: PrimaryKey or Unique };
}
