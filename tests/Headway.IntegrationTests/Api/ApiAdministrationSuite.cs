using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class ApiAdministrationOnSqlite : ApiAdministrationSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApiAdministrationOnPostgres : ApiAdministrationSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Situations, canned replies, on-call rules, notifications and the ways back, as programs reach them.</summary>
public abstract class ApiAdministrationSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Status_WhenPatched_ChangesAllOfItOrNothing()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var administrator = await desk.TokenOf("administrator");
        Task<Said> Patch(string code, string body, string? token) => desk.Send(HttpMethod.Patch, $"/statuses/{code}", body, token: token);

        (await Patch("AWAIT_SUPPLIER", """{"rank":2}""", null)).Code.ShouldBe(403, "an agent changes no setting");
        (await Patch("NO_SUCH", """{"rank":2}""", administrator)).Problem.ShouldBe("status.unknown");
        var changed = await Patch("AWAIT_SUPPLIER", """{"rank":2,"highPriority":true,"words":{"en":{"label":"With the supplier"}}}""", administrator);
        (changed.Code, changed.Body.GetProperty("rank").GetInt32(), changed.Body.GetProperty("highPriority").GetBoolean()).ShouldBe((200, 2, true));

        (await Patch("AWAIT_SUPPLIER", $$$$"""{"rank":3,"words":{"en":{"label":"{{{{new string('x', 41)}}}}"}}}""", administrator)).Code.ShouldBe(422);
        (await Patch("AWAIT_SUPPLIER", """{"rank":9}""", administrator)).Code.ShouldBe(422);
        (await Patch("AWAIT_SUPPLIER", """{"clock":"backwards"}""", administrator)).Code.ShouldBe(400);
        (await desk.Get("/statuses")).Items.Single(one => one.GetProperty("code").GetString() == "AWAIT_SUPPLIER").GetProperty("rank").GetInt32().ShouldBe(2, "one wrong part changes nothing");
    }

    [Fact]
    public async Task Reply_WhenKept_IsForWhomItSays()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var lead = await desk.TokenOf("lead");

        var own = await desk.Post("/replies", """{"name":"Room","reply":"Which room, {customer.firstName}?","status":"AWAIT_CUSTOMER"}""");
        (own.Code, own.Text("for"), own.Text("status")).ShouldBe((201, "me", "AWAIT_CUSTOMER"));
        var id = own.Body.GetProperty("id").GetInt64();
        (await desk.Get("/replies")).Items.ShouldContain(one => one.GetProperty("id").GetInt64() == id);
        (await desk.Send(HttpMethod.Get, "/replies", (string?)null, token: lead)).Items.ShouldNotContain(one => one.GetProperty("id").GetInt64() == id, "one's own is nobody else's");

        (await desk.Change(HttpMethod.Put, $"/replies/{id}", """{"name":"Room","note":"Ask for the room."}""", ifMatch: "\"0\"")).Code.ShouldBe(412);
        var changed = await desk.Change(HttpMethod.Put, $"/replies/{id}", """{"name":"Room","note":"Ask for the room."}""");
        changed.Code.ShouldBe(200, changed.Body.GetRawText());
        changed.Text("note").ShouldBe("Ask for the room.");
        (await desk.Post("/replies", """{"name":"Both","reply":"a","note":"b"}""")).Code.ShouldBe(400);
        (await desk.Post("/replies", """{"name":"All","for":"desk","reply":"Hello"}""")).Code.ShouldBe(403);
        (await desk.Post("/replies", """{"name":"Place","reply":"Dear {nobody}"}""")).Code.ShouldBe(422);

        (await desk.Send(HttpMethod.Delete, $"/replies/{id}", (string?)null)).Code.ShouldBe(204);
        (await desk.Get("/replies")).Items.ShouldNotContain(one => one.GetProperty("id").GetInt64() == id);
    }

    [Fact]
    public async Task OnCall_WhenKept_SaysWhoAnswersNow()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        var me = (await desk.Get("/me")).Body.GetProperty("email").GetString();
        (await desk.Post("/calendars", """{"name":"Nights","zone":"Europe/Berlin","weekly":{"mon":["22:00-06:00"]}}""")).Code.ShouldBe(201);

        var added = await desk.Post("/on-call", $$"""{"priority":"P2","calendar":"Nights","people":["{{me}}"],"from":"2026-01-05","at":"08:00","days":7}""");
        added.Code.ShouldBe(201, added.Body.GetRawText());
        (added.Text("now"), added.Text("calendar"), added.Text("at")).ShouldBe((me, "Nights", "08:00"));
        var id = added.Body.GetProperty("id").GetInt64();

        (await desk.Post("/on-call", """{"priority":"P2","calendar":"Nights"}""")).Problem.ShouldBe("on-call.chosen-twice");
        (await desk.Post("/on-call", """{"calendar":"Nights"}""")).Problem.ShouldBe("on-call.nothing-chosen");
        (await desk.Post("/on-call", """{"priority":"P3","calendar":"Days"}""")).Code.ShouldBe(404);
        (await desk.Post("/on-call", """{"priority":"P3","calendar":"Nights","people":["nobody@home.example"],"from":"2026-01-05"}""")).Problem.ShouldBe("person.unknown");
        (await desk.Change(HttpMethod.Put, $"/on-call/{id}", """{"priority":"P2","calendar":"Nights"}""")).Body.GetProperty("people").GetArrayLength().ShouldBe(0);

        (await desk.Send(HttpMethod.Delete, $"/on-call/{id}", (string?)null)).Code.ShouldBe(204);
        (await desk.Get("/on-call")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Touch_WhenTakenBack_IsAsThoughItHadNotBeen()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var lead = await desk.TokenOf("lead");
        var ticket = await desk.Raise();
        var sent = await desk.Post($"/tickets/{ticket.Number}/progress", """{"status":"AWAIT_CUSTOMER","reply":"Which paper?"}""");
        var touch = $$"""{"from":{{ticket.Body.GetProperty("version").GetInt32() + 1}},"to":{{sent.Body.GetProperty("version").GetInt32()}}}""";

        (await desk.Post($"/tickets/{ticket.Number}/undo", touch, token: lead)).Problem.ShouldBe("undo.not-yours");
        (await desk.Post($"/tickets/{ticket.Number}/undo", """{"from":1}""")).Code.ShouldBe(400);
        var undone = await desk.Post($"/tickets/{ticket.Number}/undo", touch);
        (undone.Code, undone.Text("status")).ShouldBe((200, ticket.Text("status")));
        undone.Body.GetProperty("activities").GetRawText().ShouldBe(ticket.Body.GetProperty("activities").GetRawText());
        (await desk.Post($"/tickets/{ticket.Number}/undo", touch)).Problem.ShouldBe("undo.too-late");
    }

    [Fact]
    public async Task Notice_WhenRead_IsRead()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var lead = await desk.TokenOf("lead");
        var ticket = await desk.Raise();
        (await desk.Post($"/tickets/{ticket.Number}/watch", """{"on":true}""")).Code.ShouldBe(200);
        (await desk.Post($"/tickets/{ticket.Number}/progress", """{"status":"AWAIT_CUSTOMER","reply":"Which paper?"}""", token: lead)).Code.ShouldBe(200);

        var told = (await desk.Get("/notices")).Items.First(one => one.GetProperty("number").GetInt64() == ticket.Number);
        told.GetProperty("unread").GetBoolean().ShouldBeTrue();
        (await desk.Post("/notices/read", $$"""{"id":{{told.GetProperty("id").GetInt64()}}}""")).Items.First(one => one.GetProperty("id").GetInt64() == told.GetProperty("id").GetInt64())
            .GetProperty("unread").GetBoolean().ShouldBeFalse();
    }
}
