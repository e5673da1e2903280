using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Api;

public sealed class ApiMailOnSqlite : ApiMailSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ApiMailOnPostgres : ApiMailSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>How mail leaves and what became of what came, as an administrator's program reaches it.</summary>
public abstract class ApiMailSuite
{
    private const string Server = """{"host":"smtp.home.example","port":587,"from":"it@home.example","fromName":"IT","user":"it","password":"hunter2"}""";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task MailServer_WhenSet_IsAnsweredWithoutItsPasswordAndKeepsItForTheSameUser()
    {
        await using var desk = await ApiDesk.Open(Engine);
        (await desk.Send(HttpMethod.Put, "/mail-server", Server)).Code.ShouldBe(403, "an agent sets no server");
        await desk.Become("administrator");
        (await desk.Get("/mail-server")).Problem.ShouldBe("mail.server-unset");

        var set = await desk.Change(HttpMethod.Put, "/mail-server", Server);
        set.Code.ShouldBe(200, set.Raw);
        (set.Text("security"), set.Text("from"), set.Body.GetProperty("hasPassword").GetBoolean()).ShouldBe(("starttls", "it@home.example", true));
        (await desk.Get("/mail-server")).Raw.ShouldNotContain("hunter2");

        var kept = await desk.Change(HttpMethod.Put, "/mail-server", """{"host":"smtp.home.example","port":465,"security":"tls","from":"it@home.example","user":"it"}""", set.ETag);
        (kept.Code, kept.Body.GetProperty("hasPassword").GetBoolean()).ShouldBe((200, true), kept.Raw);
        (await desk.Change(HttpMethod.Put, "/mail-server", Server, set.ETag)).Problem.ShouldBe("settings.stale");
        var elsewhere = await desk.Change(HttpMethod.Put, "/mail-server", """{"host":"smtp.else.example","from":"it@home.example","user":"it"}""", kept.ETag);
        elsewhere.Body.GetProperty("hasPassword").GetBoolean().ShouldBeFalse("a password never travels to another server");

        (await desk.Change(HttpMethod.Put, "/mail-server", """{"host":"smtp.home.example","from":"no address"}""")).Problem.ShouldBe("mail.server-malformed");
        (await desk.Change(HttpMethod.Put, "/mail-server", """{"host":"smtp.home.example","from":"it@home.example","mailbox":4711}""")).Problem.ShouldBe("mail.mailbox-missing");
        (await desk.Change(HttpMethod.Put, "/mail-server", """{"host":"smtp.home.example","from":"it@home.example","security":"none"}""")).Code.ShouldBe(400);
        (await Audited(desk, "mail.server-set")).ShouldBe(3);

        (await desk.Send(HttpMethod.Delete, "/mail-server", (string?)null)).Code.ShouldBe(204);
        (await desk.Get("/mail-server")).Code.ShouldBe(404);
        (await Audited(desk, "mail.server-removed")).ShouldBe(1);
    }

    [Fact]
    public async Task TestMail_WhenAskedTwiceUnderOneKey_LeavesOnce()
    {
        await using var desk = await ApiDesk.Open(Engine);
        await desk.Become("administrator");
        (await desk.Post("/mail-server/test", "{}")).Problem.ShouldBe("mail.not-configured");
        (await desk.Change(HttpMethod.Put, "/mail-server", Server)).Code.ShouldBe(200);

        (await desk.Send(HttpMethod.Post, "/mail-server/test", "{}", key: "one")).Code.ShouldBe(204);
        (await desk.Send(HttpMethod.Post, "/mail-server/test", "{}", key: "one")).Code.ShouldBe(204);

        (await desk.Get("/mails/out")).Items.Count(mail => mail.GetProperty("about").GetString() == "test").ShouldBe(1);
    }

    [Fact]
    public async Task Signing_WhenSet_AnswersWhatToPublishAndNeverTheKey()
    {
        await using var desk = await ApiDesk.Open(Engine);
        (await desk.Get("/mail-server/signing")).Code.ShouldBe(403);
        await desk.Become("administrator");
        (await desk.Get("/mail-server/signing")).Problem.ShouldBe("mail.signing-unset");

        var set = await desk.Change(HttpMethod.Put, "/mail-server/signing", """{"domain":"home.example","selector":"desk"}""");
        set.Code.ShouldBe(200, set.Raw);
        (set.Text("place"), set.Text("record")).ShouldSatisfyAllConditions(said => said.Item1.ShouldBe("desk._domainkey.home.example"), said => said.Item2.ShouldStartWith("v=DKIM1"));
        (await desk.Get("/mail-server/signing")).Raw.ShouldNotContain("PRIVATE");
        (await desk.Change(HttpMethod.Put, "/mail-server/signing", """{"domain":"home.example","pem":"no key"}""")).Problem.ShouldBe("mail.key-malformed");
        (await Audited(desk, "mail.signing-set")).ShouldBe(1);

        (await desk.Send(HttpMethod.Delete, "/mail-server/signing", (string?)null)).Code.ShouldBe(204);
        (await desk.Get("/mail-server/signing")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Text_WhenAMessageIsRead_HasItsWordsAndNothingThatActs()
    {
        await using var desk = await ApiDesk.Open(Engine);
        var administrator = await desk.TokenOf("administrator");
        var came = await desk.Mail(
            "From: Eve <eve@else.example>\r\nTo: it@home.example\r\nSubject: Look\r\nMessage-ID: <html@else.example>\r\nContent-Type: text/html\r\n\r\n"
            + "<p onclick=\"steal()\">Look <b>here</b></p><script>steal()</script><img src=\"https://else.example/spy.png\">\r\n", administrator);
        var path = $"/mails/{came.Body.GetProperty("mail").GetInt64()}/text";

        (await desk.Get(path)).Code.ShouldBe(403);
        await desk.Become("administrator");
        var said = await desk.Get(path);

        said.Text("text").ShouldBe("Look here");
        said.Text("html").ShouldSatisfyAllConditions(html => html.ShouldContain("<b>here</b>"), html => html.ShouldNotContain("steal"), html => html.ShouldNotContain("else.example/spy"));
        said.Body.GetProperty("blocked").GetInt32().ShouldBe(1);
        (await desk.Get("/mails/1/text")).Code.ShouldBe(404);
    }

    private static async Task<long> Audited(ApiDesk desk, string kind) => await desk.World.Get<Database>().Read(
        session => session.Number("SELECT count(*) FROM audit WHERE tenant = $1 AND kind = $2", desk.World.Tenant.Value, kind).AsTask()) ?? 0;
}
