using System.Collections.Concurrent;

namespace Headway.BrowserTests;

/// <summary>Every hostile mail is taken in and shown, in the log and on its ticket: nothing in it runs, asks another host or is obeyed.</summary>
public sealed class ShowingHostileMail(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Mail_WhenItIsHostile_IsShownHarmlessInTheLogAndOnItsTicket()
    {
        var mails = HostileMails.All();
        await HandOver(mails.Select(mail => mail.Raw));
        var ada = await As("ada");
        var dialogs = new ConcurrentQueue<string>();
        ada.Dialog += (_, dialog) =>
        {
            dialogs.Enqueue(dialog.Message);
            _ = dialog.DismissAsync();
        };
        await ada.GotoAsync(Url + "/settings/mail-log");
        var log = await ada.Locator("a.set-row").EvaluateAllAsync<string[][]>("rows => rows.map(row => [row.getAttribute('href'), row.querySelector('b').textContent, row.innerText])");
        var tickets = new List<string>();
        foreach (var mail in mails)
        {
            var row = log.FirstOrDefault(one => one[1] == mail.Subject) ?? log.FirstOrDefault(one => one[1].StartsWith($"{mail.Case} ", StringComparison.Ordinal) && !one[1].Contains(" body ", StringComparison.Ordinal));
            row.ShouldNotBeNull($"seed {HostileMails.Seed}: {mail.Case} is not in the log");
            await ada.GotoAsync(Url + row[0]);
            await Look(ada, mail.Case);
            if (await ada.Locator(".card a.link[href^='/next/']").CountAsync() > 0)
            {
                tickets.Add((await ada.Locator(".card a.link[href^='/next/']").First.GetAttributeAsync("href"))!["/next/".Length..]);
            }
        }

        tickets.Distinct().Count().ShouldBeGreaterThan(mails.Count / 2, "most of them open a ticket of their own");
        foreach (var number in tickets.Distinct())
        {
            await ada.GotoAsync($"{Url}/next/{number}");
            await Look(ada, number);
            // Nothing lies over the desk's own controls.
            (await ada.EvaluateAsync<bool>("() => { const text = document.querySelector('#composer textarea'); text.scrollIntoView(); const box = text.getBoundingClientRect(); const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(12, box.height / 2)); return hit === text || text.contains(hit) || text.parentElement.contains(hit); }"))
                .ShouldBeTrue($"#{number}: something lies over the composer");
        }

        dialogs.ShouldBeEmpty();
        log.Count(row => row[2].Contains("sam@demo.example", StringComparison.Ordinal) && row[1].StartsWith("S22", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Demo_WhenAdaLooksAtMail_HasEachOfItsMomentsWithinOneClickOfTheSettings()
    {
        var ada = await As("ada");
        await ada.GotoAsync(Url + "/settings");
        await ada.Locator("a[href='/settings/mail-log']:visible").First.ClickAsync();
        foreach (var said in new[] { "A loop ends here", "nothing proves it", "Your payslip is ready", "Undelivered Mail" })
        {
            await Expect(ada.Locator("main")).ToContainTextAsync(said);
        }

        await Shot(ada, "mail-log");
        await ada.GotoAsync(Url + "/settings");
        await ada.Locator("a[href='/settings/mailboxes']:visible").First.ClickAsync();
        await Expect(ada.Locator("main")).ToContainTextAsync("p.novak@demo.example");
    }

    // Every frame is opened and waited for; then what must not have happened has not.
    private static async Task Look(IPage page, string what)
    {
        foreach (var frame in await page.Locator("details.mail-frame").AllAsync())
        {
            await frame.EvaluateAsync("details => { details.open = true; }");
            var inner = frame.Locator("iframe").ContentFrame;
            // Ours has a title; what a frame shows before it is loaded has none.
            await Expect(inner.Locator("title")).ToBeAttachedAsync();
            (await inner.Locator("script, iframe, object, embed, form, input, button, svg, math, link, meta[http-equiv], base, [onerror], [onload], [style*='url'], [style*='fixed'], img:not([src^='data:image/'])").CountAsync()).ShouldBe(0, what);
            (await inner.Locator("a[href]").EvaluateAllAsync<string[]>("links => links.map(link => link.protocol)")).ShouldAllBe(scheme => scheme == "https:" || scheme == "http:" || scheme == "mailto:" || scheme == "tel:");
        }

        (await page.EvaluateAsync<bool>("() => typeof window.owned === 'undefined'")).ShouldBeTrue(what);
    }
}
