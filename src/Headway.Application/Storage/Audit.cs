using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headway.Domain;
using Headway.Domain.Ledger;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>
/// Who changed which setting, who came in: append-only, and each entry's hash covers the one before it, so that a missing
/// or altered entry shows.
/// </summary>
public static class Audit
{
    /// <summary>Adds an entry in the caller's transaction. <paramref name="body"/> is JSON and holds no secret and nothing personal.</summary>
    public static async ValueTask Append(Session session, TenantId tenant, Instant at, Actor actor, string kind, string target, string body)
    {
        await session.Do("INSERT INTO audit_heads (tenant, seq, hash) VALUES ($1, 0, '') ON CONFLICT (tenant) DO NOTHING", tenant.Value);
        var head = (await session.Query("SELECT seq, hash FROM audit_heads WHERE tenant = $1" + session.ForUpdate, reader => (Seq: reader.GetInt64(0), Hash: reader.GetString(1)), tenant.Value))[0];
        var (seq, ms) = (head.Seq + 1, at.ToUnixTimeMilliseconds());
        var hash = Hash(head.Hash, seq, ms, actor.ToString(), kind, target, body);
        await session.Do(
            "INSERT INTO audit (tenant, seq, at, actor, kind, target, body, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            tenant.Value, seq, ms, actor.ToString(), kind, target, body, hash);
        await session.Do("UPDATE audit_heads SET seq = $2, hash = $3 WHERE tenant = $1", tenant.Value, seq, hash);
    }

    /// <summary>The first entry at which the chain breaks, or null.</summary>
    public static async ValueTask<long?> FirstBreak(Session session, TenantId tenant)
    {
        var rows = await session.Query(
            "SELECT seq, at, actor, kind, target, body, hash FROM audit WHERE tenant = $1 ORDER BY seq",
            reader => (Seq: reader.GetInt64(0), At: reader.GetInt64(1), Actor: reader.GetString(2), Kind: reader.GetString(3), Target: reader.GetString(4), Body: reader.GetString(5), Hash: reader.GetString(6)),
            tenant.Value);
        var (expected, previous) = (1L, "");
        foreach (var row in rows)
        {
            if (row.Seq != expected || row.Hash != Hash(previous, row.Seq, row.At, row.Actor, row.Kind, row.Target, row.Body))
            {
                return expected;
            }

            (expected, previous) = (expected + 1, row.Hash);
        }

        var head = await session.Number("SELECT seq FROM audit_heads WHERE tenant = $1", tenant.Value) ?? 0;
        return head == expected - 1 ? null : expected;
    }

    private static string Hash(string previous, long seq, long at, string actor, string kind, string target, string body)
    {
        // Lengths go in front, so that no two entries read alike.
        var text = new StringBuilder(previous);
        foreach (var part in new[] { seq.ToString(CultureInfo.InvariantCulture), at.ToString(CultureInfo.InvariantCulture), actor, kind, target, body })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{part.Length}:{part}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
