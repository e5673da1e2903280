namespace Headway.BrowserTests;

/// <summary>An administrator's journey: from the rail to a team, a person and the trail that says what was done.</summary>
public sealed class Administrating(DemoDesk desk) : Journey(desk)
{
    private static readonly string[] Paths =
    [
        "/settings", "/settings/teams", "/settings/teams/new", "/settings/people", "/settings/people/invite", "/settings/people/add", "/settings/people/import",
        "/settings/organisations", "/settings/access", "/settings/desk", "/settings/mail", "/settings/trail",
    ];

    [Fact]
    public async Task Team_WhenMadeFilledAndGivenUp_IsInTheTrailInWords()
    {
        var page = await As("ada");
        await page.Locator(".rail a[href='/settings']").ClickAsync();
        await page.Locator(".set-place", new() { HasText = "Who works together" }).ClickAsync();
        await page.Locator(".set-top a[href='/settings/teams/new']").ClickAsync();
        await page.Locator("[name=name]").FillAsync("Lagertechnik");
        await page.Locator("[name=mode][value=Advanced]").CheckAsync();
        await page.Locator("form[action='/settings/teams/new'] button.main").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Lagertechnik");
        await page.Locator(".set-members li", new() { HasText = "Kim" }).Locator("[name=member]").CheckAsync();
        await page.Locator("form[action$='/members'] .btn").ClickAsync();
        await Expect(page.Locator(".told.good")).ToBeVisibleAsync();
        await Shot(page, "settings-team");

        // It is given up again, so that no other journey meets it.
        await page.Locator("form[action$='/active'] .btn.bad").ClickAsync();
        await Expect(page.Locator("form[action$='/active'] button[value=on]")).ToBeVisibleAsync();

        await page.GotoAsync(Url + "/settings/trail?about=team");
        await Expect(page.Locator(".set-trail")).ToContainTextAsync("deactivated the team Lagertechnik");
        await Expect(page.Locator(".set-trail")).ToContainTextAsync("changed who is in Lagertechnik");
        await Shot(page, "settings-trail");
    }

    [Fact]
    public async Task Person_WhenInvited_HasALinkToCopyAndIsFoundByTheKeyboard()
    {
        var page = await As("ada");
        await page.GotoAsync(Url + "/settings/people/invite");
        await page.Locator("[name=name]").FillAsync("Robin Journey");
        await page.Locator("[name=email]").FillAsync("robin.journey@demo.example");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("[data-copy-from]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/link/"));
        await page.GotoAsync(Url + "/settings/people");
        await page.Locator("input[type=search]").FillAsync("journ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".set-row")).ToHaveCountAsync(1);
        await page.Locator(".set-row").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Robin Journey");
        await Shot(page, "settings-person");
        await page.Locator("form[action$='/active'] .btn.bad").ClickAsync();
        await Expect(page.Locator("form[action$='/active'] button[value=on]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Settings_WhenAskedForByAnAgent_AreNotInTheRail()
    {
        var page = await As("sam");
        await Expect(page.Locator("#list")).ToBeVisibleAsync();
        (await page.Locator("a[href='/settings/teams']").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Settings_WhenCheckedByAxe_HaveNoViolationAndNeedNoScrollingSideways(int width)
    {
        var page = await As("ada", new() { ViewportSize = new() { Width = width, Height = 900 }, HasTouch = width < 400 });
        List<string> wrong = [];
        foreach (var path in Paths)
        {
            await page.GotoAsync(Url + path);
            wrong.AddRange((await Violations(page, $"{path[1..]}-{width}")).Select(one => $"{path}: {one}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 0)
            {
                wrong.Add($"{path} is wider than {width} px");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
