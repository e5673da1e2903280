namespace Headway.BrowserTests;

/// <summary>Steps of the tour that a newcomer takes: why a due, the phone, two people at once.</summary>
public sealed class FirstTenMinutes(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Why_WhenTheDueIsAskedAbout_SaysTheRuleTheCalendarAndThePromise()
    {
        var page = await As("sam");
        await page.Locator(".rows .act", new() { HasText = "VPN drops every ten minutes" }).Locator(".what").ClickAsync();
        await Expect(page.Locator("#ticket h1")).ToHaveTextAsync("VPN drops every ten minutes");
        await page.Locator("#body").FocusAsync();

        await page.Keyboard.PressAsync("w");

        var why = page.Locator("#panel .because li");
        await Expect(why.First).ToContainTextAsync("brought about by Tom Hale");
        (await why.CountAsync()).ShouldBeInRange(3, 4);
        await Expect(why.Nth(1)).ToContainTextAsync("40 min of working time");
        await Expect(why.Last).ToContainTextAsync("Tom was promised");
        await Expect(page.Locator("#panel .spans rect")).ToHaveCountAsync(1);
        await Shot(page, "tour-3-why");

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#panel .panel")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Call_WhenTheCallerIsKnown_FindsThePersonAndTheOpenTickets()
    {
        var page = await As("sam");
        await page.Locator("#body").FocusAsync();

        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#panel input[name=q]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("web");

        await Expect(page.Locator("#callers .hit")).ToContainTextAsync("Ann Weber");
        await Expect(page.Locator("#panel .hit", new() { HasText = "Webcam stays black" })).ToBeVisibleAsync();
        await Shot(page, "tour-5-caller");
    }

    [Fact]
    public async Task Call_WhenTheCallerIsNewAndHelped_IsSolvedByKeyboardAlone()
    {
        var page = await As("sam");
        await page.Locator("#body").FocusAsync();
        var keys = 0;

        await Key("c");
        await Expect(page.Locator("#panel input[name=q]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Zora Quent");
        await Expect(page.Locator("#callers .hit")).ToContainTextAsync("Somebody new");
        await Key("Enter");
        await Expect(page.Locator("#call input[name=email]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("zora.quent@caller.example");
        await Key("Tab");
        await page.Keyboard.TypeAsync("Screen was upside down");
        await Shot(page, "tour-5-new-caller");
        await Key("Control+Enter");

        await Expect(page.Locator("#ticket h1")).ToHaveTextAsync("Screen was upside down");
        await Expect(page.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Resolved");
        keys.ShouldBeLessThanOrEqualTo(4);

        Task Key(string key)
        {
            keys++;
            return page.Keyboard.PressAsync(key);
        }
    }

    [Fact]
    public async Task Talk_WhenTheCustomerWrites_ShowsItToSamWithoutAReload()
    {
        var ann = await As("ann");
        await ann.GotoAsync(Url + "/portal/new");
        await ann.Locator("input[name=subject]").FillAsync("The blinds of 4.12 hum");
        await ann.Locator("textarea[name=text]").FillAsync("Since the weekend, whenever the sun comes out.");
        await ann.Locator("form button.btn.main").ClickAsync();
        await ann.WaitForURLAsync("**/portal/tickets/*");
        var number = new Uri(ann.Url).Segments[^1];
        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#away")).ToBeHiddenAsync();
        await sam.Locator("#words-of-reply").FillAsync("Begun, not sent");

        await ann.Locator("[data-reveal=answer][data-intent=answer]").ClickAsync();
        await ann.Locator("#answer textarea").FillAsync("Now it hums without the sun as well.");
        await ann.Locator("#answer button.main").ClickAsync();

        await Expect(sam.Locator("#talk")).ToContainTextAsync("Now it hums without the sun as well.");
        await Expect(sam.Locator("#words-of-reply")).ToHaveValueAsync("Begun, not sent");
        await Expect(sam.Locator("#unread")).Not.ToHaveTextAsync("");
        await Shot(sam, "tour-6-two-tabs");
    }
}
