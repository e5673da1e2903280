using System.Net.Http.Headers;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class ApiFilesOnSqlite : ApiFilesSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApiFilesOnPostgres : ApiFilesSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Files, people, promises and what follows from a late message, as programs reach them.</summary>
public abstract class ApiFilesSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task File_When_SentAheadAndAttached_Then_ItIsListedReadAndSafe()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var ticket = await desk.Raise();
        var path = $"/tickets/{ticket.Number}";

        var sent = await desk.Upload("../../evil\u202Elgpj.html", "<script>1</script>"u8.ToArray());
        (sent.Code, sent.Text("name"), sent.Text("type")).ShouldBe((201, "evillgpj.html", "application/octet-stream"));
        var due = ticket.Body.GetProperty("activities")[0].GetProperty("due").GetString();
        var attached = await desk.Post($"{path}/attachments", $$"""{"files":["{{sent.Text("id")}}"]}""");
        attached.Body.GetProperty("activities")[0].GetProperty("due").GetString().ShouldBe(due, "a file moves nothing");
        (await desk.Post($"{path}/progress", $$"""{"status":"AWAIT_CUSTOMER","reply":"As drawn here.","files":["{{(await desk.Upload("plan.png", [9])).Text("id")}}"]}""")).Code.ShouldBe(200);

        var files = (await desk.Get($"{path}/attachments")).Items.ToList();
        files.Select(file => (file.GetProperty("name").GetString(), file.GetProperty("public").GetBoolean())).ShouldBe([("evillgpj.html", false), ("plan.png", true)]);
        using var client = desk.World.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", desk.World.Principals["token"].Token);
        using var read = await client.GetAsync(new Uri($"/api/v1/files/{files[0].GetProperty("id").GetInt64()}", UriKind.Relative));
        (await read.Content.ReadAsStringAsync()).ShouldBe("<script>1</script>");
        read.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        read.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        read.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task File_When_SentByAnotherOrADayAgoOrNever_Then_ItIsNotTheirs()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var ticket = await desk.Raise();
        var id = (await desk.Upload("a.txt", [1])).Text("id");
        var other = await desk.TokenOf("lead");

        (await desk.Post($"/tickets/{ticket.Number}/attachments", $$"""{"files":["{{id}}"]}""", token: other)).Problem.ShouldBe("file.unknown");
        foreach (var wrong in new[] { "", "1", id + "x", id[..^2] })
        {
            (await desk.Post($"/tickets/{ticket.Number}/attachments", $$"""{"files":["{{wrong}}"]}""")).Problem.ShouldBe("file.unknown");
        }

        (await desk.Get($"/tickets/{ticket.Number}/attachments")).Items.ShouldBeEmpty();
        (await desk.Post($"/tickets/{ticket.Number}/attachments", $$"""{"files":[{{string.Join(',', Enumerable.Repeat($"\"{id}\"", 21))}}]}""")).Problem.ShouldBe("file.too-many");
        (await desk.Upload("big", new byte[Blobs.MostBytes + 1])).Problem.ShouldBe("file.too-large");
    }

    [Fact]
    public async Task Person_When_EnteredTwiceWithOneKey_Then_ThereIsOne()
    {
        await using var desk = await ApiDesk.Open(Engine);
        const string body = """{"email":"Rosa@Calder.example","name":"Rosa Diaz","phone":"020 7946","language":"en"}""";

        var first = await desk.Post("/people", body, key: "p-1");
        var again = await desk.Post("/people", body, key: "p-1");
        (first.Code, again.Code, again.Text("email")).ShouldBe((201, 201, first.Text("email")));
        (await desk.Post("/people", body)).Problem.ShouldBe("people.email-taken");
        (await desk.Post("/people", """{"email":"nothing","name":"X"}""")).Problem.ShouldBe("people.email-invalid");
        (await desk.Post("/people", body.Replace("}", ",\"role\":\"administrator\"}", StringComparison.Ordinal))).Problem.ShouldBe("request.malformed");
        (await desk.Get("/people?q=ros")).Items.Single().GetProperty("name").GetString().ShouldBe("Rosa Diaz");
        (await desk.Get("/people?email=rosa@calder.EXAMPLE")).Items.Single().GetProperty("kind").GetString().ShouldBe("customer");

        var pages = new List<string?>();
        for (string? after = null; ;)
        {
            var page = await desk.Get($"/people?limit=4{(after is null ? "" : $"&after={after}")}");
            pages.AddRange(page.Items.Select(person => person.GetProperty("name").GetString()));
            after = page.Body.GetProperty("next").GetString();
            if (after is null)
            {
                break;
            }
        }

        pages.Count.ShouldBe(pages.Distinct().Count());
        pages.ShouldContain("Rosa Diaz");
        pages.ShouldNotContain("agent of another tenant");
    }

    [Fact]
    public async Task Promise_When_Made_Then_ItMovesNoDueAndALaterOneTakesANote()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var ticket = await desk.Raise();
        var path = $"/tickets/{ticket.Number}/promise";
        var due = ticket.Body.GetProperty("activities")[0].GetProperty("due").GetString();

        (await desk.Post(path, "{}")).Problem.ShouldBe("promise.time-missing");
        (await desk.Post(path, """{"at":"2026-03-02T09:01:00Z","note":"soon"}""")).Problem.ShouldBe("promise.before-due");
        (await desk.Post(path, """{"at":"2026-03-06T15:00:00Z"}""")).Problem.ShouldBe("promise.note-missing");
        var promised = await desk.Post(path, """{"at":"2026-03-06T15:00:00Z","note":"The supplier answers on Friday."}""");

        promised.Body.GetProperty("promise").GetProperty("at").GetString().ShouldBe("2026-03-06T15:00:00Z");
        promised.Body.GetProperty("promise").GetProperty("status").GetString().ShouldBe("open");
        promised.Body.GetProperty("activities")[0].GetProperty("due").GetString().ShouldBe(due);
    }

    [Fact]
    public async Task Message_When_ItComesTooLateToReopen_Then_TheAnswerNamesTheLinkedTicketEachTime()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var ticket = await desk.Raise();
        var path = $"/tickets/{ticket.Number}";
        (await desk.Post($"{path}/resolve", """{"text":"The rollers were changed."}""")).Code.ShouldBe(200);
        desk.World.Time.Pass(TimeSpan.FromDays(30));

        const string late = """{"intent":"not-solved","text":"It jams again."}""";
        var said = await desk.Post($"{path}/messages", late, key: "late");
        var next = said.Body.GetProperty("followUp").GetInt64();

        next.ShouldNotBe(ticket.Number);
        (await desk.Get($"/tickets/{next}")).Text("status").ShouldBe("NEW");
        (await desk.Post($"{path}/messages", late, key: "late")).Body.GetProperty("followUp").GetInt64().ShouldBe(next);
        (await desk.Get(path)).Body.TryGetProperty("followUp", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Ticket_When_CorrectedAndLinked_Then_NoDueMoves()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var (one, other) = (await desk.Raise(), await desk.Raise("The feeder"));
        var due = one.Body.GetProperty("activities")[0].GetProperty("due").GetString();

        var edited = await desk.Send(HttpMethod.Patch, $"/tickets/{one.Number}", """{"subject":"The scanner at dock 4","priority":"P1","tags":["dock","scanner"]}""");
        (edited.Code, edited.Text("subject"), edited.Text("priority")).ShouldBe((200, "The scanner at dock 4", "P1"));
        edited.Body.GetProperty("activities")[0].GetProperty("due").GetString().ShouldBe(due);
        (await desk.Send(HttpMethod.Patch, $"/tickets/{one.Number}", """{"owner":"me"}""")).Problem.ShouldBe("request.malformed");
        (await desk.Send(HttpMethod.Patch, $"/tickets/{one.Number}", """{"priority":"P2"}""", ifMatch: "\"1\"")).Code.ShouldBe(412);
        (await desk.Post($"/tickets/{one.Number}/links", $$"""{"ticket":{{other.Number}},"kind":"parent-of"}""")).Code.ShouldBe(200);
        (await desk.Post($"/tickets/{one.Number}/links", $$"""{"ticket":{{desk.World.Restricted}}}""")).Problem.ShouldBe("ticket.unknown");
        (await desk.Post($"/tickets/{one.Number}/links", $$"""{"ticket":{{one.Number}}}""")).Problem.ShouldBe("link.to-itself");
        (await desk.Get($"/tickets/{other.Number}/ledger")).Items.Select(fact => fact.GetProperty("kind").GetString()).ShouldContain("linked");
    }
}
