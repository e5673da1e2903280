using System.Globalization;
using Headway.Application.Knowledge;
using Headway.Application.Tickets;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Portal;
using Headway.Web.Settings;

namespace Headway.Web.Knowledge;

/// <summary>What the desk has published for its customers: found, read, judged, and offered before a request is sent.</summary>
internal static class PortalKnowledge
{
    private const int Shown = 30;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/portal/knowledge", List).RequireRateLimiting(Limits.Search);
        portal.MapGet("/portal/knowledge/suggest", Suggest).RequireRateLimiting(Limits.Search);
        portal.MapGet("/portal/knowledge/{article:long}", Page);
        portal.MapPost("/portal/knowledge/{article:long}/vote", Vote);
        portal.MapPost("/portal/knowledge/{article:long}/solved", Solved).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(AccessDoor.MostBytesWithFiles));
    }

    private static async Task<IResult> List(HttpContext http, ArticleBook book, OwnTickets own, string? q, CancellationToken stop)
    {
        var found = await book.Search(http.Caller(), q, Shown, stop);
        return found.Refusal is { } no
            ? Results.StatusCode(Draw.StatusOf(no))
            : Draw.Page<PortalArticlesPage>(("View", new PortalArticlesView(await own.DeskName(http.Caller().Tenant, stop), q ?? "", found.Value)));
    }

    // While somebody writes: by the words so far, subject and text together.
    private static async Task<IResult> Suggest(HttpContext http, ArticleBook book, Viewer viewer, string? q, CancellationToken stop) =>
        Draw.Page<Parts.MayAnswer>(("View", new MayAnswerView(await book.Suggest(http.Caller(), q, viewer.Language, stop: stop))));

    private static async Task<IResult> Page(HttpContext http, ArticleBook book, OwnTickets own, long article, string? done, CancellationToken stop)
    {
        var read = await book.Find(http.Caller(), article, stop: stop);
        var desk = await own.DeskName(http.Caller().Tenant, stop);
        return read.Refusal is { } no
            ? Draw.Page<PortalUnknownPage>(Draw.StatusOf(no), ("DeskName", desk), ("Number", article.ToString(CultureInfo.InvariantCulture)))
            : Draw.Page<PortalArticlePage>(("View", new PortalArticleView(desk, read.Value, done is "helped" or "did-not" ? done : null)));
    }

    private static async Task<IResult> Vote(HttpContext http, JudgeArticle judge, long article, CancellationToken stop)
    {
        var helped = (await http.Request.ReadFormAsync(stop)).Text("helped") == "yes";
        return await judge.Do(http.Caller(), article, helped, stop) is { } no
            ? Results.StatusCode(Draw.StatusOf(no))
            : Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/portal/knowledge/{article}?done={(helped ? "helped" : "did-not")}"));
    }

    // The form of a new request comes here when an article under it was the answer.
    private static async Task<IResult> Solved(HttpContext http, ServeArticle serve, JudgeArticle judge, Viewer viewer, long article, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var solved = await serve.Solved(http.Caller(), article, form.Given("subject"), form.Given("text"), title => viewer["knowledge.solved-line", title], stop);
        if (solved.Refusal is { } no)
        {
            return Results.StatusCode(Draw.StatusOf(no));
        }

        await judge.Do(http.Caller(), article, helped: true, stop);
        return Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/portal/tickets/{solved.Value.Number}"));
    }
}
