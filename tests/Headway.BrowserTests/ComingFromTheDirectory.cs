using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headway.IntegrationTests.SignOn;

namespace Headway.BrowserTests;

/// <summary>A real desk whose people come in with the company's account, are pushed by its directory, and have a machine act for them.</summary>
public sealed class ComingFromTheDirectory(DemoDesk demo) : ClaimedDesk(demo)
{
    private const string Secret = "a secret of the tests, long enough";

    [Fact]
    public async Task SignOn_WhenTheProviderIsSet_LetsSomebodyInByOneButton()
    {
        Assert.SkipWhen(RealProvider.Missing is not null, RealProvider.Missing ?? "");
        using var provider = await RealProvider.Start(DateTimeOffset.UtcNow, $"{Url}/sign-in/with/answer", new Dictionary<string, object>
        {
            ["kim"] = new { email = "kim@first.example", email_verified = true, name = "Kim Newcomer", groups = new[] { "desk-leads" } },
            ["stranger"] = new { email = "stranger@elsewhere.example", email_verified = true, name = "Strange One" },
        });
        await SetProvider(provider.Issuer);
        await Page.Locator("form[action='/settings/sign-on/test'] button").ClickAsync();
        await Expect(Page.Locator(".told.good .signon-checks li").First).ToBeVisibleAsync();
        await Shot(Page, "sign-on-tried");

        var kim = await Somebody();
        await kim.GotoAsync(Url + "/sign-in");
        await kim.GetByRole(AriaRole.Link, new() { Name = "Company" }).ClickAsync();
        await kim.GetByRole(AriaRole.Link, new() { Name = "kim" }).ClickAsync();
        await Expect(kim.Locator(".rail .person")).ToBeVisibleAsync();
        kim.Url.ShouldStartWith(Url);
        await Shot(kim, "sign-on-in");
        await Page.GotoAsync(Url + "/settings/people?q=kim");
        await Expect(Page.Locator(".set-row")).ToContainTextAsync("Kim Newcomer");
        await Expect(Page.Locator(".set-row")).ToContainTextAsync("Lead");

        var stranger = await Somebody();
        await stranger.GotoAsync(Url + "/sign-in");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Company" }).ClickAsync();
        await stranger.GetByRole(AriaRole.Link, new() { Name = "stranger" }).ClickAsync();
        await stranger.WaitForURLAsync("**/sign-in?said=**");
        await Expect(stranger.Locator(".fault, .told").First).ToBeVisibleAsync();
        await Shot(stranger, "sign-on-refused");
    }

    [Fact]
    public async Task Directory_WhenItPushesSomebody_TheyAreHereUntilItSaysTheyLeft()
    {
        await SetProvider("http://localhost:9");
        await Page.Locator("#pushed-present").FillAsync(Password);
        await Page.Locator("form[action='/settings/sign-on/token'] button").ClickAsync();
        using var directory = Program(await Page.Locator("#pushed pre.codes").InnerTextAsync());
        await Shot(Page, "directory-token");

        using var pushed = await directory.PostAsync(new Uri(Url + "/scim/v2/Users"), Scim("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"noor@first.example","externalId":"n-1","active":true,"displayName":"Noor Pushed",
             "emails":[{"primary":true,"type":"work","value":"noor@first.example"}]}
            """));
        var noor = JsonDocument.Parse(await pushed.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        await Page.GotoAsync(Url + "/settings/people?q=noor");
        await Expect(Page.Locator(".set-row")).ToHaveCountAsync(1);
        await Expect(Page.Locator(".set-row")).ToContainTextAsync("Noor Pushed");
        await Page.GotoAsync(Url + "/settings/sign-on");
        await Expect(Page.Locator("#pushed")).ToContainTextAsync("Noor Pushed");
        await Shot(Page, "directory-pushed");

        using var leaves = await directory.PatchAsync(new Uri($"{Url}/scim/v2/Users/{noor}"), Scim("""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}
            """));
        leaves.IsSuccessStatusCode.ShouldBeTrue();
        await Page.GotoAsync($"{Url}/settings/people/{noor}");
        await Expect(Page.Locator(".set-who")).ToContainTextAsync("inactive");
        await Expect(Page.Locator("form[action$='/active'] button[value=on]")).ToBeVisibleAsync();
        await Shot(Page, "directory-left");
    }

    [Fact]
    public async Task Machine_WhenItActsWithATokenOfMine_IsMarkedWhereverItActed()
    {
        await Page.GotoAsync(Url + "/account");
        await Page.Locator("#token-name").FillAsync("The agent beside me");
        await Page.Locator("#token-present").FillAsync(Password);
        await Page.Locator("form[action='/account/tokens'] button").ClickAsync();
        using var machine = Program(await Page.Locator("pre.codes").InnerTextAsync());
        await Shot(Page, "machine-token");

        using var raised = await machine.PostAsync(
            new Uri(Url + "/api/v1/tickets"), Json("""{"subject":"The label printer is silent","text":"Since this morning.","requester":{"email":"joy@client.example","name":"Joy Client"}}"""));
        var number = JsonDocument.Parse(await raised.Content.ReadAsStringAsync()).RootElement.GetProperty("number").GetInt64();
        using var said = await machine.PostAsync(new Uri(Url + "/api/v1/mcp"), Json($$"""
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"progress","arguments":{"ticket":{{number}},"status":"AWAIT_CUSTOMER","reply":"Which of the two is it?"} } }
            """));
        (await said.Content.ReadAsStringAsync()).ShouldContain("\"isError\":false");

        await Page.GotoAsync($"{Url}/next/{number}");
        await Expect(Page.Locator("#ticket")).ToContainTextAsync("by machine, for Rae");
        await Shot(Page, "machine-acted");
    }

    private async Task SetProvider(string issuer)
    {
        await Page.GotoAsync(Url + "/settings/sign-on");
        await Page.Locator("[name=name]").First.FillAsync("Company");
        await Page.Locator("[name=issuer]").FillAsync(issuer);
        await Page.Locator("[name=client]").FillAsync("headway");
        await Page.Locator("[name=secret]").FillAsync(Secret);
        await Page.Locator("[name=domains]").FillAsync("first.example");
        await Page.Locator("[name=newcomers]").SelectOptionAsync("agent");
        await Page.Locator("[name=group]").First.FillAsync("desk-leads");
        await Page.Locator("[name=role]").First.SelectOptionAsync("lead");
        await Page.Locator("form[action='/settings/sign-on'] button.main").ClickAsync();
        await Expect(Page.Locator("form[action='/settings/sign-on/test'] button")).ToBeVisibleAsync();
    }

    private static HttpClient Program(string token)
    {
        var program = new HttpClient();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        program.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        program.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        return program;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static StringContent Scim(string body) => new(body, Encoding.UTF8, "application/scim+json");
}
