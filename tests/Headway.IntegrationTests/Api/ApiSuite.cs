using System.Text.Json;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class ApiOnSqlite : ApiSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApiOnPostgres : ApiSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class ApiSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Ticket_WhenTakenThroughItsLife_SaysEachTimeWhatIsNext()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var raised = await desk.Raise();
        var path = $"/tickets/{raised.Number}";

        raised.Location.ShouldBe("/api/v1" + path);
        raised.ETag.ShouldBe($"\"{raised.Body.GetProperty("version").GetInt32()}\"");
        Keys(raised.Body).ShouldBe(["number", "type", "subject", "status", "priority", "team", "owner", "requester", "promise", "activities", "version", "category", "impact", "urgency", "tags", "fields"]);
        (raised.Text("type"), raised.Text("status"), raised.Text("priority"), raised.Text("requester")).ShouldBe(("incident", "NEW", "P3", "bo@calder.example"));
        var activity = raised.Body.GetProperty("activities")[0];
        Keys(activity).ShouldBe(["id", "type", "status", "opened", "originalDue", "due", "rank", "highPriority", "responsible", "why"]);
        activity.GetProperty("id").GetString().ShouldStartWith($"{raised.Number}-");
        activity.GetProperty("opened").GetString().ShouldBe("2026-03-02T09:00:00Z");

        var asked = await desk.Post(path + "/progress", """{"status":"AWAIT_CUSTOMER","reply":"Does it jam with thick paper only?"}""");
        (asked.Code, asked.Text("status"), asked.Text("owner")).ShouldBe((200, "AWAIT_CUSTOMER", (await desk.Get("/me")).Text("email")));

        var answered = await desk.Post(path + "/messages", """{"intent":"answer","text":"With every paper."}""");
        answered.Text("status").ShouldBe("CUST_UPDATED");

        (await desk.Get("/worklist")).Items.Select(item => item.GetProperty("ticket").GetInt64()).ShouldContain(raised.Number);
        (await desk.Post(path + "/resolve", """{"text":"The rollers were changed."}""")).Problem.ShouldBe("ticket.reply-outstanding");
        (await desk.Post(path + "/progress", """{"status":"IN_PROGRESS","reply":"Then it is the rollers. I change them now."}""")).Code.ShouldBe(200);
        var resolved = await desk.Post(path + "/resolve", """{"text":"The rollers were changed."}""");

        (resolved.Code, resolved.Text("status")).ShouldBe((200, "RESOLVED"));
        resolved.Body.GetProperty("activities").GetArrayLength().ShouldBe(0);
        resolved.Body.GetProperty("promise").ValueKind.ShouldBe(JsonValueKind.Null);
        (await desk.Get(path)).Body.GetRawText().ShouldBe(resolved.Body.GetRawText());
        (await desk.Get(path + "/ledger")).Items.Select(fact => fact.GetProperty("kind").GetString()).ShouldContain("ticket-resolved");
        (await desk.Get("/search?q=roller")).Items.Select(ticket => ticket.GetProperty("number").GetInt64()).ShouldBe([raised.Number]);
    }

    [Fact]
    public async Task Version_WhenStale_ChangesNothing()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var raised = await desk.Raise();
        var path = $"/tickets/{raised.Number}/progress";
        var first = await desk.Post(path, """{"status":"IN_PROGRESS","note":"Looking."}""", ifMatch: raised.ETag);
        var second = await desk.Post(path, """{"status":"IN_PROGRESS","note":"Looking too."}""", ifMatch: raised.ETag);

        first.Code.ShouldBe(200);
        (second.Code, second.Problem).ShouldBe((412, "ticket.stale"));
        (await desk.Get($"/tickets/{raised.Number}")).ETag.ShouldBe(first.ETag);
    }

    [Fact]
    public async Task Key_WhenTheSameRequestComesFiveTimesAtOnce_HasOneEffect()
    {
        await using var desk = await ApiDesk.Open(Engine);
        const string Body = """{"subject":"Once only","text":"Please.","requester":{"email":"bo@calder.example"}}""";

        var said = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Post("/tickets", Body, key: "k-1")));

        said.Select(one => one.Code).ShouldAllBe(code => code == 201);
        said.Select(one => one.Location).Distinct().Count().ShouldBe(1);
        (await desk.Get("/tickets?requester=bo@calder.example")).Items.Count().ShouldBe(1);
        (await desk.Post("/tickets", Body.Replace("Once", "Twice", StringComparison.Ordinal), key: "k-1")).Problem.ShouldBe("request.key-reused");

        var path = $"/tickets/{said[0].Number}/progress";
        const string Touch = """{"status":"IN_PROGRESS","note":"Looking."}""";
        var touched = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Post(path, Touch, key: "k-2")));
        touched.Select(one => one.Code).ShouldAllBe(code => code == 200);
        touched.Select(one => one.ETag).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("/progress", """{"status":"IN_PROGRESS","note":"x","by":"kim@demo.example"}""", 400, "request.by-not-allowed")]
    [InlineData("/progress", """{"status":"IN_PROGRESS","note":"x","colour":"red"}""", 400, "request.malformed")]
    [InlineData("/progress", """{"status":"IN_PROGRESS","note":7}""", 400, "request.malformed")]
    [InlineData("/progress", "[]", 400, "request.malformed")]
    [InlineData("/progress", "", 400, "request.malformed")]
    [InlineData("/progress", """{"status":"IN_PROGRESS","note":"\ud800"}""", 400, "request.malformed")]
    [InlineData("/progress", """{"status":"ON_FIRE","note":"x"}""", 422, "status.unknown")]
    [InlineData("/progress", """{"status":"CHASED","note":"x"}""", 422, "status.not-selectable")]
    [InlineData("/progress", """{"note":"x"}""", 422, "status.unknown")]
    [InlineData("/progress", """{"status":"NEXT_ACTION","note":"x","due":"2020-01-01T09:00:00Z"}""", 422, "due.past")]
    [InlineData("/progress", """{"status":"NEXT_ACTION","note":"x","due":"soon"}""", 400, "request.malformed")]
    [InlineData("/progress", """{"status":"AWAIT_CUSTOMER"}""", 422, "progress.journal-missing")]
    [InlineData("/transfer", """{"team":"Nowhere","note":"x"}""", 422, "team.unknown")]
    [InlineData("/close", """{"code":"no-contact"}""", 409, "close.attempts-missing")]
    [InlineData("/return", """{"reason":"other","explain":"x"}""", 409, "return.by-desk")]
    [InlineData("/return", """{"reason":"because","explain":"x"}""", 422, "return.reason-unknown")]
    [InlineData("/contribute", """{"note":"x"}""", 409, "contribute.not-asked")]
    [InlineData("/assist", """{"of":"nobody@home.example","question":"x"}""", 422, "person.unknown")]
    [InlineData("/appointments", """{"start":"2020-01-01T09:00:00Z"}""", 422, "appointment.past")]
    [InlineData("/appointments", """{"slots":[]}""", 422, "offer.slots-missing")]
    [InlineData("/appointments", """{"result":"done"}""", 404, "appointment.none")]
    [InlineData("/appointments", """{"result":"fine"}""", 422, "appointment.result-unknown")]
    public async Task Request_WhenItCannotBe_IsAProblemWithItsCode(string act, string body, int status, string code)
    {
        await using var desk = await ApiDesk.Open(Engine);
        var raised = await desk.Raise();

        var said = await desk.Post($"/tickets/{raised.Number}{act}", body);

        (said.Code, said.Problem).ShouldBe((status, code));
        (await desk.Get($"/tickets/{raised.Number}")).ETag.ShouldBe(raised.ETag);
    }

    [Fact]
    public async Task Ticket_WhenUnknownOrHidden_IsAnsweredTheSame()
    {
        await using var desk = await ApiDesk.Open(Engine);

        foreach (var number in new[] { desk.World.Restricted.ToString(System.Globalization.CultureInfo.InvariantCulture), "999999", "0", "-1", "abc", "99999999999999999999" })
        {
            var said = await desk.Get($"/tickets/{number}");
            (said.Code, said.Problem, said.Text("title")).ShouldBe((404, "ticket.unknown", "There is no such ticket."), number);
        }

        (await desk.Get("/elsewhere")).Problem.ShouldBe("request.unknown-address");
    }

    [Fact]
    public async Task Next_WhenAsked_ClaimsOneActivityThatOthersDoNotGet()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Raise();

        var taken = await desk.Post("/worklist/next", "");
        var again = await desk.Post("/worklist/next", "");

        taken.Code.ShouldBe(200);
        again.Body.GetProperty("activity").GetProperty("id").GetString().ShouldBe(taken.Body.GetProperty("activity").GetProperty("id").GetString());
        Keys(taken.Body.GetProperty("claim")).ShouldBe(["by", "until", "fence"]);
    }

    [Fact]
    public async Task Token_WhenMissingOrOnlyReading_ChangesNothing()
    {
        await using var reader = await ApiDesk.Open(Engine, "limited token");

        (await reader.Get("/tickets")).Code.ShouldBe(200);
        (await reader.Post("/tickets", """{"subject":"x"}""")).Problem.ShouldBe("access.only-reads");
        (await reader.Post("/worklist/next", "")).Problem.ShouldBe("access.only-reads");
        using var stranger = reader.World.Client();
        using var answer = await stranger.GetAsync("/api/v1/me");
        ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).ShouldBe((401, "application/problem+json"));
    }

    [Fact]
    public async Task Lists_WhenRead_HaveItemsAndNext()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var numbers = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            numbers.Insert(0, (await desk.Raise($"Scanner {i}")).Number);
        }

        var first = await desk.Get("/tickets?requester=bo@calder.example&limit=2");
        var rest = await desk.Get($"/tickets?requester=bo@calder.example&limit=2&after={first.Text("next")}");
        first.Items.Concat(rest.Items).Select(ticket => ticket.GetProperty("number").GetInt64()).ShouldBe(numbers);
        rest.Body.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var path in new[] { "/teams", "/statuses", "/services", "/worklist?team=Service Desk", $"/tickets/{numbers[0]}/ledger" })
        {
            Keys((await desk.Get(path)).Body).ShouldBe(["items", "next"], path);
        }

        (await desk.Get("/statuses")).Items.Count().ShouldBe(24);
        (await desk.Get("/worklist?team=Personnel")).Problem.ShouldBe("team.unknown", "a restricted team does not exist for others");
        (await desk.Get($"/tickets/{numbers[0]}/explain")).Body.GetProperty("activities")[0].GetProperty("rule").GetString().ShouldBe("response-target");
        Keys((await desk.Get("/flow")).Body).ShouldBe(
            ["from", "to", "team", "by", "success", "rescheduled", "late", "excluded", "progressionSla", "cleanOnTimeShare", "midLifecycle"]);
        (await desk.Get("/flow?by=nobody@home.example")).Code.ShouldBe(403);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
