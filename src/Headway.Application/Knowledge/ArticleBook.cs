using System.Globalization;
using System.Text.RegularExpressions;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.Knowledge;

/// <summary>The articles as pages and programs read them.</summary>
public sealed partial class ArticleBook(Database database)
{
    private const int Most = 200, MostSuggested = 5, ExcerptLength = 180;

    /// <summary>For people of support, newest first: published, draft (never published, or changed since) or retired ones; all that are not retired, as they are newest, when nothing is asked. Words find published ones.</summary>
    public async Task<Outcome<IReadOnlyList<ArticleRead>>> All(Caller caller, string? state, string? words = null, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<IReadOnlyList<ArticleRead>>>(
            async session =>
            {
                List<object?> args = [caller.Tenant.Value];
                var where = state switch
                {
                    "draft" => "a.tenant = $1 AND NOT a.retired AND (a.published IS NULL OR a.published <> a.latest)",
                    "retired" => "a.tenant = $1 AND a.retired",
                    "published" => ArticleRows.Readable(caller),
                    _ => "a.tenant = $1 AND NOT a.retired",
                };
                var version = state == "published" ? "a.published" : "a.latest";
                if (string.IsNullOrWhiteSpace(words) || state is "draft" or "retired")
                {
                    return (await ArticleRows.Read(session, caller, version, where, $"a.changed DESC, a.number DESC LIMIT {Most}", args)).ToArray();
                }

                var fits = await ArticleIndex.All(session, caller.Tenant, words);
                return (await Of(session, caller, fits)).ToArray();
            },
            stop);
    }

    /// <summary>How many there are of each state.</summary>
    public Task<IReadOnlyDictionary<string, int>> Counts(Caller caller, CancellationToken stop = default) => database.Read<IReadOnlyDictionary<string, int>>(
        async session =>
        {
            async Task<int> Count(string where) => (int)(await session.Number($"SELECT count(*) FROM articles a WHERE a.tenant = $1 AND {where}", caller.Tenant.Value) ?? 0);
            return new Dictionary<string, int>
            {
                ["published"] = await Count("a.published IS NOT NULL AND NOT a.retired"), ["draft"] = await Count("NOT a.retired AND (a.published IS NULL OR a.published <> a.latest)"),
                ["retired"] = await Count("a.retired"),
            };
        },
        stop);

    /// <summary>
    /// One article: for customers as it was published for them, for people of support also a draft or an older <paramref name="version"/>. What
    /// is not for the caller is answered like what does not exist.
    /// </summary>
    public async Task<Outcome<ArticleRead>> Find(Caller caller, long number, int? version = null, CancellationToken stop = default)
    {
        if (caller.Denies(caller.IsStaff ? Permission.ReadTickets : Permission.UsePortal) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<ArticleRead>>(
            async session => await One(session, caller, number, version) is { } found ? found : KnowledgeRefusals.Unknown, stop);
    }

    /// <summary>What was written when, the newest first; people of support read it.</summary>
    public async Task<Outcome<IReadOnlyList<ArticleVersion>>> Versions(Caller caller, long number, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ReadTickets) is { } no)
        {
            return no;
        }

        return await database.Read<Outcome<IReadOnlyList<ArticleVersion>>>(
            async session => await One(session, caller, number, null) is { } found ? (await ArticleRows.Versions(session, caller, found.Key)).ToArray() : KnowledgeRefusals.Unknown, stop);
    }

    /// <summary>What customers can read, by words or the newest, in their language.</summary>
    public async Task<Outcome<IReadOnlyList<ArticleHit>>> Search(Caller caller, string? words, int most, CancellationToken stop = default)
    {
        if (caller.Denies(caller.IsStaff ? Permission.ReadTickets : Permission.UsePortal) is { } no)
        {
            return no;
        }

        return await database.Snapshot<Outcome<IReadOnlyList<ArticleHit>>>(
            async session =>
            {
                var found = string.IsNullOrWhiteSpace(words)
                    ? await ArticleRows.Read(session, caller, "a.published", ArticleRows.Readable(caller), $"a.published_at DESC, a.number DESC LIMIT {Math.Clamp(most, 1, Most)}", [caller.Tenant.Value])
                    : await Of(session, caller, await ArticleIndex.All(session, caller.Tenant, words));
                return found.Take(most).Select(one => Hit(one, caller.Language)).ToArray();
            },
            stop);
    }

    /// <summary>What may answer a need that is being described, the best first; nothing rather than something far-fetched. <paramref name="language"/>: of who will read it.</summary>
    public async Task<IReadOnlyList<ArticleHit>> Suggest(Caller caller, string? description, string? language = null, int most = 3, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(description) || caller.Denies(caller.IsStaff ? Permission.ReadTickets : Permission.UsePortal) is not null)
        {
            return [];
        }

        return await database.Snapshot<IReadOnlyList<ArticleHit>>(
            async session =>
            {
                var fits = await ArticleIndex.Some(session, caller.Tenant, description);
                return fits.Count == 0 ? [] : [.. (await Of(session, caller, fits)).Take(Math.Min(most, MostSuggested)).Select(one => Hit(one, language ?? caller.Language))];
            },
            stop);
    }

    internal static async Task<ArticleRead?> One(Session session, Caller caller, long number, int? version)
    {
        List<object?> args = [caller.Tenant.Value, number];
        var (which, where) = caller.IsStaff
            ? (version is { } given ? given.ToString(CultureInfo.InvariantCulture) : "coalesce(a.published, a.latest)", "a.tenant = $1 AND a.number = $2")
            : ("a.published", $"{ArticleRows.Readable(caller)} AND a.number = $2");
        return (await ArticleRows.Read(session, caller, which, where, "a.number", args)).FirstOrDefault();
    }

    // Those that fit and that the caller may read: what is hidden takes no place.
    private static async Task<List<ArticleRead>> Of(Session session, Caller caller, Dictionary<long, double> fits)
    {
        if (fits.Count == 0)
        {
            return [];
        }

        var best = fits.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(Most).Select(one => one.Key.ToString(CultureInfo.InvariantCulture));
        var read = await ArticleRows.Read(session, caller, "a.published", $"{ArticleRows.Readable(caller)} AND a.id IN ({string.Join(", ", best)})", "a.number", [caller.Tenant.Value]);
        return [.. read.OrderByDescending(one => fits[one.Key]).ThenByDescending(one => one.Served.Solved + one.Served.Helped).ThenBy(one => one.Number)];
    }

    private static ArticleHit Hit(ArticleRead one, string language)
    {
        var text = one.Shown.In(language);
        return new ArticleHit(one.Number, one.Shown.Audience, text.Title, Excerpt(text.Body), one.Shown.LanguageFor(language), one.Served) { Body = text.Body, Version = one.Shown.Number };
    }

    // The beginning in one line, without the marks of Markdown.
    private static string Excerpt(string body)
    {
        var plain = string.Join(' ', body.Split('\n').Where(line => !line.TrimStart().StartsWith("```", StringComparison.Ordinal)).Select(line => line.TrimStart('#', '>', '-', '*', ' ', '\t')))
            .Replace("`", "", StringComparison.Ordinal);
        plain = Emphasis().Replace(LinkedWords().Replace(plain, "$1"), "");
        var flat = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length <= ExcerptLength ? flat : flat[..flat.LastIndexOf(' ', ExcerptLength, ExcerptLength / 2 + 1)] + " …";
    }

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkedWords();

    // Stars and lines around words, not those between figures or within a name.
    [GeneratedRegex(@"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")]
    private static partial Regex Emphasis();
}
