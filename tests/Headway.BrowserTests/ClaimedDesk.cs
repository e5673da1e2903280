using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>A real desk of one journey's own, from its first minute: claimed by its first administrator, who is signed in.</summary>
public abstract partial class ClaimedDesk(DemoDesk demo) : IAsyncLifetime
{
    protected const string Email = "rae@first.example", Password = "seven unrelated lampshades";

    private readonly List<IBrowserContext> _contexts = [];
    private ProductProcess? _desk;

    protected IPage Page { get; private set; } = null!;

    protected string Url => _desk?.Url ?? throw new InvalidOperationException("The desk is not running.");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(demo.Missing is not null, demo.Missing ?? "");
        _desk = await ProductProcess.Start("serve", "--empty", "--json");
        Page = await Somebody();
        await Claim();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }
    }

    /// <summary>A new browser that nobody has signed in to.</summary>
    protected async Task<IPage> Somebody()
    {
        var context = await demo.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        _contexts.Add(context);
        context.SetDefaultTimeout(Journey.Patience);
        return await context.NewPageAsync();
    }

    protected async Task SignOut()
    {
        await Page.GotoAsync(Url + "/account");
        await Page.Locator(".rail .person").ClickAsync();
        await Page.Locator("#panel form[action='/sign-out'] button").ClickAsync();
        await Page.WaitForURLAsync("**/sign-in");
    }

    protected static Task Shot(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(ProductProcess.Root, "tests", "Headway.BrowserTests", "shots", name + ".png"), Caret = ScreenshotCaret.Initial });

    private async Task Claim()
    {
        var code = ClaimCode().Match(_desk!.Said);
        code.Success.ShouldBeTrue(_desk.Said);
        await Page.GotoAsync(Url + "/claim");
        await Page.Locator("[name=code]").FillAsync(code.Groups[1].Value);
        await Page.Locator("[name=name]").FillAsync("Rae First");
        await Page.Locator("[name=email]").FillAsync(Email);
        await Page.Locator("[name=password]").FillAsync(Password);
        await Page.Locator("form[action='/claim'] button").ClickAsync();
        await Page.WaitForURLAsync(url => !url.EndsWith("/claim", StringComparison.Ordinal));
    }

    [GeneratedRegex("\"claimCode\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex ClaimCode();
}
