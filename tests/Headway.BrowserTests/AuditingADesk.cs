using System.Globalization;
using System.Text;

namespace Headway.BrowserTests;

public sealed partial class AuditingADesk(DemoDesk desk) : Journey(desk)
{
    [Fact]
    public async Task Drop_WhenMaraGivesHerExport_ReadsReportsAndFreezes()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/flow");
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit a desk’s history" }).ClickAsync();
        await page.WaitForURLAsync("**/audit");
        await Shot(page, "audit");

        await Drop(page, "export.csv", Export());
        await Expect(page.Locator(".audit-first h1")).ToContainTextAsync("lay untouched for three working days");
        await Expect(page.Locator(".audit-lines svg rect").First).ToBeAttachedAsync();
        await Expect(page.Locator(".audit-finding")).ToHaveCountAsync(6);
        await Expect(page.Locator(".audit-morning li").First).ToBeVisibleAsync();
        await Shot(page, "audit-report");

        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze as baseline" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/audit/\\d+$"));
        await Expect(page.Locator(".audit-actions")).ToContainTextAsync("frozen");
        await Shot(page, "audit-frozen");
    }

    /// <summary>Acceptance J: the desk changes its thresholds between two audits, and both are measured by the method of the first.</summary>
    [Fact]
    public async Task Freeze_WhenThresholdsChangeMeanwhile_MeasuresTheSecondAsTheFirst()
    {
        var (mara, ada) = (await As("mara"), await As("ada"));
        var first = await Frozen(mara, "before.csv");
        var stood = await Hours(ada, "1");
        var second = await Frozen(mara, "after.csv");
        await Hours(ada, stood);
        second.ShouldBe(first);
    }

    // The method's name and the findings, as the frozen audit says them.
    private async Task<string> Frozen(IPage page, string name)
    {
        await page.GotoAsync(Url + "/audit");
        await Drop(page, name, Export("Waiting for customer"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze as baseline" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/audit/\\d+$"));
        var method = (await page.Locator(".audit-actions p").First.InnerTextAsync()).Split(" · ")[^1];
        method.ShouldStartWith("method");
        return string.Join('\n', [method, .. await page.Locator(".audit-finding").AllInnerTextsAsync()]);
    }

    // Of a status that no other journey changes; answers what stood there.
    private async Task<string> Hours(IPage ada, string hours)
    {
        await ada.GotoAsync(Url + "/settings/statuses/AWAIT_CUSTOMER");
        var (typed, seen) = (ada.Locator("#hours"), ada.Locator("#previewed input[name=seen]"));
        var stood = await typed.InputValueAsync();
        var before = await seen.CountAsync() == 0 ? "" : await seen.InputValueAsync();
        await typed.FillAsync(hours);
        await Expect(seen).Not.ToHaveValueAsync(before);
        await ada.Locator("form[data-preview]:has(#hours) .btn.main").ClickAsync();
        await Expect(ada.Locator(".told.good")).ToBeVisibleAsync();
        await Expect(typed).ToHaveValueAsync(hours);
        return stood;
    }

    [Fact]
    public async Task Drop_WhenTheFileIsUnknown_IsFinishedInTheBrowser()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/audit");
        var rows = "Vorgang;Wann;Lage\nV1;04.03.2024 09:00;Neu\nV1;04.03.2024 12:00;Eigenes\nV1;08.03.2024 09:00;Geschlossen\nV2;04.03.2024 09:00;Neu\nV2;05.03.2024 09:00;Geschlossen\n";
        await Drop(page, "seltsam.csv", Encoding.UTF8.GetBytes(rows));
        await Expect(page.Locator("#column-status, .audit-first").First).ToBeVisibleAsync();
        if (await page.Locator("#column-status").CountAsync() == 0)
            await page.GetByRole(AriaRole.Link, new() { Name = "Correct what was understood" }).ClickAsync();
        await page.Locator("#column-case").SelectOptionAsync("Vorgang");
        await page.Locator("#column-time").SelectOptionAsync("Wann");
        await page.Locator("#column-status").SelectOptionAsync("Lage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it again" }).ClickAsync();
        await Expect(page.Locator(".audit-first h1")).ToBeVisibleAsync();
        await Expect(page.Locator(".audit-notes")).ToContainTextAsync("Eigenes (1)");
    }

    [Fact]
    public async Task LoadThese_UnderTheMorning_ShowsTheLandingPlanFirst()
    {
        var page = await As("lee");
        await page.GotoAsync(Url + "/audit");
        var rows = string.Concat(Enumerable.Range(0, 30).Select(at => string.Create(CultureInfo.InvariantCulture, $"T{at},2027-02-{1 + (at % 20):00} 09:00,New,Network\nT{at},2027-02-{1 + (at % 20):00} 11:00,In Progress,Network\n")));
        await Drop(page, "open.csv", Encoding.UTF8.GetBytes("case,time,status,team\n" + rows));
        await page.GetByRole(AriaRole.Link, new() { Name = "See the landing plan" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("30 reviews");
        await page.Locator("input[name='day.0']").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the plan so" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("30 reviews, 2 weeks, 5 a day");
        await Shot(page, "audit-landing");
    }

    [Fact]
    public async Task Review_OfTheSecondAudit_HasTenCasesWaiting()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/audit/2/review");
        await Expect(page.Locator("h1")).ToHaveTextAsync("10 cases wait for your eye");
        await Expect(page.GetByText("How far the machine’s labels hold")).ToBeVisibleAsync();
        await Shot(page, "audit-review");
        await page.GotoAsync(Url + "/audit/curve");
        await Expect(page.Locator(".curve-line svg").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nordhafen Logistik" }).ClickAsync();
        await Expect(page.Locator(".curve-marks")).ToContainTextAsync("former provider");
        await Shot(page, "audit-curve");

        // The client's own page has other styles: without the curve's the lines were black boxes.
        await page.Locator("a[href^='/audit/curve/client']").ClickAsync();
        await Expect(page.Locator(".portal-curve .curve-path").First).ToHaveCSSAsync("fill", "none");
        await Shot(page, "audit-curve-client");
    }

    [Fact]
    public async Task Drop_OfAListWithoutHistory_SaysWhatItCannotTell()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/audit");
        var rows = "number,opened_at,sys_updated_on,resolved_at,closed_at,incident_state,priority\nI1,2024-03-04 09:00,2024-03-14 09:00,2024-03-14 09:00,,6,1\nI2,2024-03-05 09:00,2024-03-06 09:00,,,2,2\n";
        await Drop(page, "list.csv", Encoding.UTF8.GetBytes(rows));
        await Expect(page.Locator(".audit-first h1")).ToContainTextAsync("what happened to them is not");
        await Expect(page.Locator(".audit-finding").Nth(1)).ToContainTextAsync("no history");
        await Expect(page.Locator(".audit-lines")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OwnDesk_InAPeriodWithoutTickets_SaysSo()
    {
        var page = await As("mara");
        await page.GotoAsync(Url + "/audit");
        await page.Locator("input[name=from]").FillAsync("2001-01-01");
        await page.Locator("input[name=to]").FillAsync("2001-01-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "Audit this desk" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Nothing to audit");
        await Expect(page.Locator(".audit-no")).ToContainTextAsync("opened in this period");
    }

    [Fact]
    public async Task Sample_FromTheFirstPage_OpensWithOneClickAndNamesItsSource()
    {
        var page = await Nobody();
        await page.GotoAsync(Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "See a real desk’s audit" }).ClickAsync();
        await page.WaitForURLAsync("**/audit/sample");
        await Expect(page.Locator(".audit-last")).ToContainTextAsync("CC BY 4.0");
        await Shot(page, "audit-sample");
        var printed = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
        PrintedPage().Count(printed).ShouldBeInRange(1, 5, "a report is read on a few sheets of paper");
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"/Type\s*/Page[^s]")]
    private static partial System.Text.RegularExpressions.Regex PrintedPage();

    // Onto the page that stands open, until the run has a page of its own.
    private static async Task Drop(IPage page, string name, byte[] bytes)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = bytes });
        await page.WaitForURLAsync("**/audit/run/*");
    }

    private static byte[] Export(string second = "In Progress")
    {
        var text = new StringBuilder("Issue,Changed at,Status,Team\n");
        for (var at = 0; at < 60; at++)
        {
            var day = (at % 20) + 1;
            text.Append(CultureInfo.InvariantCulture, $"HD-{at},2026-03-{day:00} 09:0{at % 10},New,Service Desk\nHD-{at},2026-03-{day:00} 11:00,{second},Service Desk\n");
            if (at % 3 != 0)
                text.Append(CultureInfo.InvariantCulture, $"HD-{at},2026-03-{Math.Min(day + (at % 9), 31):00} 15:00,Resolved,Network\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
