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

    /// <summary>Three people, three browsers and an administrator: everyone sees a chase, one claims it, one covers for who is ill, the lead calls the team.</summary>
    [Fact]
    public async Task Team_WhenItSharesWhatPresses_SwarmsOneChaseClaimsCoversAndIsCalled()
    {
        var (sam, ines, lee, ada) = (await As("sam"), await As("ines"), await As("lee"), await As("ada"));
        var chased = await NewTicket(ines, "The label printer prints blank");
        await Send(ines, chased, "touch", "version=1&mode=reply&situation=IN_PROGRESS&go=stay&text=I+am+looking+at+it.");
        try
        {
            // What everybody's list would be is shown before anything changes.
            await Choose(ada, "Advanced");
            await Send(lee, chased, "call", "intent=chase&text=Where+is+it%3F");

            foreach (var page in new[] { sam, lee })
            {
                await page.GotoAsync($"{Url}/next");
                var row = page.Locator($".rows .act[data-ticket=\"{chased}\"]").First;
                await Expect(page.Locator(".rows section", new() { HasText = "Needs the team first" }).Locator(row)).ToContainTextAsync("Presses, so everyone sees it; Ines owns the ticket.");
            }

            // One claims; the other sees it at once, and is not given the same by "Take next".
            await sam.GotoAsync($"{Url}/next/{chased}");
            await sam.Keyboard.PressAsync("g");
            await Expect(sam.Locator("#ticket")).ToContainTextAsync("You have got this");
            await lee.GotoAsync($"{Url}/next");
            await Expect(lee.Locator($".rows .act[data-ticket=\"{chased}\"]").First).ToContainTextAsync("Sam has it until");
            await lee.Keyboard.PressAsync("p");
            await Expect(lee.Locator("#ticket")).ToContainTextAsync("You have got this");
            await Expect(lee.Locator("#ticket")).Not.ToHaveAttributeAsync("data-ticket", chased);
            await Shot(lee, "take-next");

            // Its owner reads who took care of it; the ticket stays hers.
            await Send(sam, chased, "touch", "version=0&mode=reply&situation=IN_PROGRESS&go=stay&verdict=false&text=A+new+one+comes+today.");
            await ines.GotoAsync($"{Url}/notices");
            await Expect(ines.Locator("main")).ToContainTextAsync("took care of");
            await Shot(ines, "covered");
        }
        finally
        {
            await Choose(ada, "Standard");
        }
    }

    [Fact]
    public async Task Absence_WhenSomebodyFallsIll_OpensTheirDueWorkToTheOthersAtOnce()
    {
        var (ines, lee) = (await As("ines"), await As("lee"));
        var number = await NewTicket(ines, "The badge printer hums");
        await Send(ines, number, "take", "");
        await lee.GotoAsync($"{Url}/absences");
        await lee.Locator("select[name=person]").SelectOptionAsync(new SelectOptionValue { Label = "Ines Duarte" });
        await lee.Locator("main form button.main").First.ClickAsync();
        await Expect(lee.Locator("main")).ToContainTextAsync("Ines Duarte");
        try
        {
            await lee.GotoAsync($"{Url}/next");
            var offered = lee.Locator(".rows section", new() { HasText = "Could do with a hand" });
            await Expect(offered.Locator($".act[data-ticket=\"{number}\"]")).ToContainTextAsync("Ines is away while this becomes due");
            await Shot(lee, "absence-opens-cover");
        }
        finally
        {
            await lee.GotoAsync($"{Url}/absences");
            await lee.Locator("section[aria-labelledby=absences-now] li", new() { HasText = "Ines Duarte" }).GetByRole(AriaRole.Button).ClickAsync();
        }
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

    // What a form of the ticket's page posts.
    private static Task Send(IPage page, string ticket, string act, string fields) => page.EvaluateAsync(
        """
        async ([ticket, act, fields]) => {
          const token = document.querySelector("input[name=__RequestVerificationToken]").value;
          const body = new URLSearchParams(fields);
          if (body.get("version") === "0") body.set("version", (await (await fetch(`/part/ticket/${ticket}`, { headers: { "HX-Request": "true" } })).text()).match(/data-version="(\d+)"/)[1]);
          const said = await fetch(`/tickets/${ticket}/${act}`, { method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" }, body });
          if (!said.ok) throw new Error(`${act}: ${said.status} ${await said.text()}`);
        }
        """,
        new[] { ticket, act, fields });

    private async Task Choose(IPage ada, string mode)
    {
        await ada.GotoAsync($"{Url}/settings/teams");
        await ada.Locator("main a", new() { HasText = "Service Desk" }).First.ClickAsync();
        await ada.Locator($"input[name=mode][value={mode}]").CheckAsync();
        await Expect(ada.Locator("#previewed h3")).ToBeVisibleAsync();
        if (mode == "Advanced")
        {
            await Shot(ada, "mode-preview");
        }

        await ada.Locator("form:has(#previewed) button.main").ClickAsync();
        await Expect(ada.Locator($"input[name=mode][value={mode}]")).ToBeCheckedAsync();
    }
}
