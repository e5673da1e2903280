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

    /// <summary>
    /// Three people at once: one has a chase in hand that presses for everybody, one covers for its owner, the lead calls the team to it,
    /// and each sees what the others do.
    /// </summary>
    [Fact]
    public async Task Team_WhenItSharesWhatPresses_SwarmsCoversAndIsCalledInThreeBrowsers()
    {
        var (sam, ines, lee, ada) = (await As("sam"), await As("ines"), await As("lee"), await As("ada"));
        var chased = await NewTicket(ines, "The label printer prints blank");
        var wrote = await NewTicket(ines, "The badge reader blinks red");
        foreach (var number in new[] { chased, wrote })
        {
            await Answer(ines, number, "The maker sends a part; they told me so this morning.", "AWAIT_SUPPLIER");
        }

        try
        {
            await Choose(ada, "Advanced");
            await Ring(sam, chased, "Where is it?", asksWhere: true);
            await Ring(sam, wrote, "It blinks in the night as well.");

            // Whoever owns it: what presses stands first in everybody's list.
            foreach (var page in new[] { sam, lee })
            {
                await page.GotoAsync($"{Url}/next");
                var first = page.Locator(".rows section", new() { Has = page.Locator("h2.teamfirst") });
                await Expect(first.Locator($".act[data-ticket=\"{chased}\"]")).ToContainTextAsync("Presses, so everyone sees it; Ines owns the ticket.");
                await Expect(first.Locator($".act[data-ticket=\"{wrote}\"]")).ToHaveCountAsync(1);
            }

            // The lead calls the team to the chase alone; its owner reads so above her list.
            await lee.GotoAsync($"{Url}/board");
            await lee.GetByRole(AriaRole.Link, new() { Name = "Call the team" }).ClickAsync();
            await Expect(lee.Locator("main input[name=note]")).ToBeVisibleAsync();
            while (await lee.Locator("main input[name=activity]:checked").CountAsync() > 0)
            {
                await lee.Locator("main input[name=activity]:checked").First.UncheckAsync();
            }

            await lee.Locator("main label.tick", new() { HasText = $"#{chased} " }).Locator("input").CheckAsync();
            await lee.Locator("main form button.main").ClickAsync();
            await Expect(lee.Locator("#call-board")).ToContainTextAsync("0 done · 0 in hand · 1 waiting");
            await ines.GotoAsync($"{Url}/next");
            await Expect(ines.Locator(".call-line").Last).ToContainTextAsync("Lee calls the team to 1");

            // One swarms: Sam has it in hand. The lead's page moves by itself, and Ines is told.
            await sam.Locator($".rows .act[data-ticket=\"{chased}\"] .what").First.ClickAsync();
            await Expect(sam.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", chased);
            await sam.Locator("#body").FocusAsync();
            await sam.Keyboard.PressAsync("g");
            await Expect(sam.Locator("#ticket")).ToContainTextAsync("You have got this");
            await Expect(lee.Locator("#call-board")).ToContainTextAsync("1 in hand");
            await Expect(lee.Locator("#call-board")).ToContainTextAsync("Sam has it until");

            // One covers: Lee answers Ines' customer, in a second tab.
            var leesSecond = await lee.Context.NewPageAsync();
            await leesSecond.GotoAsync($"{Url}/next/{wrote}");
            await Expect(leesSecond.Locator($".rows .act[data-ticket=\"{chased}\"]").First).ToContainTextAsync("Sam has it until");
            await Answer(leesSecond, wrote, "Thank you, the part comes on Thursday.");

            // The chase is judged and answered in one panel: the call is done, and its end is seen by who called.
            await sam.Locator("#chase .finding-false").ClickAsync();
            await sam.Locator("#words-of-reply").FillAsync("A new print head comes today; Ines tells you when it is in.");
            await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
            await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{chased} sent");
            await Expect(lee.Locator("#call-board")).ToContainTextAsync("1 done");
            await Shot(lee, "swarm-done");

            // The owner reads who took care; both tickets stay hers.
            await ines.GotoAsync($"{Url}/notices");
            await Expect(ines.Locator("main")).ToContainTextAsync($"A teammate took care of #{chased} for you");
            await Expect(ines.Locator("main")).ToContainTextAsync($"A teammate took care of #{wrote} for you");
            await Shot(ines, "swarm-covered");
            await ines.GotoAsync($"{Url}/next/{chased}");
            await Expect(ines.Locator("#ticket .meta .who")).ToContainTextAsync("you");
        }
        finally
        {
            await Choose(ada, "Standard");
        }
    }

    [Fact]
    public async Task Absence_WhenSomebodyFallsIll_OpensTheirDueWorkToTheOthersAtOnce()
    {
        var (sam, nia, oto) = (await As("sam"), await As("nia"), await As("oto"));
        var number = await NewTicket(sam, "The antenna over the ramp hangs loose");
        await sam.GotoAsync($"{Url}/tickets/{number}/transfer");
        await sam.Locator("label.hit", new() { HasText = "Network" }).ClickAsync();
        await sam.Locator("select[name=owner]").SelectOptionAsync(new SelectOptionValue { Label = "Nia Osei" });
        await sam.Locator("textarea[name=note]").FillAsync("It sways in the wind.");
        await sam.Locator("form[action$='/transfer'] button.main").ClickAsync();
        await Expect(sam.Locator("#ticket .meta")).ToContainTextAsync("Network");
        await Ring(sam, number, "Where is it?", asksWhere: true);

        // While Nia is here it is hers alone.
        await oto.GotoAsync($"{Url}/next");
        await Expect(oto.Locator("#list > footer")).ToBeVisibleAsync();
        await Expect(oto.Locator($".rows .act[data-ticket=\"{number}\"]")).ToHaveCountAsync(0);

        await nia.GotoAsync($"{Url}/absences");
        await nia.Locator("main form button.main").ClickAsync();
        await Expect(nia.Locator("section[aria-labelledby=absences-now]")).ToContainTextAsync("Nia Osei");
        try
        {
            await oto.GotoAsync($"{Url}/next");
            var offered = oto.Locator(".rows section", new() { HasText = "Could do with a hand" });
            await Expect(offered.Locator($".act[data-ticket=\"{number}\"]").First).ToContainTextAsync("Nia is away while this becomes due");
            await Shot(oto, "absence-opens-cover");

            // One click opens it, and answering it is cover: the ticket stays Nia's, and she will read who helped.
            await offered.Locator($".act[data-ticket=\"{number}\"] .what").First.ClickAsync();
            await Expect(oto.Locator("#chase .chase")).ToBeVisibleAsync();
            await oto.Locator("#chase .finding-false").ClickAsync();
            await oto.Locator("#words-of-reply").FillAsync("Somebody climbs up this afternoon.");
            await oto.Locator("#words-of-reply").PressAsync("Control+Enter");
            await Expect(oto.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
            await nia.GotoAsync($"{Url}/notices");
            await Expect(nia.Locator("main")).ToContainTextAsync($"A teammate took care of #{number} for you");
        }
        finally
        {
            await nia.GotoAsync($"{Url}/absences");
            await nia.Locator("section[aria-labelledby=absences-now] li", new() { HasText = "Nia Osei" }).GetByRole(AriaRole.Button).ClickAsync();
            await nia.WaitForURLAsync("**/absences?done=ended");
        }

        await nia.GotoAsync($"{Url}/next/{number}");
        await Expect(nia.Locator("#ticket .meta .who")).ToContainTextAsync("you");
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

    /// <summary>Acceptance scenario G: who holds a queue is away, the gap is said, and the lists of those who are there grow.</summary>
    [Fact]
    public async Task Queue_WhenWhoHoldsItIsAway_IsAGapAndStandsOnTheListOfTheOthers()
    {
        var (lee, femi, greta) = (await As("lee"), await As("femi"), await As("greta"));
        await greta.GotoAsync($"{Url}/next");
        await Expect(greta.Locator(".rows")).Not.ToContainTextAsync("Inflow");
        await femi.GotoAsync($"{Url}/absences");
        await femi.Locator("main form button.main").ClickAsync();
        await Expect(femi.Locator("section[aria-labelledby=absences-now]")).ToContainTextAsync("Femi Adeyo");
        try
        {
            await greta.GotoAsync($"{Url}/next");
            await Expect(greta.Locator(".rows")).ToContainTextAsync("Nobody on shift holds Inflow: everyone sees it.");
            await lee.GotoAsync($"{Url}/board");
            await lee.Locator(".board-tools .seg a", new() { HasText = "Workplace" }).ClickAsync();
            await Expect(lee.Locator("#needs-list")).ToContainTextAsync("Nobody holds “Inflow” from");
            await Expect(lee.Locator("#needs-list")).ToContainTextAsync("Nobody holds “On site” from 14:00 to 15:00");
            await Shot(lee, "board-gap");
            await lee.Locator("#needs-list a.main", new() { HasText = "See the rota" }).First.ClickAsync();
            await Expect(lee.Locator(".gap-list")).ToContainTextAsync("Inflow");
        }
        finally
        {
            await femi.GotoAsync($"{Url}/absences");
            await femi.Locator("section[aria-labelledby=absences-now] li", new() { HasText = "Femi Adeyo" }).GetByRole(AriaRole.Button).ClickAsync();
            await femi.WaitForURLAsync("**/absences?done=ended");
        }

        await greta.GotoAsync($"{Url}/next");
        await Expect(greta.Locator(".rows")).Not.ToContainTextAsync("Inflow");
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

    private async Task Answer(IPage page, string number, string words, string? situation = null)
    {
        await page.GotoAsync($"{Url}/next/{number}");
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", number);
        await page.Locator("#words-of-reply").FillAsync(words);
        if (situation is not null)
        {
            await page.Locator("#then label", new() { Has = page.Locator($"input[value={situation}]") }).DispatchEventAsync("click");
        }

        await page.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
    }

    // The customer rings: what the form of the phone's panel posts.
    private static Task Ring(IPage page, string number, string words, bool asksWhere = false) => page.EvaluateAsync(
        """
        async ([number, text, intent]) => {
          const token = document.querySelector("input[name=__RequestVerificationToken]").value;
          const said = await fetch(`/tickets/${number}/call`, { method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" }, body: new URLSearchParams({ text, intent }) });
          if (!said.ok) throw new Error(`${said.status} ${await said.text()}`);
        }
        """,
        new[] { number, words, asksWhere ? "chase" : "" });

    // As an administrator does it: what everybody's list would be is shown before it is saved.
    private async Task Choose(IPage ada, string mode)
    {
        await ada.GotoAsync($"{Url}/settings/teams");
        await ada.Locator("main a", new() { HasText = "Service Desk" }).First.ClickAsync();
        await ada.Locator($"input[name=mode][value={mode}]").CheckAsync();
        await Expect(ada.Locator("#previewed:not([aria-busy])")).ToBeVisibleAsync();
        await Shot(ada, $"mode-{mode.ToLowerInvariant()}");
        await ada.Locator("form:has(#previewed) button.main").ClickAsync();
        await ada.WaitForURLAsync("**/settings/teams/*done=saved*");
    }
}
