using Headway.Application.Storage;
using Headway.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Rules;

public sealed class SettingsApiOnSqlite : SettingsApiSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class SettingsApiOnPostgres : SettingsApiSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class SettingsApiSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Settings_WhenPatched_ChangeAllAtOnceOrNotAtAll()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var before = await desk.Get("/settings");
        before.Body.GetProperty("thresholds").GetProperty("AWAIT_SUPPLIER").GetDouble().ShouldBe(16);

        var refused = await desk.Change(HttpMethod.Patch, "/settings", """{"thresholds":{"AWAIT_SUPPLIER":8},"responseTargets":{"P3":-1}}""");
        (refused.Code, refused.Problem).ShouldBe((422, "target.not-positive"));
        (await desk.Get("/settings")).Body.GetRawText().ShouldBe(before.Body.GetRawText(), "nothing of it");

        var changed = await desk.Change(
            HttpMethod.Patch, "/settings", """{"thresholds":{"AWAIT_SUPPLIER":8},"responseTargets":{"P3":2},"completionTargets":{"P3":24},"rankWithinOverdue":true}""", before.ETag);
        changed.Code.ShouldBe(200);
        changed.Body.GetProperty("rankWithinOverdue").GetBoolean().ShouldBeTrue();
        changed.Body.GetProperty("responseTargets").GetProperty("P4").GetDouble().ShouldBe(8, "what is not named stays");
        changed.ETag.ShouldNotBe(before.ETag);
        (await desk.Change(HttpMethod.Patch, "/settings", """{"rankWithinOverdue":false}""", before.ETag)).Code.ShouldBe(412);
        (await desk.Change(HttpMethod.Patch, "/settings", """{"completionTargets":{"P3":null}}""")).Body.GetProperty("completionTargets").EnumerateObject().ShouldBeEmpty();
        (await desk.Change(HttpMethod.Patch, "/settings", """{"colour":"blue"}""")).Code.ShouldBe(400);
        (await desk.Change(HttpMethod.Patch, "/settings", """{"thresholds":{"NOWHERE":1}}""")).Problem.ShouldBe("status.unknown");

        await desk.Become("agent");
        (await desk.Get("/settings")).Code.ShouldBe(200);
        (await desk.Change(HttpMethod.Patch, "/settings", """{"rankWithinOverdue":false}""")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Calendar_WhenPutOverApi_IsANewVersion()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        const string Body = """{"name":"Nights","zone":"Europe/Berlin","weekly":{"mon":["22:00-06:00"]},"closed":{"2026-04-06":"Easter Monday"},"special":{"2026-12-24":["09:00-12:00"]}}""";
        var made = await desk.Post("/calendars", Body, "once");
        (made.Code, made.ETag).ShouldBe((201, "\"1\""));
        var id = made.Body.GetProperty("id").GetInt64();
        (await desk.Post("/calendars", Body, "once")).Body.GetProperty("id").GetInt64().ShouldBe(id, "the same request has one effect");
        (await desk.Post("/calendars", Body)).Problem.ShouldBe("settings.name-taken");

        var put = await desk.Change(HttpMethod.Put, $"/calendars/{id}", Body.Replace("22:00-06:00", "21:00-05:00"), "\"1\"");
        (put.Code, put.ETag).ShouldBe((200, "\"2\""));
        (await desk.Change(HttpMethod.Put, $"/calendars/{id}", Body, "\"1\"")).Code.ShouldBe(412);
        (await desk.Change(HttpMethod.Put, $"/calendars/{id}", """{"name":"Nights","weekly":{}}""")).Problem.ShouldBe("calendar.never-opens");

        var due = await desk.Get($"/calendars/{id}/due?start=2026-03-02T20:00&hours=4");
        due.Text("due").ShouldBe("2026-03-03T00:00:00Z", "four hours from 21:00 in Berlin");
        (await desk.Get("/calendars")).Items.Select(one => one.GetProperty("name").GetString()).ShouldContain("Nights");
    }

    [Fact]
    public async Task Service_WhenPatched_KeepsWhatIsNotNamed()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var made = await desk.Post("/services", """{"name":"Printing","responseTargets":{"P3":2},"straightOff":true}""", "p1");
        made.Code.ShouldBe(201);
        var id = made.Body.GetProperty("id").GetInt64();
        (await desk.Post("/services", """{"name":"Printing","responseTargets":{"P3":2},"straightOff":true}""", "p1")).Body.GetProperty("id").GetInt64().ShouldBe(id);

        var changed = await desk.Change(HttpMethod.Patch, $"/services/{id}", """{"nameDe":"Drucken","team":"Service Desk"}""", made.ETag);
        (changed.Text("name"), changed.Text("nameDe"), changed.Text("team"), changed.Body.GetProperty("straightOff").GetBoolean()).ShouldBe(("Printing", "Drucken", "Service Desk", true));
        (await desk.Change(HttpMethod.Patch, $"/services/{id}", """{"straightOff":false}""", made.ETag)).Code.ShouldBe(412);
        (await desk.Change(HttpMethod.Patch, $"/services/{id}", """{"team":"Nobody"}""")).Problem.ShouldBe("settings.team-unknown");
        (await desk.Change(HttpMethod.Patch, $"/services/{id}", """{"responseTargets":{"P9":1}}""")).Code.ShouldBe(400);
        (await desk.Change(HttpMethod.Patch, $"/services/{id}", """{"active":false}""")).Code.ShouldBe(200);
        (await desk.Get("/services")).Items.Select(one => one.GetProperty("name").GetString()).ShouldNotContain("Printing");
        (await desk.Post("/tickets", """{"subject":"Print","text":"It.","service":"Printing"}""")).Code.ShouldBeInRange(400, 499);
    }
}
