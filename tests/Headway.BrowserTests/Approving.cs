namespace Headway.BrowserTests;

/// <summary>Somebody has to say yes first.</summary>
public sealed class Approving(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Approval_WhenSamAsksMara_IsDecidedByAButtonAndStandsOnTheTicket()
    {
        var sam = await As("sam");
        var number = await NewTicket(sam, "A second screen for the reception");
        await sam.GotoAsync($"{Url}/next/{number}");
        await sam.Locator("#head .menu summary").ClickAsync();
        await sam.Locator($"#head a[href='/tickets/{number}/approval']").ClickAsync();
        var panel = sam.Locator("#panel [data-panel-open=approval]");
        await panel.Locator("input[name=approver]").FillAsync("mara@demo.example");
        await panel.Locator("textarea[name=question]").FillAsync("320 euros for a screen at the reception: may I order it?");
        await Shot(sam, "approval-panel");
        await panel.Locator("[data-send]").ClickAsync();
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Waiting for approval");
        await Expect(sam.Locator(".approval-card")).ToContainTextAsync("Mara Quist is asked");

        var mara = await As("mara");
        await mara.GotoAsync(Url + "/approvals");
        await mara.Locator("a", new() { HasText = "A second screen for the reception" }).ClickAsync();
        await Expect(mara.Locator(".approval .question")).ToContainTextAsync("320 euros");
        await Shot(mara, "approval-asked");
        await mara.Locator("button[value=decline]").ClickAsync();
        await Expect(mara.Locator("[role=alert]").First).ToContainTextAsync("Say why not");
        await mara.Locator("textarea[name=reason]").FillAsync("There is one in the store room.");
        await mara.Locator("button[value=decline]").ClickAsync();
        await Expect(mara.Locator("#approval-head")).ToHaveTextAsync("Declined");

        await sam.GotoAsync($"{Url}/next/{number}");
        await Expect(sam.Locator("#ticket .meta .tag").First).ToHaveTextAsync("Colleague updated");
        await Expect(sam.Locator("#talk")).ToContainTextAsync("There is one in the store room.");
        await Shot(sam, "approval-decided");
    }
}
