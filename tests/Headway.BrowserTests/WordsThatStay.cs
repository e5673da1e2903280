namespace Headway.BrowserTests;

/// <summary>Nothing typed is lost: taken back it stands in its box; a note calls a colleague; several rows at once, each with its own no.</summary>
public sealed class WordsThatStay(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Undo_WhenASentTouchIsTakenBack_PutsWordsFilesAndSituationIntoTheBox()
    {
        var page = await As("sam");
        var number = await NewTicket(page, "Words that come back");
        await page.GotoAsync($"{Url}/next/{number}");
        await page.Locator("#words-of-reply").FillAsync("Here is the plan of the building.");
        await page.Locator("[data-attach]").SetInputFilesAsync(new FilePayload { Name = "plan.txt", MimeType = "text/plain", Buffer = "first floor"u8.ToArray() });
        await page.Locator("#then .option-2").ClickAsync();
        var chosen = await page.Locator("#then .option-2 input").GetAttributeAsync("value") ?? "";
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");

        await page.Locator("#toasts [data-sent] button").ClickAsync();

        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", number);
        await Expect(page.Locator("#words-of-reply")).ToHaveValueAsync("Here is the plan of the building.");
        await Expect(page.Locator("#words-of-reply")).ToBeFocusedAsync();
        await Expect(page.Locator($"#then input[value={chosen}]")).ToBeCheckedAsync();
        await Expect(page.Locator("[data-unkeep]")).ToContainTextAsync("plan.txt");
        await Expect(page.Locator("#toasts [data-sent]")).ToHaveCountAsync(0);
        await Shot(page, "next-words-back");

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
        await page.GotoAsync($"{Url}/next/{number}");
        await Expect(page.Locator("#talk .msg.ours .file")).ToContainTextAsync("plan.txt");
    }

    [Fact]
    public async Task Note_WhenItCallsAColleague_IsToldThemAndMovesNothing()
    {
        var page = await As("lee");
        var number = await NewTicket(page, "A note with a name");
        await page.GotoAsync($"{Url}/next/{number}");
        await page.Locator("#body").FocusAsync();
        await page.Keyboard.PressAsync("i");
        await page.Keyboard.TypeAsync("Nobody near? @ni");
        await Expect(page.Locator("#colleagues .answer")).ToContainTextAsync("Nia Osei");
        await Shot(page, "next-mention");

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#words-of-reply")).ToHaveValueAsync("Nobody near? @Nia Osei ");
        await page.Locator("#then [data-key='.']").ClickAsync();
        await page.Locator("#then .options-all label", new() { HasText = "Nothing changes" }).ClickAsync();
        await page.Locator("#words-of-reply").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync("nothing else changed");
        await Expect(page.Locator("#ticket .meta .tag").First).ToHaveTextAsync("New");
        var nia = await As("nia");
        await nia.GotoAsync(Url + "/notices");
        await Expect(nia.Locator(".notice", new() { HasText = $"#{number}" })).ToContainTextAsync("You were mentioned");
    }

    [Fact]
    public async Task Several_WhenOneRowRefuses_TheOthersGoOnAndTheNoStandsWithItsRow()
    {
        var page = await As("sam");
        var moves = await NewTicket(page, "In work already");
        var refuses = await NewTicket(page, "Nobody has begun");
        await page.GotoAsync($"{Url}/next/{moves}");
        await page.Locator("#words-of-reply").FillAsync("I look at it.");
        await page.Locator("#then [data-key='.']").ClickAsync();
        await page.Locator("#then .options-all label, #then .chip", new() { HasText = "In progress" }).First.ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync("In progress");

        await page.GotoAsync($"{Url}/next");
        foreach (var number in new[] { moves, refuses })
        {
            await page.Locator($".act[data-ticket='{number}'] .what").FocusAsync();
            await page.Keyboard.PressAsync("x");
            await Expect(page.Locator($".act[data-ticket='{number}'] .pick")).ToBeCheckedAsync();
        }

        await page.Locator("#bulk select[name=do]").SelectOptionAsync("status:IN_PROGRESS");
        await page.Locator("#bulk button.main").ClickAsync();

        await Expect(page.Locator("#bulk li")).ToContainTextAsync($"#{refuses}");
        await Expect(page.Locator("#bulk b")).ToContainTextAsync("1");
        await Shot(page, "next-bulk");
    }

    [Fact]
    public async Task Find_WhenANumberOrWordsAreKnown_OpensTheTicket()
    {
        var page = await As("sam");
        var number = await NewTicket(page, "Quincunx projector beeps");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync($"#{number}");
        await Expect(page.Locator("#answers .answer").First).ToContainTextAsync("Quincunx projector beeps");
        await Shot(page, "palette");

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/next/{number}");

        await page.GotoAsync(Url + "/tickets");
        await page.Locator("input[type=search][name=q]").FillAsync("quincunx");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody tr")).ToContainTextAsync($"#{number}");
    }

    [Fact]
    public async Task Keys_WhenOnePersonPutsOneElsewhere_FollowThatPersonAndRefuseTwoOnOne()
    {
        var page = await As("nia");
        await page.GotoAsync(Url + "/account");
        await page.Locator("#own-keys input[name='key.w']").FillAsync("q");
        await page.Locator("#own-keys button.main").ClickAsync();
        await page.GotoAsync(Url + "/next");
        await page.Locator("#body").FocusAsync();

        await page.Keyboard.PressAsync("w");
        await page.Keyboard.PressAsync("q");
        await Expect(page.Locator("#panel .because")).ToBeVisibleAsync();

        await page.GotoAsync(Url + "/account");
        await page.Locator("#own-keys input[name='key.w']").FillAsync("r");
        await page.Locator("#own-keys button.main").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Two acts share one key");

        await page.GotoAsync(Url + "/account");
        await page.Locator("#own-keys button[name=as-shipped]").ClickAsync();
        await Expect(page.Locator("#own-keys input[name='key.w']")).ToHaveValueAsync("w");
    }
}
