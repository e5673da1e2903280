using System.Collections.Concurrent;

namespace Headway.BrowserTests;

/// <summary>For every eye, hand and screen: contrast, names, narrow phones, and little to fetch.</summary>
public sealed class Looks(DemoDesk desk) : Journey(desk)
{
    private const int MostBytes = 150_000;

    public static TheoryData<string, string> Pages =>
    [
        ("", "/sign-in"), ("", "/design"), ("sam", "/next"), ("sam", "/account"), ("sam", "/tickets"), ("sam", "/notices"), ("sam", "/lessons"),
        ("lee", "/absences"), ("lee", "/rota"), ("lee", "/board"), ("mara", "/flow"), ("ada", "/settings/automation"),
        ("ada", "/settings/automation/new"), ("ada", "/settings/next-step"), ("sam", "/problems"), ("sam", "/problems/1"), ("lee", "/audit"),
        ("mara", "/audit/1"), ("mara", "/audit/2/review"), ("mara", "/audit/compare?before=1&after=2"), ("mara", "/audit/curve"), ("ann", "/portal"),
        ("ann", "/portal/account"), ("ada", "/settings/mail"), ("ada", "/settings/mailboxes"), ("ada", "/settings/mail-log"),
        ("ada", "/settings/retention"), ("ada", "/settings/webhooks/new"), ("lee", "/breaches"), ("mara", "/flow/chases"), ("mara", "/issues"),
        ("mara", "/maturity"), ("lee", "/board/plan?day=2027-03-25"), ("lee", "/board/wall"), ("lee", "/recognition"), ("sam", "/recognition/me"),
        ("sam", "/notices/telling"), ("lee", "/digest"), ("sam", "/digest/2027-03"), ("ada", "/settings/runs"), ("femi", "/next"),
        ("sam", "/tickets?waiting=1&columns=status,priority,type,requester,team,service,tags,opened,next"), ("sam", "/knowledge"),
        ("sam", "/knowledge/1"), ("sam", "/knowledge/1/edit"), ("ann", "/portal/knowledge"), ("ann", "/portal/knowledge/1"), ("ann", "/portal/new"),
        ("mara", "/approvals"),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_WhenCheckedByAxe_HasNoViolation(string who, string path)
    {
        var page = await Open(who, new());
        await page.GotoAsync(Url + path);

        (await Violations(page, path[1..])).ShouldBeEmpty();
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
