namespace Headway.Web.Api;

/// <summary>What the fields of saved views and of articles mean; read with <see cref="ApiWords"/>.</summary>
internal static class FindingWords
{
    public static readonly IReadOnlyDictionary<string, string> Said = new Dictionary<string, string>
    {
        ["views.id"] = "The view, by its number.",
        ["filter"] = "What the address of the page of tickets says after its question mark, such as state=open&priority=1&scope=nobody: q, state, status, waiting, tag, scope (mine, team, nobody), team, priority, service, category, requester, columns.",
        ["ViewBody.team"] = "The name of a team of one's own to share it with; left out, it is one's own.",
        ["articles.id"] = "The article, by its number.",
        ["articles.state"] = "published, draft (never published, or changed since) or retired; left out, all that are not put away.",
        ["articles.version"] = "An older version, or the draft, by its number; left out, what readers see.",
        ["audience"] = "internal (people of support) or public (customers too).",
        ["ArticleBody.audience"] = "internal (people of support alone) or public (customers too); left out, internal.",
        ["ArticleBody.title"] = "The title in English; null where it is not written in English.",
        ["ArticleBody.body"] = "The text in English, as Markdown; HTML in it stands as it was typed.",
        ["ArticleBody.titleDe"] = "The title in German; null where it is not written in German.",
        ["ArticleBody.bodyDe"] = "The text in German, as Markdown.",
        ["ArticleBody.service"] = "The service it is about, by its number.",
        ["ArticleBody.source"] = "The number of the ticket it was made of.",
        ["ArticleBody.publish"] = "Whether readers see it at once; left out, it is a draft.",
        ["helped"] = "Whether it helped.",
        ["places"] = "-1 for one place forward, 1 for one place back.",
    };
}
