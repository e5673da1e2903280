namespace Headway.BrowserTests;

/// <summary>An article answers before a request is sent, and stands beside the ticket that asks the same; what is found is saved under a name.</summary>
public sealed class KnowingTheAnswer(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Customer_WhenTheAnswerIsWrittenDown_IsShownItBeforeSending()
    {
        var page = await As("ann", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        await page.GotoAsync(Url + "/portal/new");
        await page.Locator("input[name=subject]").FillAsync("VPN drops again and again");
        await page.Locator("textarea[name=text]").FillAsync("Since yesterday, at home.");

        var offered = page.Locator("#may-answer details", new() { HasText = "VPN drops" });
        await Expect(offered).ToBeVisibleAsync();
        await offered.Locator("summary").ClickAsync();
        await Expect(offered.Locator(".article")).ToContainTextAsync("guest Wi-Fi");
        await Shot(page, "may-answer");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await offered.Locator("[data-solved-by]").ClickAsync();

        await page.WaitForURLAsync("**/portal/tickets/*");
        await Expect(page.Locator("#story")).ToContainTextAsync("Solved by the article");
    }

    [Fact]
    public async Task Agent_WhenAnArticleFits_PutsItsAddressIntoTheReply()
    {
        var page = await As("sam");
        var ticket = await NewTicket(page, "VPN drops every hour");
        await page.GotoAsync($"{Url}/next/{ticket}");

        await Expect(page.Locator(".suggested")).ToContainTextAsync("VPN drops again and again");
        await Shot(page, "suggested");
        await page.Locator(".suggested li", new() { HasText = "VPN drops again" }).Locator("[data-as=link]").ClickAsync();

        await Expect(page.Locator("#words-of-reply")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/portal/knowledge/\\d+"));
        await page.Locator("#words-of-reply").FillAsync("");
    }

    [Fact]
    public async Task Search_WhenSaved_IsInThePaletteWithItsColumnsAndActsOnSeveral()
    {
        var page = await As("sam");
        var (first, second) = (await NewTicket(page, "Quill pens for the board room"), await NewTicket(page, "Quill pens for the lobby"));
        await page.GotoAsync(Url + "/tickets?q=quill+pens");
        await page.Locator(".found-card details", new() { HasText = "Columns" }).Locator("summary").ClickAsync();
        await page.Locator("input[name=columns][value=opened]").CheckAsync();
        await page.Locator(".sheet.columns button").ClickAsync();
        await Expect(page.Locator("table.found thead")).ToContainTextAsync("Opened");

        await page.Locator(".saved-views summary", new() { HasText = "Save as a view" }).ClickAsync();
        await page.Locator(".saved-views input[name=name]").FillAsync("Quills of this journey");
        await page.Locator(".saved-views .view-sheet button.main").ClickAsync();
        await Expect(page.Locator(".views [aria-current]")).ToContainTextAsync("Quills of this journey");
        await Shot(page, "saved-view");

        await page.Locator("table.found [data-mark-all]").CheckAsync();
        await Expect(page.Locator("#bulk-form [data-picked]")).ToContainTextAsync("2");
        await page.Locator("#bulk-do").SelectOptionAsync(new SelectOptionValue { Value = "status:IN_PROGRESS" });
        await page.Locator("#bulk-form input[name=note]").FillAsync("Quills are ordered.");
        await page.Locator("#bulk-form button.main").ClickAsync();
        await Expect(page.Locator("#bulk [role=status]")).ToContainTextAsync("2 done");
        await Expect(page.Locator("table.found tbody")).Not.ToContainTextAsync("New");

        var table = await page.RunAndWaitForDownloadAsync(() => page.Locator(".found-card a[download]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await table.PathAsync());
        lines.Length.ShouldBe(3);
        lines.Skip(1).Select(line => line.Split(',')[0]).ShouldBe([second, first]);

        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#palette input").FillAsync("quills");
        await Expect(page.Locator("#palette .answer", new() { HasText = "Quills of this journey" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".saved-views summary[aria-label]").ClickAsync();
        await page.Locator(".saved-views form[action$='/delete'] button").ClickAsync();
        await Expect(page.Locator(".views")).Not.ToContainTextAsync("Quills of this journey");
    }
}
