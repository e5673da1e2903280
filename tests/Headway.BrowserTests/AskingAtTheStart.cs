namespace Headway.BrowserTests;

/// <summary>A service asks what it needs: what depends on an answer appears with it, and Ada says what is asked.</summary>
public sealed class AskingAtTheStart(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Form_WhenAServiceIsChosen_AsksWhatFollowsFromEachAnswer()
    {
        var page = await As("ann");
        await page.GotoAsync(Url + "/portal/new");
        await page.Locator("select[name=service]").SelectOptionAsync(new SelectOptionValue { Label = "New starters and leavers" });

        await Expect(page.Locator("#intake")).ToContainTextAsync("What is coming");
        var model = page.Locator(".asked", new() { HasText = "Which phone" });
        await Expect(model).ToBeHiddenAsync();
        await page.GetByLabel("What is coming").SelectOptionAsync("starts");
        var phone = page.Locator(".asked", new() { HasText = "Needs a phone" });
        await phone.GetByText("Yes").ClickAsync();
        await Expect(model).ToBeVisibleAsync();
        await Shot(page, "portal-form");
        (await Violations(page, "portal-form")).ShouldBeEmpty();
        await page.GetByLabel("What is coming").SelectOptionAsync("leaves");
        await Expect(model).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Form_WhenAdaOpensIt_ShowsWhatIsAskedAndHowCustomersSeeIt()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/services");
        await page.Locator(".rule-row", new() { HasText = "New starters" }).ClickAsync();
        await page.Locator("#intake-form a.btn").ClickAsync();

        await Expect(page.Locator(".form-fields")).ToContainTextAsync("only if Needs a phone: Yes");
        await Expect(page.Locator(".form-preview")).Not.ToContainTextAsync("Cost centre");
        await Shot(page, "form");
        (await Violations(page, "form")).ShouldBeEmpty();

        await page.Locator(".form-fields a", new() { HasText = "Which phone" }).ClickAsync();
        await Expect(page.Locator("select[name=when]")).ToHaveValueAsync("phone=yes");
        await Shot(page, "form-field");
        (await Violations(page, "form-field")).ShouldBeEmpty();
    }
}
