using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

public sealed partial class WorkingTheList(DemoDesk desk) : Journey(desk)
{
    private const string Words = "Please restart the client once more.\nDoes it still drop after that?";

    [Fact]
    public async Task Next_WhenSamArrives_HasTheTopRowOpenAndEveryTicketDated()
    {
        var page = await As("sam");

        await Expect(Rows(page).First).ToHaveAttributeAsync("aria-current", "true");
        var ticket = await page.Locator(".rows .act").First.GetAttributeAsync("data-ticket");
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", ticket ?? "");
        await Expect(page.Locator("#list > footer")).ToContainTextAsync("every one with a next step");
        await Shot(page, "next");
    }

    [Fact]
    public async Task Send_WhenTwoLinesAreTyped_PredictsTheSituationAndOpensTheNextRowUntilTakenBack()
    {
        var page = await As("sam");
        var first = await page.Locator("#ticket").GetAttributeAsync("data-ticket") ?? "";
        await page.Locator("#words-of-reply").FillAsync(Words);

        // A question in the reply means that we wait for the customer.
        var predicted = page.Locator("#then .chips > .chip").First;
        await Expect(predicted).ToContainTextAsync("Waiting for customer");
        await Expect(predicted.Locator("input")).ToBeCheckedAsync();
        await Expect(page.Locator("#then .fate-of").First).ToContainTextAsync("We need your answer");
        await Shot(page, "next-typed");

        await page.Locator("#words-of-reply").PressAsync("Control+Enter");
        var toast = page.Locator("#toasts [data-sent]");
        await Expect(toast).ToContainTextAsync($"#{first} sent. Then: Waiting for customer");
        await Expect(toast.GetByRole(AriaRole.Button)).ToContainTextAsync("Undo");
        await Expect(page.Locator("#ticket")).Not.ToHaveAttributeAsync("data-ticket", first);

        // The hand is off the words now: a single key acts.
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", first);
        await Expect(page.Locator("#list .what[aria-current]")).ToHaveCountAsync(1);
        await Shot(page, "next-taken-back");
    }

    [Fact]
    public async Task Mode_WhenANoteIsWritten_SaysWhoNeverSeesIt()
    {
        var page = await As("sam");
        await Expect(page.Locator("#composer [data-send]:visible")).ToContainTextAsync("then next");

        await page.Locator("#body").FocusAsync();
        await page.Keyboard.PressAsync("i");

        await Expect(page.Locator("#composer [data-send]:visible")).ToHaveTextAsync(SaveNote());
        await Shot(page, "next-note");
    }

    [Fact]
    public async Task Keys_WhenWalking_MoveThroughTheRowsAndOpenThem()
    {
        var page = await As("sam");
        await page.Locator("#body").FocusAsync();

        foreach (var (key, row) in new[] { ("j", 1), ("j", 2), ("k", 1), ("n", 0) })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(Rows(page).Nth(row)).ToHaveAttributeAsync("aria-current", "true");
            var ticket = await page.Locator(".rows .act").Nth(row).GetAttributeAsync("data-ticket") ?? "";
            await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", ticket);
        }
    }

    private static ILocator Rows(IPage page) => page.Locator(".rows .act .what");

    [GeneratedRegex("Save note, .+ never sees it")]
    private static partial Regex SaveNote();
}
