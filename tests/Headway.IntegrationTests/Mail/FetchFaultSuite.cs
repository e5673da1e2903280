using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.IntegrationTests.Portal;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class FetchFaultOnSqlite : FetchFaultSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class FetchFaultOnPostgres : FetchFaultSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What a real server does seldom: a gateway that does as a script says stands in for it.</summary>
public abstract class FetchFaultSuite : IDisposable
{
    // Fetching hands out what lies in the folder "box", once a file "go" is there; reading ends the gateway over a message that says so.
    private const string Script = """
        import readline from 'node:readline';
        import fs from 'node:fs';
        import path from 'node:path';
        import { parse } from '@real@/reading/reader.js';
        const here = path.dirname(new URL(import.meta.url).pathname);
        const say = (asked, said) => process.stdout.write(JSON.stringify({ id: asked.id, ...said }) + '\n');
        async function answer(asked) {
          if (asked.op === 'parse') {
            const bytes = fs.readFileSync(asked.file, 'latin1');
            if (bytes.includes('kill the gateway')) process.exit(9);
            if (bytes.includes('too much for its thread')) return say(asked, { ok: false, code: 'UNREADABLE', stage: 'message', message: 'The message took too much memory to read.' });
            return say(asked, { ok: true, ...(await parse(asked)) });
          }
          fs.writeFileSync(path.join(here, 'asked'), JSON.stringify(asked.after));
          while (!fs.existsSync(path.join(here, 'go'))) await new Promise((resolve) => setTimeout(resolve, 10));
          const known = asked.after?.uid ?? 0;
          const names = fs.readdirSync(path.join(here, 'box')).sort((a, b) => Number(a) - Number(b)).filter((name) => Number(name) > known);
          const messages = names.map((name) => { const file = path.join(asked.out, name); fs.copyFileSync(path.join(here, 'box', name), file); return { uid: Number(name), file }; });
          say(asked, { ok: true, validity: 0, messages, passed: Math.max(known, ...names.map(Number), 0), more: false });
        }
        for await (const line of readline.createInterface({ input: process.stdin })) answer(JSON.parse(line));
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("headway-fetch-faults-").FullName;

    protected abstract Engine Engine { get; }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Fetch_When_OneOfEightyCannotBeRead_Then_TheOthersAreTakenAndItLiesInQuarantineWithItsBytes()
    {
        await using var desk = await SmallDesk.On(Engine);
        await using var node = Node(desk, "one");
        var mailbox = await Mailbox(desk);
        node.Lay(1, "This is too much for its thread.");
        for (var number = 2; number <= 80; number++)
        {
            node.Lay(number, "Please.");
        }

        node.Go();
        (await node.Fetcher.Fetch(mailbox, 0)).ShouldNotBeNull().Value.ShouldBe(80);

        (await Count(desk, "SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(79);
        (await Count(desk, "SELECT count(*) FROM mails WHERE tenant = $1 AND fate = 'quarantined' AND reason = 'unreadable' AND bytes > 100")).ShouldBe(1);
        (await Count(desk, "SELECT last_uid FROM mailboxes WHERE tenant = $1")).ShouldBe(80);
    }

    [Fact]
    public async Task Fetch_When_AMessageEndsTheGatewayAgainAndAgain_Then_ItIsPutAsideAndThoseBehindItAreTaken()
    {
        await using var desk = await SmallDesk.On(Engine);
        await using var node = Node(desk, "kill");
        var mailbox = await Mailbox(desk);
        node.Lay(1, "Words that kill the gateway.");
        node.Lay(2, "Please.");
        node.Go();
        var visits = 0;
        while (visits < 20 && await Count(desk, "SELECT count(*) FROM tickets WHERE tenant = $1") == 0)
        {
            visits++;
            await node.Fetcher.Fetch(mailbox, 0);
            // The gateway rests longer after each death; nobody waits for that here.
            node.Time.Leap(TimeSpan.FromMinutes(2));
        }

        // Five tries at least; a visit that falls into the gateway's rest or finds it just dying counts for none.
        visits.ShouldBeInRange(6, 19);
        (await Count(desk, "SELECT count(*) FROM mails WHERE tenant = $1 AND fate = 'quarantined' AND reason = 'unreadable'")).ShouldBe(1);
        (await Count(desk, "SELECT count(*) FROM mails WHERE tenant = $1 AND fate = 'opened'")).ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_When_ItsNodeSleptWhileAnotherTookOver_Then_NothingIsTakenTwiceAndThePlaceStands()
    {
        await using var desk = await SmallDesk.On(Engine);
        await using var slept = Node(desk, "slept");
        await using var other = Node(desk, "other");
        var mailbox = await Mailbox(desk);
        foreach (var node in new[] { slept, other })
        {
            node.Lay(1, "Please.");
            node.Lay(2, "Please.");
        }

        var asleep = slept.Fetcher.Fetch(mailbox, 0);
        await slept.Asked();
        (await other.Fetcher.Fetch(mailbox, 0)).ShouldBeNull("one node alone has the mailbox");
        // The holder sleeps for longer than it may.
        await desk.Place.Database.Write(async session => await session.Run("UPDATE leases SET until = 0 WHERE tenant = $1 AND name = $2", desk.Sam.Tenant.Value, $"mailbox:{mailbox.Id}"));
        other.Lay(3, "Please.");
        other.Go();
        (await other.Fetcher.Fetch(mailbox, 0)).ShouldNotBeNull().Value.ShouldBe(3);

        slept.Go();
        await asleep;

        (await Count(desk, "SELECT count(*) FROM tickets WHERE tenant = $1")).ShouldBe(3);
        (await Count(desk, "SELECT last_uid FROM mailboxes WHERE tenant = $1")).ShouldBe(3, "who slept does not put the place back");
        (await other.Fetcher.Fetch(mailbox, 0)).ShouldNotBeNull().Value.ShouldBe(0);
    }

    private FetchingNode Node(SmallDesk desk, string name) => new(desk, Path.Combine(_folder, name), Script);

    private static Task<long> Count(SmallDesk desk, string sql) => desk.Place.Database.Read(async session => await session.Number(sql, desk.Sam.Tenant.Value) ?? 0);

    private static async Task<Mailbox> Mailbox(SmallDesk desk)
    {
        var wanted = new MailboxWanted("IT", "desk@calder.example", new MailboxServer("127.0.0.1", 1, Secure: false, User: "desk", Folder: "INBOX"), null, Secret: new MailboxSecret(Password: "secret"));
        var id = await desk.Get<Mailboxes>().Save(desk.Sam with { Role = Role.Administrator }, null, wanted);
        id.Refusal.ShouldBeNull();
        return (await desk.Place.Database.Read(session => MailboxRows.Find(session, desk.Sam.Tenant, id.Value))).ShouldNotBeNull();
    }
}

/// <summary>A node that fetches through a scripted gateway of its own, on the database that all share.</summary>
internal sealed class FetchingNode : IAsyncDisposable
{
    private readonly string _folder;
    private readonly GatewayProcess _gateway;

    public FetchingNode(SmallDesk desk, string folder, string script)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "box"));
        var real = Path.GetDirectoryName(GatewayProgram.Installed().Script);
        Assert.SkipWhen(real is null, "The mail gateway is not installed.");
        var file = Path.Combine(folder, "gateway.mjs");
        File.WriteAllText(file, script.Replace("@real@", new Uri(real!).AbsoluteUri, StringComparison.Ordinal));
        _gateway = new GatewayProcess(new GatewayProgram(file), Time, NullLogger<GatewayProcess>.Instance);
        var receive = new ReceiveMail(desk.Place.Database, desk.Get<Blobs>(), new MailReader(_gateway), desk.Get<MailTokens>(), desk.Get<DeliverMail>(), desk.Get<DeskClock>(), desk.Get<MailFolders>());
        Fetcher = new MailFetcher(desk.Place.Database, _gateway, receive, desk.Get<MailboxSecrets>(), desk.Get<DeskClock>());
    }

    public MailFetcher Fetcher { get; }

    public LeapingTime Time { get; } = new();

    public void Lay(int number, string text) => File.WriteAllText(
        Path.Combine(_folder, "box", number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        MailDesk.Message($"New {number} <new{number}@client.example>", $"Need {number}", text, $"f{number}").ReplaceLineEndings("\r\n"));

    /// <summary>Lets fetching answer.</summary>
    public void Go() => File.WriteAllText(Path.Combine(_folder, "go"), "");

    /// <summary>Until the gateway has been asked for mail.</summary>
    public async Task Asked()
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!File.Exists(Path.Combine(_folder, "asked")))
        {
            await beat.WaitForNextTickAsync();
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}

/// <summary>The machine's time, and whatever was leapt over.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _leapt;

    public void Leap(TimeSpan over) => Interlocked.Add(ref _leapt, (long)(over.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _leapt);
}
