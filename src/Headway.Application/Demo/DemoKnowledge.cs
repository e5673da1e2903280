using System.Text.Json;
using Headway.Application.Finding;
using Headway.Application.Knowledge;
using Headway.Application.Storage;
using Headway.Domain;
using NodaTime;

namespace Headway.Application.Demo;

/// <summary>What the demo's desk has written down, what readers said of it, and the views its people saved.</summary>
internal static class DemoKnowledge
{
    public static async Task Lay(Database database, DemoPeople people, IReadOnlyList<TicketTape> all, Instant now, CancellationToken stop) => await database.Write(
        async session =>
        {
            var number = 0L;
            foreach (var article in DemoFiles.Json("knowledge.json").EnumerateArray())
            {
                await Article(session, people, article, ++number, all, now);
            }

            await View(session, people.Of("sam@demo.example"), "Urgent, and nobody's yet", "state=open&scope=nobody&priority=2", people.Team("Service Desk"), 0, now);
            await View(session, people.Of("lee@demo.example"), "Waiting for customers", "waiting=1&columns=status%2Crequester%2Cowner%2Cchanged%2Cnext", people.Team("Service Desk"), 1, now);
            await View(session, people.Of("sam@demo.example"), "My printers", "scope=mine&service=" + people.Service("printing").Value.ToString(System.Globalization.CultureInfo.InvariantCulture), null, 0, now);
        },
        stop);

    private static async Task Article(Session session, DemoPeople people, JsonElement article, long number, IReadOnlyList<TicketTape> all, Instant now)
    {
        var (id, tenant) = (await session.NextId(), DemoBuilder.Tenant.Value);
        var (by, service) = (people.Of(article.Text("by")!).Value, people.Service(article.Text("service")!));
        var at = (now - Duration.FromDays(article.GetProperty("daysAgo").GetInt32())).ToUnixTimeMilliseconds();
        var published = article.Text("state") == "published";
        await session.Do(
            """
            INSERT INTO articles (tenant, id, number, latest, published, service, source, retired, created, created_by, changed, published_at, revision)
            VALUES ($1, $2, $3, 1, $4, $5, NULL, false, $6, $7, $6, $8, 1)
            """,
            tenant, id, number, published ? 1L : null, service.Value, at, by, published ? at : null);
        await session.Do(
            "INSERT INTO article_versions (tenant, article, version, audience, title, body, title_de, body_de, at, person) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)",
            tenant, id, article.Text("audience"), article.Text("title"), article.Text("body"), article.Text("titleDe"), article.Text("bodyDe"), at, by);
        if (!published)
        {
            return;
        }

        var german = article.Text("titleDe") is { } title ? new ArticleText(title, article.Text("bodyDe") ?? "") : null;
        await ArticleIndex.Put(session, DemoBuilder.Tenant, id, new ArticleVersion(1, Audience.Public, new ArticleText(article.Text("title")!, article.Text("body")!), german, now, ""));
        var customers = all.Select(tape => tape.State.Requester.Value).Distinct().Order().ToList();
        var (helped, votes) = (article.GetProperty("helped").GetInt32(), article.GetProperty("helped").GetInt32() + article.GetProperty("didNot").GetInt32());
        foreach (var (person, place) in customers.Skip((int)number).Take(votes).Select((person, place) => (person, place)))
        {
            await session.Do(
                $"INSERT INTO article_votes (tenant, article, person, version, helped, at) VALUES ($1, $2, $3, 1, {(place < helped ? "true" : "false")}, $4)", tenant, id, person, at);
        }

        var given = all.Where(tape => tape.State.Service == service && tape.State.ResolvedAt is not null && tape.State.Opened.ToUnixTimeMilliseconds() > at)
            .OrderByDescending(tape => tape.State.Opened).Take(article.GetProperty("given").GetInt32());
        foreach (var tape in given)
        {
            await session.Do(
                "INSERT INTO article_uses (tenant, article, ticket, kind, version, person, at) VALUES ($1, $2, $3, 'given', 1, $4, $5)",
                tenant, id, tape.State.Key.Value, by, tape.State.ResolvedAt!.Value.ToUnixTimeMilliseconds());
        }
    }

    private static async Task View(Session session, PersonId by, string name, string query, TeamId? team, int place, Instant now) => await session.Do(
        "INSERT INTO saved_views (tenant, id, name, person, team, filter, place, created, changed, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)",
        DemoBuilder.Tenant.Value, await session.NextId(), name, by.Value, team?.Value, TicketsAsked.Of(query).Canonical, (long)place, now.ToUnixTimeMilliseconds());
}
