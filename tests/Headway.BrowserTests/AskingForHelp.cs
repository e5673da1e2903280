namespace Headway.BrowserTests;

public sealed class AskingForHelp(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Portal_WhenAnnArrives_SaysOfEachTicketWhatComesNextAndByWhen()
    {
        var page = await As("ann");

        await Expect(page.Locator("h1")).ToHaveTextAsync("Hello Ann");
        await Expect(page.Locator("#own a").Nth(2)).ToBeVisibleAsync();
        var asked = page.Locator("#own a", new() { HasText = "Our next step is planned. You hear from us by" }).First;
        await Expect(asked).ToBeVisibleAsync();
        await Shot(page, "portal");

        await asked.ClickAsync();
        await Expect(page.Locator("#headline-title")).ToHaveTextAsync("Our next step is planned.");
        await Expect(page.Locator("#headline time").First).ToBeVisibleAsync();
        await Shot(page, "portal-ticket");
    }

    [Fact]
    public async Task Answer_WhenAnnWrites_StandsOnSamsListAsACustomersUpdate()
    {
        var ann = await As("ann");
        await ann.Locator("#own a", new() { HasText = "Webcam stays black" }).ClickAsync();
        var ticket = new Uri(ann.Url).Segments[^1];
        await ann.Locator("[data-reveal=answer][data-intent=answer]").ClickAsync();
        await ann.Locator("#answer textarea").FillAsync("It works with the cable from the meeting room.");
        await Shot(ann, "portal-answer");
        await ann.Locator("#answer button.main").ClickAsync();
        await Expect(ann.Locator("#story")).ToContainTextAsync("It works with the cable from the meeting room.");

        var sam = await As("sam");
        await Expect(sam.Locator($".rows .act[data-ticket=\"{ticket}\"] .what", new() { HasText = "Follow up what the customer sent" })).ToHaveCountAsync(1);
        await Shot(sam, "next-customer-wrote");
    }

    /// <summary>
    /// Acceptance A and B: what a customer answers is followed up at least as fast as a first answer, the wait that they ended counts
    /// for nobody, and a follow-up that is only moved is judged at the move, though it is done by then.
    /// </summary>
    [Fact]
    public async Task Answer_WhenAnnAnswersAQuestion_IsFollowedUpInTimeOrJudgedAtTheMove()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        await ann.GotoAsync(Url + "/portal/new");
        await ann.Locator("input[name=subject]").FillAsync("The coat stand in 4.13 creaks");
        await ann.Locator("textarea[name=text]").FillAsync("Whenever somebody hangs up a coat.");
        await ann.Locator("form button.btn.main").ClickAsync();
        await ann.WaitForURLAsync("**/portal/tickets/*");
        var number = new Uri(ann.Url).Segments[^1];
        await Reply(sam, number, "Which of the two is it, the one by the door?");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Waiting for customer");

        await Write(ann, number, "The one by the window.");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Customer updated");
        await sam.Locator("#body").FocusAsync();
        await sam.Keyboard.PressAsync("w");
        await Expect(sam.Locator("#panel .because")).ToContainTextAsync("2 working hours");
        await Shot(sam, "answer-followed-up");
        await Reply(sam, number, "Thank you. Which colour is it?");
        await Expect(await History(sam, number)).ToContainTextAsync("“Waiting for customer” does not count");
        await Expect(await History(sam, number)).ToContainTextAsync("“Customer updated” was done in time");

        await Write(ann, number, "Black.");
        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator("#body").FocusAsync();
        await sam.Keyboard.PressAsync("d");
        await Expect(sam.Locator("#panel .reasons input").First).ToBeFocusedAsync();
        await sam.Keyboard.PressAsync("3");
        await sam.Keyboard.PressAsync("Control+Enter");
        await Expect(sam.Locator("#talk .sys", new() { HasText = "moved the due" })).ToBeVisibleAsync();
        await Reply(sam, number, "A black one comes with the next delivery.");
        await Expect((await History(sam, number)).Locator("li", new() { HasText = "“Customer updated” counts as rescheduled" })).ToHaveCountAsync(1);
        await Expect(sam.Locator(".ledger li", new() { HasText = "“Customer updated” was done in time" })).ToHaveCountAsync(1);
    }

    private async Task Write(IPage ann, string number, string words)
    {
        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await ann.Locator("[data-reveal=answer][data-intent=answer]").ClickAsync();
        await ann.Locator("#answer textarea").FillAsync(words);
        await ann.Locator("#answer button.main").ClickAsync();
        await Expect(ann.Locator("#story")).ToContainTextAsync(words);
    }

    private async Task Reply(IPage sam, string number, string words)
    {
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#words-of-reply")).ToBeVisibleAsync();
        var told = sam.WaitForResponseAsync(answer => answer.Url.EndsWith("/then", StringComparison.Ordinal));
        await sam.Locator("#words-of-reply").FillAsync(words);
        await told;
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
    }

    private async Task<ILocator> History(IPage sam, string number)
    {
        await sam.GotoAsync($"{Url}/next/{number}?tab=history");
        return sam.Locator(".ledger");
    }
}
