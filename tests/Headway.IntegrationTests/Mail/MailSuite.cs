using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Notifications;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class MailOnSqlite : MailSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class MailOnPostgres : MailSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Mail from the outbox through a gateway that does as the subject of the ticket tells it.</summary>
public abstract class MailSuite : IDisposable
{
    private const string Script = """
        import readline from 'node:readline';
        import fs from 'node:fs';
        for await (const line of readline.createInterface({ input: process.stdin })) {
          const asked = JSON.parse(line);
          fs.appendFileSync(new URL('seen.jsonl', import.meta.url), line + '\n');
          const subject = asked.message?.subject ?? '';
          if (subject.includes('die')) process.exit(9);
          const say = (said) => process.stdout.write(JSON.stringify({ id: asked.id, ...said }) + '\n');
          if (subject.includes('later')) say({ ok: false, code: 'EBUSY', message: 'Come again.', stage: 'envelope', permanent: false });
          else if (subject.includes('never')) say({ ok: false, code: 'EENVELOPE', message: 'Nobody here.', stage: 'envelope', permanent: true });
          else say({ ok: true, accepted: [], rejected: [], encrypted: true });
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("headway-gateway-").FullName;

    protected abstract Engine Engine { get; }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("Printer", "sent")]
    [InlineData("die", "unknown")]
    [InlineData("later", "waiting")]
    [InlineData("never", "failed")]
    public async Task Send_When_TheServerAnswersSo_Then_TheOutboxSaysIt(string subject, string state)
    {
        await using var desk = await Desk();
        await desk.Raise(desk.Ann, subject);
        await Due(desk);

        await desk.Get<MailSender>().Send(desk.Ann.Tenant);
        await desk.Get<MailSender>().Send(desk.Ann.Tenant);

        (await State(desk)).ShouldBe(state);
        Seen().Count.ShouldBe(1, "what was answered is not sent twice");
    }

    [Fact]
    public async Task Again_When_AMailDidNotLeave_Then_TheOwnerWasToldAndAnAdministratorSendsItOnceMore()
    {
        await using var desk = await Desk();
        var number = await desk.Raise(desk.Tom, "never");
        (await desk.Reply(number, "Which door?")).Refusal.ShouldBeNull();
        await Due(desk);
        await desk.Get<MailSender>().Send(desk.Ann.Tenant);
        var (mails, admin) = (desk.Get<MailOut>(), desk.Sam with { Role = Role.Administrator });

        var waiting = (await mails.Last(admin, waiting: true, 10)).Value;

        waiting.Select(mail => (mail.State, mail.About, mail.Address, mail.Number, mail.Error)).ShouldBe(
            [("failed", "answered", "tom@calder.example", number, "Nobody here."), ("failed", "opened", "tom@calder.example", number, "Nobody here.")], ignoreOrder: true);
        (await desk.Get<NotificationInbox>().Of(desk.Sam)).Select(one => one.Kind).ShouldBe([NotificationKind.NotSent, NotificationKind.NotSent]);
        (await mails.Last(desk.Sam, waiting: true, 10)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await mails.Again(desk.Sam, waiting[0].Id)).ShouldBe(AccessRefusals.NotAllowed);
        (await mails.Again(admin, waiting[0].Id)).ShouldBeNull();
        (await mails.Again(admin, waiting[0].Id)).ShouldBe(MailboxRefusals.NothingToRepeat);
        await desk.Get<MailSender>().Send(desk.Ann.Tenant);
        Seen().Select(asked => asked.GetProperty("message").GetProperty("messageId").GetString()).GroupBy(id => id).Max(same => same.Count()).ShouldBe(2, "under the id that it had");
    }

    [Fact]
    public async Task Send_When_NoServerIsSet_Then_NothingIsStartedAndMailWaits()
    {
        await using var desk = await Desk(withServer: false);
        await desk.Raise(desk.Ann);
        await Due(desk);

        (await desk.Get<MailSender>().Send(desk.Ann.Tenant)).ShouldBe(0);

        desk.Get<GatewayProcess>().IsRunning.ShouldBeFalse();
        (await State(desk)).ShouldBe("waiting");
    }

    [Fact]
    public async Task Write_When_TheReaderIsGerman_Then_TheMailIsAndSaysByWhen()
    {
        await using var desk = await Desk();
        await desk.Raise(desk.Ann, "Drucker\nBcc: everybody@calder.example");
        await Due(desk);
        await desk.Get<MailSender>().Send(desk.Ann.Tenant);

        var message = Seen().Single().GetProperty("message");
        message.GetProperty("subject").GetString()!.ShouldEndWith("Ihre Anfrage ist da");
        message.GetProperty("subject").GetString()!.ShouldNotContain("\n");
        message.GetProperty("text").GetString()!.ShouldContain("Ein Mensch antwortet");
        message.GetProperty("text").GetString()!.ShouldContain("https://desk.example/portal/tickets/1");
        message.GetProperty("headers").GetProperty("Auto-Submitted").GetString().ShouldBe("auto-generated");
        message.GetProperty("returnPath").GetString().ShouldBe("");
    }

    [Fact]
    public async Task Write_When_APersonAnswers_Then_TheirWordsAreInBothBodiesAndNoNoteIs()
    {
        await using var desk = await Desk();
        var number = await desk.Raise(desk.Tom);
        (await desk.Get<AnnotateTicket>().Note(new ActOn(desk.Sam, number), "Between us.", [])).Refusal.ShouldBeNull();
        (await desk.Reply(number, "Does <b>it</b> blink?")).Refusal.ShouldBeNull();

        var letters = await desk.Get<MailTray>().Last(desk.Sam, 10);

        letters.Count.ShouldBe(2);
        var answer = letters.Single(mail => !mail.Letter.IsAutomatic).Letter;
        answer.Text.ShouldContain("Does <b>it</b> blink?");
        answer.Html.ShouldContain("Does &lt;b&gt;it&lt;/b&gt; blink?");
        letters.ShouldAllBe(mail => !mail.Letter.Text.Contains("Between us"));
    }

    [Fact]
    public async Task Set_When_NotAnAdministratorOrNotAServer_Then_ItIsRefused()
    {
        await using var desk = await Desk(withServer: false);
        var settings = desk.Get<MailSettings>();
        var admin = desk.Sam with { Role = Role.Administrator };

        (await settings.Set(desk.Sam, Server)).ShouldBe(AccessRefusals.NotAllowed);
        (await settings.Set(admin, Server with { From = "a@b\nBcc: c@d" })).ShouldBe(MailRefusals.ServerMalformed);
        (await desk.Get<MailSender>().Verify(admin)).Refusal.ShouldBe(MailRefusals.NotConfigured);
        (await settings.Set(admin, Server)).ShouldBeNull();
        (await desk.Get<MailSender>().Verify(admin)).Value.ShouldBeTrue();
    }

    private static MailServer Server => new("mail.example", 587, "desk@calder.example", "IT", User: "desk", Pass: "secret");

    private async Task<SmallDesk> Desk(bool withServer = true)
    {
        var script = Path.Combine(_folder, "gateway.mjs");
        await File.WriteAllTextAsync(script, Script);
        var desk = await SmallDesk.On(Engine, new GatewayProgram(script));
        if (withServer)
        {
            (await desk.Get<MailSettings>().Set(desk.Sam with { Role = Role.Administrator }, Server)).ShouldBeNull();
        }

        return desk;
    }

    // The ten seconds in which a reply can be taken back are over.
    private static Task Due(SmallDesk desk) => desk.Place.Database.Write(async session => await session.Run("UPDATE outbox SET not_before = 0 WHERE tenant = $1", desk.Ann.Tenant.Value));

    private static Task<string?> State(SmallDesk desk) => desk.Place.Database.Read(
        session => session.Text("SELECT state FROM outbox WHERE tenant = $1", desk.Ann.Tenant.Value).AsTask());

    private List<JsonElement> Seen() => [.. File.ReadLines(Path.Combine(_folder, "seen.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
