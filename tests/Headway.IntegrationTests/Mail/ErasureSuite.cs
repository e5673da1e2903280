using System.Data.Common;
using System.Text;
using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Desk;
using Headway.Application.Feedback;
using Headway.Application.Finding;
using Headway.Application.Knowledge;
using Headway.Application.Mail;
using Headway.Application.People;
using Headway.Application.Problems;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Mail;

public sealed class ErasureOnSqlite : ErasureSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ErasureOnPostgres : ErasureSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A person whose every trace is one word: after the erasure that word is nowhere.</summary>
public abstract class ErasureSuite
{
    private const string Canary = "Quetzal", Address = "quetzal@plumage.example", Name = "Quetzal Plumage";

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Erase_When_APersonWroteWasCopiedAndBounced_Then_NothingOfThemIsLeftAnywhere()
    {
        await using var desk = await MailDesk.On(Engine);
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        var own = await desk.Take(MailDesk.Message($"{Name} <{Address}>", $"{Canary} needs a key", $"Regards, {Name}", "q1"));
        (await desk.Desk.Reply(own.Number!.Value, $"Hello {Name}, which door?")).Refusal.ShouldBeNull();
        await desk.Take(Bounce(await desk.Token(own.Number.Value, await Caller(desk))));
        await desk.Take(MailDesk.Message($"{Name} <{Address}>", "News of plumage", $"{Canary}!", "q2", "List-Id: <birds.plumage.example>"));
        await desk.Take(MailDesk.Message("Ann <ann@calder.example>", "Door", "A colleague waits too.", "q3", $"Cc: {Name} <{Address}>"));
        var others = await desk.Desk.Raise(desk.Desk.Tom, $"As {Name} said", $"Ask {Name} ({Address}).");
        var article = (await desk.Desk.Get<KeepArticles>().Write(admin, null, new ArticleDraft(Audience.Public, $"Doors, as {Name} said", $"Ask {Name} ({Address}) for the key.", null, null))).Value;
        (await desk.Desk.Get<KeepArticles>().Publish(admin, article)).ShouldBeNull();
        (await desk.Desk.Get<KeepViews>().Add(admin, new ViewDraft("Theirs", $"q={Uri.EscapeDataString(Name)}"))).Refusal.ShouldBeNull();
        (await desk.Desk.Get<DeskSettings>().Feedback(admin, true, 2)).ShouldBeNull();
        (await desk.Desk.Get<SayRuleHurts>().Do(desk.Desk.Sam, "status:AWAIT_SUPPLIER", $"{Name} always waits too long.", others)).Refusal.ShouldBeNull();
        (await desk.Desk.Get<AskForApproval>().Do(new ActOn(desk.Desk.Sam, others), new ApprovalInput(Address, $"May we, {Name}?"))).Refusal.ShouldBeNull();
        (await Erase(desk).Do(admin, (await Caller(desk)).Person)).Refusal.ShouldBe(PeopleRefusals.EraseOpen);
        (await desk.Desk.Get<ResolveTicket>().Do(new ActOn(desk.Desk.Sam, own.Number.Value), "Done.")).Refusal.ShouldBeNull();
        (await desk.Desk.Get<SayHowItWas>().Do(new ActOn(await Caller(desk), own.Number.Value), 9, $"{Canary} is content.")).Refusal.ShouldBeNull();
        (await Found(desk)).ShouldNotBeEmpty("a canary that is never found proves nothing");

        var person = (await Caller(desk)).Person;
        (await Erase(desk).Look(admin, person)).Value.Tickets.ShouldBe(1);
        (await Erase(desk).Do(desk.Desk.Sam, person)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        var erased = (await Erase(desk).Do(admin, person)).Value;

        (erased.Tickets, erased.Mails).ShouldBe((1, 4));
        (await Found(desk)).ShouldBeEmpty();
        (await Page(desk, others)).Subject.ShouldBe("As … said");
        (await desk.Desk.Get<ArticleBook>().Search(admin, "doors said", 5)).Value.ShouldHaveSingleItem().Body.ShouldBe("Ask … (…) for the key.");
        var again = await desk.Take(MailDesk.Message($"{Name} <{Address}>", $"{Canary} needs a key", $"Regards, {Name}", "q1"));
        again.IsRepeat.ShouldBeTrue("a message that is fetched again does not bring the person back");
        (await Found(desk)).ShouldBeEmpty();
        (await new Verification(desk.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_When_WordsOfThemWereDroppedBefore_Then_TheFreedPagesHoldThemNoMore()
    {
        await using var desk = await MailDesk.On(Engine);
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        var own = await desk.Take(MailDesk.Message($"{Name} <{Address}>", "A key", "Please.", "f1"));
        var drafts = desk.Desk.Get<Drafts>();
        (await drafts.Keep(desk.Desk.Sam, own.Number!.Value, string.Concat(Enumerable.Repeat($"Hello {Name}, ", 2_000)), 0)).ShouldBeNull();
        await drafts.Drop(desk.Desk.Sam, own.Number.Value);
        await desk.Database.Read(session => session.Number(Engine == Engine.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "SELECT 1").AsTask());
        if (Engine == Engine.Sqlite)
        {
            (await desk.Database.Read(session => session.Number("PRAGMA freelist_count").AsTask())).ShouldNotBeNull().ShouldBeGreaterThan(5);
        }

        (await desk.Desk.Get<ResolveTicket>().Do(new ActOn(desk.Desk.Sam, own.Number.Value), "Done.")).Refusal.ShouldBeNull();
        (await Erase(desk).Do(admin, (await Caller(desk)).Person)).Refusal.ShouldBeNull();

        (await Found(desk)).ShouldBeEmpty();
        (await new Verification(desk.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Holds_When_OneIsOnATicketThatTheReaderMayNotSee_Then_ItsNumberIsNotTold()
    {
        await using var desk = await MailDesk.On(Engine);
        var (admin, holds) = (desk.Desk.Sam with { Role = Role.Administrator }, desk.Desk.Get<LegalHolds>());
        var number = await desk.Desk.Raise(desk.Desk.Tom);
        var hold = (await holds.Place(admin, new HoldDraft(number, null, "File 12"))).Value;
        var outside = admin with { HiddenTeams = new HashSet<TeamId> { (await desk.Page(number)).State.Team } };

        (await holds.Read(admin)).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Ticket.ShouldBe(number), one => one.HidesTicket.ShouldBeFalse());
        (await holds.Read(outside)).Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Ticket.ShouldBeNull(), one => one.HidesTicket.ShouldBeTrue(), one => one.Reason.ShouldBe("File 12"));
        (await holds.Lift(outside, hold)).ShouldBeNull("what stands can be lifted by who keeps the rules");
    }

    [Fact]
    public async Task Hold_When_ItStands_Then_NeitherErasureNorRetentionBlanksWhatItNames()
    {
        await using var desk = await MailDesk.On(Engine);
        var (admin, holds, retention) = (desk.Desk.Sam with { Role = Role.Administrator }, desk.Desk.Get<LegalHolds>(), desk.Desk.Get<Retention>());
        var own = await desk.Take(MailDesk.Message($"{Name} <{Address}>", $"{Canary} old", Canary, "h1"));
        var others = await desk.Desk.Raise(desk.Desk.Tom, $"As {Name} said", "It squeaks.");
        foreach (var number in new[] { own.Number!.Value, others })
        {
            (await desk.Desk.Get<ResolveTicket>().Do(new ActOn(desk.Desk.Sam, number), "Done.")).Refusal.ShouldBeNull();
        }

        await desk.Database.Write(async session =>
        {
            await session.Do("UPDATE mails SET received = 1 WHERE tenant = $1", desk.Tenant.Value);
            await session.Do("UPDATE tickets SET state = 'closed', closed_at = 1 WHERE tenant = $1", desk.Tenant.Value);
        });
        (await retention.Set(admin, new RetentionRule(30, 30))).ShouldBeNull();
        (await holds.Place(desk.Desk.Sam, new HoldDraft(others, null, "File 12"))).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await holds.Place(admin, new HoldDraft(others, Address, "File 12"))).Refusal.ShouldBe(HoldRefusals.WhatMissing);
        (await holds.Place(admin, new HoldDraft(others, null, " "))).Refusal.ShouldBe(HoldRefusals.ReasonMissing);
        (await holds.Place(admin, new HoldDraft(null, "nobody@plumage.example", "File 12"))).Refusal.ShouldBe(PeopleRefusals.Unknown);
        var onTicket = (await holds.Place(admin, new HoldDraft(others, null, "File 12"))).Value;
        (await holds.Place(admin, new HoldDraft(others, null, "Again"))).Refusal.ShouldBe(HoldRefusals.Exists);
        (await retention.Read(admin)).Value.ShouldBe(new RetentionState(new RetentionRule(30, 30), 1, 1), "only the other one goes");

        var person = (await Caller(desk)).Person;
        (await Erase(desk).Do(admin, person)).Refusal.ShouldBe(HoldRefusals.Held, "their name stands on a ticket that is held");
        var onPerson = (await holds.Place(admin, new HoldDraft(null, Address.ToUpperInvariant(), "File 13"))).Value;
        await retention.Apply(desk.Tenant);
        (await Page(desk, own.Number.Value)).Subject.ShouldBe($"{Canary} old", "what they asked for is held with them, and their mail");
        (await desk.Count($"SELECT count(*) FROM mails WHERE tenant = $1 AND raw <> '{Blobs.Empty}'")).ShouldBe(1);
        (await holds.Read(admin)).Value.Select(hold => (hold.Ticket, hold.Email, hold.Reason)).ShouldBe([(null, Address, "File 13"), ((long?)others, null, "File 12")], ignoreOrder: true);

        (await holds.Lift(admin, onTicket)).ShouldBeNull();
        (await Erase(desk).Do(admin, person)).Refusal.ShouldBe(HoldRefusals.Held);
        (await holds.Lift(admin, onPerson)).ShouldBeNull();
        (await holds.Lift(admin, onPerson)).ShouldBe(HoldRefusals.Unknown);
        (await AuditTrail.Read(desk.Database, admin, 50)).Value.Select(line => line.Kind).Count(kind => kind.StartsWith("hold.", StringComparison.Ordinal)).ShouldBe(4);
        (await Erase(desk).Do(admin, person)).Refusal.ShouldBeNull();
        (await Found(desk)).ShouldBeEmpty("and with the holds gone, so is everything");
    }

    [Fact]
    public async Task Export_When_APersonAsksWhatIsKept_Then_ItIsTheirsWholeAndNoNoteOfSupport()
    {
        await using var desk = await MailDesk.On(Engine);
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        var own = await desk.Take(MailDesk.Message($"{Name} <{Address}>", $"{Canary} needs a key", "Please.", "e1"));
        (await desk.Desk.Reply(own.Number!.Value, "Which door?")).Refusal.ShouldBeNull();
        (await desk.Desk.Get<AnnotateTicket>().Note(new ActOn(desk.Desk.Sam, own.Number.Value), "Zqsecretnote.")).Refusal.ShouldBeNull();
        await desk.Desk.Raise(desk.Desk.Tom, "Zqsomebodyelses", "Words.");
        var person = (await Caller(desk)).Person;

        var export = new ExportPerson(desk.Database);
        (await export.Do(desk.Desk.Sam, person)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
        (await export.Do(admin, new PersonId(person.Value + 99_999))).Refusal.ShouldBe(PeopleRefusals.Unknown);
        var kept = (await export.Do(admin, person)).Value;

        (kept.Name, kept.Email, kept.Mails).ShouldBe((Name, Address, 1));
        var ticket = kept.Tickets.ShouldHaveSingleItem();
        (ticket.Number, ticket.Subject, ticket.Internal).ShouldBe((own.Number.Value, $"{Canary} needs a key", 1));
        ticket.Words.Select(words => (words.Own, words.Text!.Trim())).ShouldBe([(true, "Please."), (false, "Which door?")]);
        System.Text.Json.JsonSerializer.Serialize(kept).ShouldNotContain("Zq");
        (await AuditTrail.Read(desk.Database, admin, 50)).Value.ShouldContain(line => line.Kind == "person.exported" && !line.Body.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retention_When_MailsAndTicketsAreOld_Then_TheirWordsGoAndFiguresStay()
    {
        await using var desk = await MailDesk.On(Engine);
        var admin = desk.Desk.Sam with { Role = Role.Administrator };
        var retention = desk.Desk.Get<Retention>();
        var old = await desk.Take(MailDesk.Message($"{Name} <{Address}>", $"{Canary} old", Canary, "r1"));
        (await desk.Desk.Get<ResolveTicket>().Do(new ActOn(desk.Desk.Sam, old.Number!.Value), "Done.")).Refusal.ShouldBeNull();
        await desk.Database.Write(async session =>
        {
            await session.Do("UPDATE mails SET received = 1 WHERE tenant = $1", desk.Tenant.Value);
            await session.Do("UPDATE tickets SET state = 'closed', closed_at = 1 WHERE tenant = $1", desk.Tenant.Value);
        });
        var fresh = await desk.Take(MailDesk.Message("New <new@client.example>", "Fresh", "Words.", "r2"));

        (await retention.Set(desk.Desk.Sam, new RetentionRule(30, null))).ShouldBe(AccessRefusals.NotAllowed);
        (await retention.Set(admin, new RetentionRule(1, null))).ShouldBe(DeskRefusals.RetentionMalformed);
        (await retention.Set(admin, new RetentionRule(30, 30))).ShouldBeNull();
        (await retention.Read(admin)).Value.ShouldBe(new RetentionState(new RetentionRule(30, 30), 1, 1));
        await retention.Apply(desk.Tenant);

        (await retention.Read(admin)).Value.ShouldBe(new RetentionState(new RetentionRule(30, 30), 0, 0));
        (await desk.Count($"SELECT count(*) FROM mails WHERE tenant = $1 AND raw = '{Blobs.Empty}' AND sender IS NULL AND fate = 'opened'")).ShouldBe(1);
        (await Page(desk, fresh.Number!.Value)).Subject.ShouldBe("Fresh");
        (await desk.Desk.Get<DecideMail>().Replay(admin, old.Mail)).Refusal.ShouldBe(MailboxRefusals.Erased);
    }

    private static ErasePerson Erase(MailDesk desk) => new(desk.Database, desk.Desk.Get<Blobs>(), new Sessions(desk.Database, desk.Desk.Get<TimeProvider>(), new KnownCallers(desk.Desk.Get<TimeProvider>())), desk.Desk.Get<DeskClock>());

    private static Task<TicketPage> Page(MailDesk desk, long number) => desk.Page(number);

    private static async Task<Caller> Caller(MailDesk desk)
    {
        var id = await desk.Database.Read(session => session.Number("SELECT id FROM people WHERE tenant = $1 AND email_key = $2", desk.Tenant.Value, Address).AsTask());
        return desk.Desk.Ann with { Person = new PersonId(id!.Value) };
    }

    /// <summary>Where the word is: every column of every table, every file beside the database, and on SQLite the bytes of the database itself.</summary>
    private static async Task<List<string>> Found(MailDesk desk)
    {
        var found = new List<string>();
        var tables = await desk.Database.Read(session => session.Query(
            session.Engine == Engine.Postgres
                ? "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search_%' OR name IN ('search_people', 'search_people_due')",
            row => row.GetString(0)).AsTask());
        foreach (var table in tables)
        {
            await desk.Database.Read(async session =>
            {
                await session.Each($"SELECT * FROM {table}", row =>
                {
                    for (var column = 0; column < row.FieldCount; column++)
                    {
                        if (!row.IsDBNull(column) && Says(row, column))
                        {
                            found.Add($"{table}.{row.GetName(column)}");
                        }
                    }

                    return ValueTask.CompletedTask;
                });
                return true;
            });
        }

        if (desk.Database.Engine == Engine.Sqlite)
        {
            var file = Path.GetFullPath(desk.Database.Address.Connection);
            var beside = new[] { file, $"{file}-wal" }.Concat(Directory.Exists(desk.Database.Address.BlobFolder) ? Directory.EnumerateFiles(desk.Database.Address.BlobFolder, "*", SearchOption.AllDirectories) : []);
            found.AddRange(beside.Where(one => File.Exists(one) && Holds(ReadAll(one))));
        }

        return found;
    }

    private static bool Says(DbDataReader row, int column) => Holds(row.GetValue(column) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(row.GetValue(column).ToString() ?? ""));

    private static bool Holds(byte[] bytes) => Encoding.Latin1.GetString(bytes).Contains(Canary, StringComparison.OrdinalIgnoreCase);

    private static byte[] ReadAll(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static string Bounce(string original) => $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example
        To: {MailDesk.Address}
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <qb@mx.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; {Address}
        Action: failed
        Status: 5.1.1
        --x
        Content-Type: text/rfc822-headers

        To: {Name} <{Address}>
        Message-ID: {original}
        --x--
        """;
}
