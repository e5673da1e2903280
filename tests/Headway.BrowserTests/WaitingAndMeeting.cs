namespace Headway.BrowserTests;

/// <summary>
/// Customers who wait, by people in their own browsers: a time that survives a message, a promise renewed before or after it
/// slips, three attempts and two, a second chase and a verdict that a lead overrules, six looks at a page.
/// </summary>
public sealed class WaitingAndMeeting(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Appointment_WhenAnnWritesMeanwhile_StandsForBoth()
    {
        var ann = await As("ann");
        await ann.GotoAsync(Url + "/portal/new");
        await ann.Locator("input[name=subject]").FillAsync("The lamp over my desk flickers");
        await ann.Locator("textarea[name=text]").FillAsync("Every few minutes, more in the afternoon.");
        await ann.Locator("form button.btn.main").ClickAsync();
        await ann.WaitForURLAsync("**/portal/tickets/*");
        var number = new Uri(ann.Url).Segments[^1];

        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/tickets/{number}/times");
        await sam.Locator("form[action$='/offer'] button.main").ClickAsync();
        await Expect(sam.Locator("#context")).ToContainTextAsync("Times offered");
        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await ann.Locator("#times button.pick").First.ClickAsync();
        await Expect(ann.Locator("#time")).ToBeVisibleAsync();
        await Shot(ann, "time-in-portal");

        await ann.Locator("[data-reveal=answer][data-intent=answer]").ClickAsync();
        await ann.Locator("#answer textarea").FillAsync("It is the left one of the two.");
        await ann.Locator("#answer button.main").ClickAsync();

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#talk")).ToContainTextAsync("It is the left one of the two.");
        await Expect(sam.Locator("#context .agreed")).ToBeVisibleAsync();
        await sam.Locator("#words-of-reply").FillAsync("Thank you, I bring a bulb for the left one.");
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#context .agreed")).ToBeVisibleAsync();
        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await Expect(ann.Locator("#time")).ToBeVisibleAsync();
        await Expect(ann.Locator("#story")).ToContainTextAsync("I bring a bulb");

        // Invariant 4: nothing is resolved over an agreed time, so the composer does not offer it.
        await Expect(sam.Locator("#then input[name=situation]").First).ToBeAttachedAsync();
        await Expect(sam.Locator("#then input[value=RESOLVED]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Promise_WhenItSlipped_IsRenewedWithAWordThatTheCustomerReads()
    {
        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/tickets?q=price+list+upload");
        await sam.Locator("a[href^='/next/']", new() { HasText = "Price list upload stops" }).First.ClickAsync();
        await Expect(sam.Locator("#context .promised")).ToContainTextAsync("It was missed");
        await sam.Locator("#context .promised a.btn").ClickAsync();
        await Expect(sam.Locator("#panel input[name=at]:checked")).ToHaveCountAsync(1);
        await Expect(sam.Locator("#panel textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("takes longer"));
        await Shot(sam, "promise-renew");
        await sam.Locator("#panel button.main").ClickAsync();

        await Expect(sam.Locator("#talk")).ToContainTextAsync("Promise renewed");
        await Expect(sam.Locator("#context .promised")).Not.ToContainTextAsync("It was missed");
        await Shot(sam, "promise-renewed");

        // Invariant 6: neither that nor moving the due makes the miss go away.
        var number = new Uri(sam.Url).Segments[^1];
        await sam.GotoAsync($"{Url}/next/{number}?tab=history");
        var missed = sam.Locator(".ledger li", new() { HasText = "“Next action planned” was late" });
        await Expect(missed).ToHaveCountAsync(1);
        await sam.GotoAsync($"{Url}/tickets/{number}/reschedule");
        await sam.Locator("form[action$='/reschedule'] button.main").ClickAsync();
        await sam.WaitForURLAsync($"**/next/{number}");
        await sam.GotoAsync($"{Url}/next/{number}?tab=history");
        await Expect(missed).ToHaveCountAsync(1);
        await Expect(sam.Locator(".ledger li", new() { HasText = "counts as rescheduled" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Attempts_WhenThreeByTwoWays_OfferClosingAndTwoDoNot()
    {
        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/tickets?q=old+phone+number");
        await sam.Locator("a[href^='/next/']", new() { HasText = "Old phone number still rings" }).First.ClickAsync();
        await Expect(sam.Locator("#context form[action$='/close-silent'] button")).ToBeVisibleAsync();
        await Shot(sam, "attempts-three");

        await sam.GotoAsync($"{Url}/tickets?q=second+screen");
        await sam.Locator("a[href^='/next/']", new() { HasText = "Second screen stays dark" }).First.ClickAsync();
        await Expect(sam.Locator("#context")).ToContainTextAsync("2 of 3");
        await Expect(sam.Locator("#context form[action$='/close-silent']")).ToHaveCountAsync(0);
        await Shot(sam, "attempts-two");
    }

    [Fact]
    public async Task Chase_WhenItIsTheSecond_TellsOfAComplaintAndTheLeadMayFindTheFirstOtherwise()
    {
        var lee = await As("lee");
        await lee.GotoAsync($"{Url}/board");
        await lee.Locator("#chase-board a", new() { HasText = "Ravi Menon" }).ClickAsync();
        await Expect(lee.Locator("#chase .chase")).ToContainTextAsync("A complaint is near");
        await Expect(lee.Locator("#context .judged")).ToContainTextAsync("Not valid");
        await lee.Locator("#context .judged a.btn").First.ClickAsync();
        await Expect(lee.Locator("#panel .panel")).ToContainTextAsync("Both verdicts are kept");
        await Shot(lee, "overrule");
        await lee.Locator("#panel button.main").ClickAsync();

        await Expect(lee.Locator("#context .judged")).ToContainTextAsync("Ines had found: Not valid");
        await lee.GotoAsync($"{Url}/flow/chases?set=overruled");
        await Expect(lee.Locator("table.main")).ToContainTextAsync("Licence for the drawing program");
        await Shot(lee, "chases-listed");
    }

    [Fact]
    public async Task Looks_WhenAnnHasComeSixTimes_StandBesideThePromiseAndOnTheBoard()
    {
        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/tickets?q=webcam");
        await sam.Locator("a[href^='/next/']", new() { HasText = "Webcam stays black" }).First.ClickAsync();
        await Expect(sam.Locator("#context .signs")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("looked at the page \\d+ times"));
        await Shot(sam, "six-looks");

        var lee = await As("lee");
        await lee.GotoAsync($"{Url}/board");
        await Expect(lee.Locator(".quiet-waits")).ToContainTextAsync("Ann Weber");

        var ann = await As("ann");
        await ann.Locator("#own a", new() { HasText = "Webcam" }).ClickAsync();
        await Expect(ann.Locator(".counts-looks")).ToContainTextAsync("We count how often this page is opened");
    }
}
