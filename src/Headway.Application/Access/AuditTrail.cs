using System.Globalization;
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
    private const string Beginning = "";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Adds to the tenant's chain, in the caller's transaction. <paramref name="actor"/> null: the installation itself.</summary>
    public static async ValueTask Record(Session session, TenantId tenant, Actor? actor, AuditEntry entry)
    {
        await session.Run("INSERT INTO audit_heads (tenant, seq, hash) VALUES ($1, 0, '') ON CONFLICT (tenant) DO NOTHING", tenant.Value);
        var head = await session.One(
            "SELECT seq, hash FROM audit_heads WHERE tenant = $1" + session.ForUpdate,
            reader => Tuple.Create(reader.GetInt64(0), reader.GetString(1)), tenant.Value);
        var line = new AuditLine(
            head!.Item1 + 1, await session.Now(), actor?.ToString() ?? "installation", entry.Kind, entry.Target,
            entry.Body is null ? "{}" : JsonSerializer.Serialize(entry.Body, Json), "");
        var hash = Next(head.Item2, line);
        await session.Do(
            "INSERT INTO audit (tenant, seq, at, actor, kind, target, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            tenant.Value, line.Seq, line.At, line.Actor, line.Kind, line.Target, line.Body, hash);
        await session.Do("UPDATE audit_heads SET seq = $2, hash = $3 WHERE tenant = $1", tenant.Value, line.Seq, hash);
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
    public static Task<long?> FirstBreak(Database database, TenantId tenant, CancellationToken stop = default) => database.Snapshot(
        async session =>
        {
            var (seq, hash) = (0L, Beginning);
            foreach (var line in await session.Query("SELECT seq, at, actor, kind, target, body, hash FROM audit WHERE tenant = $1 ORDER BY seq", Line, tenant.Value))
            {
                hash = Next(hash, line);
                if (line.Seq != ++seq || !Secret.Same(hash, line.Hash))
                {
                    return (long?)seq;
                }
            }

            var head = await session.Text("SELECT hash FROM audit_heads WHERE tenant = $1", tenant.Value);
            return (head ?? Beginning) == hash ? null : seq + 1;
        },
        stop);

    private static AuditLine Line(System.Data.Common.DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6));

    private static string Next(string previous, AuditLine line) => Secret.Hash(string.Create(
        CultureInfo.InvariantCulture, $"{previous}\n{line.Seq}\n{line.At}\n{line.Actor}\n{line.Kind}\n{line.Target}\n{line.Body}"));
}
