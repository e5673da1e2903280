using System.Globalization;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>
/// The public texts of a customer who has few: looked through one by one, with the index's own words, which costs what the
/// customer's tickets cost and tells nothing about anybody else's.
/// </summary>
internal sealed class VisibleTexts
{
    private const int Few = 600;

    private readonly List<(SearchHit Hit, string[] Words)> _texts;

    private VisibleTexts(List<(SearchHit, string[])> texts) => _texts = texts;

    /// <summary>Null when there are too many for that.</summary>
    public static async Task<VisibleTexts?> Of(Session session, TenantId tenant, SearchSight.Customer customer)
    {
        // SQLite keeps the order of cross joins: the customer's few tickets first, then their texts.
        var texts = await session.Query(
            string.Create(CultureInfo.InvariantCulture, $"""
            WITH mine AS (
              SELECT ticket FROM tickets WHERE tenant = $1 AND requester = $2
              UNION SELECT ticket FROM watchers WHERE tenant = $1 AND person = $2
              UNION SELECT t.ticket FROM people p CROSS JOIN tickets t WHERE p.tenant = $1 AND p.organisation = $3 AND t.tenant = p.tenant AND t.requester = p.id)
            SELECT x.ticket, t.number, t.subject, x.id, x.at, x.subject, x.body
            FROM mine CROSS JOIN texts x CROSS JOIN tickets t
            WHERE x.tenant = $1 AND x.ticket = mine.ticket AND t.tenant = x.tenant AND t.ticket = x.ticket AND x.kind IN ({Conversation.PublicKinds}) AND NOT x.withdrawn ORDER BY x.id DESC LIMIT {Few}
            """),
            reader => (
                new SearchHit(new TicketKey(reader.GetInt64(0)), reader.GetInt64(1), reader.TextOrNull(2), new TextId(reader.GetInt64(3)), Instant.FromUnixTimeMilliseconds(reader.GetInt64(4))),
                SearchIndex.Words(tenant, [reader.TextOrNull(5), reader.TextOrNull(6)])),
            tenant.Value, customer.Person.Value, customer.Organisation ?? -1);
        return texts.Count < Few ? new VisibleTexts(texts) : null;
    }

    /// <summary>Tickets in the search's order: whole words, then beginnings; newest first among each.</summary>
    public IEnumerable<SearchHit> Matching(List<string> words)
    {
        var whole = _texts.Where(text => words.TrueForAll(word => text.Words.Contains(word, StringComparer.Ordinal)));
        var begun = _texts.Where(text => words.TrueForAll(word => text.Words.Any(other => other.StartsWith(word, StringComparison.Ordinal))));
        return whole.Concat(begun).Select(text => text.Hit).DistinctBy(hit => hit.Ticket);
    }
}
