using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Knowledge;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Statuses;
using Headway.IntegrationTests.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Knowledge;

public sealed class KnowledgeOnSqlite : KnowledgeSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class KnowledgeOnPostgres : KnowledgeSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What the desk knows is written once, read by whom it is for, offered where it may answer, and counted where it did.</summary>
public abstract class KnowledgeSuite
{
    private static readonly ArticleDraft Vpn = new(Audience.Public, "VPN drops every ten minutes", "## Try\n\n1. Restart the client.\n2. Leave the guest network.", "VPN bricht ständig ab", "Den Client neu starten.");

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Write_WhenManyWriteAtOnce_GivesEachANumberOfItsOwn()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var keep = desk.Place.Get<KeepArticles>();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => keep.Write(desk.Sam, null, Vpn with { Title = $"Article {i}" })));

        numbers.Select(one => one.Value).Order().ShouldBe(Enumerable.Range(1, 12).Select(number => (long)number));
    }

    [Fact]
    public async Task Article_WhenWrittenAndPublished_IsReadByWhomItIsForInTheirLanguage()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (keep, book) = (desk.Place.Get<KeepArticles>(), desk.Place.Get<ArticleBook>());

        var number = (await keep.Write(desk.Sam, null, Vpn)).Value;
        (await book.Find(desk.Ann, number)).Refusal.ShouldBe(KnowledgeRefusals.Unknown, "a draft is nobody's but support's");
        (await book.Find(desk.Sam, number)).Value.State.ShouldBe("draft");
        (await book.Search(desk.Ann, "vpn", 5)).Value.ShouldBeEmpty();
        (await keep.Publish(desk.Ann, number)).ShouldBe(AccessRefusals.NotAllowed);
        (await keep.Publish(desk.Sam, number)).ShouldBeNull();
        (await keep.Publish(desk.Sam, number)).ShouldBe(KnowledgeRefusals.NothingToPublish);

        var hit = (await book.Search(desk.Ann, "vpn dro", 5)).Value.ShouldHaveSingleItem();
        (hit.Title, hit.Excerpt, hit.Language).ShouldBe(("VPN drops every ten minutes", "Try 1. Restart the client. 2. Leave the guest network.", "en"));
        (await book.Search(desk.Ann with { Language = "de" }, "STÄNDIG", 5)).Value.ShouldHaveSingleItem().Title.ShouldBe("VPN bricht ständig ab");

        (await keep.Write(desk.Sam, number, Vpn with { Title = "Gateway secrets", Audience = Audience.Internal }, expected: 2)).Value.ShouldBe(number);
        (await keep.Write(desk.Kim, number, Vpn, expected: 2)).Refusal.ShouldBe(SettingsRefusals.Stale);
        var shown = (await book.Find(desk.Ann, number)).Value;
        (shown.Shown.In("en").Title, shown.Shown.Number, shown.Source).ShouldBe(("VPN drops every ten minutes", 1, null), "readers keep what was published");
        (await book.Find(desk.Ann, number, version: 2)).Value.Shown.Number.ShouldBe(1, "a customer chooses no version");
        (await book.Search(desk.Ann, "secrets", 5)).Value.ShouldBeEmpty();
        (await keep.Publish(desk.Sam, number)).ShouldBeNull();
        (await book.Find(desk.Ann, number)).Refusal.ShouldBe(KnowledgeRefusals.Unknown, "it is for support alone from now on");
        (await book.Search(desk.Ann, "vpn", 5)).Value.ShouldBeEmpty();
        (await book.Suggest(desk.Ann, "the gateway vpn drops every ten minutes")).ShouldBeEmpty();
        (await book.Suggest(desk.Sam, "the gateway vpn drops every ten minutes")).ShouldHaveSingleItem();
        (await book.Versions(desk.Sam, number)).Value.Select(version => version.Number).ShouldBe([2, 1]);

        (await keep.Retire(desk.Sam, number)).ShouldBeNull();
        (await book.Search(desk.Sam, "gateway", 5)).Value.ShouldBeEmpty();
        (await keep.Write(desk.Sam, number, Vpn)).Refusal.ShouldBe(KnowledgeRefusals.Retired);
        (await keep.Restore(desk.Sam, number)).ShouldBeNull();
        (await book.Search(desk.Sam, "gateway", 5)).Value.ShouldHaveSingleItem();
        (await AuditTrail.Read(desk.Place.Database, desk.Place.Ada, 20)).Value.Select(line => line.Kind).ShouldContain("article.published");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Article_WhenItLacksWords_IsRefused()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var keep = desk.Place.Get<KeepArticles>();

        (await keep.Write(desk.Sam, null, new ArticleDraft(Audience.Internal, "Title alone", null, null, null))).Refusal.ShouldBe(KnowledgeRefusals.Empty);
        (await keep.Write(desk.Sam, null, new ArticleDraft(Audience.Internal, null, null, null, null))).Refusal.ShouldBe(KnowledgeRefusals.Empty);
        (await keep.Write(desk.Sam, null, new ArticleDraft(Audience.Internal, "T", new string('x', ArticleDraft.LongestBody + 1), null, null))).Refusal.ShouldBe(KnowledgeRefusals.TooLong);
        (await keep.Write(desk.Sam, null, new ArticleDraft(Audience.Internal, "T", "x", null, null, Service: 999))).Refusal.ShouldBe(SettingsRefusals.ServiceUnknown);
        (await keep.Write(desk.Ann, null, Vpn)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await keep.Write(desk.Sam, 999, Vpn)).Refusal.ShouldBe(KnowledgeRefusals.Unknown);
    }

    [Fact]
    public async Task Suggestion_WhenANeedIsDescribed_IsWhatSharesTellingWords()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var book = desk.Place.Get<ArticleBook>();
        var vpn = await Published(desk, Vpn);
        var password = await Published(desk, new ArticleDraft(Audience.Public, "Set a new password", "Choose it on the sign-in page. The client asks for it.", null, null));
        await Published(desk, new ArticleDraft(Audience.Public, "The label printer", "Wipe the sensor. The roll goes in from the left.", null, null));
        await Published(desk, new ArticleDraft(Audience.Public, "Visitors' network codes", "The front desk gives codes for the guest network.", null, null));

        (await book.Suggest(desk.Ann, "Hello, my VPN drops all the time since this morning")).First().Number.ShouldBe(vpn);
        (await book.Suggest(desk.Ann, "I forgot my password")).First().Number.ShouldBe(password);
        (await book.Suggest(desk.Ann, "The coffee machine on the third floor is broken")).ShouldBeEmpty("nothing rather than something far-fetched");
        (await book.Suggest(desk.Ann, " ")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Need_WhenAnArticleMeetsIt_IsSolvedStraightOffAndMayComeBack()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (serve, book) = (desk.Place.Get<ServeArticle>(), desk.Place.Get<ArticleBook>());
        var number = await Published(desk, Vpn);
        var before = (await Flow(desk)).Tickets;

        var solved = await serve.Solved(desk.Ann, number, " ", "It drops again", title => $"Solved by the article “{title}”.");

        solved.Refusal.ShouldBeNull();
        var page = (await desk.Place.Get<TicketPageQuery>().Read(desk.Ann, solved.Value.Number)).Value;
        (page.Subject, page.State.Status).ShouldBe(("VPN drops every ten minutes", StatusCode.Resolved));
        page.Texts.Values.Select(text => text.Body).ShouldContain("Solved by the article “VPN drops every ten minutes”.");
        (await book.Find(desk.Sam, number)).Value.Served.Solved.ShouldBe(1);
        var after = (await Flow(desk)).Tickets;
        (after.StraightOff - before.StraightOff, after.Resolved - before.Resolved).ShouldBe((1, 1));
        (await desk.Numbers(desk.Sam)).ShouldBeEmpty("nobody has to look");
        (await desk.Place.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND ticket = $2", desk.Place.Tenant.Value, page.State.Key.Value)).ShouldBe(0, "nobody is told what they did themselves");

        (await desk.Place.Get<WriteMessage>().Do(new ActOn(desk.Ann, solved.Value.Number), new CustomerInput(Domain.Tickets.Intent.NotSolved, null, Domain.Tickets.Channel.Portal))).Refusal.ShouldBeNull();
        (await desk.Numbers(desk.Sam)).ShouldBe([solved.Value.Number]);
        (await serve.Solved(desk.Ann, 999, "x", "y", title => title)).Refusal.ShouldBe(KnowledgeRefusals.Unknown);
        (await serve.Solved(desk.Sam, number, "x", "y", title => title)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Article_WhenJudgedGivenAndMadeOfATicket_SaysSo()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (judge, book) = (desk.Place.Get<JudgeArticle>(), desk.Place.Get<ArticleBook>());
        var number = await Published(desk, Vpn);
        var ticket = await desk.Raise("VPN again", "It drops.");

        (await judge.Do(desk.Ann, number, helped: false)).ShouldBeNull();
        (await judge.Do(desk.Ann, number, helped: true)).ShouldBeNull("said anew");
        (await judge.Do(desk.Kim, number, helped: false)).ShouldBeNull();
        (await judge.Do(desk.Ann, 999, helped: true)).ShouldBe(KnowledgeRefusals.Unknown);
        var reply = new TouchInput("CUST_TESTING", $"Please see https://desk.example/portal/knowledge/{number} and https://desk.example/portal/knowledge/{number}99.");
        (await desk.Place.Get<ProgressTicket>().Do(new ActOn(desk.Sam, ticket), reply)).Refusal.ShouldBeNull();

        var served = (await book.Find(desk.Sam, number)).Value.Served;
        served.ShouldBe(new ArticleServed(Helped: 1, DidNot: 1, Solved: 0, Given: 1));

        var begun = (await desk.Place.Get<ArticleOfTicket>().Begin(desk.Sam, ticket, new ArticleOfTicket.Headings("What is asked", "What helps"))).Value;
        (begun.Title, begun.Audience, begun.Source).ShouldBe(("VPN again", Audience.Internal, ticket));
        begun.Body.ShouldNotBeNull().ShouldStartWith("## What is asked\n\nIt drops.\n\n## What helps\n\nPlease see");
        var made = (await desk.Place.Get<KeepArticles>().Write(desk.Sam, null, begun)).Value;
        (await book.Find(desk.Sam, made)).Value.Source.ShouldBe(ticket);
        (await book.Find(desk.Sam with { HiddenTeams = new HashSet<Domain.TeamId> { desk.Place.Desk } }, made)).Value.Source.ShouldBeNull("who may not see the ticket is not told of it");
        (await desk.Place.Get<ArticleOfTicket>().Begin(desk.Sam, 999_999, new ArticleOfTicket.Headings("", ""))).IsRefused.ShouldBeTrue();
    }

    private static async Task<long> Published(PanelDesk desk, ArticleDraft draft)
    {
        var number = (await desk.Place.Get<KeepArticles>().Write(desk.Sam, null, draft)).Value;
        (await desk.Place.Get<KeepArticles>().Publish(desk.Sam, number)).ShouldBeNull();
        return number;
    }

    private static async Task<FlowRead> Flow(PanelDesk desk) =>
        (await desk.Place.Get<FlowQuery>().Read(desk.Place.Ada, FlowScope.Weeks(desk.Place.Get<DeskClock>().Now(desk.Place.Tenant) + Duration.FromMinutes(1), DateTimeZone.Utc, 2))).Value;
}
