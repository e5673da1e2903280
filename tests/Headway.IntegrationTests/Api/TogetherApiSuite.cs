using System.Text.Json;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class TogetherApiOnSqlite : TogetherApiSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class TogetherApiOnPostgres : TogetherApiSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Working together as programs do it: modes, queues, rota, swaps, absences and cover, joint tickets, calls to the team.</summary>
public abstract class TogetherApiSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Modes_When_TriedAndChosen_Then_PreviewChangesNothingAndNextKeepsTheOrder()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var administrator = await desk.TokenOf("administrator");
        var team = TogetherDesk.Team(desk);
        var number = (await desk.Raise()).Number;
        (await desk.Post($"/tickets/{number}/progress", """{"status":"IN_PROGRESS","note":"Looking."}""")).Code.ShouldBe(200);
        (await desk.Send(HttpMethod.Patch, $"/teams/{team}", """{"mode":"basic"}""")).Code.ShouldBe(403);

        var would = await desk.Send(HttpMethod.Get, $"/teams/{team}/preview?mode=basic", (string?)null, token: administrator);
        would.Items.Single(one => one.GetProperty("person").GetString() == "agent").GetProperty("go").GetInt32().ShouldBeGreaterThan(0, "work in progress is no point");
        (await desk.Get("/worklist")).Items.Select(one => one.GetProperty("ticket").GetInt64()).ShouldContain(number);
        (await desk.Send(HttpMethod.Get, $"/teams/{team}/preview?mode=sideways", (string?)null, token: administrator)).Problem.ShouldBe("team.mode-unknown");

        await TogetherDesk.Mode(desk, "basic", administrator);
        (await desk.Get("/worklist")).Items.Select(one => one.GetProperty("ticket").GetInt64()).ShouldNotContain(number);
        (await desk.Post($"/tickets/{number}/appointments", """{"slots":[{"start":"2026-03-05T10:00:00Z"}]}""")).Problem.ShouldBe("appointment.not-run");
        (await desk.Post($"/tickets/{number}/chases", """{"text":"Where is it?"}""")).Body.GetProperty("status").GetString().ShouldBe("CUST_UPDATED");
        (await desk.Get("/worklist")).Items.Single(one => one.GetProperty("ticket").GetInt64() == number).GetProperty("point").GetInt32().ShouldBe(4);

        await TogetherDesk.Mode(desk, "advanced", administrator);
        var first = (await desk.Get("/worklist")).Items.First();
        (first.GetProperty("ticket").GetInt64(), first.GetProperty("highPriority").GetBoolean()).ShouldBe((number, true));
        var next = await desk.Post("/worklist/next", "{}");
        next.Body.GetProperty("ticket").GetProperty("number").GetInt64().ShouldBe(number);
        (await desk.Get("/worklist")).Items.First().GetProperty("inHandOf").GetString().ShouldBe("agent");
        (await desk.Post($"/tickets/{number}/claim", """{"release":true}""")).Code.ShouldBe(200);
        (await desk.Get("/worklist")).Items.First().GetProperty("inHandOf").ValueKind.ShouldBe(JsonValueKind.Null);
        (await desk.Post($"/tickets/{number}/skip", """{"reason":"no reason of ours"}""")).Problem.ShouldBe("skip.reason-missing");
        (await desk.Post($"/tickets/{number}/skip", """{"reason":"needs-colleague"}""")).Code.ShouldBe(204);
        (await desk.Post("/worklist/next", "{}")).Body.GetProperty("ticket").GetProperty("number").GetInt64().ShouldNotBe(number, "what was passed over stands behind the others");
    }

    [Fact]
    public async Task Rota_When_PlannedPublishedAndSwapped_Then_ListsGoByItAndGapsAskWhy()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var (administrator, lead) = (await desk.TokenOf("administrator"), await desk.TokenOf("lead"));
        await TogetherDesk.Arrange(desk, administrator);
        var number = (await desk.Raise()).Number;
        var uncovered = (await desk.Get("/worklist")).Items.Single(one => one.GetProperty("ticket").GetInt64() == number);
        (uncovered.GetProperty("shown").GetString(), uncovered.GetProperty("queue").GetString()).ShouldBe(("uncovered-queue", "Inflow"), "a gap shows more, never less");
        uncovered.GetProperty("responsible").GetString().ShouldBe("Service Desk");

        var rota = await desk.Get(TogetherDesk.Rota(desk));
        rota.Body.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetProperty("queue").GetString()).ShouldContain("Inflow");
        rota.Body.GetProperty("reason").GetString().ShouldBe("One person.");
        var proposal = rota.Body.GetProperty("proposal");
        (proposal.GetProperty("person").GetString(), proposal.GetProperty("queue").GetString()).ShouldBe(("agent@home.example", "Inflow"));
        (await desk.Post($"{TogetherDesk.Rota(desk)}/balance", """{"person":"agent@home.example","queue":"Inflow"}""")).Code.ShouldBe(403, "an agent plans nothing");
        var balanced = await desk.Post($"{TogetherDesk.Rota(desk)}/balance", """{"person":"agent@home.example","queue":"Inflow"}""", token: lead);
        balanced.Body.GetProperty("now")[0].GetProperty("holders")[0].GetString().ShouldBe("agent@home.example");
        (await desk.Get("/worklist")).Items.Single(one => one.GetProperty("ticket").GetInt64() == number).GetProperty("shown").GetString().ShouldBe("your-queue");

        var moved = await desk.Send(HttpMethod.Patch, $"{TogetherDesk.Rota(desk)}/shifts/1", """{"hours":"08:00-18:00"}""", token: lead);
        (moved.Body.GetProperty("isPublished").GetBoolean(), TogetherDesk.Shift(moved, "agent@home.example").GetProperty("published").GetBoolean()).ShouldBe((false, false));
        (await desk.Post($"{TogetherDesk.Rota(desk)}/publish", "{}", token: lead)).Problem.ShouldBe("rota.gap");
        (await desk.Post($"{TogetherDesk.Rota(desk)}/publish", """{"revision":1,"reason":"A day"}""", token: lead)).Problem.ShouldBe("rota.stale");
        (await desk.Post($"{TogetherDesk.Rota(desk)}/publish", """{"reason":"A day"}""", token: lead)).Body.GetProperty("isPublished").GetBoolean().ShouldBeTrue();

        var swap = await TogetherDesk.Swap(desk, administrator, lead);
        (await desk.Post($"{TogetherDesk.Rota(desk)}/swaps/{swap}", """{"answer":"perhaps"}""")).Code.ShouldBe(400);
        var taken = await desk.Post($"{TogetherDesk.Rota(desk)}/swaps/{swap}", """{"answer":"take"}""");
        taken.Code.ShouldBe(200, taken.Body.GetRawText());
        taken.Body.GetProperty("shifts").EnumerateArray().Select(one => one.GetProperty("person").GetString()).Distinct().ShouldBe(["agent@home.example"]);
        var declined = await TogetherDesk.Swap(desk, administrator, lead);
        (await desk.Post($"{TogetherDesk.Rota(desk)}/swaps/{declined}", """{"answer":"decline"}""", token: lead)).Body.GetProperty("swaps").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Absence_When_EnteredOverTheApi_Then_CoverIsOfferedAndNobodysOrderChanges()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var (number, lead) = ((await desk.Raise()).Number, await desk.TokenOf("lead"));
        (await desk.Post($"/tickets/{number}/progress", """{"status":"IN_PROGRESS","note":"Mine.","due":"2026-03-02T11:00:00Z"}""")).Code.ShouldBe(200);
        (await desk.Send(HttpMethod.Get, "/worklist/offers", (string?)null, token: lead)).Items.ShouldBeEmpty();

        const string Ill = """{"from":"2026-03-02T09:00:00Z","to":"2026-03-02T17:00:00Z","reason":"ill"}""";
        (await desk.Post("/absences", Ill, key: "ill-today")).Code.ShouldBe(201);
        (await desk.Post("/absences", Ill, key: "ill-today")).Items.Count().ShouldBe(1, "the same request has one effect");
        var offered = (await desk.Send(HttpMethod.Get, "/worklist/offers", (string?)null, token: lead)).Items.First();
        (offered.GetProperty("ticket").GetInt64(), offered.GetProperty("shown").GetString()).ShouldBe((number, "away"));
        (await desk.Send(HttpMethod.Get, "/worklist", (string?)null, token: lead)).Items.Select(one => one.GetProperty("ticket").GetInt64()).ShouldNotContain(number);

        var absence = (await desk.Get("/absences")).Items.Single();
        absence.GetProperty("dues").GetInt32().ShouldBe(2, "this one, and the one that stood there before");
        (await desk.Send(HttpMethod.Patch, $"/absences/{absence.GetProperty("id").GetInt64()}", """{"to":"2026-03-02T10:30:00Z"}""")).Items.Single().GetProperty("dues").GetInt32().ShouldBe(0);
        (await desk.Send(HttpMethod.Delete, $"/absences/{absence.GetProperty("id").GetInt64()}", (string?)null)).Code.ShouldBe(204);
        (await desk.Get("/absences")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Team_When_ALeadCallsIt_Then_ProgressMovesAndAJointTicketKeepsOnePromise()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var lead = await desk.TokenOf("lead");
        var raised = new List<Said> { await desk.Raise("One"), await desk.Raise("Two") };
        var ids = raised.Select(said => said.Body.GetProperty("activities")[0].GetProperty("id").GetString()).ToList();
        (await desk.Post("/mobilise", $$"""{"team":{{TogetherDesk.Team(desk)}},"activities":["{{ids[0]}}"]}""")).Code.ShouldBe(403, "a lead calls");
        var body = $$"""{"team":{{TogetherDesk.Team(desk)}},"activities":["{{ids[0]}}","{{ids[1]}}","9999-1"],"note":"Before lunch"}""";
        var called = await desk.Post("/mobilise", body, key: "call-1", token: lead);
        called.Code.ShouldBe(201, called.Body.GetRawText());
        var id = called.Body.GetProperty("id").GetInt64();
        (await desk.Post("/mobilise", body, key: "call-1", token: lead)).Body.GetProperty("id").GetInt64().ShouldBe(id);
        called.Location.ShouldBe($"/api/v1/mobilise/{id}");
        (await desk.Get("/mobilise")).Items.Single().GetProperty("waiting").GetInt32().ShouldBe(2);

        (await desk.Post($"/tickets/{raised[0].Number}/claim", """{"activity":null}""")).Code.ShouldBe(200);
        (await desk.Post($"/tickets/{raised[1].Number}/progress", """{"status":"CUST_TESTING","reply":"Try it now, please."}""")).Code.ShouldBe(200);
        var moved = (await desk.Get($"/mobilise/{id}")).Body;
        (moved.GetProperty("done").GetInt32(), moved.GetProperty("inHand").GetInt32(), moved.GetProperty("waiting").GetInt32()).ShouldBe((1, 1, 0));
        moved.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("by").GetString()).ShouldBe(["agent", "agent"]);
        (await desk.Send(HttpMethod.Get, $"/teams/{TogetherDesk.Team(desk)}/mobilise", (string?)null, token: lead)).Code.ShouldBe(200);
        (await desk.Change(HttpMethod.Patch, $"/mobilise/{id}", """{"over":true}""")).Code.ShouldBe(403);
        (await desk.Send(HttpMethod.Patch, $"/mobilise/{id}", """{"over":true}""", token: lead)).Body.GetProperty("over").GetBoolean().ShouldBeTrue();
        (await desk.Get("/mobilise")).Items.ShouldBeEmpty();

        var joint = raised[0].Number;
        (await desk.Get($"/tickets/{joint}/together")).Body.GetProperty("parts").GetArrayLength().ShouldBe(0);
        var promise = (await desk.Get($"/tickets/{joint}")).Body.GetProperty("promise").GetProperty("at").GetString();
        (await desk.Post($"/tickets/{joint}/assist", """{"parts":[{"of":"lead@home.example","question":"Who signs?"},{"of":"Service Desk","question":"Which room?"}]}""")).Code.ShouldBe(200);
        var together = (await desk.Get($"/tickets/{joint}/together")).Body;
        together.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("question").GetString()).ShouldBe(["Who signs?", "Which room?"], ignoreOrder: true);
        together.GetProperty("promise").GetString().ShouldBe(promise, "one promise, however many work on it");
        (await desk.Send(HttpMethod.Post, $"/tickets/{joint}/contribute", """{"note":"I do."}""", token: lead)).Code.ShouldBe(200);
        (await desk.Get($"/tickets/{joint}/together")).Body.GetProperty("parts").EnumerateArray().Count(part => part.GetProperty("doneBy").ValueKind == JsonValueKind.String).ShouldBe(1);
    }
}
