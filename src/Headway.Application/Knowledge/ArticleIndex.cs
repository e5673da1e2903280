using System.Globalization;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Knowledge;

/// <summary>
/// The words of published articles, by the one normaliser of search: a word of a title weighs most. A plain table and no index of the
/// engine's own, because articles are suggested by what they share with a description, not only by holding all of its words; and so
/// that both engines find the same in the same order.
/// </summary>
internal static class ArticleIndex
{
    private const int TitleWeight = 6, MostInBody = 4, MostAsked = 60, MostUsed = 14;

    /// <summary>Takes out what was there of the article and puts in the words of a version; none for null.</summary>
    public static async Task Put(Session session, TenantId tenant, long article, ArticleVersion? version)
    {
        await session.Do("DELETE FROM article_words WHERE tenant = $1 AND article = $2", tenant.Value, article);
        foreach (var (language, text) in new[] { ("en", version?.English), ("de", version?.German) })
        {
            if (text is null)
            {
                continue;
            }

            foreach (var (word, weight) in Weigh(text))
            {
                await session.Do("INSERT INTO article_words (tenant, word, article, language, weight) VALUES ($1, $2, $3, $4, $5)", tenant.Value, word, article, language, (long)weight);
            }
        }
    }

    /// <summary>The words of a version that was rewritten, where readers see that version: title and text in English, then in German.</summary>
    public static async Task Again(Session session, TenantId tenant, long article, int version, IReadOnlyList<string?> texts)
    {
        if (await session.Number("SELECT published FROM articles WHERE tenant = $1 AND id = $2 AND NOT retired", tenant.Value, article) == version)
        {
            await Put(session, tenant, article, new ArticleVersion(version, default, Text(texts[0], texts[1]), Text(texts[2], texts[3]), default, ""));
        }

        static ArticleText? Text(string? title, string? body) => title is null ? null : new ArticleText(title, body ?? "");
    }

    /// <summary>How much each word says about a text.</summary>
    public static IReadOnlyDictionary<string, int> Weigh(ArticleText text)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in SearchWords.Of(text.Body))
        {
            weights[word] = Math.Min(MostInBody, weights.GetValueOrDefault(word) + 1);
        }

        foreach (var word in SearchWords.Of(text.Title).Distinct(StringComparer.Ordinal))
        {
            weights[word] = weights.GetValueOrDefault(word) + TitleWeight;
        }

        return weights;
    }

    /// <summary>Articles that hold all words of a search, each by its beginning, with how well they fit.</summary>
    public static async Task<Dictionary<long, double>> All(Session session, TenantId tenant, string words)
    {
        Dictionary<long, double>? fits = null;
        foreach (var word in SearchWords.Of(words).Distinct(StringComparer.Ordinal).Take(8))
        {
            var found = (await session.Query(
                "SELECT article, max(weight) FROM article_words WHERE tenant = $1 AND word >= $2 AND word < $3 GROUP BY article",
                row => (Article: row.GetInt64(0), Weight: Convert.ToDouble(row.GetValue(1), CultureInfo.InvariantCulture)), tenant.Value, word, word + "\U0010FFFF")).ToDictionary(one => one.Article, one => one.Weight);
            fits = fits is null ? found : fits.Where(one => found.ContainsKey(one.Key)).ToDictionary(one => one.Key, one => one.Value + found[one.Key]);
        }

        return fits ?? [];
    }

    /// <summary>
    /// Articles that share words with a description, the rarer the word the more it counts. One of them has to stand in the title: what an
    /// article is about is said there, and a text shares words with anything.
    /// </summary>
    public static async Task<Dictionary<long, double>> Some(Session session, TenantId tenant, string description)
    {
        var asked = SearchWords.Telling(description).Distinct(StringComparer.Ordinal).Take(MostAsked).ToArray();
        var total = await session.Number("SELECT count(*) FROM articles WHERE tenant = $1 AND published IS NOT NULL AND NOT retired", tenant.Value) ?? 0;
        if (asked.Length == 0 || total == 0)
        {
            return [];
        }

        object?[] args = [tenant.Value, .. asked];
        var list = string.Join(", ", Enumerable.Range(2, asked.Length).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}")));
        var known = await session.Query(
            $"SELECT word, count(DISTINCT article) FROM article_words WHERE tenant = $1 AND word IN ({list}) GROUP BY word",
            row => (Word: row.GetString(0), Articles: Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture)), args);
        // A word that most articles have tells them apart from nothing.
        var telling = known.Where(word => total < 4 || word.Articles * 2 <= total).OrderBy(word => word.Articles).ThenBy(word => word.Word, StringComparer.Ordinal).Take(MostUsed).ToDictionary(word => word.Word, word => word.Articles);
        if (telling.Count == 0)
        {
            return [];
        }

        object?[] used = [tenant.Value, .. telling.Keys];
        list = string.Join(", ", Enumerable.Range(2, telling.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}")));
        var rows = await session.Query(
            $"SELECT article, word, max(weight) FROM article_words WHERE tenant = $1 AND word IN ({list}) GROUP BY article, word",
            row => (Article: row.GetInt64(0), Word: row.GetString(1), Weight: Convert.ToInt32(row.GetValue(2), CultureInfo.InvariantCulture)), used);
        return rows.GroupBy(row => row.Article)
            .Where(same => same.Any(row => row.Weight >= TitleWeight))
            .ToDictionary(same => same.Key, same => same.Sum(row => row.Weight * Math.Log(1 + ((double)total / telling[row.Word]))));
    }
}
