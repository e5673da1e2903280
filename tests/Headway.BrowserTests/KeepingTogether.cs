namespace Headway.BrowserTests;

/// <summary>Two tickets become one and two again; what belongs together is found again under a name; somebody is copied by consent.</summary>
public sealed class KeepingTogether(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Merge_WhenTwoTellOfTheSame_IsOneConversationAndTwoAgain()
    {
        var sam = await As("sam");
        var stays = await NewTicket(sam, "The barrier of the car park stays down");
        var goes = await NewTicket(sam, "Nobody gets out of the garage");
        await sam.GotoAsync($"{Url}/next/{goes}");
        await sam.Locator("#head .menu summary").ClickAsync();
        await sam.Locator($"#head a[href='/tickets/{goes}/merge']").ClickAsync();
        var panel = sam.Locator("#panel [data-panel-open=merge]");
        await panel.Locator("input[name=q]").FillAsync(stays);
        await panel.Locator($"input[name=other][value='{stays}']").CheckAsync();
        // Two people raised them: nobody reads the other's words unless somebody says so.
        await Expect(panel.Locator("input[name=shared]")).Not.ToBeCheckedAsync();
        await panel.Locator("[data-send]").ClickAsync();
        await Expect(panel.Locator("[role=alert]")).ToContainTextAsync("Two people raised these");
        await panel.Locator("input[name=shared]").CheckAsync();
        await Shot(sam, "merge-panel");
        await panel.Locator("[data-send]").ClickAsync();

        await Expect(sam).ToHaveURLAsync($"{Url}/next/{stays}");
        await Expect(sam.Locator(".taken-in li")).ToContainTextAsync($"#{goes} Nobody gets out of the garage");
        await Shot(sam, "merged");
        await sam.GotoAsync($"{Url}/next/{goes}");
        await Expect(sam.Locator("#ticket h1")).ToContainTextAsync("The barrier of the car park stays down");

        await sam.Locator(".taken-in button").ClickAsync();
        await Expect(sam.Locator("#ticket h1")).ToContainTextAsync("Nobody gets out of the garage");
        await Expect(sam.Locator(".taken-in")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tag_WhenSavedAsAView_IsFoundAgainByNameAndTakenAsATable()
    {
        var sam = await As("sam");
        var tag = "keep-" + Guid.NewGuid().ToString("N")[..6];
        var number = await NewTicket(sam, "The lift remembers no floor");
        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator(".tags-box input[name=add]").FillAsync(tag);
        await sam.Locator(".tags-box input[name=add]").PressAsync("Enter");
        await sam.Locator(".tags-box .tag a", new() { HasText = tag }).ClickAsync();
        await Expect(sam.Locator(".found tbody tr")).ToHaveCountAsync(1);

        await sam.Locator(".saved-views details.menu summary").ClickAsync();
        await sam.Locator(".saved-views form[action='/tickets/views'] input[name=name]").FillAsync($"Lifts {tag}");
        await sam.Locator(".saved-views form[action='/tickets/views'] button").ClickAsync();
        await Expect(sam.Locator(".saved-views nav a[aria-current=true]")).ToContainTextAsync($"Lifts {tag}");
        await Shot(sam, "saved-view");

        var download = await sam.RunAndWaitForDownloadAsync(() => sam.Locator("a[download]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines.Length.ShouldBe(2);
        lines[1].ShouldStartWith($"{number},The lift remembers no floor,");
        lines[1].ShouldContain(tag);
    }

    [Fact]
    public async Task Copied_WhenSomebodyAddsAPerson_IsSaidWhoReadsAlongAndLeftOutAgain()
    {
        var sam = await As("sam");
        var number = await NewTicket(sam, "The archive smells of smoke");
        await sam.GotoAsync($"{Url}/next/{number}");
        var copied = sam.Locator(".copied");
        await copied.Locator("summary").ClickAsync();
        await copied.Locator("input[name=address]").FillAsync("porter@keys.example");
        await copied.Locator("input[name=name]").FillAsync("Paula Porter");
        await copied.Locator("button[value=add]").ClickAsync();
        await Expect(copied.Locator("li")).ToContainTextAsync("Paula Porter");
        await Expect(copied.Locator("li button[value=no]")).ToBeVisibleAsync();
        await Shot(sam, "copied");
        await copied.Locator("li button[value=no]").ClickAsync();
        await Expect(copied.Locator("li button[value=no]")).ToHaveCountAsync(0);
        await Expect(copied.Locator("li button[value=yes]")).ToBeVisibleAsync();
    }
}
