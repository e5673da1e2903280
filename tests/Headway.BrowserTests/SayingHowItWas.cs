namespace Headway.BrowserTests;

/// <summary>Somebody whose ticket was solved says how it was, by the link of the mail.</summary>
public sealed class SayingHowItWas(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Feedback_WhenTheScoreIsLow_IsSaidByAButtonAndStandsOnTheTicket()
    {
        var sam = await As("sam");
        var number = await SolvedTicket(sam, "The headset crackles");
        await sam.GotoAsync(Url + "/demo/mail");
        var link = sam.Locator(".mail-words", new() { HasText = $"#{number}" }).Locator("a[href^='/how-it-was/']").First;
        await sam.GotoAsync(Url + await link.GetAttributeAsync("href"));
        await Expect(sam.Locator("#how-title")).ToHaveTextAsync("How was it?");
        await sam.Locator(".score input[value='3']").CheckAsync();
        await sam.Locator("#how textarea").FillAsync("It still crackles.");
        await Shot(sam, "feedback-asked");
        await sam.Locator("#how button").ClickAsync();
        await Expect(sam.Locator("#how")).ToContainTextAsync("You said 3 of 10.");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Customer updated");
        await Expect(sam.Locator("#talk")).ToContainTextAsync("Score 3 of 10");
        await Shot(sam, "feedback-low");
    }

    private static async Task<string> SolvedTicket(IPage page, string subject)
    {
        var to = await page.EvaluateAsync<string>(
            """
            async (subject) => {
              const token = document.querySelector("input[name=__RequestVerificationToken]").value;
              const who = "rated-" + crypto.randomUUID().slice(0, 8);
              const said = await fetch("/calls", {
                method: "POST", headers: { "X-Csrf": token, "HX-Request": "true" },
                body: new URLSearchParams({ name: "Alex " + who.slice(6), email: who + "@caller.example", subject, text: "Another port helped.", then: "solved" }),
              });
              return said.headers.get("HX-Redirect") ?? "";
            }
            """,
            subject);
        return to[(to.LastIndexOf('/') + 1)..];
    }
}
