using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>
/// Invariants 5, 7 and 8 by people who try to get round them: the page refuses, says why, and keeps what was typed. The cap of
/// invariant 3 is tried in <see cref="SettingTheRules"/>, invariants 4 and 6 in <see cref="WaitingAndMeeting"/>.
/// </summary>
public sealed class TryingWhatIsRefused(DemoDesk desk) : Journey(desk)
{
    /// <summary>A due is moved ahead, never into what has passed.</summary>
    [Fact]
    public async Task Move_WhenTheTimeIsPast_IsRefusedWithReasonAndTimeKept()
    {
        var sam = await As("sam");
        var number = await NewTicket(sam, "The clock in the canteen is slow");
        await sam.GotoAsync($"{Url}/tickets/{number}/reschedule");
        await sam.Locator(".reasons input").Nth(2).CheckAsync();
        var reason = await sam.Locator(".reasons input").Nth(2).GetAttributeAsync("value");
        await sam.Locator("input[name=due]").FillAsync("2020-01-06T09:00");
        await sam.Locator("form[action$='/reschedule'] button.main").ClickAsync();

        await Expect(sam.Locator(".told.late")).ToContainTextAsync("That time has passed");
        await Expect(sam.Locator(".reasons input:checked")).ToHaveValueAsync(reason!);
        await Expect(sam.Locator("input[name=due]")).ToHaveValueAsync("2020-01-06T09:00");
        await Shot(sam, "refused-move");
    }

    /// <summary>Invariant 5: a verdict alone ends no chase, and neither does an answer that says nothing.</summary>
    [Fact]
    public async Task Chase_WhenOnlyTheVerdictIsGiven_StaysOpenUntilAPersonAnswers()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        var number = await Raise(ann, "The window in 4.14 does not close");
        await ann.Locator("button[name=intent][value=chase]").ClickAsync();
        await Expect(ann.Locator("#headline")).ToContainTextAsync("A person will answer by");

        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator("#chase .finding-false").ClickAsync();
        await sam.Locator("#chase button[formaction$='/verdict']").ClickAsync();
        await Expect(sam.Locator("#chase .only-answer")).ToBeVisibleAsync();
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Chased");
        (await Post(sam, $"/tickets/{number}/touch", "{ mode: 'reply', text: '   ', situation: 'IN_PROGRESS' }")).ShouldContain("role=\"alert\"");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Chased");
        await Shot(sam, "refused-chase");

