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
}
