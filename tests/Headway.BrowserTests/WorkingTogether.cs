namespace Headway.BrowserTests;

/// <summary>Several people, several browsers: a gap in a rota, cover for who is away, a lead who calls the team.</summary>
public sealed class WorkingTogether(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Rota_WhenAnHourIsLeftOpen_ShowsTheGapAndAsksWhyBeforeItIsPublished()
    {
        var lee = await As("lee");
        await lee.Locator(".rail .place", new() { HasText = "Rota" }).ClickAsync();
        await Expect(lee.Locator(".gap-list")).ToContainTextAsync("On site");
        await Expect(lee.Locator(".gap-list")).ToContainTextAsync("14:00");
        await Expect(lee.Locator(".rota .strip .none").First).ToHaveTextAsync("0");
        await Expect(lee.GetByRole(AriaRole.Button, new() { Name = "I take it" })).ToBeVisibleAsync();
        await Shot(lee, "rota");

        // By keys: from a shift to the day beside it, and into its form.
        await lee.Locator(".rota .shift-chip").First.FocusAsync();
        await lee.Keyboard.PressAsync("ArrowRight");
        await Expect(lee.Locator(".rota td.today .shift-chip").First).ToBeFocusedAsync();
        await lee.Keyboard.PressAsync("Enter");
        await Expect(lee.Locator("#panel input[name=from]")).ToHaveValueAsync("09:00");
        await Shot(lee, "rota-shift");
    }

    [Fact]
    public async Task List_WhenAColleagueIsAway_OffersTheirDueWorkBelowOnesOwn()
    {
        var lee = await As("lee");
        var offered = lee.Locator(".rows section", new() { HasText = "Could do with a hand" });
        await Expect(offered).ToContainTextAsync("is away while this becomes due");
        await Shot(lee, "cover");
    }

    [Fact]
    public async Task Queues_WhenHeldByRota_AreSeenFromBothSidesAndNobodyOwnsATicket()
    {
        var (femi, greta) = (await As("femi"), await As("greta"));
        await femi.GotoAsync($"{Url}/next");
        await Expect(femi.Locator("#list header")).ToContainTextAsync("You hold: Inflow, Waiting.");
        await Expect(femi.Locator(".rows")).ToContainTextAsync("Your queue: Inflow");
        await greta.GotoAsync($"{Url}/next");
        await Expect(greta.Locator("#list header")).ToContainTextAsync("You hold: On site, Waiting.");
        await Expect(greta.Locator(".rows")).Not.ToContainTextAsync("Your queue: Inflow");
        await Expect(femi.Locator("#head")).Not.ToContainTextAsync("Take");
        await Shot(femi, "queues-femi");
    }

    [Fact]
    public async Task Call_WhenALeadCallsTheTeam_IsSeenByAllAndMovesAsPeopleTakeItems()
    {
        var sam = await As("sam");
        var lee = await As("lee");
        await lee.GotoAsync($"{Url}/board");
        await lee.GetByRole(AriaRole.Link, new() { Name = "Call the team" }).ClickAsync();
        await lee.Locator("main input[name=note]").FillAsync("Before lunch");
        await lee.Locator("main form button.main").ClickAsync();
        await Expect(lee.Locator("#call-board")).ToContainTextAsync("0 done");
        await Shot(lee, "call-lead");

        await sam.ReloadAsync();
        await sam.Locator(".call-line").First.ClickAsync();
        await sam.Locator(".call-items button").First.ClickAsync();
        await Expect(sam.Locator("#ticket")).ToContainTextAsync("You have got this");
        // Nobody reloads: the lead's page moves by itself.
        await Expect(lee.Locator("#call-board")).ToContainTextAsync("1 in hand");
        await Shot(lee, "call-moves");
        await lee.GetByRole(AriaRole.Button, new() { Name = "End the call" }).ClickAsync();
        await Expect(lee.Locator("#call-board")).ToContainTextAsync("over");
    }
}
