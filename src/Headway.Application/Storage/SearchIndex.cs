using System.Globalization;
using Headway.Domain;

namespace Headway.Application.Storage;

/// <summary>The search index: one entry a text, each word beginning with its tenant.</summary>
internal static class SearchIndex
{
    public static ValueTask Put(Session session, TenantId tenant, TextId text, IEnumerable<string?> parts)
    {
        var words = Words(tenant, parts);
        return words.Length == 0
            ? ValueTask.CompletedTask
            : session.Engine == Engine.Postgres
                ? session.Do("INSERT INTO search (tenant, id, words) VALUES ($1, $2, array_to_tsvector($3)) ON CONFLICT (tenant, id) DO UPDATE SET words = excluded.words", tenant.Value, text.Value, words)
                : session.Do("INSERT OR REPLACE INTO search (rowid, words) VALUES ($1, $2)", text.Value, string.Join(' ', words));
    }

    /// <summary>Takes the texts of these facts out of the index.</summary>
    public static ValueTask Drop(Session session, TenantId tenant, TicketKey ticket, int from, int to) => session.Do(
        session.Engine == Engine.Postgres
            ? "DELETE FROM search WHERE tenant = $1 AND id IN (SELECT id FROM texts WHERE tenant = $1 AND ticket = $2 AND seq >= $3 AND seq <= $4)"
            : "DELETE FROM search WHERE rowid IN (SELECT id FROM texts WHERE tenant = $1 AND ticket = $2 AND seq >= $3 AND seq <= $4)",
        tenant.Value, ticket.Value, (long)from, (long)to);

    public static string[] Words(TenantId tenant, IEnumerable<string?> parts)
    {
        var prefix = Prefix(tenant);
        return [.. parts.SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal).Select(word => prefix + word)];
    }

    public static string Prefix(TenantId tenant) => string.Create(CultureInfo.InvariantCulture, $"{tenant.Value}x");
}
