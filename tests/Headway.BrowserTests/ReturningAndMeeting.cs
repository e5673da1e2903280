namespace Headway.BrowserTests;

/// <summary>Step 8 of the tour: a return that teaches, two calls in vain, and a time that is booked with one tap.</summary>
public sealed class ReturningAndMeeting(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Return_WhenNiaMissesTheRoom_ReachesWhoSentItAsAKindCard()
    {
        var nia = await As("nia");
        await nia.GotoAsync($"{Url}/tickets?q=socket+dead");
        await nia.Locator("a[href^='/next/']", new() { HasText = "Network socket dead" }).First.ClickAsync();
        var ticket = new Uri(nia.Url).Segments[^1];
        await nia.GotoAsync($"{Url}/tickets/{ticket}/return");
        await nia.Locator("input[value=information-inadequate]").CheckAsync();
        await nia.Locator("textarea[name=explain]").FillAsync("There are four new rooms on that floor.");
        await nia.Locator("input[name=nextTime]").FillAsync("the room number");
        await Shot(nia, "return");
        await nia.Locator("form[action$='/return'] button.main").ClickAsync();
        await Expect(nia.Locator("#ticket .meta")).ToContainTextAsync("Service Desk");

        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/next/{ticket}");
        await Expect(sam.Locator(".contact.lesson")).ToContainTextAsync("the room number");
        await Shot(sam, "lesson");
        await sam.Locator(".contact.lesson button").ClickAsync();
        await Expect(sam.Locator(".contact.lesson")).ToContainTextAsync("Read, with thanks.");
    }

    [Fact]
    public async Task Times_WhenOffered_AreBookedWithOneTapOnAPhone()
    {
        var sam = await As("sam");
        await sam.GotoAsync($"{Url}/tickets?q=plotter");
        await sam.Locator("a[href^='/next/']", new() { HasText = "Plotter cuts off" }).First.ClickAsync();
        var ticket = new Uri(sam.Url).Segments[^1];
        await sam.GotoAsync($"{Url}/tickets/{ticket}/times");
        await sam.Locator("form[action$='/offer'] button.main").ClickAsync();
        await Expect(sam.Locator("#context")).ToContainTextAsync("Times offered");
        await Shot(sam, "times-offered");

        await sam.GotoAsync($"{Url}/demo/mail");
        var link = await sam.Locator("a[href*='/choose/']").First.GetAttributeAsync("href");
        var phone = await Nobody(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await phone.GotoAsync(new Uri(new Uri(Url), link).AbsoluteUri);
        await Expect(phone.Locator("h1")).ToHaveTextAsync("When does it suit you?");
        await Shot(phone, "choose-a-time");
        await phone.Locator("button.pick").First.ClickAsync();
        await Expect(phone.Locator("h1")).ToHaveTextAsync("It is agreed.");
        await Shot(phone, "time-agreed");

        await sam.GotoAsync($"{Url}/next/{ticket}");
        await Expect(sam.Locator("#context .agreed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Times_WhenOffered_AreBookedByKeyboardAlone()
    {
        var sam = await As("sam");
        var ticket = await NewTicket(sam, "The new desk needs its cables");
        await sam.GotoAsync($"{Url}/tickets/{ticket}/times");
        await sam.Locator("form[action$='/offer'] button.main").ClickAsync();
        await Expect(sam.Locator("#context")).ToContainTextAsync("Times offered");
        await sam.GotoAsync($"{Url}/demo/mail");
        var link = await sam.Locator("a[href*='/choose/']").First.GetAttributeAsync("href");

        var page = await Nobody();
        await page.GotoAsync(new Uri(new Uri(Url), link).AbsoluteUri);
        await Expect(page.Locator("button.pick").First).ToBeVisibleAsync();
        var keys = 0;
        for (; keys < 5 && !await page.Locator("button.pick").First.EvaluateAsync<bool>("pick => pick === document.activeElement"); keys++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        keys.ShouldBeLessThan(5);
        await Shot(page, "choose-by-keys");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("button.pick").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("It is agreed.");
    }

    [Fact]
    public async Task Board_WhenKimIsAway_LetsATeammateKeepTheAppointment()
    {
        var lee = await As("lee");
        await lee.GotoAsync($"{Url}/board");
        var row = lee.Locator(".day-times li", new() { HasText = "Salma Idris" });
        await Expect(row).ToContainTextAsync("Kim is away");
        await Shot(lee, "board-times");
        await row.Locator("button").ClickAsync();
        await Expect(lee.Locator("#context .agreed")).ToContainTextAsync("Lee");
    }
}
