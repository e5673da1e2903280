using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Application.Tickets;
using Headway.Domain.Flow;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Flow;

public sealed class PlanOnSqlite : PlanSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PlanOnPostgres : PlanSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>A short day on the board, and each of the three things that can be done about it.</summary>
public abstract class PlanSuite
{
    private static readonly LocalDate Tuesday = new(2026, 3, 3), Wednesday = new(2026, 3, 4);

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Plan_When_ADayIsShort_Then_SaysByHowMuchAndEachWayOutWorks()
    {
        await using var desk = await FlowDesk.Open(Engine);
        // Two agents and a lead at three quarters of eight hours: 18 hours a day. Kim is away on Tuesday: 12.
        await desk.Away(desk.Kim, Tuesday.AtMidnight().InUtc().ToInstant(), Wednesday.AtMidnight().InUtc().ToInstant());
        await desk.Place.Database.Write(async session => await session.Do(
            "INSERT INTO settings (tenant, key, value, changed) VALUES ($1, $2, '{\"work\": 300}', 0)", desk.Place.Tenant.Value, OverloadQuery.TouchTimesKey));
        var numbers = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            numbers.Add(await desk.Raise($"Dock {i}"));
            var done = await desk.Get<ProgressTicket>().Do(new ActOn(desk.Sam, numbers[^1]), new TouchInput("DEFERRED", "On Tuesday.", Due: Tuesday.At(new LocalTime(9, 0)).InUtc().ToInstant()));
            done.Refusal.ShouldBeNull();
        }

        var day = await Day(desk);
        (day.Activities, day.Due.Hours).ShouldBe((4, 20));
        // Deferred to a day: due four hours after its opening, when six hours can have been done.
        (day.Short.Hours, day.Capacity.Hours).ShouldBe((14, 12));
        (await desk.Get<DeferWork>().Do(desk.Kim, desk.Desk, Tuesday, numbers)).IsRefused.ShouldBeTrue("no lead");
        (await desk.Get<SwarmDay>().Do(desk.Lee, desk.Desk, Wednesday, desk.Network)).Refusal.ShouldBe(PlanRefusals.NotShort);
        (await desk.Get<SwarmDay>().Do(desk.Lee, desk.Desk, Tuesday, desk.Desk)).Refusal.ShouldBe(PlanRefusals.NoRoom);
        (await desk.Get<CallIn>().Do(desk.Nils, desk.Desk, Tuesday, [])).Refusal.ShouldBe(AccessRefusals.NotAllowed, "another team's lead");

        (await desk.Get<CallIn>().Do(desk.Lee, desk.Desk, Tuesday, [desk.Sam.Person])).Refusal.ShouldBe(PlanRefusals.NobodyToCall, "Sam is here");
        (await desk.Get<CallIn>().Do(desk.Lee, desk.Desk, Tuesday, [])).Value.ShouldBe(1);
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'CalledIn' AND person = $2", desk.Kim.Person.Value)).ShouldBe(1);

        var call = (await desk.Get<SwarmDay>().Do(desk.Lee, desk.Desk, Tuesday, desk.Network)).Value;
        var called = (await desk.Get<CallQuery>().One(desk.Nia, call)).Value;
        (called.Items.Count, called.Helper).ShouldBe((3, desk.Network), "as much as does not fit: fourteen hours of five each");
        (await desk.Get<CallQuery>().Open(desk.Nia)).ShouldHaveSingleItem().Id.ShouldBe(call, "the helpers see it above their own list");
        (await desk.Count("SELECT count(*) FROM notifications WHERE tenant = $1 AND kind = 'HandWanted'")).ShouldBe(2, "Nia and Nils");

