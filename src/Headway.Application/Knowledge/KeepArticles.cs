using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;

namespace Headway.Application.Knowledge;

/// <summary>
/// Writes, publishes and puts away articles. A published version never changes: saving makes the next one, which readers see once it is
/// published itself.
/// </summary>
public sealed class KeepArticles(Database database, DeskClock clock)
{
    /// <summary>Keeps a draft: of a new article (<paramref name="number"/> null), or the next version of one. Answers the article's number.</summary>
    public async Task<Outcome<long>> Write(Caller caller, long? number, ArticleDraft draft, int? expected = null, RequestKey? key = null, CancellationToken stop = default)
    {
        if ((caller.Denies(Permission.KeepKnowledge) ?? draft.Check()) is { } no)
        {
            return no;
        }

        var source = draft.Source is { } from ? await TicketLookup.Find(database, caller, from, stop) : null;
        if (draft.Source is not null && source is null)
        {
            return Domain.Progression.TicketRefusals.Unknown;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return await Refusable.Write<long>(
            database,
            async session =>
            {
                if (draft.Service is { } service && await session.Number("SELECT id FROM services WHERE tenant = $1 AND id = $2", caller.Tenant.Value, service) is null)
                {
                    return SettingsRefusals.ServiceUnknown;
                }

                return number is { } known ? await Change(session, caller, known, draft, expected, now) : await AddedOnce.Do(session, caller, key, () => Add(session, caller, draft, source, now));
            },
            stop);
    }

    /// <summary>From now on readers see the newest version, whoever it is for.</summary>
    public Task<Refusal?> Publish(Caller caller, long number, int? expected = null, CancellationToken stop = default) => One(caller, number, expected, stop, async (session, article, now) =>
    {
        if (article.Retired || article.Published == article.Latest)
        {
            return article.Retired ? KnowledgeRefusals.Retired : KnowledgeRefusals.NothingToPublish;
        }

        await session.Do(
            "UPDATE articles SET published = latest, published_at = $3, changed = $3, revision = revision + 1 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, article.Key, now);
        var version = (await ArticleRows.Versions(session, caller, article.Key)).First(one => one.Number == article.Latest);
        await ArticleIndex.Put(session, caller.Tenant, article.Key, version);
        await Remember(session, caller, "article.published", number, new SettingChange("version", $"{article.Published}", $"{article.Latest}"), new SettingChange("audience", null, version.Audience.ToString()));
        return null;
    });

    /// <summary>Nobody reads or finds it any more; it can be brought back.</summary>
    public Task<Refusal?> Retire(Caller caller, long number, CancellationToken stop = default) => Put(caller, number, retired: true, stop);

    public Task<Refusal?> Restore(Caller caller, long number, CancellationToken stop = default) => Put(caller, number, retired: false, stop);

    private Task<Refusal?> Put(Caller caller, long number, bool retired, CancellationToken stop) => One(caller, number, null, stop, async (session, article, now) =>
    {
        if (article.Retired == retired)
        {
            return null;
        }

        await session.Do(
            $"UPDATE articles SET retired = {(retired ? "true" : "false")}, changed = $3, revision = revision + 1 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, article.Key, now);
        var shown = retired || article.Published is null ? null : (await ArticleRows.Versions(session, caller, article.Key)).First(one => one.Number == article.Published);
        await ArticleIndex.Put(session, caller.Tenant, article.Key, shown);
        await Remember(session, caller, retired ? "article.retired" : "article.restored", number);
        return null;
    });

    private static async Task<Outcome<long>> Add(Session session, Caller caller, ArticleDraft draft, TicketKey? source, long now)
    {
        var (id, number) = (await session.NextId(), await Counters.NumberIn(session, caller.Tenant, "articles"));
        await session.Do(
            """
            INSERT INTO articles (tenant, id, number, latest, published, service, source, retired, created, created_by, changed, published_at, revision)
            VALUES ($1, $2, $3, 1, NULL, $4, $5, false, $6, $7, $6, NULL, 1)
            """,
            caller.Tenant.Value, id, number, draft.Service, source?.Value, now, caller.Person.Value);
        await Version(session, caller, id, 1, draft, now);
        await Remember(session, caller, "article.written", number);
        return number;
    }

    private static async Task<Outcome<long>> Change(Session session, Caller caller, long number, ArticleDraft draft, int? expected, long now)
    {
        var article = await ArticleBook.One(session, caller, number, null);
        if (Stands(article, expected) is { } no)
        {
            return no;
        }

        if (article!.Retired)
        {
            return KnowledgeRefusals.Retired;
        }

        // A draft that nobody has read yet is written over; what was published stays as it was.
        var version = article.Published == article.Latest ? article.Latest + 1 : article.Latest;
        await session.Do("DELETE FROM article_versions WHERE tenant = $1 AND article = $2 AND version = $3", caller.Tenant.Value, article.Key, (long)version);
        await Version(session, caller, article.Key, version, draft, now);
        await session.Do(
            "UPDATE articles SET latest = $3, service = $4, changed = $5, revision = revision + 1 WHERE tenant = $1 AND id = $2", caller.Tenant.Value, article.Key, (long)version, draft.Service, now);
        await Remember(session, caller, "article.written", number);
        return number;
    }

    private async Task<Refusal?> One(Caller caller, long number, int? expected, CancellationToken stop, Func<Session, ArticleRead, long, Task<Refusal?>> act)
    {
        if (caller.Denies(Permission.KeepKnowledge) is { } no)
        {
            return no;
        }

        var now = clock.Now(caller.Tenant).ToUnixTimeMilliseconds();
        return (await Refusable.Write<bool>(
            database,
            async session =>
            {
                var article = await ArticleBook.One(session, caller, number, null);
                return (Stands(article, expected) ?? await act(session, article!, now)) is { } refused ? refused : true;
            },
            stop)).Refusal;
    }

    private static Refusal? Stands(ArticleRead? article, int? expected) =>
        article is null ? KnowledgeRefusals.Unknown : expected is { } seen && seen != article.Revision ? SettingsRefusals.Stale : null;

    private static async Task Version(Session session, Caller caller, long article, int version, ArticleDraft draft, long now) => await session.Do(
        "INSERT INTO article_versions (tenant, article, version, audience, title, body, title_de, body_de, at, person) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        caller.Tenant.Value, article, (long)version, draft.Audience.ToString(), ArticleDraft.Given(draft.Title), ArticleDraft.Given(draft.Body), ArticleDraft.Given(draft.TitleDe),
        ArticleDraft.Given(draft.BodyDe), now, caller.Person.Value);

    private static ValueTask Remember(Session session, Caller caller, string kind, long number, params SettingChange[] changes) =>
        AuditTrail.Record(session, caller.Tenant, caller.Actor, new AuditEntry(kind, $"article:{number}", SettingChange.Body(changes)));
}
