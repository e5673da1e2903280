using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Knowledge;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Settings;

namespace Headway.Web.Knowledge;

/// <summary>What the desk knows: found, read, written, published; and given to customers from the composer.</summary>
internal static class KnowledgePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/knowledge", List);
        desk.MapGet("/knowledge/new", (HttpContext http, long? from, CancellationToken stop) => New(http, from, stop));
        desk.MapGet("/knowledge/{article:long}", (HttpContext http, long article, string? version, string? done, CancellationToken stop) => Page(http, article, version, null, done, stop));
        desk.MapGet("/knowledge/{article:long}/edit", (HttpContext http, long article, CancellationToken stop) => Edit(http, article, null, null, stop));
        desk.MapPost("/knowledge", (HttpContext http, CancellationToken stop) => Write(http, null, stop));
        desk.MapPost("/knowledge/{article:long}", (HttpContext http, long article, CancellationToken stop) => Write(http, article, stop));
        desk.MapPost("/knowledge/{article:long}/publish", (HttpContext http, KeepArticles keep, long article, CancellationToken stop) => Act(http, article, "published", keep.Publish(http.Caller(), article, null, stop), stop));
        desk.MapPost("/knowledge/{article:long}/retire", (HttpContext http, KeepArticles keep, long article, CancellationToken stop) => Act(http, article, "retired", keep.Retire(http.Caller(), article, stop), stop));
        desk.MapPost("/knowledge/{article:long}/restore", (HttpContext http, KeepArticles keep, long article, CancellationToken stop) => Act(http, article, "restored", keep.Restore(http.Caller(), article, stop), stop));
        desk.MapPost("/knowledge/{article:long}/vote", async (HttpContext http, JudgeArticle judge, long article, CancellationToken stop) =>
            await Act(http, article, "voted", judge.Do(http.Caller(), article, (await http.Request.ReadFormAsync(stop)).Text("helped") == "yes", stop), stop));
        desk.MapGet("/part/ticket/{number:long}/article/{article:long}", Insert);
    }

    /// <summary>What may answer a ticket: by its subject and what the customer said last, in the customer's language.</summary>
    public static async Task<SuggestedView?> Suggested(ArticleBook book, Caller caller, TicketPage page, bool writes, CancellationToken stop)
    {
        var said = page.Story.LastOrDefault(entry => entry.Kind is Domain.Tickets.StoryKind.CustomerMessage or Domain.Tickets.StoryKind.Opened && entry.Text is not null)?.Text;
        var words = said is { } text && page.Texts.TryGetValue(text.Value, out var shown) ? shown.Body : null;
        var hits = await book.Suggest(caller, $"{page.Subject} {words}", page.Requester.Language ?? caller.Language, stop: stop);
        return hits.Count == 0 ? null : new SuggestedView(page.Number, hits, writes);
    }

    private static async Task<IResult> List(HttpContext http, ArticleBook book, ShellFrames frames, string? state, string? q, CancellationToken stop)
    {
        var shown = state is "draft" or "retired" ? state : "published";
        var read = await book.All(http.Caller(), shown, q, stop);
        return read.Refusal is { } no
            ? SettingsDoor.No(no)
            : Draw.Page<KnowledgePage>(
                ("Frame", await frames.For(http.Caller(), stop)),
                ("View", new ArticlesView(read.Value, shown, q ?? "", await book.Counts(http.Caller(), stop), http.Caller().May(Permission.KeepKnowledge))));
    }

    private static async Task<IResult> Page(HttpContext http, long article, string? version, Refusal? refused, string? done, CancellationToken stop)
    {
        var book = http.RequestServices.GetRequiredService<ArticleBook>();
        var versions = await book.Versions(http.Caller(), article, stop);
        if (versions.Refusal is { } unknown)
        {
            return SettingsDoor.No(unknown);
        }

        // "draft" is whatever is newest.
        var wanted = version == "draft" ? versions.Value[0].Number : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : (int?)null;
        var read = await book.Find(http.Caller(), article, wanted, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var view = new ArticleView(
            read.Value, versions.Value, wanted, http.Caller().May(Permission.KeepKnowledge), await Address(http, article, stop), refused,
            done is "written" or "published" or "retired" or "restored" or "voted" ? done : null);
        return Draw.Page<ArticlePage>(
            refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), ("Frame", await http.RequestServices.GetRequiredService<ShellFrames>().For(http.Caller(), stop)), ("View", view));
    }

    private static async Task<IResult> New(HttpContext http, long? from, CancellationToken stop)
    {
        if (http.Caller().Denies(Permission.KeepKnowledge) is { } no)
        {
            return SettingsDoor.No(no);
        }

        if (from is not { } ticket)
        {
            return await Form(http, null, null, new ArticleDraft(Audience.Internal, null, null, null, null), false, null, stop);
        }

        var me = http.RequestServices.GetRequiredService<Viewer>();
        var begun = await http.RequestServices.GetRequiredService<ArticleOfTicket>().Begin(
            http.Caller(), ticket, new ArticleOfTicket.Headings(me["knowledge.asked"], me["knowledge.solved-by"]), stop);
        return begun.Refusal is { } unknown ? SettingsDoor.No(unknown) : await Form(http, null, null, begun.Value, false, null, stop);
    }

    private static async Task<IResult> Edit(HttpContext http, long article, ArticleDraft? typed, Refusal? refused, CancellationToken stop)
    {
        var book = http.RequestServices.GetRequiredService<ArticleBook>();
        var read = await book.Find(http.Caller(), article, stop: stop);
        var newest = read.IsRefused ? read : await book.Find(http.Caller(), article, read.Value.Latest, stop);
        if ((http.Caller().Denies(Permission.KeepKnowledge) ?? newest.Refusal) is { } no)
        {
            return SettingsDoor.No(no);
        }

        var (shown, version) = (newest.Value, newest.Value.Shown);
        typed ??= new ArticleDraft(version.Audience, version.English?.Title, version.English?.Body, version.German?.Title, version.German?.Body, shown.Service, shown.Source);
        return await Form(http, article, shown.Revision, typed, shown.Published is not null, refused, stop);
    }

    private static async Task<IResult> Form(HttpContext http, long? article, int? revision, ArticleDraft typed, bool published, Refusal? refused, CancellationToken stop) => Draw.Page<ArticleEditPage>(
        refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), ("Frame", await http.RequestServices.GetRequiredService<ShellFrames>().For(http.Caller(), stop)),
        ("View", new ArticleEditView(article, revision, typed, await http.RequestServices.GetRequiredService<ServiceList>().Of(http.Caller(), stop), published, refused)));

    private static async Task<IResult> Write(HttpContext http, long? article, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var keep = http.RequestServices.GetRequiredService<KeepArticles>();
        var draft = new ArticleDraft(
            form.Text("audience") == "public" ? Audience.Public : Audience.Internal, form.Given("title"), form.Given("body"), form.Given("title.de"), form.Given("body.de"), form.Id("service"), form.Id("source"));
        var kept = await keep.Write(http.Caller(), article, draft, form.Revision(), stop: stop);
        if (kept.Refusal is { } no)
        {
            return article is { } known && no.Kind != RefusalKind.NotFound ? await Edit(http, known, draft, no, stop) : article is null ? await Form(http, null, null, draft, false, no, stop) : SettingsDoor.No(no);
        }

        if (form.Text("go") != "publish")
        {
            return Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/knowledge/{kept.Value}?version=draft&done=written"));
        }

        return await keep.Publish(http.Caller(), kept.Value, null, stop) is { } refused
            ? await Page(http, kept.Value, "draft", refused, null, stop)
            : Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/knowledge/{kept.Value}?done=published"));
    }

    private static async Task<IResult> Act(HttpContext http, long article, string done, Task<Refusal?> act, CancellationToken stop) => await act is not { } no
        ? Results.Redirect(string.Create(CultureInfo.InvariantCulture, $"/knowledge/{article}?done={done}"))
        : no.Kind is RefusalKind.NotFound or RefusalKind.Forbidden ? SettingsDoor.No(no) : await Page(http, article, null, no, null, stop);

    // What the composer takes: the address with a line before it, or the words with the address under them. Only what customers may read.
    private static async Task<IResult> Insert(HttpContext http, ArticleBook book, TicketPageQuery tickets, Viewer viewer, long number, long article, string? @as, CancellationToken stop)
    {
        var (ticket, read) = (await tickets.Read(http.Caller(), number, stop), await book.Find(http.Caller(), article, stop: stop));
        if ((ticket.Refusal ?? read.Refusal) is { } no)
        {
            return Results.StatusCode(Draw.StatusOf(no));
        }

        if (read.Value is not { Published: not null, Retired: false, Shown.Audience: Audience.Public })
        {
            return Results.NotFound();
        }

        var language = ticket.Value.Requester.Language ?? viewer.Language;
        var text = read.Value.Shown.In(language);
        var link = Language.Words.Of(language)["knowledge.link-line", text.Title, await Address(http, article, stop)];
        return Results.Json(new { text = @as == "text" ? $"{text.Body}\n\n{link}" : link });
    }

    private static async Task<string> Address(HttpContext http, long article, CancellationToken stop) =>
        await http.RequestServices.GetRequiredService<TenantDoors>().Link(http.Caller().Tenant, string.Create(CultureInfo.InvariantCulture, $"/portal/knowledge/{article}"), stop);
}
