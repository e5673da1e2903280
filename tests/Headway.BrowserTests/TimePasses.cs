namespace Headway.BrowserTests;

/// <summary>The demo's own clock, moved on: what has fallen due says so, and nothing is lost.</summary>
public sealed class TimePasses(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Hour_WhenItPasses_PutsWhatIsOverdueFirstAndLosesNothing()
    {
        var page = await As("sam");
        var before = await Numbers(page);
        before.Count.ShouldBeGreaterThan(5);
        var footer = await page.Locator("#list > footer span").First.InnerTextAsync();

        await page.Locator(".demo-bar button[value='1h']").ClickAsync();
        await Expect(page.Locator(".rows .act.late").First).ToBeVisibleAsync();

        var after = await Numbers(page);
        before.Except(after).ShouldBeEmpty();
        (await page.Locator("#list > footer span").First.InnerTextAsync()).ShouldBe(footer);
        // What colleagues who are away or late have due stands below, offered in an order of its own.
        var late = await page.Locator(".rows section:not(:has(h2.cover)) .act").EvaluateAllAsync<bool[]>("rows => rows.map(row => row.classList.contains('late'))");
        late.Skip(late.TakeWhile(one => one).Count()).ShouldNotContain(true);
        await Expect(page.Locator(".rows .act.late .due").First).ToContainTextAsync("overdue");
        await Shot(page, "tour-7-an-hour-later");

        // A target came near while its clock ran; the one whose customer is waited for stands still and warns nobody.
        await page.GotoAsync($"{Url}/next?scope=team");
        var saves = page.Locator(".rows .act", new() { HasText = "Save the target" });
        await Expect(saves.Filter(new() { HasText = "Remote desktop freezes when I scroll" })).ToHaveCountAsync(1);
        await Expect(saves.Filter(new() { HasText = "Token app shows no numbers" })).ToHaveCountAsync(0);
        await saves.Locator(".what").First.ClickAsync();
        await Expect(page.Locator("#ticket h1")).ToHaveTextAsync("Remote desktop freezes when I scroll");
        await Shot(page, "target-at-risk");
        await page.Locator("#words-of-reply").FillAsync("The vendor's build is late; until it is here you get a desktop on the other server.");
        await page.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync("sent");
        await Expect(saves.Filter(new() { HasText = "Remote desktop freezes when I scroll" })).ToHaveCountAsync(0);
    }

    // What is offered of colleagues who are away leaves the list when they are back.
    private static async Task<IReadOnlyList<string>> Numbers(IPage page) =>
        await page.Locator(".rows section:not(:has(h2.cover)) .act").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.ticket)");
}