        // A chase can't be put off either: there is nothing to move it with.
        (await Post(sam, $"/tickets/{number}/reschedule", "{ reason: 'other', suggested: '2027-03-26T09:00:00Z' }")).ShouldContain("role=\"alert\"");
    }

    /// <summary>Invariant 4: nothing is resolved over an open chase; with its verdict the solution itself is the answer.</summary>
    [Fact]
    public async Task Resolve_WhenAChaseIsOpen_IsRefusedUntilItsVerdictGoesWithIt()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        var number = await Raise(ann, "The blind in 4.15 hangs");
        await sam.GotoAsync($"{Url}/next/{number}");
        await ann.Locator("button[name=intent][value=chase]").ClickAsync();
        await Expect(sam.Locator("#chase input[name=verdict]:checked")).ToHaveCountAsync(1);

        (await Post(sam, $"/tickets/{number}/touch", "{ mode: 'reply', text: 'It is done.', situation: 'RESOLVED' }")).ShouldContain("Answer the chase first");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Chased");

        await sam.Locator("#words-of-reply").FillAsync("The cord is new, the blind runs.");
        await sam.Locator("#words-of-reply").PressAsync("Alt+e");
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent and solved");
    }

    /// <summary>Invariant 7: silently back is refused in favour of the return, and a return needs its reason and its words.</summary>
    [Fact]
    public async Task Back_WhenItIsHandedOverSilently_IsRefusedAndTheReturnSaysWhy()
    {
        var sam = await As("sam");
        var number = await NewTicket(sam, "The socket behind the plant is dead");
        await sam.GotoAsync($"{Url}/tickets/{number}/transfer");
        await sam.Locator("label.hit", new() { HasText = "Network" }).ClickAsync();
        await sam.Locator("textarea[name=note]").FillAsync("A dead socket, please have a look.");
        await sam.Locator("form[action$='/transfer'] button.main").ClickAsync();
        await Expect(sam.Locator("#ticket .meta")).ToContainTextAsync("Network");

        var nia = await As("nia");
        await nia.GotoAsync($"{Url}/tickets/{number}/transfer");
        await nia.Locator("label.hit", new() { HasText = "Service Desk" }).ClickAsync();
        await nia.Locator("textarea[name=note]").FillAsync("Not ours, I think.");
        await nia.Locator("form[action$='/transfer'] button.main").ClickAsync();
        await Expect(nia.Locator(".told.late")).ToContainTextAsync(new Regex("return", RegexOptions.IgnoreCase));
        await Expect(nia.Locator("textarea[name=note]")).ToHaveValueAsync("Not ours, I think.");
        await Expect(nia.Locator("label.hit", new() { HasText = "Service Desk" }).Locator("input")).ToBeCheckedAsync();
        await Shot(nia, "refused-silently-back");

        await nia.Locator("a[href$='/return']").First.ClickAsync();
        await nia.Locator("input[value=not-support]").CheckAsync();
        await nia.Locator("input[name=nextTime]").FillAsync("the name on the plant");
        await nia.Locator("textarea[name=explain]").FillAsync("   ");
        await nia.Locator("form[action$='/return'] button.main").ClickAsync();
        await Expect(nia.Locator(".told.late")).ToBeVisibleAsync();
        await Expect(nia.Locator("input[value=not-support]")).ToBeCheckedAsync();
        await Expect(nia.Locator("input[name=nextTime]")).ToHaveValueAsync("the name on the plant");
    }

    /// <summary>Invariant 8: whoever takes care of a colleague's ticket does not own it by that, and it is said who did it.</summary>
    [Fact]
    public async Task Cover_WhenATeammateAnswers_LeavesTheTicketItsOwner()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        var number = await Raise(ann, "The drawer of the label printer sticks");
        await Reply(sam, number, "I look at the drawer this afternoon.");
        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await ann.Locator("[data-reveal=answer][data-intent=answer]").ClickAsync();
        await ann.Locator("#answer textarea").FillAsync("It is the lower one.");
        await ann.Locator("#answer button.main").ClickAsync();
        await Expect(ann.Locator("#story")).ToContainTextAsync("It is the lower one.");

        var kim = await As("kim");
        await Reply(kim, number, "Thank you, Sam knows which one now.");
        await kim.GotoAsync($"{Url}/next/{number}?scope=team");
        await Expect(kim.Locator("#ticket .meta .who")).ToContainTextAsync("Sam");
        await Expect(kim.Locator("#talk .said, #talk article").Filter(new() { HasText = "Sam knows which one" }).First).ToContainTextAsync("Kim");
    }

    private async Task Reply(IPage page, string number, string words)
    {
        await page.GotoAsync($"{Url}/next/{number}?scope=team");
        var told = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/then", StringComparison.Ordinal));
        await page.Locator("#words-of-reply").FillAsync(words);
        await told;
        await page.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(page.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
    }

    private async Task<string> Raise(IPage ann, string subject)
    {
        await ann.GotoAsync(Url + "/portal/new");
        await ann.Locator("input[name=subject]").FillAsync(subject);
        await ann.Locator("textarea[name=text]").FillAsync("Since this morning.");
        await ann.Locator("form button.btn.main").ClickAsync();
        await ann.WaitForURLAsync("**/portal/tickets/*");
        return new Uri(ann.Url).Segments[^1];
    }

    // A form as an old page or a program would send it, without the page's own help: what comes back, as words.
    private static Task<string> Post(IPage page, string path, string fields) => page.EvaluateAsync<string>(
        $$"""
        async () => {
          const token = document.querySelector("input[name=__RequestVerificationToken]").value;
          const version = document.querySelector("input[name=version]")?.value ?? "0";
          const said = await fetch("{{path}}", {
            method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" },
            body: new URLSearchParams({ version, ...{{fields}} }),
          });
          const page = new DOMParser().parseFromString(await said.text(), "text/html");
          return page.body.innerHTML;
        }
        """);
}
