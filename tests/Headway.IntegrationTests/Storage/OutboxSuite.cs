using Headway.Application.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class OutboxOnSqlite : OutboxSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class OutboxOnPostgres : OutboxSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What must leave leaves once, by one sender, or is taken back.</summary>
public abstract class OutboxSuite
{
    private static readonly Duration Minute = Duration.FromMinutes(1), Gone = Duration.FromMilliseconds(-1);

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Lease_When_EightSendersAskAtOnce_Then_EachItemGoesToOne()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        await desk.Open(enclosure: new Enclosure { Outbox = _ => Enumerable.Range(0, 40).Select(i => new OutboxDraft($"m{i % 20}", "mail", "{}", TestDesk.Monday)) });
        var outbox = new Outbox(place.Database);

        var leased = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => outbox.Lease(desk.Tenant, "mail", $"s{i}", 5, Minute))));

        leased.SelectMany(items => items).Select(item => item.Key).Order().ShouldBe(Enumerable.Range(0, 20).Select(i => $"m{i}").Order());
        (await outbox.Lease(desk.Tenant, "webhook", "s", 5, Minute)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sent_When_TheLeaseRanOutAndAnotherTookOver_Then_TheFirstIsRefusedAndTheSecondIsWarned()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        await desk.Open(enclosure: new Enclosure { Outbox = _ => [new OutboxDraft("m", "mail", "{}", TestDesk.Monday)] });
        var outbox = new Outbox(place.Database);

        var asleep = (await outbox.Lease(desk.Tenant, "mail", "a", 5, Gone)).ShouldHaveSingleItem();
        var awake = (await outbox.Lease(desk.Tenant, "mail", "b", 5, Minute)).ShouldHaveSingleItem();

        asleep.MaybeSentBefore.ShouldBeFalse();
        awake.MaybeSentBefore.ShouldBeTrue();
        (await outbox.Sent(asleep)).ShouldBeFalse();
        (await outbox.Failed(awake, "greylisted", TestDesk.Monday)).ShouldBeTrue();
        var again = (await outbox.Lease(desk.Tenant, "mail", "b", 5, Minute)).ShouldHaveSingleItem();
        again.MaybeSentBefore.ShouldBeFalse();
        (await outbox.Sent(again)).ShouldBeTrue();
        (await outbox.Lease(desk.Tenant, "mail", "b", 5, Minute)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lease_When_ALaterAttemptWasCutOff_Then_WhoTakesOverIsWarnedThoughTheFirstIsKnownToHaveFailed()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        await desk.Open(enclosure: new Enclosure { Outbox = _ => [new OutboxDraft("m", "mail", "{}", TestDesk.Monday)] });
        var outbox = new Outbox(place.Database);
        (await outbox.Failed((await outbox.Lease(desk.Tenant, "mail", "a", 5, Minute)).ShouldHaveSingleItem(), "greylisted", TestDesk.Monday)).ShouldBeTrue();

        var second = (await outbox.Lease(desk.Tenant, "mail", "a", 5, Gone)).ShouldHaveSingleItem();
        var over = (await outbox.Lease(desk.Tenant, "mail", "b", 5, Minute)).ShouldHaveSingleItem();

        (second.MaybeSentBefore, over.MaybeSentBefore).ShouldBe((false, true));
    }

    [Fact]
    public async Task Cancel_When_ItHasNotLeftYet_Then_ItNeverDoes()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var now = Instant.FromUnixTimeMilliseconds(await place.Database.Read(session => session.Now().AsTask()));
        await desk.Open(enclosure: new Enclosure { Outbox = _ => [new OutboxDraft("soon", "mail", "{}", now + Minute), new OutboxDraft("now", "mail", "{}", now - Minute)] });
        var outbox = new Outbox(place.Database);

        (await place.Database.Write(session => Outbox.Cancel(session, desk.Tenant, "soon").AsTask())).ShouldBe(1);
        (await outbox.Lease(desk.Tenant, "mail", "a", 5, Minute)).ShouldHaveSingleItem().Key.ShouldBe("now");
        (await place.Database.Write(session => Outbox.Cancel(session, desk.Tenant, "now").AsTask())).ShouldBe(0);
    }
}
