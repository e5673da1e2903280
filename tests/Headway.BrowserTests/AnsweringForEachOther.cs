using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>
/// Acceptance C and E by people: a teammate answers a chase and the work goes on as it was, with its due and its owner; what
/// comes back to the desk is anybody's there. A customer whom nobody got through to says how and when.
/// </summary>
public sealed class AnsweringForEachOther(DemoDesk desk) : Journey(desk)
{
    // The demo's colleague is back at half past eleven on its own clock: this is looked at in its first minutes.
    [Fact]
    public async Task List_WhenAColleagueIsAway_OffersTheirDueWorkBelowOnesOwn()
    {
        var lee = await As("lee");
        var offered = lee.Locator(".rows section", new() { HasText = "Could do with a hand" });
        await Expect(offered).ToContainTextAsync("is away while this becomes due");
        await Shot(lee, "cover");
    }

    [Fact]
    public async Task Chase_WhenATeammateAnswersIt_LeavesTheWorkItsDueAndItsOwner()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        var number = await Raise(ann, "The scale in the post room prints no labels");
        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator("#words-of-reply").FillAsync("The maker of the scale sends a print head; the supplier told me so this morning.");
        await sam.Locator("#then label", new() { Has = sam.Locator("input[value=AWAIT_SUPPLIER]") }).DispatchEventAsync("click");
        await sam.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(sam.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Waiting for supplier");
        var due = await sam.Locator("#ticket .meta .due time").GetAttributeAsync("datetime");

        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await ann.Locator("button[name=intent][value=chase]").ClickAsync();
        await Expect(ann.Locator("#headline")).ToContainTextAsync("A person will answer by");

        var kim = await As("kim");
        await kim.GotoAsync($"{Url}/next/{number}?scope=team");
        await Expect(kim.Locator("#chase .chase")).ToContainTextAsync("Ann asks where it is");
        await kim.Locator("#chase .finding-true").ClickAsync();
        await kim.Locator("#chase select[name=ground]").SelectOptionAsync("b");
        await kim.Locator("#words-of-reply").FillAsync("You should have heard by now. The print head is on its way; Sam tells you when it is in.");
        await kim.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(kim.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Waiting for supplier");
        (await sam.Locator("#ticket .meta .due time").GetAttributeAsync("datetime")).ShouldBe(due);
        await Expect(sam.Locator("#ticket .meta .who")).ToContainTextAsync("you");
        await Expect(sam.Locator("#context .judged")).ToContainTextAsync("Kim");
        await sam.GotoAsync($"{Url}/notices");
        await Expect(sam.Locator("main")).ToContainTextAsync($"A teammate took care of #{number} for you");
        await Shot(sam, "chase-covered");
    }

    [Fact]
    public async Task Return_WhenItComesBack_IsTakenUpByAnybodyOfTheDesk()
    {
        var sam = await As("sam");
        var number = await NewTicket(sam, "The socket under the window is dead");
        await sam.GotoAsync($"{Url}/tickets/{number}/transfer");
        await sam.Locator("label.hit", new() { HasText = "Network" }).ClickAsync();
        await sam.Locator("textarea[name=note]").FillAsync("A dead socket, please have a look.");
        await sam.Locator("form[action$='/transfer'] button.main").ClickAsync();
        await Expect(sam.Locator("#ticket .meta")).ToContainTextAsync("Network");

        var nia = await As("nia");
        await nia.GotoAsync($"{Url}/tickets/{number}/return");
        await nia.Locator("input[value=information-inadequate]").CheckAsync();
        await nia.Locator("textarea[name=explain]").FillAsync("Every room there has a window.");
        await nia.Locator("form[action$='/return'] button.main").ClickAsync();
        await Expect(nia.Locator("#ticket .meta")).ToContainTextAsync("Service Desk");

        var kim = await As("kim");
        await kim.GotoAsync($"{Url}/next/{number}?scope=team");
        await Expect(kim.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Rejected");
        await Expect(kim.Locator("#ticket .meta")).ToContainTextAsync("nobody");
        await kim.Locator("#words-of-reply").FillAsync("Which room is it, please, and which number is on the socket?");
        await kim.Locator("#words-of-reply").PressAsync("Control+Enter");
        await Expect(kim.Locator("#toasts [data-sent]")).ToContainTextAsync($"#{number} sent");
        await kim.GotoAsync($"{Url}/next/{number}?scope=team");
        await Expect(kim.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Waiting for customer");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#context .lesson")).ToContainTextAsync("Every room there has a window.");
        await Shot(sam, "return-recovered");
    }

    [Fact]
    public async Task Attempt_WhenItIsInVain_AsksTheCustomerHowAndWhenAndTheWordComesBack()
    {
        var (ann, sam) = (await As("ann"), await As("sam"));
        var number = await Raise(ann, "The stapler of the copier is empty again");
        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator("#body").FocusAsync();
        await sam.Keyboard.PressAsync("f");
        await Expect(sam.Locator("#context")).ToContainTextAsync("Not tried yet: mail.");
        await sam.Keyboard.PressAsync("f");
        await Expect(sam.Locator("#panel .panel")).ToContainTextAsync("Offer Ann these times");
        await Shot(sam, "attempt-proposes-times");
        await sam.GotoAsync($"{Url}/demo/mail");
        await Expect(sam.Locator("main")).ToContainTextAsync("How and when do we reach you best?");

        await ann.GotoAsync($"{Url}/portal/tickets/{number}");
        await ann.Locator("#reach input[name=text]").FillAsync("By chat, I am at my desk all day.");
        await Shot(ann, "portal-reach");
        await ann.Locator("#reach button.main").ClickAsync();
        await Expect(ann.Locator("#story")).ToContainTextAsync("By chat, I am at my desk all day.");
        await Expect(ann.Locator("#reach")).ToHaveCountAsync(0);

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Customer updated");
        await Expect(sam.Locator("#context .reach")).ToContainTextAsync(new Regex("By chat, I am at my desk all day\\."));
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
}
