namespace Headway.BrowserTests;

/// <summary>An administrator changes how the desk decides: seen before it is saved, for new activities only.</summary>
public sealed class SettingTheRules(DemoDesk desk) : Journey(desk)
{
    private static readonly string[] Pages =
    [
        "/settings/statuses", "/settings/statuses/AWAIT_SUPPLIER", "/settings/targets", "/settings/calendars", "/settings/calendars/new", "/settings/on-call", "/settings/on-call/new",
        "/settings/services", "/settings/services/new", "/settings/sorting", "/settings/replies", "/settings/replies/new",
    ];

    [Fact]
    public async Task Threshold_WhenAdaChangesIt_ShowsWhatItWouldHaveMeant_AndSavesWhatWasSeen()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/statuses/IN_PROGRESS");
        var hours = page.Locator("#hours");
        await Expect(hours).ToHaveValueAsync("4");

        await hours.FillAsync("1");
        await Expect(page.Locator("#previewed .preview")).ToContainTextAsync("28");
        await Expect(page.Locator("#previewed .preview .change b")).ToHaveCountAsync(1);
        await Shot(page, "settings-preview");
        await page.Locator("form[data-preview]:has(#hours) .btn.main").ClickAsync();

        await page.WaitForURLAsync("**/IN_PROGRESS?done=saved");
        await Expect(page.Locator(".told.good")).ToBeVisibleAsync();
        await Expect(hours).ToHaveValueAsync("1");

        // As it was, so that no other journey depends on it.
        await hours.FillAsync("4");
        await Expect(page.Locator("#previewed input[name=seen]")).ToHaveCountAsync(1);
        await page.WaitForResponseAsync(answer => answer.Url.Contains("/preview", StringComparison.Ordinal));
        await page.Locator("form[data-preview]:has(#hours) .btn.main").ClickAsync();
        await Expect(hours).ToHaveValueAsync("4");
    }

    [Fact]
    public async Task Threshold_WhenAboveTheCap_IsRefusedWithWhatWasTyped()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/statuses/CUST_UPDATED");

        await page.Locator("#hours").FillAsync("99");
        await Expect(page.Locator("#previewed .told.soon")).ToBeVisibleAsync();
        await page.Locator("form[data-preview]:has(#hours) .btn.main").ClickAsync();

        await Expect(page.Locator(".told.late")).ToBeVisibleAsync();
        await Expect(page.Locator("#hours")).ToHaveValueAsync("99");
    }

    [Fact]
    public async Task Wording_WhileItIsTyped_ReadsAsAnnWould()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/statuses/AWAIT_SUPPLIER");
        var line = page.Locator("#line-en");

        await line.FillAsync("The supplier has it; we write by {promise}.");

        await Expect(page.Locator("[data-reads=line-en]")).Not.ToContainTextAsync("{promise}");
        await Expect(page.Locator("[data-reads=line-en]")).ToContainTextAsync("The supplier has it; we write by ");
        await line.FillAsync("The supplier has it.");
        await page.Locator("#words-form .btn.main").ClickAsync();
        await Expect(page.Locator(".told.late")).ToContainTextAsync("{promise}");
        await Expect(line).ToHaveValueAsync("The supplier has it.");
        await Shot(page, "settings-wording");
    }

    [Fact]
    public async Task Mode_WhenAnotherIsChosen_ShowsEverybodysListBeforeItIsSaved()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/teams");
        await page.Locator("main a[href^='/settings/teams/']:not([href$='new'])").First.ClickAsync();
        await Expect(page.Locator("[name=mode][value=Advanced]")).Not.ToBeCheckedAsync();

        await page.Locator("[name=mode][value=Advanced]").CheckAsync();

        await Expect(page.Locator("#previewed h3")).ToContainTextAsync("High priority together");
        await Shot(page, "settings-mode-preview");
        await page.ReloadAsync();
        await Expect(page.Locator("[name=mode][value=Advanced]")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Calendar_WhenHoursAreTried_SaysWhereADueWouldLand()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/calendars");
        await page.Locator(".rule-card").First.ClickAsync();

        await page.Locator("#try-hours").FillAsync("20");
        await Expect(page.Locator(".tried .lands")).ToBeVisibleAsync();
        await Shot(page, "settings-calendar");
    }

    [Fact]
    public async Task Pages_WhenCheckedByAxe_HaveNoViolation()
    {
        var page = await As("ada");
        List<string> wrong = [];
        foreach (var path in Pages)
        {
            await page.GotoAsync(Url + path);
            wrong.AddRange((await Violations(page, path[1..])).Select(one => $"{path}: {one}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_WhenThePhoneIsNarrow_NeedNoScrollingSideways()
    {
        var page = await As("ada", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        List<string> wide = [];
        foreach (var path in Pages)
        {
            await page.GotoAsync(Url + path);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 0)
            {
                wide.Add(path);
            }
        }

        wide.ShouldBeEmpty();
    }
}
