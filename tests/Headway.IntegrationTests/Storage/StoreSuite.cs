using Headway.Application.Storage;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class StoreOnSqlite : StoreSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class StoreOnPostgres : StoreSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What the store promises, whatever the engine.</summary>
public abstract class StoreSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Open_When_ItIsANewNeed_Then_TheTicketIsKeptWithItsWords()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);

        var opened = await desk.Open();

        opened.Number.ShouldBe(1);
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        var row = await db.Tickets.SingleAsync();
        row.Subject.ShouldBe("Printer on ward 3 is silent");
        row.Status.ShouldBe(StatusCode.New);
        row.NextDue.ShouldBe(TestDesk.Monday + Duration.FromHours(4));
        (await db.Texts.SingleAsync()).Body.ShouldBe("It worked yesterday.");
        (await db.Activities.SingleAsync()).Open.ShouldBeTrue();
        (await desk.Store.Find(desk.Tenant, opened.Ticket)).ShouldNotBeNull().Version.ShouldBe(opened.State.Version);
    }

    [Fact]
    public async Task Change_When_TheStoreWasClosedInBetween_Then_ItGoesOnFromTheLedger()
    {
        await using var place = await TestDatabase.Current(Engine);
        var opened = await new TestDesk(place.Database).Open();
        await place.Reopen();
        var desk = new TestDesk(place.Database);

        var changed = (await desk.Note(opened.Ticket, "Looking at it")).Value;

        changed.State.Status.ShouldBe(StatusCode.InProgress);
        changed.State.Owner.ShouldBe(TestDesk.Sam);
        (await desk.Store.Ledger(desk.Tenant, opened.Ticket)).Count.ShouldBe(changed.State.Version);
    }

    [Fact]
    public async Task Change_When_SomebodyWasFaster_Then_ItIsStaleAndNamesTheVersion()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        var seen = opened.State.Version;
        (await desk.Note(opened.Ticket, "first", expected: seen)).IsRefused.ShouldBeFalse();

        var late = await desk.Note(opened.Ticket, "second", expected: seen);

        late.Refusal.ShouldNotBeNull().Code.ShouldBe("ticket.stale");
        (await desk.Store.Ledger(desk.Tenant, opened.Ticket)).Count(recorded => recorded.Fact is Noted).ShouldBe(1);
    }

    [Fact]
    public async Task Change_When_ItIsRefused_Then_NothingIsLeftBehind()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();

        var refused = await desk.Note(opened.Ticket, "x", status: StatusCode.Chased);

        refused.Refusal.ShouldNotBeNull().Code.ShouldBe("status.not-selectable");
        (await desk.Store.Ledger(desk.Tenant, opened.Ticket)).Count.ShouldBe(opened.State.Version);
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        (await db.Texts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Change_When_TheTicketIsOfAnotherTenant_Then_ThereIsNoSuchTicket()
    {
        await using var place = await TestDatabase.Current(Engine);
        var opened = await new TestDesk(place.Database).Open();
        var stranger = new TestDesk(place.Database, tenant: 2);

        (await stranger.Note(opened.Ticket, "mine?")).Refusal.ShouldBe(TicketRefusals.Unknown);
        (await stranger.Store.Find(stranger.Tenant, opened.Ticket)).ShouldBeNull();
    }

    [Fact]
    public async Task Numbers_When_TwoTenantsOpen_Then_EachCountsItsOwn()
    {
        await using var place = await TestDatabase.Current(Engine);
        var (one, two) = (new TestDesk(place.Database, 1), new TestDesk(place.Database, 2));

        (await one.Open()).Number.ShouldBe(1);
        (await two.Open()).Number.ShouldBe(1);
        (await one.Open()).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Texts_When_TheyHoldWhatCannotBeKept_Then_TheyAreRefused()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);

        (await desk.TryOpen("a\0b", "x")).Refusal.ShouldNotBeNull().Code.ShouldBe("text.unreadable");
        (await desk.TryOpen("a", "half a pair: \ud83d")).Refusal.ShouldNotBeNull().Code.ShouldBe("text.unreadable");
        var whole = await desk.Open("Grüße, 你好, 😀", "' ; DROP TABLE facts; -- %_\\");
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        (await db.Tickets.SingleAsync(row => row.Ticket == whole.Ticket)).Subject.ShouldBe("Grüße, 你好, 😀");
    }

    [Fact]
    public async Task Change_When_ManyWriteOneTicketAtOnce_Then_EachActStandsOnceInOneOrder()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => desk.Note(opened.Ticket, $"note {i}"))));

        outcomes.ShouldAllBe(outcome => !outcome.IsRefused);
        var ledger = await desk.Store.Ledger(desk.Tenant, opened.Ticket);
        ledger.Count(recorded => recorded.Fact is Noted).ShouldBe(24);
        ledger.Select(recorded => recorded.Seq).ShouldBe(Enumerable.Range(1, ledger.Count));
    }

    [Fact]
    public async Task Request_When_ItComesTwice_Then_ItHasOneEffectAndOneAnswer()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        Enclosure With(string hash) => new() { Request = new RequestKey(TestDesk.Ann, "k1", hash, changed => new StoredAnswer(201, $"#{changed.Number}")) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.TryOpen("s", "b", enclosure: With("h")))));

        answers.ShouldAllBe(answer => !answer.IsRefused);
        // Which of them was first, and so which number it took, is nobody's business; the others got its answer.
        var first = answers.Single(answer => answer.Value.Replayed is null).Value;
        answers.Select(answer => answer.Value.Replayed?.Body).OfType<string>().ShouldBe(Enumerable.Repeat($"#{first.Number}", 7));
        (await desk.TryOpen("s", "b", enclosure: With("other"))).Refusal.ShouldNotBeNull().Code.ShouldBe("request.key-reused");
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        (await db.Tickets.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Withdraw_When_ATouchIsTakenBack_Then_TheRowsAreAsTheyWere()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        var touched = (await desk.Reply(opened.Ticket, "Try this", StatusCode.AwaitCustomer)).Value;

        var back = await desk.Store.Change(desk.Tenant, opened.Ticket, null, (state, ledger) =>
            new Withdraw(TestDesk.Sam, touched.Facts[0].Seq, touched.State.Version).Decide(state, ledger, TestDesk.Monday + Duration.FromMinutes(5)));

        back.Refusal.ShouldBeNull();
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        var activity = await db.Activities.SingleAsync();
        activity.Status.ShouldBe(StatusCode.New);
        activity.Verdict.ShouldBeNull();
        (await db.Texts.CountAsync(text => text.Withdrawn)).ShouldBe(1);
        (await db.Tickets.SingleAsync()).Owner.ShouldBeNull();
    }
}
