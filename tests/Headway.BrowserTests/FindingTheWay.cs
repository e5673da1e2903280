namespace Headway.BrowserTests;

/// <summary>What a stranger tries first: somebody else's eyes, every place of the rail, what is not theirs, an absence, their own zone.</summary>
public sealed class FindingTheWay(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Somebody_WhenChangedFor_IsChosenFromTheSameCards()
    {
        var page = await As("sam");
        await page.Locator(".demo-bar a[href='/demo']").ClickAsync();
        await Expect(page.Locator(".persona")).ToHaveCountAsync(6);
        await page.Locator(".persona", new() { HasText = "Lee" }).ClickAsync();
        await Expect(page.Locator(".demo-bar")).ToContainTextAsync("Lee");
    }

    [Theory]
    [InlineData("sam", "next,tickets,flow,lessons,knowledge")]
    [InlineData("lee", "next,tickets,board,flow,lessons,knowledge,audit")]
    [InlineData("mara", "tickets,flow,knowledge,audit")]
    [InlineData("ada", "next,tickets,flow,lessons,knowledge,audit")]
    public async Task Rail_OfARole_NamesWhatItMayAndEveryPlaceOpens(string who, string places)
    {
        var page = await As(who);
        var named = await page.Locator(".rail > a.place:not(.person)").EvaluateAllAsync<string[]>("all => all.map((a) => a.getAttribute('href'))");
        // The rota stands there only where a team of theirs works by one.
        named.TakeWhile(href => href is not ("/caller" or "/notices")).Where(href => href != "/rota").ShouldBe(places.Split(',').Select(place => "/" + place));
        foreach (var href in named)
        {
            var answer = await page.GotoAsync(Url + href);
            answer.ShouldNotBeNull().Status.ShouldBe(200, href);
        }
    }

    [Fact]
    public async Task Page_WhenItIsNotOnesOwnOrNotThere_SaysSoWithTheWayBack()
    {
        // The browser reports the status of such a page itself, which the journeys' ear takes for a fault: asked without it.
        var page = await As("sam");
        foreach (var (path, status, said) in new[] { ("/board", 403, "not yours"), ("/nothing-of-the-kind", 404, "nothing here") })
        {
            var answer = await page.APIRequest.GetAsync(Url + path, new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } });
            answer.Status.ShouldBe(status);
            var text = await answer.TextAsync();
            text.ShouldContain("class=\"rail\"");
            text.ShouldContain(said, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Tickets_WhenOpened_AreTheOpenOnesAndTheSwitchIsInTheAddress()
    {
        var page = await As("sam");
        await page.GotoAsync(Url + "/tickets");
        await Expect(page.Locator(".page > .seg [aria-current]")).ToContainTextAsync("Open");
        (await page.Locator("table.found tbody .tag").AllInnerTextsAsync()).ShouldNotContain("Closed");

        await page.Locator(".page > .seg a", new() { HasText = "Closed" }).ClickAsync();
        await page.WaitForURLAsync("**state=closed*");
        await Expect(page.Locator(".page > .seg [aria-current]")).ToContainTextAsync("Closed");
        await Expect(page.Locator("table.found tbody tr").First).ToContainTextAsync("Closed");
    }

    [Fact]
    public async Task Absence_WhenALeadEntersIt_IsOnTheBoardAndWhereWorkIsHandedOn()
    {
        var page = await As("lee");
        await page.Locator(".rail a[href='/board']").ClickAsync();
        await page.Locator("a[href='/absences']").First.ClickAsync();
        await page.Locator("select[name=person]").SelectOptionAsync(new SelectOptionValue { Label = "Ines Duarte" });
        await page.Locator("[name=reason]").FillAsync("Training");
        await page.Locator("form[action='/absences'] button.main").ClickAsync();
        await Expect(page.Locator(".told.good")).ToBeVisibleAsync();
        await Shot(page, "absence-entered");

        await page.GotoAsync(Url + "/board");
        await Expect(page.Locator(".shift-list li", new() { HasText = "Ines" })).ToContainTextAsync("away");
        await page.GotoAsync(Url + "/next");
        await page.Locator("body").PressAsync("t");
        await Expect(page.Locator("#panel option", new() { HasText = "Ines Duarte" }).First).ToContainTextAsync("away until");

        // Back again, so that no other journey meets it.
        await page.GotoAsync(Url + "/absences");
        var now = page.Locator(".set-row", new() { HasText = "Ines" }).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "Back now" }) });
        await now.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(now).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Zone_WhenAPersonChoseNone_IsTheBrowsers()
    {
        var page = await As("ada", new() { TimezoneId = "America/New_York" });
        await page.GotoAsync(Url + "/account");
        var chosen = await page.Locator("#field-zone").InputValueAsync();
        await page.Locator("#field-zone").FillAsync("");
        await page.Locator("form[action='/account/details'] button.main").ClickAsync();
        await Expect(page.Locator(".told.good")).ToBeVisibleAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-zone", "America/New_York");

        await page.Locator("#field-zone").FillAsync(chosen);
        await page.Locator("form[action='/account/details'] button.main").ClickAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-zone", chosen);
    }

    [Fact]
    public async Task Phone_WhenHeldInOneHand_ReachesEveryPlaceThroughOnesOwnPanel()
    {
        var page = await As("lee", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        await page.Locator(".rail .person").ClickAsync();
        foreach (var href in new[] { "/caller", "/flow", "/lessons", "/audit", "/settings", "/account", "/absences" })
        {
            await Expect(page.Locator($"#panel a[href='{href}']")).ToBeVisibleAsync();
        }

        await Expect(page.Locator("#panel form[action='/sign-out'] button")).ToBeVisibleAsync();
        await Shot(page, "phone-own-panel");
    }
}
