namespace Headway.BrowserTests;

/// <summary>One's own choice of what interrupts, and the browser's notifications, asked for on a press only.</summary>
public sealed class BeingTold(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Choice_WhenQuietHoursAreSet_IsKeptAndWhatIsWrongIsSaid()
    {
        var page = await As("nia");
        await page.Locator("nav .person").ClickAsync();
        await page.Locator(".me-places a[href='/notices/telling']").ClickAsync();
        var form = page.Locator("#telling-form");
        await form.Locator("[name=quiet]").CheckAsync();
        await form.Locator("[name=from]").FillAsync("22:00");
        await form.Locator("[name=until]").FillAsync("22:00");
        await form.Locator(".btn.main").ClickAsync();
        await Expect(page.Locator("#panel .told.late")).ToContainTextAsync("Quiet hours end at another time than they begin");

        await form.Locator("[name=until]").FillAsync("06:30");
        await form.Locator(".btn.main").ClickAsync();
        await Expect(page.Locator("#panel .told.good")).ToBeVisibleAsync();
        await page.GotoAsync(Url + "/notices/telling");
        await Expect(form.Locator("[name=quiet]")).ToBeCheckedAsync();
        await Expect(form.Locator("[name=until]")).ToHaveValueAsync("06:30");

        await form.Locator("[name=quiet]").UncheckAsync();
        await form.Locator(".btn.main").ClickAsync();
        await Expect(page.Locator(".told.good")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Browser_WhenItIsAllowed_SaysSoAndCanBeSwitchedOff()
    {
        var page = await As("nia", new() { Permissions = ["notifications"] });
        await Agree(page);
        await page.GotoAsync(Url + "/notices/telling");
        await Expect(page.Locator("[data-notify-state=off]")).ToBeVisibleAsync();
        await page.Locator("[data-notify=on]").ClickAsync();
        await Expect(page.Locator("[data-notify-state=on]")).ToBeVisibleAsync();
        await page.Locator("[data-notify=off]").ClickAsync();
        await Expect(page.Locator("[data-notify-state=off]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Browser_WhenItsPushServiceAgrees_IsListedAndForgottenWhenSwitchedOff()
    {
        var page = await As("nia", new() { Permissions = ["notifications"] });

        await Agree(page);
        await page.GotoAsync(Url + "/notices/telling");
        await page.Locator("[data-notify=on]").ClickAsync();
        await Expect(page.Locator("[data-push-state=on]")).ToBeVisibleAsync();
        await Expect(page.Locator("#push-devices li")).ToContainTextAsync("this browser");
        await Expect(page.Locator("#push-devices li")).ToContainTextAsync("through push.invalid");

        await page.Locator("[data-notify=off]").ClickAsync();
        await Expect(page.Locator("#push-devices li")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-notify-state=off]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Thanks_WhenPressedBesideWhatAColleagueWrote_AreSaidOnce()
    {
        var page = await As("lee");
        await page.GotoAsync(Url + "/recognition");
        var praised = await page.Locator(".praise-line a[href^='/next/']").First.GetAttributeAsync("href");
        await page.GotoAsync(Url + praised!.Split('?')[0]);
        var thank = page.Locator("#talk form.thank").First;
        await thank.Locator("button").ClickAsync();
        await Expect(page.Locator("#talk .thanked").First).ToBeVisibleAsync();
    }

    // A browser without a network, and one that forgets everything, has no push service: its word is given for it. Nothing is sent there.
    private static Task Agree(IPage page) => page.AddInitScriptAsync(
        """
        const given = (key) => ({
          endpoint: "https://push.invalid/nia", options: { applicationServerKey: key }, unsubscribe: async () => !(agreed = null),
          toJSON: () => ({ endpoint: "https://push.invalid/nia", keys: { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" } }),
        });
        let agreed = null;
        PushManager.prototype.subscribe = async (how) => (agreed = given(how.applicationServerKey));
        PushManager.prototype.getSubscription = async () => agreed;
        """);
}
