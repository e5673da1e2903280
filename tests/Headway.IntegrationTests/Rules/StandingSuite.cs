using Headway.Application.Access;
using Headway.Application.Calendars;
using Headway.Application.Statuses;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Statuses;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Rules;

public sealed class StandingOnSqlite : StandingSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class StandingOnPostgres : StandingSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>How statuses stand in the list, calendars that are put away, and tickets counted by their state.</summary>
public abstract class StandingSuite
{
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri"];

    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Standing_WhenChanged_HoldsForNewActivitiesAndTheTrailSaysWhatWas()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var before = await desk.Waiting();
        var set = desk.Get<SetStanding>();
        var wish = new StatusStanding(2, true, ClockMark.Pauses);

        (await set.Look(desk.Ada, StatusCode.AwaitSupplier, wish)).Value.ShouldBe(new StandingLook(new StatusStanding(4, false, ClockMark.Runs), 1, 1));
        (await set.Do(desk.Ada, StatusCode.AwaitSupplier, wish, 0)).ShouldBeNull();
        var after = await desk.Waiting();

        var (old, fresh) = (await Open(desk, before), await Open(desk, after));
        (old.Rank, old.Clock).ShouldBe((4, ClockMark.Runs));
        (fresh.Rank, fresh.Clock).ShouldBe((2, ClockMark.Pauses));
        (await desk.Place.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND status = 'AWAIT_SUPPLIER' AND high_priority", desk.Place.Tenant.Value)).ShouldBe(1);
        (await desk.Trail())[0].ShouldSatisfyAllConditions(
            line => line.Kind.ShouldBe("status.standing"),
            line => line.Body.ShouldContain("""{"field":"rank","from":"4","to":"2"}"""), line => line.Body.ShouldContain("""{"field":"clock","from":"runs","to":"pauses"}"""));
        (await set.Do(desk.Ada, StatusCode.AwaitSupplier, wish, 0))!.Code.ShouldBe("settings.stale");
        (await set.Do(desk.Ada, StatusCode.AwaitSupplier, wish, 1)).ShouldBeNull();
        (await desk.Trail()).Count(line => line.Kind == "status.standing").ShouldBe(1, "nothing differed the second time");
    }

    [Theory]
    [InlineData("AWAIT_SUPPLIER", 0, ClockMark.Runs, "status.rank-out-of-range")]
    [InlineData("AWAIT_SUPPLIER", 6, ClockMark.Runs, "status.rank-out-of-range")]
    [InlineData("AWAIT_SUPPLIER", 3, ClockMark.Stopped, "status.clock-must-run")]
    [InlineData("CHASED", 1, ClockMark.Pauses, "status.clock-must-run")]
    [InlineData("NEW", 2, ClockMark.Pauses, "status.clock-must-run")]
    [InlineData("RESOLVED", 5, ClockMark.Runs, "status.standing-fixed")]
    [InlineData("NOWHERE", 1, ClockMark.Runs, "status.unknown")]
    public async Task Standing_WhenWishedWrong_IsRefusedBeforeAndWhenSaved(string code, int rank, ClockMark clock, string refusal)
    {
        await using var desk = await RulesDesk.Open(Engine);
        var wish = new StatusStanding(rank, false, clock);

        (await desk.Get<SetStanding>().Look(desk.Ada, new StatusCode(code), wish)).Refusal?.Code.ShouldBe(refusal);
        (await desk.Get<SetStanding>().Do(desk.Ada, new StatusCode(code), wish, null))?.Code.ShouldBe(refusal);
        (await desk.Get<SetStanding>().Do(desk.Sam, new StatusCode(code), wish, null))?.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Calendar_WhenSomethingCountsByIt_StaysAndSaysWhat()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var used = (await desk.Get<CalendarBook>().All(desk.Ada)).Value.ShouldHaveSingleItem();

        var no = await desk.Get<SaveCalendar>().Retire(desk.Ada, used.Id);

        no?.Code.ShouldBe("calendar.in-use");
        no?.Message.ShouldContain(used.Uses[0]);
        (await desk.Get<CalendarBook>().All(desk.Ada)).Value.ShouldHaveSingleItem();
        (await desk.Get<SaveCalendar>().Retire(desk.Sam, used.Id))?.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Calendar_WhenNothingCountsByIt_IsPutAwayAndTakenBack()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (save, book) = (desk.Get<SaveCalendar>(), desk.Get<CalendarBook>());
        var id = (await save.Add(desk.Ada, new CalendarDraft("Nights", "UTC", Weekdays.ToDictionary(day => day, _ => (IReadOnlyList<string>)["22:00-06:00"]), [], null))).Value;

        (await save.Retire(desk.Ada, id)).ShouldBeNull();
        (await book.All(desk.Ada)).Value.ShouldNotContain(one => one.Id == id);
        (await book.Every(desk.Ada)).Value.Single(one => one.Id == id).Retired.ShouldBeTrue();
        (await desk.Get<TeamList>().Calendars(desk.Ada)).Value.ShouldNotContain(one => one.Id == id);
        (await save.Retire(desk.Ada, id))?.Code.ShouldBe("settings.calendar-unknown");
        await desk.Waiting();

        (await save.Restore(desk.Ada, id)).ShouldBeNull();
        (await book.All(desk.Ada)).Value.Single(one => one.Id == id).Newest.Name.ShouldBe("Nights");
        (await save.Restore(desk.Ada, id)).ShouldBeNull("it is there already");
        (await save.Restore(desk.Ada, id + 1_000))?.Code.ShouldBe("settings.calendar-unknown");
        (await desk.Trail()).Select(line => line.Kind).Where(kind => kind.StartsWith("calendar.", StringComparison.Ordinal)).ShouldBe(["calendar.restored", "calendar.retired", "calendar.added"]);
    }

    [Fact]
    public async Task Tickets_WhenFoundByState_AreCountedForEveryState()
    {
        await using var desk = await RulesDesk.Open(Engine);
        await desk.Waiting("One that waits");
        await desk.Waiting("Another that waits");
        var solved = await desk.Waiting("One that is solved");
        (await desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, solved), "It charges again.")).IsRefused.ShouldBeFalse();

        var open = (await desk.Get<TicketFinder>().Find(desk.Sam, new TicketFilter(State: "open"), 1, 0)).Value;
        (open.Hits.Count, open.Total).ShouldBe((1, 2));
        (open.ByState["open"], open.ByState["resolved"]).ShouldBe((2, 1));
        open.Hits[0].ShouldSatisfyAllConditions(hit => hit.Priority.ShouldBe(3), hit => hit.Owner.ShouldNotBeNull());
        (await desk.Get<TicketFinder>().Find(desk.Sam, new TicketFilter(), 50, 0)).Value.Total.ShouldBe(3);
    }

    private static async Task<Headway.Domain.Tickets.Activity> Open(RulesDesk desk, long number) => (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.Displayed!;
}
