using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class VerificationOnSqlite : VerificationSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class VerificationOnPostgres : VerificationSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Refolding the ledger gives every projection, and whatever differs is found.</summary>
public abstract class VerificationSuite
{
    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Verify_When_ADeskHasBeenWorkedAtRandom_Then_NothingIsFound(int seed)
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);

        await RandomWork(desk, seed);
        var report = await new Verification(place.Database).Run();

        report.Findings.ShouldBeEmpty($"seed {seed}");
        report.Tickets.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("UPDATE tickets SET priority = 1 WHERE tenant = 1", "tickets.priority")]
    [InlineData("UPDATE tickets SET subject = 'other' WHERE tenant = 1", "tickets.subject")]
    [InlineData("UPDATE tickets SET wakes_at = NULL WHERE tenant = 1", "tickets.wakes_at")]
    [InlineData("UPDATE activities SET due = due + 1 WHERE tenant = 1", "activities.due")]
    [InlineData("INSERT INTO watchers (tenant, ticket, person) SELECT tenant, ticket, 5 FROM tickets WHERE tenant = 1", "watchers")]
    [InlineData("UPDATE texts SET body = NULL, subject = NULL WHERE tenant = 1", "search entry")]
    [InlineData("INSERT INTO facts SELECT tenant, ticket, 99, at, actor, kind, version, body FROM facts WHERE tenant = 1 AND seq = 1", "ledger")]
    [InlineData("INSERT INTO audit (tenant, seq, at, actor, kind, target, body, hash) VALUES (1, 1, 0, 'automation', 'x', 'y', '{}', 'z')", "audit chain")]
    public async Task Verify_When_ARowWasAltered_Then_ItIsFound(string sql, string what)
    {
        await using var place = await TestDatabase.Current(Engine);
        await new TestDesk(place.Database).Open();
        await place.Database.Write(session => session.Do(sql).AsTask());

        var report = await new Verification(place.Database).Run();

        report.Findings.ShouldContain(finding => finding.What.StartsWith(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_When_EntriesAreAppended_Then_TheChainHolds()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => place.Database.Write(session =>
            Audit.Append(session, desk.Tenant, TestDesk.Monday, Actor.Staff(TestDesk.Sam), "setting-changed", $"team:{i}", "{}").AsTask())));

        (await place.Database.Read(session => Audit.FirstBreak(session, desk.Tenant).AsTask())).ShouldBeNull();
        (await place.Database.Read(session => session.Number("SELECT count(*) FROM audit WHERE tenant = 1").AsTask())).ShouldBe(10);
    }

    [Fact]
    public async Task Import_When_HistoriesComeIn_Then_TheyStandAsIfLived()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var tickets = new List<ImportedTicket>();
        for (var i = 0; i < 600; i++)
        {
            var text = await desk.Store.Counters.NextText();
            var key = new TicketKey(await desk.Store.Counters.NextId());
            var opened = new OpenTicket(Actor.Customer(TestDesk.Ann), TicketType.Request, Priority.P4, TestDesk.ServiceDesk, TestDesk.Ann, null, Channel.Mail, text)
                .Decide(TestDesk.Rules, new TicketState { Key = key }, TestDesk.Monday).Value;
            var watched = new Annotate(Actor.Staff(TestDesk.Sam), [new Watched(TestDesk.Kim), new Tagged(4)]).Decide(TestDesk.Rules, opened.After, TestDesk.Monday).Value;
            tickets.Add(new ImportedTicket(key, [.. opened.Facts, .. watched.Facts], [new TextDraft(text, $"body {i}", Subject: $"subject {i}")]));
        }

        (await new TicketImport(place.Database).Run(desk.Tenant, tickets)).ShouldBe(600);

        (await new Verification(place.Database).Run()).Findings.ShouldBeEmpty();
        (await desk.Open()).Number.ShouldBeGreaterThan(600);
        (await new TicketSearch(place.Database).Find(desk.Tenant, "subject 17", new SearchSight.Staff([]), 20)).Count.ShouldBeGreaterThan(0);
        (await desk.Note(tickets[3].Key, "goes on")).IsRefused.ShouldBeFalse();
    }

    internal static async Task RandomWork(TestDesk desk, int seed)
    {
        var random = new Random(seed);
        var now = TestDesk.Monday;
        var tickets = new List<TicketKey>();
        var heartbeat = new Heartbeat(desk.Store, (_, _) => ValueTask.FromResult(TestDesk.Rules));
        StatusCode[] situations = [StatusCode.InProgress, StatusCode.AwaitCustomer, StatusCode.NextAction, StatusCode.CustomerTesting, StatusCode.AwaitApproval, StatusCode.Resolved];
        for (var step = 0; step < 120; step++)
        {
            now += Duration.FromMinutes(random.Next(0, 90));
            if (tickets.Count < 6 || random.Next(10) == 0)
            {
                tickets.Add((await desk.Open($"subject {step}", "body", now)).Ticket);
                continue;
            }

            var ticket = tickets[random.Next(tickets.Count)];
            var text = await desk.Store.Counters.NextText();
            await (random.Next(9) switch
            {
                0 => desk.Note(ticket, "looked", now),
                1 or 2 => desk.Reply(ticket, "answer", situations[random.Next(situations.Length)], now),
                3 => desk.Store.Change(desk.Tenant, ticket, null, state => new CustomerMessage(TestDesk.Ann, (Intent)random.Next(8), Channel.Mail, text).Decide(TestDesk.Rules, state, now), new Enclosure { Texts = [new TextDraft(text, "said")] }),
                4 => desk.Store.Change(desk.Tenant, ticket, null, state => new Transfer(TestDesk.Sam, state.Team == TestDesk.Network ? TestDesk.ServiceDesk : TestDesk.Network, text).Decide(TestDesk.Rules, state, now), new Enclosure { Texts = [new TextDraft(text, "handed on")] }),
                5 => desk.Store.Change(desk.Tenant, ticket, null, state => new Annotate(Actor.Staff(TestDesk.Sam), [new PrioritySet((Priority)random.Next(1, 5)), new Watched(new PersonId(random.Next(5))), new Tagged(random.Next(5)), new Untagged(random.Next(5)), new Linked(tickets[0], LinkKind.Related)]).Decide(TestDesk.Rules, state, now)),
                6 => desk.Store.Change(desk.Tenant, ticket, null, state => new Reschedule(TestDesk.Sam, now + Duration.FromHours(random.Next(1, 30)), "later").Decide(TestDesk.Rules, state, now)),
                7 => desk.Store.Change(desk.Tenant, ticket, null, (state, ledger) => new Withdraw(ledger[^1].By.Person ?? TestDesk.Sam, Math.Max(4, ledger.Count - 3), ledger.Count).Decide(state, ledger, ledger[^1].At)),
                _ => Beat(),
            });

            async Task<Outcome<Changed>> Beat()
            {
                await heartbeat.Until(desk.Tenant, now);
                return StorageRefusals.Busy;
            }
        }
    }
}
