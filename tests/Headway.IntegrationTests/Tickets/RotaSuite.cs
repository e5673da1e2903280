using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Rota;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.Rota;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class RotaOnSqlite : RotaSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class RotaOnPostgres : RotaSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Queues by rota: acceptance G on the live desk, gaps, swaps, templates, and who may plan.</summary>
public abstract class RotaSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Rota_When_OneIsAway_Then_AGapShowsAndTheListsOfTheOthersGrow()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (plan, team, week) = await Perfect(desk);
        var number = await desk.Raise("New one");
        await Put(plan, desk, team, week, desk.Sam.Person, "work");
        await Put(plan, desk, team, week, desk.Kim.Person, "inflow");
        var refused = await plan.Publish(On(desk, team, week), null);
        refused.Refusal.ShouldBe(RotaRefusals.Gap, "nobody is there on the other days");
        var published = await plan.Publish(On(desk, team, week), "Holiday week");
        published.Refusal.ShouldBeNull();
        published.Value.Overridden.ShouldBe("Holiday week");

        (await Why(desk, desk.Kim, number)).ShouldBe(WhyShown.YourQueue);
        (await Why(desk, desk.Sam, number)).ShouldBeNull("Kim holds the inflow");
        var now = Now(desk);
        await Away(desk, now, now + Duration.FromDays(2));
        (await Why(desk, desk.Sam, number)).ShouldBe(WhyShown.UncoveredQueue);
        var read = (await desk.Place.Get<RotaQuery>().Read(desk.Sam, team, week)).Value;
        read.MayPlan.ShouldBeFalse();
        read.Load.Single(load => load.Queue.Name == "inflow").Holders.ShouldBeEmpty();
        (await desk.Place.Get<PlanRota>().Remove(new OnPlan(desk.Sam, team, week), 1)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task Board_When_ARotaSaysWhoWorks_Then_OnlyTheyStandOnShift()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (plan, team, week) = await Perfect(desk);
        var lead = desk.Kim with { Role = Role.Lead, Leads = new HashSet<Domain.TeamId> { team } };
        await Put(plan, desk, team, week, desk.Sam.Person, "inflow");
        (await desk.Place.Get<BoardQuery>().Read(lead, team)).Value.Shift.ShouldBeEmpty("a draft says nothing yet");
        (await plan.Publish(On(desk, team, week), "One person")).Refusal.ShouldBeNull();
        (await desk.Place.Get<BoardQuery>().Read(lead, team)).Value.Shift.ShouldHaveSingleItem().Person.ShouldBe(desk.Sam.Person);
    }

    [Fact]
    public async Task Swap_When_WhoReadsItCannotTakeIt_Then_ThePageSaysWhyInsteadOfOffering()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (plan, team, week) = await Perfect(desk);
        await Put(plan, desk, team, week, desk.Sam.Person, "inflow");
        await Put(plan, desk, team, week, desk.Kim.Person, "inflow");
        (await plan.Publish(On(desk, team, week), "Two people")).Refusal.ShouldBeNull();
        var swaps = desk.Place.Get<SwapShift>();
        (await swaps.Ask(new OnPlan(desk.Sam, team, week), 1, null, null)).Refusal.ShouldBeNull();
        var asked = (await desk.Place.Get<RotaQuery>().Read(desk.Kim, team, week)).Value.Swaps.ShouldHaveSingleItem();
        asked.Hinders.ShouldBe(RotaRefusals.OnShift);
        (await swaps.Take(new OnPlan(desk.Kim, team, week), asked.Id)).Refusal.ShouldBe(RotaRefusals.OnShift);
        (await plan.Remove(On(desk, team, week), 2)).Refusal.ShouldBeNull();
        (await plan.Publish(On(desk, team, week), "One person")).Refusal.ShouldBeNull();
        (await desk.Place.Get<RotaQuery>().Read(desk.Kim, team, week)).Value.Swaps.ShouldHaveSingleItem().Hinders.ShouldBeNull();
    }

    [Fact]
    public async Task Swap_When_AColleagueTakesIt_Then_TheShiftIsTheirsAtOnce()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (plan, team, week) = await Perfect(desk);
        await Put(plan, desk, team, week, desk.Sam.Person, "inflow");
        (await plan.Publish(On(desk, team, week), "One person")).Refusal.ShouldBeNull();
        var swaps = desk.Place.Get<SwapShift>();
        (await swaps.Ask(new OnPlan(desk.Kim, team, week), 1, null, null)).Refusal.ShouldBe(RotaRefusals.NotYours);
        (await swaps.Ask(new OnPlan(desk.Sam, team, week), 1, null, "School")).Refusal.ShouldBeNull();
        var asked = (await desk.Place.Get<RotaQuery>().Read(desk.Kim, team, week)).Value.Swaps.ShouldHaveSingleItem();
        (await swaps.Take(new OnPlan(desk.Sam, team, week), asked.Id)).Refusal.ShouldBe(RotaRefusals.NotYours);
        (await swaps.Take(new OnPlan(desk.Kim, team, week), asked.Id)).Refusal.ShouldBeNull();
        (await swaps.Take(new OnPlan(desk.Kim, team, week), asked.Id)).Refusal.ShouldBe(RotaRefusals.SwapUnknown);
        var read = (await desk.Place.Get<RotaQuery>().Read(desk.Kim, team, week)).Value;
        read.Published!.Slots.ShouldHaveSingleItem().Person.ShouldBe(desk.Kim.Person);
        read.IsPublished.ShouldBeTrue();
        (await desk.Place.Number("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'SwapTaken'", desk.Place.Tenant.Value, desk.Sam.Person.Value)).ShouldBe(1);
        (await desk.Place.Number("SELECT count(*) FROM audit WHERE tenant = $1 AND kind = 'rota.swapped'", desk.Place.Tenant.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Plan_When_CopiedFromTheTemplate_Then_IsADraftUntilPublishedAndStaleChangesAreRefused()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var (plan, team, week) = await Perfect(desk);
        await Put(plan, desk, team, week, desk.Sam.Person, "inflow");
        (await plan.KeepAsTemplate(On(desk, team, week))).Refusal.ShouldBeNull();
        var next = RotaQueryMonday(desk).PlusWeeks(1).ToString("uuuu-MM-dd", null);
        var copied = (await plan.TakeOver(On(desk, team, next), "template")).Value;
        copied.Draft.Slots.ShouldHaveSingleItem();
        copied.Published.ShouldBeNull();
        (await plan.Remove(On(desk, team, next) with { Revision = copied.Revision - 1 }, 1)).Refusal.ShouldBe(RotaRefusals.Stale);
        (await plan.Remove(On(desk, team, next) with { Revision = copied.Revision }, 1)).Refusal.ShouldBeNull();
        (await plan.Publish(On(desk, team, "template"), null)).Refusal.ShouldBe(RotaRefusals.NothingPlanned);
    }

    private static OnPlan On(PanelDesk desk, TeamId team, string week) => new(desk.Place.Ada, team, week);

    private static async Task<(PlanRota Plan, TeamId Team, string Week)> Perfect(PanelDesk desk)
    {
        var (place, team) = (desk.Place, desk.Place.Desk);
        // A team that is always open, so that the day of the test does not matter.
        await place.Database.Write(async session => await session.Do(
            """UPDATE calendars SET body = '{"zone":"UTC","weekly":{"mon":["00:00-24:00"],"tue":["00:00-24:00"],"wed":["00:00-24:00"],"thu":["00:00-24:00"],"fri":["00:00-24:00"],"sat":["00:00-24:00"],"sun":["00:00-24:00"]}}' WHERE tenant = $1""",
            place.Tenant.Value));
        var calendar = await place.Number("SELECT calendar FROM teams WHERE tenant = $1 AND id = $2", place.Tenant.Value, team.Value);
        (await place.Get<SetTeam>().Change(place.Ada, team, new TeamWish("Service Desk", calendar, "Perfect", false))).IsRefused.ShouldBeFalse();
        var queues = place.Get<KeepQueues>();
        (await queues.Keep(place.Ada, team, null, new QueueWish("inflow", ["NEW", "CUST_UPDATED"], 1))).Refusal.ShouldBeNull();
        (await queues.Keep(place.Ada, team, null, new QueueWish("work", ["IN_PROGRESS"], 1))).Refusal.ShouldBeNull();
        (await queues.Keep(place.Ada, team, null, new QueueWish("Inflow", ["NEW"], 1))).Refusal.ShouldBe(RotaRefusals.NameTaken);
        return (place.Get<PlanRota>(), team, RotaQueryMonday(desk).ToString("uuuu-MM-dd", null));
    }

    private static async Task Put(PlanRota plan, PanelDesk desk, TeamId team, string week, PersonId person, string queue)
    {
        var today = Now(desk).InUtc().DayOfWeek;
        var id = (await desk.Place.Get<RotaQuery>().Read(desk.Place.Ada, team, week)).Value.Queues.Single(one => one.Name == queue).Id;
        (await plan.Put(On(desk, team, week), null, new ShiftWish(person, today, "00:00-24:00", [id]))).Refusal.ShouldBeNull();
    }

    private static async Task<WhyShown?> Why(PanelDesk desk, Caller caller, long number) =>
        (await desk.Place.Get<WorkListQuery>().Read(caller, new WorkScope())).Rows.FirstOrDefault(row => row.Number == number)?.Why;

    private static Instant Now(PanelDesk desk) => Instant.FromDateTimeOffset(desk.Place.Time.GetUtcNow());

    private static LocalDate RotaQueryMonday(PanelDesk desk) => Now(desk).InUtc().Date is var day ? day.PlusDays(1 - (int)day.DayOfWeek) : default;

    // Entered as the store keeps it: how a person enters an absence is tested where absences are.
    private static Task Away(PanelDesk desk, Instant from, Instant to) => desk.Place.Database.Write(async session => await session.Do(
        "INSERT INTO absences (tenant, id, person, starts, ends, reason) VALUES ($1, $2, $3, $4, $5, '{}')",
        desk.Place.Tenant.Value, await session.NextId(), desk.Kim.Person.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));
}
