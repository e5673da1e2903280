namespace Headway.BrowserTests;

public sealed class LeadingAndMeasuring(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Board_WhenLeeLooks_HasASentenceAndOneButtonForEachNeed()
    {
        var page = await As("lee");
        await page.GotoAsync(Url + "/board");

        var needs = page.Locator(".need");
        await Expect(needs.First).ToBeVisibleAsync();
        foreach (var need in await needs.AllAsync())
        {
            await Expect(need.Locator("h3")).Not.ToBeEmptyAsync();
            await Expect(need.Locator(".btn.main")).ToHaveCountAsync(1);
        }

        await Shot(page, "board");
    }

    [Fact]
    public async Task Flow_WhenMaraFollowsAMark_ComesToTheActivitiesAndOnToATicketsStory()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/flow");

        await Expect(page.Locator(".lead-line").First).ToContainTextAsync("In 13 weeks");
        var weeks = page.Locator("section[aria-labelledby=kept] svg.chart a");
        await Expect(weeks.Nth(3)).ToBeVisibleAsync();
        await Shot(page, "flow");

        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("section[aria-labelledby=kept] tbody tr")).ToHaveCountAsync(await weeks.CountAsync());
        await Expect(page.Locator("section[aria-labelledby=kept] table")).ToBeVisibleAsync();
        await Shot(page, "flow-table");
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("section[aria-labelledby=kept] svg.chart")).ToBeVisibleAsync();

        await weeks.Last.ClickAsync();
        await page.WaitForURLAsync("**/flow/activities?**");
        await Expect(page.Locator("h1")).ToContainTextAsync("activities");
        await Shot(page, "flow-activities");

        await page.Locator("tbody a").First.ClickAsync();
        await page.WaitForURLAsync("**/next/*?tab=history");
        await Expect(page.Locator("#ticket .body")).ToContainTextAsync("Opened the ticket");
        await Shot(page, "flow-story");
    }
}
