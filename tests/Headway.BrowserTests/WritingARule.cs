namespace Headway.BrowserTests;

/// <summary>Ada writes a rule as a sentence and tries it on last month; what was learned from returns is asked in the portal.</summary>
public sealed class WritingARule(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Rule_WhenWrittenFromSelects_ShowsWhatItMatchesAndWhatItWouldHaveDone()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/automation");
        await Expect(page.Locator("main")).ToContainTextAsync("Dry run on the last 28 days");
        await page.Locator("a[href='/settings/automation/new']").ClickAsync();

        await page.Locator("select[name=of]").SelectOptionAsync("AWAIT_CUSTOMER");
        await Expect(page.Locator(".auto-said")).ToContainTextAsync("Waiting for customer");
        await page.Locator("select[name='field.0']").SelectOptionAsync("priority");
        await page.Locator("select[name='value.0']").SelectOptionAsync("P2");
        await Expect(page.Locator(".auto-said")).ToContainTextAsync("priority is P2");
        await Expect(page.Locator(".auto-beside")).ToContainTextAsync("open tickets stand like this now");
        await page.Locator("button[hx-post$='dry-run']").ClickAsync();
        await Expect(page.Locator("#dry-run table")).ToBeVisibleAsync();
        await Shot(page, "rule-dry-run");

        await page.Locator("input[name=name]").FillAsync("Seen by the journey");
        await page.Locator("form.card button.main").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Seen by the journey");
        await page.Locator("a:has-text('Seen by the journey')").ClickAsync();
        await Expect(page.Locator(".auto-state")).ToContainTextAsync("off");
        await page.Locator("form[action$='/remove'] button").ClickAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Seen by the journey");
    }

    [Fact]
    public async Task Question_WhenItsServiceIsChosen_IsAskedInThePortal()
    {
        var page = await As("ann");
        await page.GotoAsync(Url + "/portal/new");

        await page.Locator("select[name=service]").SelectOptionAsync(new SelectOptionValue { Label = "Network and Wi-Fi" });

        await Expect(page.Locator("#intake")).ToContainTextAsync("Which room");
        await Shot(page, "portal-question");
    }
}
