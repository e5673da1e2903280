using System.Text;
using System.Text.RegularExpressions;
using Headway.Application.Storage;
using Headway.Domain;

namespace Headway.Application.People;

/// <summary>
/// Where a person is named outside their own tickets: what others wrote, names of files, bytes of mails. Found before the erasing
/// write begins, since it reads everything there is.
/// </summary>
internal sealed class PersonTraces
{
    private readonly Regex _marks;

    private PersonTraces(string? emailKey, IReadOnlyList<string> marks)
    {
        EmailKey = emailKey;
        Marks = marks;
        _marks = new Regex(string.Join('|', marks.Select(Regex.Escape).DefaultIfEmpty("(?!)")), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    /// <summary>What lies for a while only, and is taken away where it names them.</summary>
    public static IReadOnlyList<(string Column, string Set)> Passing { get; } =
    [
        ("error", "UPDATE outbox SET error = NULL"), ("body", "DELETE FROM notifications"), ("body", "DELETE FROM requests"),
        ("body", "DELETE FROM drafts"), ("key", "DELETE FROM throttle"), ("subject", "UPDATE mails SET subject = NULL"),
        ("detail", "UPDATE mails SET detail = NULL"),
    ];

    /// <summary>Where people write in their own words beside tickets and articles: the name is taken out, the rest stays.</summary>
    private static readonly (string Table, string Column)[] Beside =
    [
        ("problems", "title"), ("problems", "fix"), ("problems", "verification"), ("problem_words", "words"), ("intake_questions", "text"), ("intake_questions", "text_de"), ("legal_holds", "reason"),
        ("macros", "name"), ("macros", "reply"), ("macros", "note"), ("calls", "note"), ("praise", "words"), ("samples", "note"), ("reviews", "focus"), ("objections", "words"), ("objections", "answer"),
        ("rota_swaps", "note"), ("absences", "reason"), ("audit_marks", "text"),
    ];

    public string? EmailKey { get; }

    /// <summary>Their address, full name and telephone in lower case; a name of one word is a word of the language and none of these.</summary>
    public IReadOnlyList<string> Marks { get; }

    public List<long> Texts { get; } = [];

    public List<long> Files { get; } = [];

    public List<long> Mails { get; } = [];

    public static async Task<PersonTraces?> Of(Session session, TenantId tenant, PersonId person)
    {
        var row = await session.One(
            "SELECT name, email, email_key, phone FROM people WHERE tenant = $1 AND id = $2",
            reader => Tuple.Create(reader.GetString(0), reader.TextOrNull(1), reader.TextOrNull(2), reader.TextOrNull(3)), tenant.Value, person.Value);
        return row is null
            ? null
            : new PersonTraces(
                row.Item3,
                [.. new[] { row.Item1.Contains(' ', StringComparison.Ordinal) ? row.Item1 : null, row.Item2, row.Item4 is { Length: > 5 } ? row.Item4 : null }
                    .OfType<string>().Select(mark => mark.Trim().ToLowerInvariant()).Where(mark => mark.Length > 3)]);
    }

    public async Task Find(Database database, Blobs blobs, TenantId tenant, CancellationToken stop)
    {
        if (Marks.Count == 0)
        {
            return;
        }

        var mails = await database.Read(
            async session =>
            {
                // Read row by row in C#: the engines fold case beyond ASCII differently.
                await session.Each(
                    "SELECT id, subject, body, html FROM texts WHERE tenant = $1 AND erased_at IS NULL",
                    row => Note(Texts, row.GetInt64(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3)), tenant.Value);
                await session.Each("SELECT id, name FROM attachments WHERE tenant = $1 AND name IS NOT NULL", row => Note(Files, row.GetInt64(0), row.GetString(1)), tenant.Value);
                return await session.Query(
                    "SELECT id, raw FROM mails WHERE tenant = $1 AND raw <> $2", row => (Id: row.GetInt64(0), Raw: row.GetString(1)), tenant.Value, Blobs.Empty);
            },
            stop);
        foreach (var (id, raw) in mails)
        {
            if (await Names(blobs, tenant, raw, stop))
            {
                Mails.Add(id);
            }
        }
    }

    /// <summary>Takes the name out of what somebody else wrote; answers whether there was anything left to do.</summary>
    public async Task<bool> Rewrite(Session session, TenantId tenant, long text)
    {
        var found = await session.One(
            "SELECT ticket, subject, body, html FROM texts WHERE tenant = $1 AND id = $2 AND erased_at IS NULL",
            row => Tuple.Create(row.GetInt64(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3)), tenant.Value, text);
        if (found is null)
        {
            return false;
        }

        var (subject, body) = (Blank(found.Item2), Blank(found.Item3));
        await session.Do("UPDATE texts SET subject = $3, body = $4, html = $5 WHERE tenant = $1 AND id = $2", tenant.Value, text, subject, body, Blank(found.Item4));
        await session.Do("UPDATE tickets SET subject = $4 WHERE tenant = $1 AND ticket = $2 AND subject = $3", tenant.Value, found.Item1, found.Item2, subject);
        await FieldRows.Blank(session, tenant, text);
        await SearchIndex.Put(session, tenant, new TextId(text), [subject, body]);
        return true;
    }

    /// <summary>Takes the name out of every version of every article; what is found by its words no longer is.</summary>
    public async Task Articles(Session session, TenantId tenant)
    {
        var versions = await session.Query(
            "SELECT article, version, title, body, title_de, body_de FROM article_versions WHERE tenant = $1",
            row => (Article: row.GetInt64(0), Version: row.GetInt64(1), Texts: Enumerable.Range(2, 4).Select(column => row.TextOrNull(column)).ToArray()), tenant.Value);
        foreach (var (article, version, texts) in versions.Where(one => one.Texts.Any(text => text is not null && _marks.IsMatch(text))))
        {
            var left = texts.Select(Blank).ToArray();
            await session.Do(
                "UPDATE article_versions SET title = $4, body = $5, title_de = $6, body_de = $7 WHERE tenant = $1 AND article = $2 AND version = $3",
                tenant.Value, article, version, left[0], left[1], left[2], left[3]);
            await Knowledge.ArticleIndex.Again(session, tenant, article, (int)version, left);
        }
    }

    /// <summary>Takes the name out of what was written beside tickets: obstacles, praise, canned replies, notes of calls.</summary>
    public async Task Notes(Session session, TenantId tenant)
    {
        foreach (var (table, column) in Beside)
        {
            var written = await session.Query($"SELECT DISTINCT {column} FROM {table} WHERE tenant = $1 AND {column} IS NOT NULL", row => row.GetString(0), tenant.Value);
            foreach (var text in written.Where(text => _marks.IsMatch(text)))
            {
                await session.Do($"UPDATE {table} SET {column} = $3 WHERE tenant = $1 AND {column} = $2", tenant.Value, text, Blank(text));
            }
        }
    }

    /// <summary>Deletes saved views that are named after them or look for them: an address holds its words encoded.</summary>
    public async Task Views(Session session, TenantId tenant)
    {
        var views = await session.Query("SELECT id, name, filter FROM saved_views WHERE tenant = $1", row => (Id: row.GetInt64(0), Said: row.GetString(1) + "\n" + Uri.UnescapeDataString(row.GetString(2))), tenant.Value);
        foreach (var (id, _) in views.Where(view => _marks.IsMatch(view.Said)))
        {
            await session.Do("DELETE FROM saved_views WHERE tenant = $1 AND id = $2", tenant.Value, id);
        }
    }

    private string? Blank(string? text) => text is null ? null : _marks.Replace(text, "…");

    private ValueTask Note(List<long> found, long id, params string?[] texts)
    {
        if (texts.Any(text => text is not null && _marks.IsMatch(text)))
        {
            found.Add(id);
        }

        return ValueTask.CompletedTask;
    }

    // The header names people as they are; what a body encodes lies on the ticket that the mail belongs to.
    private async Task<bool> Names(Blobs blobs, TenantId tenant, string raw, CancellationToken stop)
    {
        var kept = await blobs.Open(tenant, raw, stop);
        if (kept.IsRefused)
        {
            return false;
        }

        await using var bytes = kept.Value;
        using var all = new MemoryStream();
        await bytes.CopyToAsync(all, stop);
        var said = Encoding.Latin1.GetString(all.GetBuffer(), 0, (int)all.Length);
        return Marks.Any(mark => said.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(mark)), StringComparison.OrdinalIgnoreCase));
    }
}
