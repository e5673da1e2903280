using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Headway.IntegrationTests.Storage;

/// <summary>Fails a test whose statement touches a tenant's table without saying whose.</summary>
internal sealed partial class TenantGuard : DbCommandInterceptor
{
    /// <summary>What is wrong with a statement, or null.</summary>
    public static string? Complaint(string sql)
    {
        var tables = Tables().Count(sql);
        var predicates = Predicates().Count(sql) + Inserts().Count(sql);
        return tables > predicates ? $"{tables} tables, {predicates} tenants: {sql}" : null;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Check(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Check(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Check(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Check(command, result));

    private static T Check<T>(DbCommand command, T result) =>
        Complaint(command.CommandText) is { } complaint ? throw new InvalidOperationException(complaint) : result;

    [GeneratedRegex("""\b(FROM|JOIN|UPDATE|INTO)\s+"?(?!schema_|sqlite_|pragma_|information_schema|pg_)[a-z]\w*""")]
    private static partial Regex Tables();

    [GeneratedRegex("""\btenant"?\s*(=|IN\b)""")]
    private static partial Regex Predicates();

    [GeneratedRegex("""INTO\s+"?\w+"?\s*\([^)]*\btenant\b""")]
    private static partial Regex Inserts();
}
