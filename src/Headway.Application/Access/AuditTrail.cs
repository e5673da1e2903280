using System.Text.Json;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;

namespace Headway.Application.Access;

/// <summary>
/// One thing to remember: <paramref name="Kind"/> says what was done (<c>person.invited</c>), <paramref name="Target"/> to what
/// (<c>person:12</c>), <paramref name="Body"/> how, with ids and codes, never names, addresses or secrets.
/// </summary>
public sealed record AuditEntry(string Kind, string Target, object? Body = null);

/// <summary>An entry as it was stored; <paramref name="At"/> in Unix milliseconds.</summary>
public sealed record AuditLine(long Seq, long At, string Actor, string Kind, string Target, string Body, string Hash);

/// <summary>
/// Who changed which setting and who came in: one chain of hashes a tenant, written in the transaction of the change itself.
/// </summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Adds to the tenant's chain, in the caller's transaction. <paramref name="actor"/> null: the desk itself.</summary>
    public static async ValueTask Record(Session session, TenantId tenant, Actor? actor, AuditEntry entry)
    {
        var at = NodaTime.Instant.FromUnixTimeMilliseconds(await session.Now());
        await Audit.Append(
            session, tenant, at, actor ?? Actor.Automation, entry.Kind, entry.Target, entry.Body is null ? "{}" : JsonSerializer.Serialize(entry.Body, Json));
    }

    /// <summary>The newest entries first, before <paramref name="before"/> when given.</summary>
    public static async Task<Outcome<IReadOnlyList<AuditLine>>> Read(Database database, Caller caller, int most, long? before = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadAuditTrail) is { } no)
        {
            return no;
        }

        return await database.Read(
            async session => Outcome(await session.Query(
                $"SELECT seq, at, actor, kind, target, body, hash FROM audit WHERE tenant = $1 AND seq < $2 ORDER BY seq DESC LIMIT {Math.Clamp(most, 1, 500)}",
                Line, caller.Tenant.Value, before ?? long.MaxValue)),
            stop);

        static Outcome<IReadOnlyList<AuditLine>> Outcome(IReadOnlyList<AuditLine> lines) => lines.ToArray();
    }

    /// <summary>The first entry that is not what was written, by its number; null when the chain holds from end to end.</summary>
    public static Task<long?> FirstBreak(Database database, TenantId tenant, CancellationToken stop = default) =>
        database.Snapshot(session => Audit.FirstBreak(session, tenant).AsTask(), stop);

    private static AuditLine Line(System.Data.Common.DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6));
}
