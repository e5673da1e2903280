using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class PeerOnSqlite : PeerSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PeerOnPostgres : PeerSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>The whole way with real servers: Postfix carries what is written, Dovecot holds what came.</summary>
public abstract class PeerSuite
{
    private const string Ann = "ann@client.example";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Desk_When_ACustomerWritesThroughRealServers_Then_ItFetchesAnswersAndIsAnswered()
    {
        await using var office = await PostOffice.Open(sends: true);
        await using var desk = await MailDesk.On(Engine, proves: false);
        var mailbox = await SetUp(desk, office);

        await Send(desk, office, "The badge", "It opens no door.", "<first@client.example>");
        await office.Lying("desk", 1);
        (await Fetch(desk, mailbox)).ShouldBe(1);
        var number = await desk.Count("SELECT max(number) FROM tickets WHERE tenant = $1");
        (await desk.Desk.Reply(number, "Which door is it?")).Refusal.ShouldBeNull();
        await Leave(desk);

        var letters = await Read(desk, await office.Lying("ann", 2));
        var answer = letters.Single(mail => mail.Header("auto-submitted") is null);
        var receipt = letters.Single(mail => mail.Header("auto-submitted") is not null);
        (answer.From[0].Address, answer.InReplyTo).ShouldBe((MailDesk.Address, "first@client.example"));
        answer.Words.ShouldContain("Which door is it?");
        answer.Html.ShouldNotBeNull();
        receipt.Header("return-path")!.Replace(" ", "", StringComparison.Ordinal).ShouldBe("<>");

        await Send(desk, office, "Re: The badge", "The one to the yard.\n\n> Which door is it?", "<second@client.example>", $"<{answer.MessageId}>");
        await office.Lying("desk", 2);
        (await Fetch(desk, mailbox)).ShouldBe(1);
        (await desk.Said(number))[^1].Body.ShouldBe("The one to the yard.");
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'sent'")).ShouldBe(2);
    }

    [Fact]
    public async Task Desk_When_ItsMailComesBackFromARealServer_Then_TheAddressIsMarked()
    {
        await using var office = await PostOffice.Open(sends: true);
        await using var desk = await MailDesk.On(Engine, proves: false);
        var mailbox = await SetUp(desk, office);
        await desk.Take(MailDesk.Message("Gone <gone@client.example>", "The gate", "It is open.", "g1"));
        (await desk.Desk.Reply(await desk.Count("SELECT max(number) FROM tickets WHERE tenant = $1"), "Which gate?")).Refusal.ShouldBeNull();
        await Leave(desk);

        await office.Lying("desk", 1);
        (await Fetch(desk, mailbox)).ShouldBe(1);

        (await desk.Count("SELECT count(*) FROM bounced_addresses WHERE tenant = $1 AND permanent AND address_key = 'gone@client.example' AND reason = '5.1.1'")).ShouldBe(1);
    }

    [Fact]
    public async Task Send_When_TheLineToTheServerBreaksAnywhere_Then_EachMailIsSentOnceOrShownAsPerhapsSent()
    {
        await using var office = await PostOffice.Open(sends: true);
        await using var line = new FaultyLine(office.SmtpPort);
        await using var desk = await MailDesk.On(Engine, proves: false);
        await SetUp(desk, office, line.Port);
        const int rounds = 7;
        for (var round = 1; round <= rounds; round++)
        {
            await desk.Take(MailDesk.Message($"Ann {round} <{Ann}>", $"Need {round}", "Please.", $"n{round}"));
            var number = await desk.Count("SELECT max(number) FROM tickets WHERE tenant = $1");
            (await desk.Desk.Reply(number, $"Answer {round}.")).Refusal.ShouldBeNull();
            // From the greeting to the word after the last byte: each cut falls into another step.
            (line.After, line.Said) = (30 + (round * 45), 0);
            await Leave(desk);
        }

        line.After = null;
        await Leave(desk);

        var sent = await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'sent'");
        var unknown = await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'unknown'");
        (await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state NOT IN ('sent', 'unknown')")).ShouldBe(0);
        sent.ShouldBeGreaterThan(0);
        var lying = await Read(desk, await office.Lying("ann", (int)sent));
        lying.Select(mail => mail.MessageId).ShouldBeUnique();
        lying.Count.ShouldBeInRange((int)sent, (int)(sent + unknown));
    }

    private static async Task<Mailbox> SetUp(MailDesk desk, PostOffice office, int? smtp = null)
    {
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        (await desk.Desk.Get<MailSettings>().Set(admin, new MailServer("127.0.0.1", smtp ?? office.SmtpPort, MailDesk.Address, "IT", RequireTls: false))).ShouldBeNull();
        await desk.Database.Write(async session => await session.Run("DELETE FROM mailboxes WHERE tenant = $1", desk.Tenant.Value));
        var box = new MailboxWanted("IT", MailDesk.Address, new MailboxServer("127.0.0.1", office.Port, Secure: false, User: "desk"), null, Secret: new MailboxSecret(Password: "secret"));
        var id = (await desk.Desk.Get<Mailboxes>().Save(admin, null, box)).Value;
        return (await desk.Database.Read(session => MailboxRows.Find(session, desk.Tenant, id))).ShouldNotBeNull();
    }

    private static async Task Send(MailDesk desk, PostOffice office, string subject, string text, string id, string? answers = null)
    {
        var message = new JsonObject { ["from"] = Ann, ["to"] = new JsonArray(MailDesk.Address), ["subject"] = subject, ["text"] = text, ["messageId"] = id, ["inReplyTo"] = answers };
        var sent = await desk.Desk.Get<GatewayProcess>().Ask("send", new JsonObject { ["transport"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = office.SmtpPort }, ["message"] = message });
        sent.Ok.ShouldBeTrue(sent.Message);
    }

    // The ten seconds for undo and the pauses between tries are over.
    private static async Task Leave(MailDesk desk)
    {
        do
        {
            await desk.Database.Write(async session => await session.Run("UPDATE outbox SET not_before = 0 WHERE tenant = $1 AND state = 'waiting'", desk.Tenant.Value));
        }
        while (await desk.Desk.Get<MailSender>().Send(desk.Tenant) > 0 && await desk.Count("SELECT count(*) FROM outbox WHERE tenant = $1 AND state = 'waiting' AND attempts = 0") > 0);
    }

    private static async Task<int> Fetch(MailDesk desk, Mailbox mailbox) => (await desk.Desk.Get<MailFetcher>().Fetch(mailbox, 0)).ShouldNotBeNull().Value;

    private static async Task<List<ParsedMail>> Read(MailDesk desk, List<string> files)
    {
        var read = new List<ParsedMail>();
        foreach (var file in files)
        {
            read.Add((await desk.Desk.Get<MailReader>().Read(file)).Value);
        }

        return read;
    }
}
