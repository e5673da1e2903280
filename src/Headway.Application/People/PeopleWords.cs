using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// The index by which people are found: the words of name (1), address (2), organisation and place (3), and every run of the
/// phone number's digits (0). Who was added or changed by whatever way is indexed when somebody next searches.
/// </summary>
internal static class PeopleWords
{
    public const int FewestDigits = 3;

    private const int Batch = 500, MostDigits = 20;

    /// <summary>Indexes all who wait. Quick when nobody does.</summary>
    public static async Task CatchUp(Database database, TenantId tenant, CancellationToken stop)
    {
        while (await database.Read(session => session.Number("SELECT 1 FROM search_people_due WHERE tenant = $1 LIMIT 1", tenant.Value).AsTask(), stop) is not null)
        {
            await database.Write(session => Index(session, tenant), stop);
        }
    }

    /// <summary>
    /// A query of (person, rank) for the people all of whose words are there, the best rank first; adds its parameters.
    /// Null when nothing can be searched for.
    /// </summary>
    public static string? Query(string query, List<object?> args)
    {
        var digits = Digits(query);
        IReadOnlyList<string> words = digits.Length >= FewestDigits && !query.Any(char.IsLetter) ? [digits] : SearchWords.Of(query);
        if (words.Count == 0)
        {
            return null;
        }

        var distinct = words.Distinct().Take(8).ToList();
        var parts = distinct.Select((word, i) =>
        {
            args.Add(word);
            args.Add(word + "\U0010FFFF");
            return string.Create(CultureInfo.InvariantCulture, $"SELECT w.person, {i} AS part, min(w.rank) AS rank FROM search_people w WHERE w.tenant = $1 AND w.word >= ${args.Count - 1} AND w.word < ${args.Count} GROUP BY w.person");
        });
        return string.Create(CultureInfo.InvariantCulture, $"SELECT hits.person, max(hits.rank) AS rank FROM ({string.Join(" UNION ALL ", parts)}) hits GROUP BY hits.person HAVING count(*) = {distinct.Count}");
    }

    private static async Task Index(Session session, TenantId tenant)
    {
        // Held first, so that a change on its way is either read here or waits and is due again.
        var held = await session.Query(
            $"SELECT p.id FROM search_people_due d JOIN people p ON p.tenant = d.tenant AND p.id = d.person WHERE d.tenant = $1 ORDER BY p.id LIMIT {Batch}" + session.ForUpdate,
            row => row.GetInt64(0), tenant.Value);
        if (held.Count == 0)
        {
            await session.Do("DELETE FROM search_people_due WHERE tenant = $1 AND NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = $1 AND p.id = person)", tenant.Value);
            return;
        }

        var people = await session.Query(
            $"""
            SELECT p.id, p.name, p.email, p.phone, p.place, o.name
            FROM people p LEFT JOIN organisations o ON o.tenant = p.tenant AND o.id = p.organisation
            WHERE p.tenant = $1 AND p.id IN ({string.Join(", ", held)})
            """,
            row => (Id: row.GetInt64(0), Name: row.TextOrNull(1), Email: row.TextOrNull(2), Phone: row.TextOrNull(3), Place: row.TextOrNull(4), Organisation: row.TextOrNull(5)),
            tenant.Value);
        foreach (var person in people)
        {
            await session.Do("DELETE FROM search_people WHERE tenant = $1 AND person = $2", tenant.Value, person.Id);
            foreach (var (word, rank) in Ranked(person.Name, person.Email, person.Phone, person.Organisation, person.Place))
            {
                await session.Do("INSERT INTO search_people (tenant, word, person, rank) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", tenant.Value, word, person.Id, (long)rank);
            }

            await session.Do("DELETE FROM search_people_due WHERE tenant = $1 AND person = $2", tenant.Value, person.Id);
        }
    }

    private static Dictionary<string, int> Ranked(string? name, string? email, string? phone, string? organisation, string? place)
    {
        var ranked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, rank) in new[] { (name, 1), (email, 2), (organisation, 3), (place, 3) })
        {
            foreach (var word in SearchWords.Of(text))
            {
                ranked.TryAdd(word, rank);
            }
        }

        var digits = Digits(phone);
        digits = digits.Length > MostDigits ? digits[..MostDigits] : digits;
        for (var from = 0; from <= digits.Length - FewestDigits; from++)
        {
            ranked.TryAdd(digits[from..], 0);
        }

        return ranked;
    }

    // +49 0170 and 0170 are dialled as the same: what matters is the run of digits.
    private static string Digits(string? text) => text is null ? "" : new string([.. text.Where(char.IsAsciiDigit)]).TrimStart('0');
}
