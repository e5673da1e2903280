using System.Data.Common;
using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Services;
using Headway.Application.Storage;
using NodaTime;

namespace Headway.Application.Knowledge;

/// <summary>Reads articles as who asks may see them: customers what was published for them, people of support everything.</summary>
internal static class ArticleRows
{
    private const int ColumnsOfVersion = 8;

    /// <summary>The condition under which an article <c>a</c> with its published version <c>v</c> is for the caller. Begins with the tenant.</summary>
    public static string Readable(Caller caller) => caller.IsStaff
        ? "a.tenant = $1 AND a.published IS NOT NULL AND NOT a.retired"
        : "a.tenant = $1 AND a.published IS NOT NULL AND NOT a.retired AND v.audience = 'Public'";

    /// <param name="session">Where to read.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="version">Which version stands in the row: <c>a.published</c> or <c>a.latest</c>.</param>
    /// <param name="where">A condition over <c>a</c> and <c>v</c>, tenant first.</param>
    /// <param name="order">How they are ordered, with a limit if any.</param>
    /// <param name="args">Its values; the first is the tenant.</param>
    public static async Task<List<ArticleRead>> Read(Session session, Caller caller, string version, string where, string order, List<object?> args)
    {
        // Which ticket it was made of is said to who may see that ticket.
        var source = caller.IsStaff ? $"(SELECT t.number FROM tickets t WHERE {caller.Where("t", args)} AND t.ticket = a.source)" : "NULL";
        return await session.Query(
            $"""
            SELECT {Columns}, a.id, a.number, a.latest, a.published, a.retired, a.service, {ServiceWords.Name(caller, "s")}, {source}, a.changed, a.published_at, a.revision,
              (SELECT count(*) FROM article_votes o WHERE o.tenant = a.tenant AND o.article = a.id AND o.helped),
              (SELECT count(*) FROM article_votes o WHERE o.tenant = a.tenant AND o.article = a.id AND NOT o.helped),
              (SELECT count(*) FROM article_uses u WHERE u.tenant = a.tenant AND u.article = a.id AND u.kind = 'solved'),
              (SELECT count(*) FROM article_uses u WHERE u.tenant = a.tenant AND u.article = a.id AND u.kind = 'given')
            FROM articles a JOIN article_versions v ON v.tenant = a.tenant AND v.article = a.id AND v.version = {version}
            LEFT JOIN people p ON p.tenant = v.tenant AND p.id = v.person LEFT JOIN services s ON s.tenant = a.tenant AND s.id = a.service
            WHERE {where} ORDER BY {order}
            """,
            row => new ArticleRead(
                row.GetInt64(9), Version(row), (int)row.GetInt64(10), (int?)row.LongOrNull(11), row.GetBoolean(12), row.LongOrNull(13), row.TextOrNull(14), row.LongOrNull(15), At(row.GetInt64(16)),
                row.LongOrNull(17) is { } published ? At(published) : null, (int)row.GetInt64(18), new ArticleServed(Count(row, 19), Count(row, 20), Count(row, 21), Count(row, 22)))
            { Key = row.GetInt64(ColumnsOfVersion) },
            [.. args]);
    }

    public static async Task<List<ArticleVersion>> Versions(Session session, Caller caller, long article) => await session.Query(
        $"""
        SELECT {Columns} FROM article_versions v LEFT JOIN people p ON p.tenant = v.tenant AND p.id = v.person
        WHERE v.tenant = $1 AND v.article = $2 ORDER BY v.version DESC
        """,
        Version, caller.Tenant.Value, article);

    private const string Columns = "v.version, v.audience, v.title, v.body, v.title_de, v.body_de, v.at, p.name";

    private static ArticleVersion Version(DbDataReader row) => new(
        (int)row.GetInt64(0), Enum.Parse<Audience>(row.GetString(1)), Text(row, 2), Text(row, 4), At(row.GetInt64(6)), row.TextOrNull(7) ?? "?");

    private static ArticleText? Text(DbDataReader row, int at) => row.TextOrNull(at) is { } title ? new ArticleText(title, row.TextOrNull(at + 1) ?? "") : null;

    private static int Count(DbDataReader row, int column) => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);

    private static Instant At(long at) => Instant.FromUnixTimeMilliseconds(at);
}
