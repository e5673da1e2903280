using System.Diagnostics;

namespace Headway.BrowserTests;

/// <summary>Step six of the tour: Ann asks, Sam is told without a reload, answers in one panel, and Ann's page changes by itself.</summary>
public sealed class AskingWhereItIs(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Ask_WhenAnnNeedsAnUpdate_IsJudgedAndAnsweredInOnePanelAndHerPageChangesByItself()
    {
        var clock = Stopwatch.StartNew();
        var sam = await As("sam");
        await Expect(sam.Locator("#list")).ToBeVisibleAsync();
        var ann = await As("ann");
        await ann.Locator("#own a", new() { HasText = "Wi-Fi drops in the corner rooms" }).ClickAsync();
        var ticket = new Uri(ann.Url).Segments[^1];
        await ann.Locator("button[name=intent][value=chase]").ClickAsync();
        await Expect(ann.Locator("#headline")).ToContainTextAsync("A person will answer by");
        await Shot(ann, "chase-asked");

        // Nia owns it: she opens the ticket, and everything she needs is there.
        var nia = await As("nia");
        await nia.GotoAsync($"{Url}/next/{ticket}");
        var panel = nia.Locator("#chase .chase");
        await Expect(panel).ToContainTextAsync("Ann asks where it is");
        await Expect(panel.Locator("input[name=verdict]:checked")).ToHaveCountAsync(1);
        await Shot(nia, "chase-panel");
        await nia.Locator("#words-of-reply").FillAsync("The access point comes with the work around Easter, as I said; the cable stays until then.");
        await nia.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(nia.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{ticket} sent");

        await Expect(ann.Locator("#story")).ToContainTextAsync("the cable stays until then");
        await Expect(ann.Locator("button[name=intent][value=chase]")).ToBeVisibleAsync();
        await Shot(ann, "chase-answered");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Board_WhenLeeLooks_ShowsTheChasesThatWait()
    {
        var lee = await As("lee");
        await lee.GotoAsync($"{Url}/board");

        var board = lee.Locator("#chase-board");
        await Expect(board.Locator("li").First).ToBeVisibleAsync();
        await Expect(board).ToContainTextAsync("Edith Parr");
        await Expect(board).ToContainTextAsync("A complaint is near");
        await Shot(lee, "chase-board");
    }

    [Fact]
    public async Task Flow_WhenMaraLooks_CountsChasesWeekByWeek()
    {
        var mara = await As("mara");
        await mara.GotoAsync($"{Url}/flow");

        // Another journey of the same day may have found a chase valid.
        await Expect(mara.Locator(".chases .lead-line")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("days? without a valid chase|A valid chase came today"));
        await mara.Locator(".chases").ScrollIntoViewIfNeededAsync();
        await Shot(mara, "chase-weeks");
    }
}
