using System.Collections.Concurrent;

namespace Headway.BrowserTests;

/// <summary>For every eye, hand and screen: contrast, names, narrow phones, and little to fetch.</summary>
public sealed class Looks(DemoDesk desk) : Journey(desk)
{
    private const int MostBytes = 150_000;

    private static readonly Dictionary<string, string[]> Pages = new()
    {
        [""] = ["/sign-in", "/design"],
        ["sam"] =
        [
            "/next", "/account", "/tickets", "/tickets?waiting=1&columns=status,priority,type,requester,team,service,tags,opened,next", "/notices", "/notices/telling", "/lessons", "/problems",
            "/problems/1", "/recognition/me", "/digest/2027-03", "/knowledge", "/knowledge/1", "/knowledge/1/edit",
        ],
        ["lee"] = ["/absences", "/rota", "/board", "/board/plan?day=2027-03-25", "/board/wall", "/audit", "/breaches", "/recognition", "/digest"],
        ["mara"] = ["/flow", "/flow/chases", "/approvals", "/digest/week", "/audit/1", "/audit/2/review", "/audit/compare?before=1&after=2", "/audit/curve", "/issues", "/maturity"],
        ["ada"] =
        [
            "/settings/automation", "/settings/automation/new", "/settings/next-step", "/settings/mail", "/settings/mailboxes", "/settings/mail-log", "/settings/mail-out", "/settings/retention",
            "/settings/webhooks/new", "/settings/sign-on", "/settings/runs",
        ],
        ["ann"] = ["/portal", "/portal/account", "/portal/knowledge", "/portal/knowledge/1", "/portal/new"],
        ["femi"] = ["/next"],
    };

    public static TheoryData<string> People => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(People))]
    public async Task Pages_WhenCheckedByAxe_HaveNoViolation(string who)
    {
        var page = await Open(who, new());
        List<string> wrong = [];
        foreach (var path in Pages[who])
        {
            await page.GotoAsync(Url + path);
            wrong.AddRange((await Violations(page, path[1..])).Select(one => $"{path}: {one}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sam", ".rows", null, "list")]
    [InlineData("sam", "#ticket", ".rows .what", "ticket")]
    [InlineData("ann", "#own", null, "portal")]
    [InlineData("ann", "#headline", "#own a", "portal-ticket")]
    public async Task Page_WhenThePhoneIsNarrow_NeedsNoScrollingSideways(string who, string shown, string? press, string name)
    {
        var page = await As(who, new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        if (press is not null)
        {
            await page.Locator(press).First.ClickAsync();
        }

        await Expect(page.Locator(shown)).ToBeVisibleAsync();
        await Shot(page, $"phone-{name}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task Visit_WhenItIsTheFirst_FetchesLittle()
    {
        var page = await Nobody();
        var fetched = new ConcurrentQueue<IRequest>();
        page.RequestFinished += (_, request) => fetched.Enqueue(request);

        await page.GotoAsync(Url + "/demo/as/sam");
        await Expect(page.Locator("#composer")).ToBeVisibleAsync();

        var bytes = 0;
        foreach (var request in fetched)
        {
            bytes += (await request.SizesAsync()).ResponseBodySize;
        }

        bytes.ShouldBeInRange(1, MostBytes);
    }

    private Task<IPage> Open(string who, BrowserNewContextOptions looks) => who.Length == 0 ? Nobody(looks) : As(who, looks);
}
