namespace Headway.BrowserTests;

/// <summary>People come by a file, act for each other, are held and are erased; the manager reads the week.</summary>
public sealed class KeepingPeople(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task File_WhenItNamesAnAssistant_LetsThemAskWhereItIsForWhomTheyAssist()
    {
        var own = Guid.NewGuid().ToString("N")[..8];
        var (boss, assistant) = ($"boss-{own}@beside.example", $"assistant-{own}@beside.example");
        var ada = await As("ada");
        await ada.GotoAsync(Url + "/settings/people/import");
        await ada.Locator("#import-text").FillAsync($"email,name,assistant\n{boss},Bo Beside{own},{assistant}\n{assistant},Carla Beside{own},\nnot an address,Nobody,");
        await ada.Locator("form[enctype] button").ClickAsync();
        await Expect(ada.Locator(".table.main tbody tr")).ToHaveCountAsync(3);
        await Shot(ada, "people-file");
        await ada.Locator("button[name=go]").ClickAsync();
        await Expect(ada.Locator(".told.good")).ToBeVisibleAsync();
        await ada.GotoAsync($"{Url}/settings/people?q=Carla+Beside{own}");
        await ada.Locator(".set-row").ClickAsync();
        await Expect(ada.Locator("form.card.fields").First).ToContainTextAsync($"Assistant of Bo Beside{own}");
        await Shot(ada, "people-assistant");
        await ada.Locator("form[action$='/link'] button").ClickAsync();
        var link = await ada.Locator("[data-copy-from]").First.InputValueAsync();

        var sam = await As("sam");
        var number = await sam.EvaluateAsync<string>(
            """
            async (who) => {
              const token = document.querySelector("input[name=__RequestVerificationToken]").value;
              const said = await fetch("/calls", { method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" },
                body: new URLSearchParams({ name: who, email: who, subject: "The projector stays dark", text: "Told on the phone.", then: "open" }) });
              return (said.headers.get("HX-Redirect") ?? "").split("/").pop();
            }
            """,
            boss);

        var carla = await Nobody();
        await carla.GotoAsync(link);
        if (await carla.Locator("form[action^='/link'] button").CountAsync() > 0)
        {
            await carla.Locator("form[action^='/link'] button").First.ClickAsync();
        }

        await carla.GotoAsync($"{Url}/portal");
        await Expect(carla.Locator("main")).ToContainTextAsync("The projector stays dark");
        await Expect(carla.Locator("main")).ToContainTextAsync($"Bo Beside{own}");
        await Shot(carla, "assistant-portal");
        await carla.GotoAsync($"{Url}/portal/tickets/{number}");
        await carla.GetByRole(AriaRole.Button, new() { Name = "I need an update" }).First.ClickAsync();
        await Expect(carla.Locator("main")).ToContainTextAsync("A person will answer");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket")).ToContainTextAsync($"Carla Beside{own}");
        await Shot(sam, "assistant-chase");
    }

    [Fact]
    public async Task Person_WhenHeldAndLetGo_IsErasedOnlyThen()
    {
        var own = Guid.NewGuid().ToString("N")[..8];
        var (name, address) = ($"Robin Erased{own}", $"erased-{own}@gone.example");
        var ada = await As("ada");
        await ada.GotoAsync(Url + "/settings/people/add");
        await ada.Locator("[name=name]").FillAsync(name);
        await ada.Locator("[name=email]").FillAsync(address);
        await ada.Keyboard.PressAsync("Enter");
        await Expect(ada.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        var at = new Uri(ada.Url).AbsolutePath;
        var kept = await ada.APIRequest.GetAsync($"{Url}{at}/kept.json");
        (await kept.TextAsync()).ShouldContain(address);

        await ada.GotoAsync(Url + "/settings/retention");
        await ada.Locator("form[action='/settings/retention/holds'] input[name=what]").FillAsync(address);
        await ada.Locator("form[action='/settings/retention/holds'] input[name=reason]").FillAsync($"File {own}");
        await ada.Locator("form[action='/settings/retention/holds'] button").ClickAsync();
        var hold = ada.Locator(".own-row", new() { HasText = $"File {own}" });
        await Expect(hold).ToContainTextAsync(name);
        await Shot(ada, "person-held");
        await Erase(ada, at);
        await Expect(ada.Locator(".told.late, .fault").First).ToContainTextAsync("held for a legal reason");
        await Shot(ada, "person-held-refused");

        await ada.GotoAsync(Url + "/settings/retention");
        await hold.Locator("button").ClickAsync();
        await Expect(hold).ToHaveCountAsync(0);
        await Erase(ada, at);
        await ada.WaitForURLAsync("**/settings/people**");
        await Shot(ada, "person-erased");
        await ada.GotoAsync($"{Url}/settings/people?q=Erased{own}");
        await Expect(ada.Locator(".set-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Week_WhenMaraReadsIt_SaysWhatItWasAndIsAskedForByMail()
    {
        var mara = await As("mara");
        await mara.GotoAsync(Url + "/notices/telling");
        await mara.Locator("input[name=week]").CheckAsync();
        await mara.Locator("form[action='/notices/telling'] button.main").First.ClickAsync();
        await Expect(mara.Locator(".told.good, [role=status]").First).ToBeVisibleAsync();
        await mara.Locator("a[href='/digest/week']").First.ClickAsync();

        await Expect(mara.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("week");
        (await mara.Locator(".week-figures dd").CountAsync()).ShouldBeGreaterThan(3);
        await Shot(mara, "week");
        await mara.Locator("a[href^='/digest/week?of=']").First.ClickAsync();
        await Expect(mara.Locator(".week-figures")).ToBeVisibleAsync();
        (await Violations(mara, "week-before")).ShouldBeEmpty();
        // As it was: other journeys look at these choices too.
        await mara.GotoAsync(Url + "/notices/telling");
        await mara.Locator("input[name=week]").UncheckAsync();
        await mara.Locator("form[action='/notices/telling'] button.main").First.ClickAsync();
    }

    private async Task Erase(IPage page, string at)
    {
        await page.GotoAsync(Url + at);
        await page.Locator("form[action$='/erase'] [name=sure]").CheckAsync();
        await page.Locator("form[action$='/erase'] button").ClickAsync();
    }
}
