using System.Text;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class ApiAuditOnSqlite : ApiAuditSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApiAuditOnPostgres : ApiAuditSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Audits and imports as programs reach them: everything that the pages can do.</summary>
public abstract class ApiAuditSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Export_When_SentFinishedFrozenAndCompared_Then_TheHeadlineWaitsForWhatElseChanged()
    {
        await using var desk = await ApiDesk.Open(Engine);
        (await desk.Get("/audits")).Code.ShouldBe(403);
        await desk.Become("administrator");
        (await desk.Bytes(HttpMethod.Post, "/audit-runs?profile=/etc/passwd", [65])).Code.ShouldBe(202);
        await ApiAudits.Settle(desk, await desk.TokenOf("administrator"));
        (await desk.Get("/audit-runs")).Items.Single().GetProperty("code").GetString().ShouldBe("audit.profile-unknown");

        var (before, after) = await ApiAudits.Frozen(desk);
        var pair = $"before={before}&after={after}";
        var first = await desk.Get($"/audits/compare?{pair}");
        (first.Text("verdict"), first.Body.GetProperty("solution").ValueKind).ShouldBe(("others-unsaid", System.Text.Json.JsonValueKind.Null));
        (await desk.Post("/audits/compare/others", $$"""{"before":{{before}},"after":{{after}},"others":" "}""")).Problem.ShouldBe("audit.others-missing");
        (await desk.Post("/audits/compare/others", $$"""{"before":{{before}},"after":999999,"nothing":true}""")).Problem.ShouldBe("audit.not-found");
        var said = await desk.Post("/audits/compare/others", $$"""{"before":{{before}},"after":{{after}},"others":"A new phone system"}""");
        said.Text("verdict").ShouldBe("sooner", said.Raw);
        said.Body.GetProperty("solution").GetProperty("saved").GetProperty("low").GetDouble().ShouldBeGreaterThan(0);
        said.Body.GetProperty("others").GetProperty("text").GetString().ShouldBe("A new phone system");
        said.Body.GetProperty("worth").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await desk.Get("/audits/rates")).Problem.ShouldBe("audit.rates-missing");
        (await desk.Send(HttpMethod.Put, "/audits/rates", """{"hourly":-1,"tickets":1}""")).Problem.ShouldBe("audit.rates-malformed");
        (await desk.Send(HttpMethod.Put, "/audits/rates", """{"hourly":50,"tickets":1000,"currency":"EUR"}""")).Code.ShouldBe(200);
        (await desk.Get($"/audits/compare?{pair}")).Text("currency").ShouldBe("EUR");
        (await desk.Get($"/audits/{before}/report")).Body.GetProperty("findings").GetProperty("idle3bd").GetProperty("cases").GetInt32().ShouldBeGreaterThan(0);
        (await desk.Get($"/audits/{before}/report.html?language=de")).Raw.ShouldContain("drei Arbeitstage");
    }

    [Fact]
    public async Task File_When_NotUnderstood_Then_IsFinishedReadAgainFrozenOnceAndForgotten()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var rows = Encoding.UTF8.GetBytes("Vorgang;Wann;Lage\nV1;04.03.2024 09:00;Neu\nV1;04.03.2024 12:00;Eigenes\nV1;08.03.2024 09:00;Geschlossen\nV2;04.03.2024 09:00;Neu\nV2;05.03.2024 09:00;Geschlossen\n");
        var sent = await desk.Bytes(HttpMethod.Post, "/audit-runs?name=seltsam.csv", rows, key: "run-1");
        (await desk.Bytes(HttpMethod.Post, "/audit-runs?name=seltsam.csv", rows, key: "run-1")).Text("id").ShouldBe(sent.Text("id"));
        var run = $"/audit-runs/{sent.Text("id")}";
        (await desk.Get($"{run}?wait=30")).Body.GetProperty("understood").GetProperty("header").EnumerateArray().Select(name => name.GetString()).ShouldBe(["Vorgang", "Wann", "Lage"]);
        (await desk.Send(HttpMethod.Put, $"{run}/profile", """{"columns":{"case":"Nummer"}}""")).Problem.ShouldBe("audit.profile-malformed");
        (await desk.Send(HttpMethod.Put, $"{run}/profile", """{"columns":{"case":"Vorgang","time":"Wann","status":"Lage"},"statuses":{"Eigenes":"AWAIT_SUPPLIER"},"zone":"Europe/Berlin"}""")).Code.ShouldBe(202);
        var read = await desk.Get($"{run}?wait=30");
        read.Text("state").ShouldBe("done", read.Raw);
        read.Body.GetProperty("understood").GetProperty("unmapped").GetArrayLength().ShouldBe(0);
        (await desk.Get($"{run}/report")).Body.GetProperty("source").GetProperty("cases").GetInt32().ShouldBe(2);
        (await desk.Get($"{run}/report.html")).Raw.ShouldStartWith("<!DOCTYPE html>", Case.Insensitive);
        var one = await desk.Post($"{run}/freeze", """{"name":"Old"}""", key: "freeze-1");
        (await desk.Post($"{run}/freeze", """{"name":"Old"}""", key: "freeze-1")).Body.GetProperty("id").GetInt64().ShouldBe(one.Body.GetProperty("id").GetInt64());
        (await desk.Get("/audits")).Items.Count().ShouldBe(1);
        (await desk.Send(HttpMethod.Delete, run, null)).Code.ShouldBe(204);
        (await desk.Get(run)).Problem.ShouldBe("audit.not-found");
    }

    [Fact]
    public async Task Export_When_LoadedPlannedAndTakenBack_Then_TheDeskIsAsBefore()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var run = $"/audit-runs/{(await ApiAudits.Audit(desk, ApiAudits.Export(3))).Text("id")}";
        var plan = await desk.Post($"{run}/landing-plan", """{"perDay":{"Service Desk":5}}""");
        (plan.Body.GetProperty("open").GetInt32(), plan.Body.GetProperty("reviews").GetInt32(), plan.Body.GetProperty("weeks").GetInt32()).ShouldBe((24, 24, 1), plan.Raw);
        (await desk.Post($"{run}/landing-plan", """{"perDay":{"Service Desk":0}}""")).Problem.ShouldBe("request.malformed");
        (await desk.Get("/imports")).Items.ShouldBeEmpty();
        (await desk.Post($"{run}/load", """{"openOnly":true,"perDay":{"Service Desk":5}}""")).Code.ShouldBe(202);
        var done = await desk.Get($"{run}/load?wait=60");
        done.Text("state").ShouldBe("done", done.Raw);
        var import = $"/imports/{done.Body.GetProperty("import").GetInt64()}";
        (await desk.Get(import)).Body.GetProperty("import").GetProperty("left").GetInt32().ShouldBe(24);
        (await desk.Post($"{import}/plan", """{"perDay":{"Service Desk":2},"from":"2030-05-06"}""")).Body.GetProperty("moved").GetInt32().ShouldBe(24);
        (await desk.Send(HttpMethod.Delete, import, null)).Body.GetProperty("gone").GetInt32().ShouldBe(24);
        (await desk.Send(HttpMethod.Delete, import, null)).Problem.ShouldBe("import.not-found");
    }

    [Fact]
    public async Task Sample_When_ReviewedAndWeeksMarked_Then_FiguresAndCurveSaySo()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var (before, _) = await ApiAudits.Frozen(desk);
        (await desk.Get($"/audits/{before}/reviews")).Items.Count().ShouldBe(60);
        (await desk.Send(HttpMethod.Put, $"/audits/{before}/reviews/1", """{"outcome":"late","impact":"sore"}""")).Problem.ShouldBe("audit.review-malformed");
        var kept = await desk.Send(HttpMethod.Put, $"/audits/{before}/reviews/1", """{"outcome":"late","cause":4,"impact":"degraded","minutes":30}""");
        (kept.Body.GetProperty("reviewed").GetInt32(), kept.Body.GetProperty("left").GetInt32(), kept.Body.GetProperty("lostAsNamed").GetDouble()).ShouldBe((1, 59, 0.5));
        var mark = await desk.Post("/audits/curve/marks", """{"day":"2026-03-02","text":"New rota"}""");
        var id = mark.Body.GetProperty("marks")[0].GetProperty("id").GetInt64();
        (await desk.Post("/audits/curve/marks", """{"day":"soon","text":"New rota"}""")).Problem.ShouldBe("audit.mark-malformed");
        (await desk.Send(HttpMethod.Delete, $"/audits/curve/marks/{id}", null)).Code.ShouldBe(204);
        (await desk.Get("/audits/ledger")).Raw.ShouldStartWith("ticket,time,status,event,team,priority,by");
        (await desk.Get("/audits/ledger?format=xes")).Raw.ShouldContain("<trace>");
        (await desk.Get("/audits/ledger?format=ocel")).Body.GetProperty("events").GetArrayLength().ShouldBeGreaterThan(0);
        (await desk.Get("/audits/ledger?format=pdf")).Problem.ShouldBe("request.malformed");
    }
}
