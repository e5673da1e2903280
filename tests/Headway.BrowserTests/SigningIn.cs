namespace Headway.BrowserTests;

public sealed class SigningIn(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Choose_WhenNobodyIsSignedIn_ShowsACardForEveryRole()
    {
        var page = await Nobody();
        await page.GotoAsync(Url);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Who would you like to be?");
        await Expect(page.Locator(".persona")).ToHaveCountAsync(6);
        await Shot(page, "sign-in");

        await page.Locator(".persona", new() { HasText = "Network" }).First.ClickAsync();
        await page.WaitForURLAsync("**/next");
        await Expect(page.Locator("#list")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Choose_WhenTheBrowserAsksForGerman_SpeaksGerman()
    {
        var page = await Nobody(new() { Locale = "de-DE" });
        await page.GotoAsync(Url);

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wer möchten Sie sein?");
        await Shot(page, "sign-in-german");
    }
}
