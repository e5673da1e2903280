namespace Headway.BrowserTests;

/// <summary>
/// Many who ask, one cause: Ann reads of the outage on her first page and joins with one tap; whoever has it tells all of them with one
/// update; when it is solved, each is asked and one tap ends it.
/// </summary>
public sealed class HitByTheSame(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Outage_WhenAnnIsHitToo_IsJoinedByOneTapToldToAllAndEndedByOneTap()
    {
        var ann = await As("ann");
        await Expect(ann.Locator(".disruption")).ToContainTextAsync("VPN gateway 2 is down");
        await Shot(ann, "outage-banner");
        await ann.Locator(".disruption button").ClickAsync();
        await Expect(ann.Locator("#headline-title")).ToBeVisibleAsync();
        await Expect(ann.Locator("#headline")).ToContainTextAsync("12:45");
        var mine = new Uri(ann.Url).Segments[^1];
        await ann.GotoAsync($"{Url}/portal");
        await Expect(ann.Locator(".disruption a")).ToContainTextAsync($"#{mine}");

        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/next?scope=team");
        var top = sam.Locator(".rows .act").First;
        await Expect(top).ToContainTextAsync("VPN gateway 2 is down");
        await Expect(top.Locator(".tag")).ToHaveTextAsync("Major");
        await top.Locator(".what").ClickAsync();
        await Expect(sam.Locator("#ticket h1")).ToContainTextAsync("VPN gateway 2 is down");
        var cause = await sam.Locator("#ticket").GetAttributeAsync("data-ticket");
        await Expect(sam.Locator(".hanging")).ToContainTextAsync("10 open tickets hang on this, 3 ask where it is");
        await Expect(sam.Locator(".hanging input[name=all]")).ToBeCheckedAsync();
        await sam.Locator("#words-of-reply").FillAsync("The copy is on the gateway; the network team tests it until half past eleven.");
        await sam.Locator("#then label", new() { Has = sam.Locator("input[value=AWAIT_CHANGE]") }).DispatchEventAsync("click");
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{cause} sent");

        await ann.GotoAsync($"{Url}/portal/tickets/{mine}");
        await Expect(ann.Locator("#story")).ToContainTextAsync("the network team tests it until half past eleven");
        await sam.GotoAsync($"{Url}/next/{cause}");
        await Expect(sam.Locator(".hanging")).ToContainTextAsync("10 open tickets hang on this");
        await Expect(sam.Locator(".hanging")).Not.ToContainTextAsync("where it is");

        await sam.Locator("#words-of-reply").FillAsync("Gateway 2 runs again.");
        await sam.Locator(".hanging input[name=all]").UncheckAsync();
        await sam.Locator("#words-of-reply").PressAsync("Alt+e");
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync("solved");
        await sam.GotoAsync($"{Url}/next/{cause}");
        await Shot(sam, "outage-solved");
        // Her page is drawn before everybody is asked and listens only after it: the hole through which news once fell.
        var asked = new TaskCompletionSource();
        await ann.RouteAsync("**/portal*.js", async script => { await asked.Task; await script.ContinueAsync(); });
        await ann.GotoAsync($"{Url}/portal/tickets/{mine}", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        await Expect(ann.Locator("#story")).Not.ToContainTextAsync("does it work for you again?");
        await sam.RunAndWaitForResponseAsync(() => sam.Locator(".hanging button").ClickAsync(), answer => answer.Url.EndsWith("/ask-all", StringComparison.Ordinal));
        asked.SetResult();

        await Expect(ann.Locator("#story")).ToContainTextAsync("does it work for you again?");
        await Shot(ann, "outage-does-it-work");
        await ann.Locator("button[name=intent][value=solved]").First.ClickAsync();
        await Expect(ann.Locator("button[name=intent][value=solved]")).ToHaveCountAsync(0);
    }
}
