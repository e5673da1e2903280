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

    [Fact]
    public async Task Measure_WhenMaraCutsIt_StandsByEachPartAndOpensWhatItIsMadeOf()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/flow?weeks=4");
        await page.Locator("#m-promises a.what").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Promises");
        await Shot(page, "flow-cut");

        await page.Locator("nav.seg a", new() { HasTextString = "Week" }).ClickAsync();
        await page.Locator("tbody a").First.ClickAsync();
        await page.WaitForURLAsync("**/flow/activities?**of=promises**");
        await Expect(page.Locator("nav.seg a").First).ToContainTextAsync("All ");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Shot(page, "flow-cases");
    }

    /// <summary>Nobody scrolls a wall: whatever the screen, all of it is to be seen, and what has no room is counted.</summary>
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1920, 1080)]
    [InlineData(1366, 768)]
    [InlineData(1080, 1920)]
    public async Task Wall_WhenTheScreenIsOfAnySize_FitsAndSaysWhatItLeavesOut(int width, int height)
    {
        var page = await As("lee");
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(Url + "/board/wall");
        await page.EvaluateAsync("document.fonts.ready");
        (await Outside()).ShouldBeEmpty();

        // A busy morning: thirty more rows than the desk has.
        var all = await page.EvaluateAsync<int>("""
            () => {
              const list = document.querySelector("ol[data-fit]"), row = list.querySelector("li:not(.more)");
              for (let i = 0; i < 30; i++) list.append(row.cloneNode(true));
              list.querySelector(".more")?.remove();
              const all = list.children.length;
              dispatchEvent(new Event("resize"));
              return all;
            }
            """);
        (await Outside()).ShouldBeEmpty();
        var (shown, more) = (await page.Locator("ol[data-fit] > li:not(.more):visible").CountAsync(), await page.Locator("ol[data-fit] > .more").InnerTextAsync());
        shown.ShouldBeGreaterThan(3);
        more.ShouldBe($"and {all - shown} more");
        await Shot(page, $"wall-{width}x{height}");

        // What is drawn beyond the screen or clipped by its list.
        async Task<string[]> Outside() => await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll(".wall, .wall section, .wall li, .wall svg, .wall .legend")].filter(one => one.offsetParent !== null || one instanceof SVGElement)
              .filter(one => { const at = one.getBoundingClientRect(), list = one.parentElement.closest("[data-fit]")?.getBoundingClientRect();
                return at.right > innerWidth + 1 || at.bottom > innerHeight + 1 || (list && at.bottom > list.bottom + 2); })
              .map(one => `${one.tagName} ${one.className.baseVal ?? one.className} ${one.textContent.slice(0, 30)}`)
            """);
    }
}