        var moved = (await desk.Get<DeferWork>().Do(desk.Lee, desk.Desk, Tuesday, numbers)).Value;
        moved.Moved.ShouldBe(3, "one of five hours fits into six");
        moved.Stayed.Count.ShouldBe(1);
        (await Day(desk)).IsShort.ShouldBeFalse();
        (await desk.Count("SELECT count(*) FROM activities WHERE tenant = $1 AND verdict = 'Rescheduled'")).ShouldBe(3, "Progression SLA stays honest");
        foreach (var number in numbers.Except(moved.Stayed))
        {
            var state = (await desk.Get<TicketPageQuery>().Read(desk.Lee, number)).Value.State;
            state.Displayed!.Due.ShouldBeGreaterThan(Wednesday.AtMidnight().InUtc().ToInstant());
            state.Promise!.At.ShouldBe(state.Displayed.Due + Duration.FromMinutes(15), "its customer has a new promise before the old one is missed");
        }
    }

    [Fact]
    public async Task Board_When_TheTeamShowsNoDues_Then_GoesByTargetsAndAnswersAlone()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var calendar = await desk.Count("SELECT calendar FROM teams WHERE tenant = $1 AND id = $2", desk.Desk.Value);
        var (untouched, inWork, wrote) = (await desk.Raise("Nobody answered"), await desk.Raise("Somebody is on it"), await desk.Raise("Ann wrote again"));
        await desk.Reply(desk.Sam, inWork);
        await desk.Reply(desk.Sam, wrote);
        (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, wrote), new CustomerInput(Domain.Tickets.Intent.Information, "It squeaks.", Domain.Tickets.Channel.Portal))).Refusal.ShouldBeNull();
        // Nine in the morning and five hours more: every due of four hours and less has passed.
        desk.Place.Time.Pass(TimeSpan.FromHours(5));
        (await Board(desk)).Needs.Select(need => (need.Number, need.Kind)).ShouldBe([(wrote, NeedKind.Escalated), (untouched, NeedKind.Breached), (inWork, NeedKind.Stale)]);

        foreach (var mode in new[] { "Basic", "StatusRanked" })
        {
            (await desk.Get<SetTeam>().Change(desk.Place.Ada, desk.Desk, new TeamWish("Service Desk", calendar, mode, false))).Refusal.ShouldBeNull();
            var board = await Board(desk);
            board.Needs.Select(need => (need.Number, need.Kind)).ShouldBe([(wrote, NeedKind.Unanswered), (untouched, NeedKind.Missed)], mode);
            (board.Dues, board.Slots.Count, board.Situations.Sum(one => one.Overdue)).ShouldBe((false, 0, 0), mode);
        }

        // Answered: Ann waits no more, though work goes on beyond dues that nobody sees.
        await desk.Reply(desk.Sam, wrote);
        await desk.Reply(desk.Sam, untouched);
        (await Board(desk)).Needs.ShouldBeEmpty();

        // By queues: one that nobody holds for the rest of the day is an exception as well.
        (await desk.Get<SetTeam>().Change(desk.Place.Ada, desk.Desk, new TeamWish("Service Desk", calendar, "Perfect", false))).Refusal.ShouldBeNull();
        (await desk.Get<KeepQueues>().Keep(desk.Place.Ada, desk.Desk, null, new QueueWish("inflow", ["NEW"], 1))).Refusal.ShouldBeNull();
        var gap = (await Board(desk)).Gaps.ShouldHaveSingleItem();
        (gap.Queue.Name, gap.People, gap.From, gap.To).ShouldBe(("inflow", 0, desk.Now, desk.Now + Duration.FromHours(3)));
    }

    [Fact]
    public async Task Board_When_SomebodyAsksAgainOrIsLeftWaiting_Then_TheChaseIsOneExceptionOfTheTicket()
    {
        await using var desk = await FlowDesk.Open(Engine);
        var number = await desk.Raise("Where is my monitor?");
        await desk.Reply(desk.Sam, number);
        await Ask();
        (await Board(desk)).Needs.ShouldBeEmpty("a first chase that somebody is here to answer stands on the chase board");

        desk.Place.Time.Pass(TimeSpan.FromMinutes(40));
        await Ask();
        var again = (await Board(desk)).Needs.ShouldHaveSingleItem();
        (again.Number, again.Kind, again.Again, again.Since, again.AskedBy).ShouldBe((number, NeedKind.Chased, true, desk.Now - Duration.FromMinutes(40), again.Requester));

        // Nine in the morning and ten hours: the work beneath is late as well, and is not told beside it.
        desk.Place.Time.Pass(TimeSpan.FromHours(10));
        var late = (await Board(desk)).Needs.ShouldHaveSingleItem();
        (late.Kind, late.Alert, late.Since).ShouldBe((NeedKind.Chased, AlertState.Escalated, desk.Now - Duration.FromMinutes(580)));

        async Task Ask() =>
            (await desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Domain.Tickets.Intent.Chase, "Where is it?", Domain.Tickets.Channel.Portal))).Refusal.ShouldBeNull();
    }

    private static async Task<BoardRead> Board(FlowDesk desk) => (await desk.Get<BoardQuery>().Read(desk.Lee, null)).Value;

    private static async Task<DayLoad> Day(FlowDesk desk) => (await desk.Get<BoardQuery>().Read(desk.Lee, null)).Value.Load.Days.Single(day => day.Date == Tuesday);
}
