using Headway.Domain;
using NodaTime;

namespace Headway.Application.Storage;

/// <summary>What the one who searches may see. Applied inside the search: what is hidden is neither found nor counted.</summary>
public abstract record SearchSight
{
    /// <summary>Staff: every ticket but those of restricted teams that the person is not in.</summary>
    public sealed record Staff(IReadOnlyCollection<TeamId> HiddenTeams) : SearchSight;

    /// <summary>A customer: public words on own tickets, and the organisation's when <paramref name="Organisation"/> is given.</summary>
    public sealed record Customer(PersonId Person, long? Organisation = null) : SearchSight;
}

/// <summary>A ticket that was found, and the text that was the reason, newest first.</summary>
public sealed record SearchHit(TicketKey Ticket, long Number, string? Subject, TextId Text, Instant At);

/// <summary>
/// Full-text search over subjects and messages: texts that hold all words, whole, come first, then texts whose words begin
/// so; newest first among each. Both engines find the same.
/// </summary>
public sealed class TicketSearch(Database database)
{
    private const int MostWords = 8, Look = 200;

    public Task<IReadOnlyList<SearchHit>> Find(TenantId tenant, string query, SearchSight sight, int most, CancellationToken stop = default)
    {
        var words = SearchIndex.Words(tenant, [query]).Take(MostWords).ToList();
        return words.Count == 0
            ? Task.FromResult<IReadOnlyList<SearchHit>>([])
            : database.Read(session => Find(session, tenant, words, sight, most), stop);
    }

    private static async Task<IReadOnlyList<SearchHit>> Find(Session session, TenantId tenant, List<string> words, SearchSight sight, int most)
    {
        if (sight is SearchSight.Customer customer && await VisibleTexts.Of(session, tenant, customer) is { } few)
        {
            return [.. few.Matching(words).Take(most)];
        }

        // Whole words are read from the index as they lie; only when they don't fill the page are beginnings gathered.
        var hits = new Dictionary<TicketKey, SearchHit>();
        await Gather(session, tenant, words, whole: true, sight, most, hits);
        if (hits.Count < most)
        {
            await Gather(session, tenant, words, whole: false, sight, most, hits);
        }

        return [.. hits.Values.Take(most)];
    }

    private static async Task Gather(Session session, TenantId tenant, List<string> words, bool whole, SearchSight sight, int most, Dictionary<TicketKey, SearchHit> hits)
    {
        var (visible, id, organisation) = Visible(sight);
        // The words are letters and digits only. PostgreSQL gets them in the statement, so that it plans for how rare they are.
        var (from, match, order) = session.Engine == Engine.Postgres
            ? ("search s JOIN texts x ON x.tenant = s.tenant AND x.id = s.id",
                $"s.tenant = $1 AND s.words @@ '{string.Join(" & ", words.Select(word => whole ? word : word + ":*"))}'::tsquery AND s.id < $2", "s.id")
            : ("search s CROSS JOIN texts x ON x.tenant = $1 AND x.id = s.rowid", "s.search MATCH $5 AND s.rowid < $2", "s.rowid");
        // SQLite keeps the order of a cross join: found words first. Left to itself it may ask the index once for every text.
        var tickets = session.Engine == Engine.Postgres ? "JOIN" : "CROSS JOIN";
        var terms = string.Join(" AND ", words.Select(word => whole ? $"\"{word}\"" : $"\"{word}\"*"));
        var before = long.MaxValue;
        while (hits.Count < most)
        {
            object?[] args = [tenant.Value, before, id, organisation];
            var rows = await session.Query(
                $"""
                SELECT x.ticket, t.number, t.subject, x.id, x.at FROM {from}
                {tickets} tickets t ON t.tenant = x.tenant AND t.ticket = x.ticket
                WHERE {match} AND NOT x.withdrawn AND {visible} ORDER BY {order} DESC LIMIT {Look}
                """,
                reader => new SearchHit(
                    new TicketKey(reader.GetInt64(0)), reader.GetInt64(1), reader.TextOrNull(2), new TextId(reader.GetInt64(3)), Instant.FromUnixTimeMilliseconds(reader.GetInt64(4))),
                session.Engine == Engine.Postgres ? args : [.. args, terms]);
            foreach (var row in rows)
            {
                hits.TryAdd(row.Ticket, row);
            }

            if (rows.Count < Look)
            {
                return;
            }

            before = rows[^1].Text.Value;
        }
    }

    private static (string Sql, long Id, long Organisation) Visible(SearchSight sight) => sight switch
    {
        SearchSight.Customer customer => (
            $"""
            x.kind IN ({Conversation.PublicKinds}) AND (t.requester = $3 OR EXISTS (
              SELECT 1 FROM watchers w WHERE w.tenant = t.tenant AND w.ticket = t.ticket AND w.person = $3) OR EXISTS (
              SELECT 1 FROM people p WHERE p.tenant = t.tenant AND p.id = t.requester AND p.organisation = $4))
            """, customer.Person.Value, customer.Organisation ?? -1),
        SearchSight.Staff { HiddenTeams.Count: > 0 } staff => (
            $"t.team NOT IN ({string.Join(", ", staff.HiddenTeams.Select(team => team.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))}) AND $3 = $4", 0, 0),
        _ => ("$3 = $4", 0, 0),
    };
}
