namespace Headway.BrowserTests;

/// <summary>
/// What a touch may cost beside its words and Ctrl Enter: nothing for the routine, two keys to overrule the situation, three
/// to move a due, one to resolve, one to put a "thanks" away. Each journey works on a ticket of its own.
/// </summary>
public sealed class KeyBudgets(DemoDesk desk) : Journey(desk)
{
    private int _keys;

    [Fact]
    public async Task Reply_WhenItIsRoutine_CostsNoExtraKey()
    {
        var (page, number) = await Own("Mouse jumps about");
        await Write(page, "Please try it once more now.");

        await Send(page);

        await Expect(Sent(page)).ToContainTextAsync($"#{number} sent. Then: Customer confirming");
        _keys.ShouldBe(0);
    }

    [Fact]
    public async Task Reply_WhenTheSituationIsOverruled_CostsTwoKeys()
    {
        var (page, number) = await Own("Projector needs a lamp");
        await Write(page, "Please try it once more now.");
        var second = page.Locator("#then .option-2");
        var said = (await second.InnerTextAsync()).Split('\n')[0].Trim();

        await Key(page, "Escape");
        await Key(page, "2");
        await Send(page);

        await Expect(Sent(page)).ToContainTextAsync($"#{number} sent. Then: {said}");
        _keys.ShouldBe(2);
    }

    [Fact]
    public async Task Due_WhenItIsMoved_CostsThreeKeys()
    {
        var (page, number) = await Own("Chair squeaks on parquet");
        await Focus(page);

        await Key(page, "d");
        await Expect(page.Locator("#panel .reasons input").First).ToBeFocusedAsync();
        await Key(page, "3");
        await Key(page, "Control+Enter");

        await Expect(page.Locator("#talk .sys", new() { HasText = "moved the due" })).ToBeVisibleAsync();
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", number);
        _keys.ShouldBe(3);
    }

    [Fact]
    public async Task Resolve_WhenTheAnswerSolvesIt_CostsOneKey()
    {
        var (page, number) = await Own("Dark screen at gate 3");
        await Write(page, "The cable was loose. It is in now.");

        await Key(page, "Alt+e");
        await Send(page);

        await Expect(Sent(page)).ToContainTextAsync($"#{number} sent and solved");
        _keys.ShouldBe(1);
    }

    [Fact]
    public async Task Thanks_WhenTheyAreAllThatIsThere_ArePutAwayWithOneKey()
    {
        var page = await As("sam");
        await page.Locator(".rows .act", new() { HasText = "Shared mailbox for the audit team" }).Locator(".what").ClickAsync();
        await Expect(page.Locator(".ask")).ToContainTextAsync("thanks");
        await Shot(page, "next-thanks");

        await Key(page, "y");

        await Expect(page.Locator(".ask")).ToHaveCountAsync(0);
        await Expect(page.Locator(".rows .act", new() { HasText = "Shared mailbox for the audit team" })).ToHaveCountAsync(0);
        _keys.ShouldBe(1);
    }

    private async Task<(IPage Page, string Number)> Own(string subject)
    {
        var page = await As("sam");
        var number = await NewTicket(page, subject);
        await page.GotoAsync($"{Url}/next/{number}");
        return (page, number);
    }

    // What the words make of the situation is awaited as a person sees it: the fix in them asks for a confirmation.
    private static async Task Write(IPage page, string words)
    {
        await Focus(page);
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#words-of-reply")).ToBeFocusedAsync();
        var told = page.WaitForResponseAsync(answer => answer.Url.EndsWith("/then", StringComparison.Ordinal));
        await page.Keyboard.TypeAsync(words);
        await told;
        await Expect(page.Locator("#then .option-1 input")).ToBeCheckedAsync();
    }

    private static Task Focus(IPage page) => page.Locator("#body").FocusAsync();

    private static Task Send(IPage page) => page.Keyboard.PressAsync("Control+Enter");

    private Task Key(IPage page, string key)
    {
        _keys++;
        return page.Keyboard.PressAsync(key);
    }

    private static ILocator Sent(IPage page) => page.Locator("#toasts [data-sent]");
}
