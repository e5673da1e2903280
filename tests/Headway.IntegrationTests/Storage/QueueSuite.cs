using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

public sealed class QueueOnSqlite : QueueSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class QueueOnPostgres : QueueSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>The work list, claims and the passing of time.</summary>
public abstract class QueueSuite
{
    private static readonly IReadOnlyList<IReadOnlyCollection<QueueScope>> Desk = [[new QueueScope.UnownedOf(TestDesk.ServiceDesk)]];

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Page_When_ThereAreMoreThanItHolds_Then_TheNextGoesOnWhereItEnded()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        for (var i = 0; i < 7; i++)
        {
            await desk.Open(at: TestDesk.Monday + Duration.FromMinutes(i / 2));
        }

        var queue = new WorkQueue(place.Database);
        QueueScope[] scopes = [new QueueScope.Own(TestDesk.Sam), new QueueScope.UnownedOf(TestDesk.ServiceDesk)];
        var first = await queue.Page(desk.Tenant, scopes, 4);
        var rest = await queue.Page(desk.Tenant, scopes, 4, QueueCursor.After(first[^1]));

        first.Concat(rest).Select(row => row.Number).ShouldBe([1L, 2, 3, 4, 5, 6, 7]);
        (await queue.Count(desk.Tenant, scopes[1], TestDesk.Monday + Duration.FromHours(4) + Duration.FromMinutes(1), TestDesk.Monday + Duration.FromDays(1))).ShouldBe((2, 7, 7));
    }

    [Fact]
    public async Task Page_When_ATicketIsTaken_Then_ItMovesFromTheTeamsToOnesOwn()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        await desk.Open();
        await desk.Note(opened.Ticket, "mine");
        var queue = new WorkQueue(place.Database);

        (await queue.Page(desk.Tenant, [new QueueScope.Own(TestDesk.Sam)], 50)).ShouldHaveSingleItem().Ticket.ShouldBe(opened.Ticket);
        (await queue.Page(desk.Tenant, [new QueueScope.UnownedOf(TestDesk.ServiceDesk)], 50)).Count.ShouldBe(1);
        (await queue.Page(desk.Tenant, [new QueueScope.OfTeam(TestDesk.ServiceDesk)], 50)).Count.ShouldBe(2);
        (await queue.Page(desk.Tenant, [new QueueScope.Everything()], 50)).Count.ShouldBe(2);
        (await queue.Page(new TenantId(2), [new QueueScope.Everything()], 50)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Next_When_SixtyFourClaimAtOnce_Then_NoActivityIsTakenTwiceAndNoneIsLost()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        for (var i = 0; i < 64; i++)
        {
            await desk.Open();
        }

        var claims = new Claims(place.Database);
        var taken = await Task.WhenAll(Enumerable.Range(100, 64).Select(person =>
            Task.Run(() => claims.Next(desk.Tenant, new PersonId(person), Desk, TestDesk.Monday))));

        taken.ShouldAllBe(claim => claim != null);
        taken.Select(claim => claim!.Ticket).Distinct().Count().ShouldBe(64);
        (await claims.Next(desk.Tenant, new PersonId(999), Desk, TestDesk.Monday)).ShouldBeNull();
    }

    [Fact]
    public async Task Next_When_SixtyFourClaimAtOnceFromMore_Then_TheFirstOfTheListGoFirst()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        // Opened the other way round within the hours of the desk, so that neither number nor key says what is due first.
        for (var i = 0; i < 90; i++)
        {
            await desk.Open(at: TestDesk.Monday + Duration.FromMinutes(90 - i));
        }

        var list = await new WorkQueue(place.Database).Page(desk.Tenant, [new QueueScope.UnownedOf(TestDesk.ServiceDesk)], 90);
        var claims = new Claims(place.Database);
        var taken = await Task.WhenAll(Enumerable.Range(100, 64).Select(person =>
            Task.Run(() => claims.Next(desk.Tenant, new PersonId(person), Desk, TestDesk.Monday + Duration.FromHours(2)))));

        taken.Select(claim => claim!.Ticket).ShouldBe(list.Take(64).Select(row => row.Ticket), ignoreOrder: true);
        (await claims.Next(desk.Tenant, new PersonId(999), Desk, TestDesk.Monday + Duration.FromHours(2)))!.Ticket.ShouldBe(list[64].Ticket);
    }

    [Fact]
    public async Task Take_When_AClaimHasRunOut_Then_TheStaleHolderIsRefused()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var opened = await desk.Open();
        var claims = new Claims(place.Database);
        var activity = opened.State.Displayed!.Seq;
        var first = (await claims.Take(desk.Tenant, opened.Ticket, activity, TestDesk.Sam, TestDesk.Monday)).Value;

        (await claims.Take(desk.Tenant, opened.Ticket, activity, TestDesk.Kim, TestDesk.Monday)).Refusal.ShouldBe(ClaimRefusals.Held);
        var second = (await claims.Take(desk.Tenant, opened.Ticket, activity, TestDesk.Kim, TestDesk.Monday + Claims.Length)).Value;

        second.Fence.ShouldBeGreaterThan(first.Fence);
        (await place.Database.Write(session => Claims.Holds(session, first).AsTask())).ShouldBeFalse();
        (await place.Database.Write(session => Claims.Holds(session, second).AsTask())).ShouldBeTrue();
        (await claims.Release(first)).ShouldBeFalse();
    }

    [Fact]
    public async Task Beat_When_TheDeskWasDownForAWeek_Then_EverythingLapsesAtItsOwnInstant()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        var waiting = await desk.Open();
        await desk.Reply(waiting.Ticket, "Which ward?", StatusCode.AwaitCustomer);
        var untouched = await desk.Open();
        var solved = await desk.Open();
        await desk.Resolve(solved.Ticket, TestDesk.Monday + Duration.FromMinutes(10));
        var heartbeat = new Heartbeat(desk.Store, (_, _) => ValueTask.FromResult(TestDesk.Rules));

        var beat = await heartbeat.Until(desk.Tenant, TestDesk.Monday + Duration.FromDays(7));
        var again = await heartbeat.Until(desk.Tenant, TestDesk.Monday + Duration.FromDays(7));

        beat.ShouldBe(new Beat(3, 0, true));
        again.ShouldBe(new Beat(0, 0, true));
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        (await db.Tickets.SingleAsync(row => row.Ticket == waiting.Ticket)).Status.ShouldBe(StatusCode.CustomerSilent);
        (await db.Tickets.SingleAsync(row => row.Ticket == solved.Ticket)).State.ShouldBe("closed");
        var late = await db.Activities.SingleAsync(row => row.Ticket == untouched.Ticket);
        late.Verdict.ShouldBe(Verdict.Late);
        late.VerdictAt.ShouldBe(late.OriginalDue);
        (await ScheduleProof.Count(place.Database, desk.Tenant)).ShouldBe(new ScheduleProof(0, 2));
    }

    [Fact]
    public async Task Beat_When_TwoNodesBeatTogether_Then_NothingLapsesTwice()
    {
        await using var place = await TestDatabase.Current(Engine);
        var desk = new TestDesk(place.Database);
        for (var i = 0; i < 40; i++)
        {
            await desk.Open();
        }

        var nodes = Enumerable.Range(0, 2).Select(_ => new Heartbeat(new TicketStore(place.Database), (_, _) => ValueTask.FromResult(TestDesk.Rules))).ToList();
        var beats = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Until(desk.Tenant, TestDesk.Monday + Duration.FromDays(1)))));

        beats.Sum(beat => beat.Lapsed).ShouldBe(40);
        await using var db = new DeskContexts(place.Database).Open(desk.Tenant);
        (await db.Facts.CountAsync(fact => fact.Kind == "verdict-fixed")).ShouldBe(40);
    }

    [Fact]
    public async Task Lease_When_TheHolderSlept_Then_ItsFenceIsRefused()
    {
        await using var place = await TestDatabase.Current(Engine);
        var leases = new Leases(place.Database);
        var asleep = (await leases.Acquire(new TenantId(1), "work", "a", Duration.FromMilliseconds(-1))).ShouldNotBeNull();
        var awake = (await leases.Acquire(new TenantId(1), "work", "b", Duration.FromMinutes(1))).ShouldNotBeNull();

        (await leases.Acquire(new TenantId(1), "work", "a", Duration.FromMinutes(1))).ShouldBeNull();
        (await place.Database.Write(session => Leases.Holds(session, asleep).AsTask())).ShouldBeFalse();
        (await leases.Release(asleep, 5)).ShouldBeFalse();
        (await leases.Release(awake, 7)).ShouldBeTrue();
        (await leases.Acquire(new TenantId(1), "work", "a", Duration.FromMinutes(1))).ShouldNotBeNull().Position.ShouldBe(7);
    }
}
