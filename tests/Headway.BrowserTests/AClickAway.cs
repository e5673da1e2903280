using System.Text.RegularExpressions;

namespace Headway.BrowserTests;

/// <summary>
/// Every capability has its moment within one click of its persona's first page. These journeys only look, and by their name they come
/// first, when the day is as it was laid.
/// </summary>
public sealed class AClickAway(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Sam_FromHisList_HasHisMomentsOneClickAway()
    {
        var page = await As("sam");
        await Expect(page.Locator(".rows section", new() { HasText = "Could do with a hand" })).ToBeVisibleAsync();
        await Row(page, "VPN drops every ten minutes", "#context", "Linked");
        await Row(page, "Shared mailbox for the audit team", ".ask", "thanks");
        await Row(page, "Visitor Wi-Fi codes expire after an hour", "#words-of-reply", "Hello Dara");
        await Place(page, "#list a[href='/breaches']", "main h1", "Missed targets");
        await Place(page, ".rail a[href='/lessons']", "main", "Network");
        await Place(page, ".rail a[href='/notices']", "#panel", "You were mentioned");
    }

    [Fact]
    public async Task NiaAndLee_FromTheirLists_HaveTheirMomentsOneClickAway()
    {
        var nia = await As("nia");
        await Row(nia, "Network socket dead in my new room", "#ticket .menu", "Return to the Service Desk");
        var lee = await As("lee");
        await Expect(lee.Locator(".rows .act .what", new() { HasText = "Give the help" }).First).ToBeVisibleAsync();
        await Place(lee, ".rail a[href='/board']", "#chase-board", "A complaint is near");
        await Expect(lee.Locator(".day-loads")).ToContainTextAsync("6.5");
        await Expect(lee.Locator(".thanks-list li")).ToHaveCountAsync(2);
        await Expect(lee.Locator(".quiet-waits")).ToContainTextAsync("Ann Weber");
        await Place(lee, ".rail a[href='/rota']", ".gap-list", "14:00");
        await Expect(lee.GetByRole(AriaRole.Button, new() { Name = "I take it" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MaraAndAda_FromTheirPages_HaveTheirMomentsOneClickAway()
    {
        var mara = await As("mara");
        await Expect(mara.Locator(".chases .lead-line")).ToContainTextAsync("without a valid chase");
        await Place(mara, ".flow-links a[href='/maturity']", ".maturity-steps li.here", "");
        await Place(mara, ".flow-links a[href='/issues']", ".issue-table tbody tr", "");
        await Expect(mara.Locator(".issue-table tbody tr")).ToHaveCountAsync(21);
        await Place(mara, ".flow-links a[href='/problems']", ".rule-rows li", "");
        await Place(mara, ".flow-links a[href='/audit']", "form[action='/audit/compare'] tbody tr", "");
        var ada = await As("ada");
        await Place(ada, "a.set-place[href='/settings/automation']", "main", "Dry run on the last 28 days");
        await Place(ada, "a.set-place[href='/settings/runs']", "main h1", "");
    }

    [Fact]
    public async Task Ann_FromHerTickets_HasHerMomentsOneClickAway()
    {
        var ann = await As("ann");
        await Expect(ann.Locator("#own a")).ToHaveCountAsync(3);
        await Expect(ann.Locator(".disruption h2")).ToContainTextAsync("VPN gateway 2 is down");
        await Expect(ann.Locator(".disruption button")).ToHaveTextAsync("Me too");
        await Place(ann, "#own a:has-text('Webcam stays black')", "button[name=intent][value=chase]", "I need an update", "/portal");
        await Expect(ann.Locator(".counts-looks")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Ticket_WhenTwoRowsAreClickedAtOnce_IsTheLastOne()
    {
        var page = await As("sam");
        await Expect(page.Locator("#ticket")).ToBeVisibleAsync();
        var open = await page.Locator("#ticket").GetAttributeAsync("data-ticket");
        var tickets = await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('.rows .act')].map(row => row.dataset.ticket))]");
        var (slow, wanted) = (tickets.First(one => one != open), tickets.Last(one => one != open));
        var (held, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(new Regex($"/part/ticket/{slow}\\b"), async route =>
        {
            await held.Task;
            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // It was given up meanwhile, which is what is wanted.
            }
        });
        page.RequestFailed += (_, request) => End(request);
        page.RequestFinished += (_, request) => End(request);

        await page.Locator($".rows .act[data-ticket='{slow}'] .what").First.ClickAsync();
        await page.Locator($".rows .act[data-ticket='{wanted}'] .what").First.ClickAsync();
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", wanted);
        held.SetResult();
        await ended.Task;

        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        await Expect(page.Locator("#ticket")).ToHaveAttributeAsync("data-ticket", wanted);
        await Expect(page).ToHaveURLAsync(new Regex($"/next/{wanted}\\b"));

        void End(IRequest request)
        {
            if (request.Url.Contains($"/part/ticket/{slow}?", StringComparison.Ordinal))
            {
                ended.TrySetResult();
            }
        }
    }

    // A row of the list opens its ticket beside it.
    private static async Task Row(IPage page, string subject, string shown, string text)
    {
        await page.Locator(".rows .act", new() { HasText = subject }).Locator(".what").First.ClickAsync();
        await Expect(page.Locator("#ticket h1")).ToHaveTextAsync(subject);
        await Expect(page.Locator(shown).First).ToContainTextAsync(text);
    }

    private async Task Place(IPage page, string link, string shown, string text, string first = "")
    {
        await page.GotoAsync(Url + first);
        await page.Locator(link).First.ClickAsync();
        await Expect(page.Locator(shown).First).ToBeVisibleAsync();
        await Expect(page.Locator(shown).First).ToContainTextAsync(text);
    }
}
