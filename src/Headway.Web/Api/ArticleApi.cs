using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Knowledge;
using Headway.Application.Tickets;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Knowledge;

namespace Headway.Web.Api;

/// <summary>An article as a reader sees it; the texts are Markdown, null in a language it is not written in.</summary>
public sealed record ArticleJson(
    long Id, string State, string Audience, string? Title, string? Body, string? TitleDe, string? BodyDe, int ShownVersion, int LatestVersion, int? PublishedVersion, long? Service, long? Source,
    int Solved, int Given, int Helped, int DidNotHelp, string Changed, string? PublishedAt, int Version);

/// <summary>An article that may answer a ticket, the best first.</summary>
public sealed record ArticleHitJson(long Id, string Audience, string Title, string Excerpt, string Language);

public sealed record ArticleBody(string? Audience, string? Title, string? Body, string? TitleDe, string? BodyDe, long? Service, long? Source, bool? Publish);

public sealed record ArticleVoteBody(bool Helped);

public sealed record ArticleStandsBody(int? Version);

/// <summary><c>/articles</c>, and <c>/tickets/{number}/articles</c>: what the desk knows. Customers read it in the portal, which has no tokens.</summary>
internal static class ArticleApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/articles", async (HttpContext http, ArticleBook book, string? state, string? q, CancellationToken stop) =>
            ApiAnswer.Of(await book.All(http.Caller(), state, q, stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<ArticleJson>>().RequireRateLimiting(Limits.Search)
            .Describe("Articles", "Those of a state, the newest change first; all that are not put away when none is named. With `q` the published ones that hold all its words, the best first.");
        api.MapPost("/articles", (HttpContext http, KeepArticles keep, ArticleBook book, CancellationToken stop) => Write(http, keep, book, null, stop)).Produces<ArticleJson>(StatusCodes.Status201Created)
            .Describe<ArticleBody>("Write an article", "In English, in German or in both; a draft until it is published.", """{"audience":"public","title":"Connect to the guest Wi-Fi","body":"1. Choose **Guests**.\n2. Open any page and accept.","titleDe":"Mit dem Gäste-WLAN verbinden","bodyDe":"1. **Guests** wählen.\n2. Eine Seite öffnen und zustimmen."}""");
        api.MapGet("/articles/{id:long}", async (HttpContext http, ArticleBook book, long id, string? version, CancellationToken stop) =>
            ApiAnswer.Of(await book.Find(http.Caller(), id, ApiRequest.Number(version ?? "") is { } number and < int.MaxValue ? (int)number : null, stop), one => ApiAnswer.Json(Json(one)))).Produces<ArticleJson>()
            .Describe("Read an article", "As readers see it, or an older version, or the draft.");
        api.MapPut("/articles/{id:long}", (HttpContext http, KeepArticles keep, ArticleBook book, long id, CancellationToken stop) => Write(http, keep, book, id, stop)).Produces<ArticleJson>()
            .Describe<ArticleBody>("Change an article", "The whole of it. What was published stays as it was until this version is published.", """{"audience":"public","title":"Connect to the guest Wi-Fi","body":"Choose **Guests**, open any page, accept."}""");
        api.MapPost("/articles/{id:long}/publish", async (HttpContext http, KeepArticles keep, ArticleBook book, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ArticleStandsBody>(http, stop);
            return (asked.Refusal ?? await keep.Publish(http.Caller(), id, asked.Value.Body.Version ?? ApiRequest.Version(http), stop)) is { } no ? ApiAnswer.Refuse(no) : await Shown(http, book, id, null, StatusCodes.Status200OK, stop);
        }).Produces<ArticleJson>()
            .Describe<ArticleStandsBody>("Publish an article", "From now on readers see its newest version, and it is found and suggested.", """{"version":null}""");
        api.MapPost("/articles/{id:long}/restore", async (HttpContext http, KeepArticles keep, ArticleBook book, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ArticleStandsBody>(http, stop);
            return (asked.Refusal ?? await keep.Restore(http.Caller(), id, stop)) is { } no ? ApiAnswer.Refuse(no) : await Shown(http, book, id, null, StatusCodes.Status200OK, stop);
        }).Produces<ArticleJson>()
            .Describe<ArticleStandsBody>("Bring an article back", "It is read and found again as it was when it was put away.", """{"version":null}""");
        api.MapDelete("/articles/{id:long}", async (HttpContext http, KeepArticles keep, long id, CancellationToken stop) =>
            await keep.Retire(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Put an article away", "Nobody finds or reads it any more; people of support can bring it back.");
        api.MapPost("/articles/{id:long}/vote", async (HttpContext http, JudgeArticle judge, ArticleBook book, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ArticleVoteBody>(http, stop);
            return (asked.Refusal ?? await judge.Do(http.Caller(), id, asked.Value.Body.Helped, stop)) is { } no ? ApiAnswer.Refuse(no) : await Shown(http, book, id, null, StatusCodes.Status200OK, stop);
        }).Produces<ArticleJson>().Describe<ArticleVoteBody>("Say whether it helped", "Once a person; said again, it is said anew. Only the sums are shown.", """{"helped":true}""");
        api.MapGet("/tickets/{number}/articles", Suggested).Produces<ListJson<ArticleHitJson>>().RequireRateLimiting(Limits.Search)
            .Describe("What may answer a ticket", "Articles that share telling words with its subject and with what the customer said last; none rather than a far-fetched one.");
    }

    private static async Task<IResult> Write(HttpContext http, KeepArticles keep, ArticleBook book, long? id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ArticleBody>(http, stop);
        if (asked.Refusal is { } unread)
        {
            return ApiAnswer.Refuse(unread);
        }

        var body = asked.Value.Body;
        if (body.Audience is not (null or "internal" or "public"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'audience' is internal or public."));
        }

        var draft = new ArticleDraft(body.Audience == "public" ? Audience.Public : Audience.Internal, body.Title, body.Body, body.TitleDe, body.BodyDe, body.Service, body.Source);
        var kept = await keep.Write(http.Caller(), id, draft, ApiRequest.Version(http), asked.Value.Key, stop);
        if (kept.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (body.Publish == true && await keep.Publish(http.Caller(), kept.Value, null, stop) is { } unpublished)
        {
            return ApiAnswer.Refuse(unpublished);
        }

        if (id is null)
        {
            http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/articles/{kept.Value}");
        }

        var versions = await book.Versions(http.Caller(), kept.Value, stop);
        return await Shown(http, book, kept.Value, versions.IsRefused ? null : versions.Value[0].Number, id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Suggested(HttpContext http, ArticleBook book, TicketPageQuery tickets, string number, CancellationToken stop)
    {
        var page = ApiRequest.Number(number) is { } known ? await tickets.Read(http.Caller(), known, stop) : Domain.Progression.TicketRefusals.Unknown;
        return page.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.List((await KnowledgePages.Suggested(book, http.Caller(), page.Value, writes: false, stop))?.Hits.Select(Json) ?? []);
    }

    private static async Task<IResult> Shown(HttpContext http, ArticleBook book, long id, int? version, int status, CancellationToken stop) =>
        ApiAnswer.Of(await book.Find(http.Caller(), id, version, stop), one => ApiAnswer.Json(Json(one), status));

    private static ArticleHitJson Json(ArticleHit hit) => new(hit.Number, hit.Audience.ToString().ToLowerInvariant(), hit.Title, hit.Excerpt, hit.Language);

    private static ArticleJson Json(ArticleRead one) => new(
        one.Number, one.State, one.Shown.Audience.ToString().ToLowerInvariant(), one.Shown.English?.Title, one.Shown.English?.Body, one.Shown.German?.Title, one.Shown.German?.Body, one.Shown.Number,
        one.Latest, one.Published, one.Service, one.Source, one.Served.Solved, one.Served.Given, one.Served.Helped, one.Served.DidNot, ApiAnswer.Text(one.Changed), ApiAnswer.Text(one.PublishedAt), one.Revision);
}
