using Headway.Application.Access;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class FetchOnSqlite : FetchSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class FetchOnPostgres : FetchSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Fetching from a real server: each message once, whatever breaks between.</summary>
public abstract class FetchSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Fetch_When_MailLiesThere_Then_EachBecomesOneTicketAndNoneTwice()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await server.Deliver(Message(1));
        await server.Deliver(Message(2));

        (await Fetch(desk, mailbox)).ShouldBe(2);
        (await Fetch(desk, mailbox)).ShouldBe(0);
        await server.Deliver(Message(3));
        (await Fetch(desk, mailbox)).ShouldBe(1);

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(3);
    }

    [Fact]
    public async Task Fetch_When_TheFolderIsNumberedAnew_Then_NothingComesTwiceAndTheNewIsTaken()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await server.Deliver(Message(1));
        await server.Deliver(Message(2));
        await Fetch(desk, mailbox);

        await server.Renumber();
        await server.Deliver(Message(3));
        await Fetch(desk, mailbox);

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(3);
        (await desk.Count("SELECT sum(repeats) FROM mails WHERE tenant = $1")).ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_When_TheDeskDiedAfterTheTicketAndBeforeItsPlace_Then_TheMessageIsRecognised()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await server.Deliver(Message(1));
        await Fetch(desk, mailbox);
        // What a restored backup of the desk's own place looks like.
        await desk.Database.Write(async session => await session.Run("UPDATE mailboxes SET last_uid = 0 WHERE tenant = $1", desk.Tenant.Value));

        (await Fetch(desk, mailbox)).ShouldBe(1);

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_When_TheFolderWasPutBackToAnEarlierDayUnderItsOldNumber_Then_TheNewIsTakenAndNothingTwice()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await server.Deliver(Message(1));
        await server.Deliver(Message(2));
        await Fetch(desk, mailbox);
        // As after a restore: the desk has seen numbers that the folder is yet to give out.
        await desk.Database.Write(async session => await session.Run("UPDATE mailboxes SET last_uid = 900 WHERE tenant = $1", desk.Tenant.Value));
        await server.Deliver(Message(3));

        (await Fetch(desk, mailbox)).ShouldBe(3);
        (await Fetch(desk, mailbox)).ShouldBe(0);

        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(3);
        (await desk.Count("SELECT last_uid FROM mailboxes WHERE tenant = $1")).ShouldBe(3);
    }

    [Fact]
    public async Task Fetch_When_TheServerIsGone_Then_ItIsSaidAndNothingIsLostWhenItComesBack()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await server.Deliver(Message(1));
        await server.Down();

        var failed = await desk.Desk.Get<MailFetcher>().Fetch(mailbox, 0);
        failed.ShouldNotBeNull().Refusal.ShouldNotBeNull().Message.ShouldContain("Nothing listens");
        (await desk.Count("SELECT failures FROM mailboxes WHERE tenant = $1 AND error IS NOT NULL")).ShouldBe(1);
        await server.Up();

        (await Fetch(desk, mailbox)).ShouldBe(1);
        (await desk.Count("SELECT failures FROM mailboxes WHERE tenant = $1 AND success_at IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task Fetch_When_MailComesWhileItWaits_Then_ItIsTakenAtOnce()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, server.Port);
        await Fetch(desk, mailbox);

        var waiting = desk.Desk.Get<MailFetcher>().Fetch(mailbox, 60);
        await server.Deliver(Message(1));

        (await waiting.WaitAsync(TimeSpan.FromSeconds(50))).ShouldNotBeNull().Value.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_When_TheLineBreaksAfterAnyByte_Then_NothingIsTakenTwiceAndNothingIsLost()
    {
        await using var server = await PostOffice.Open();
        await using var line = new FaultyLine(server.Port);
        await using var desk = await MailDesk.On(Engine);
        var faulty = await Add(desk, line.Port);
        await server.Deliver(Message(0));
        (await Fetch(desk, faulty)).ShouldBe(1);
        var whole = line.Said;
        var broken = 0;

        // A whole visit with one message says so many bytes; the line is cut at places all along it, in the middle of the message too.
        const int rounds = 12;
        for (var round = 1; round <= rounds; round++)
        {
            await server.Deliver(Message(round));
            (line.After, line.Said) = (whole * round / (rounds + 1), 0);
            broken += (await desk.Desk.Get<MailFetcher>().Fetch(faulty, 0)) is { IsRefused: true } ? 1 : 0;
            if (round % 3 == 0)
            {
                line.After = null;
                await Fetch(desk, faulty);
                (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(round + 1, $"cut after {whole * round / (rounds + 1)} of {whole} bytes");
            }
        }

        broken.ShouldBeGreaterThan(rounds / 2, "most cuts must really break the visit");
        (await desk.Count("SELECT count(*) FROM mails WHERE tenant = $1")).ShouldBe(rounds + 1);
    }

    [Fact]
    public async Task Fetch_When_TheServerFallsSilent_Then_ItIsGivenUpAndAnotherMailboxIsReadMeanwhile()
    {
        await using var server = await PostOffice.Open();
        await using var line = new FaultyLine(server.Port) { After = 200, Silent = true };
        await using var desk = await MailDesk.On(Engine);
        var mute = await Add(desk, line.Port);
        await server.Deliver(Message(1));
        var other = await desk.Desk.Get<Mailboxes>().Save(desk.Desk.Sam with { Role = Role.Administrator }, null, Wanted(server.Port, "other@calder.example", "secret", "INBOX"));
        var direct = (await desk.Database.Read(session => MailboxRows.Find(session, desk.Tenant, other.Value))).ShouldNotBeNull();
        var fetcher = desk.Desk.Get<MailFetcher>();
        using var over = new CancellationTokenSource();
        var waiting = fetcher.Fetch(mute, 0, over.Token);

        (await Fetch(desk, direct)).ShouldBe(1, "while one server says nothing, another is read");
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);

        fetcher.Patience = TimeSpan.FromSeconds(1);
        (await fetcher.Fetch(mute, 0)).ShouldNotBeNull().Refusal.ShouldNotBeNull().Message.ShouldNotBeEmpty();
        (await desk.Count("SELECT failures FROM mailboxes WHERE tenant = $1 AND error IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_When_TheServerSaysAByteASecond_Then_ItIsGivenUpAndTheMailIsTakenLater()
    {
        await using var server = await PostOffice.Open();
        await using var line = new FaultyLine(server.Port) { After = 200, Trickles = true };
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, line.Port);
        await server.Deliver(Message(1));
        var fetcher = desk.Desk.Get<MailFetcher>();

        fetcher.Patience = TimeSpan.FromSeconds(2);
        (await fetcher.Fetch(mailbox, 0)).ShouldNotBeNull().Refusal.ShouldNotBeNull().Message.ShouldNotBeEmpty();
        (await desk.Count("SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(0);

        line.After = null;
        fetcher.Patience = null;
        (await fetcher.Fetch(mailbox, 0)).ShouldNotBeNull().Value.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_When_AnotherNodeHasTheMailbox_Then_ItIsLeftToThatNode()
    {
        await using var desk = await MailDesk.On(Engine);
        var mailbox = await Add(desk, 1);
        var other = (await new Leases(desk.Database).Acquire(desk.Tenant, $"mailbox:{mailbox.Id}", "another node", NodaTime.Duration.FromMinutes(1))).ShouldNotBeNull();

        (await desk.Desk.Get<MailFetcher>().Fetch(mailbox, 0)).ShouldBeNull();
        await new Leases(desk.Database).Release(other, 0);

        (await desk.Desk.Get<MailFetcher>().Fetch(mailbox, 0)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Test_When_ThePasswordOrTheFolderIsWrong_Then_ItSaysWhich()
    {
        await using var server = await PostOffice.Open();
        await using var desk = await MailDesk.On(Engine);
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        var boxes = desk.Desk.Get<Mailboxes>();

        var wrongPass = await boxes.Save(admin, null, Wanted(server.Port, "a@calder.example", "wrong", "INBOX"));
        var wrongFolder = await boxes.Save(admin, null, Wanted(server.Port, "b@calder.example", "secret", "Nowhere"));
        var right = await boxes.Save(admin, null, Wanted(server.Port, "c@calder.example", "secret", "INBOX"));

        (await boxes.Test(admin, wrongPass.Value)).Refusal.ShouldNotBeNull().Message.ShouldContain("user name and the password");
        (await boxes.Test(admin, wrongFolder.Value)).Refusal.ShouldNotBeNull().Message.ShouldContain("no folder Nowhere");
        (await boxes.Test(admin, right.Value)).Value.ShouldBe("0");
        (await boxes.Test(desk.Desk.Sam, right.Value)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    private static string Message(int number) => MailDesk.Message($"New <new{number}@client.example>", $"Need {number}", "Please.", $"f{number}");

    private static MailboxWanted Wanted(int port, string address, string password, string folder) => new(
        address, address, new MailboxServer("127.0.0.1", port, Secure: false, User: "desk", Folder: folder), null, Secret: new MailboxSecret(Password: password));

    private static async Task<Mailbox> Add(MailDesk desk, int port)
    {
        await desk.Database.Write(async session => await session.Run("DELETE FROM mailboxes WHERE tenant = $1", desk.Tenant.Value));
        var id = await desk.Desk.Get<Mailboxes>().Save(desk.Desk.Sam with { Role = Role.Administrator }, null, Wanted(port, MailDesk.Address, "secret", "INBOX"));
        id.Refusal.ShouldBeNull();
        return (await desk.Database.Read(session => MailboxRows.Find(session, desk.Tenant, id.Value))).ShouldNotBeNull();
    }

    private static async Task<int> Fetch(MailDesk desk, Mailbox mailbox)
    {
        var outcome = await desk.Desk.Get<MailFetcher>().Fetch(mailbox, 0);
        var taken = outcome.ShouldNotBeNull();
        taken.Refusal.ShouldBeNull();
        return taken.Value;
    }
}
