using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Application.Teams;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Flow;
using Headway.Domain.People;
using Headway.Domain.Statuses;
using Headway.IntegrationTests.Access;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class ListModesOnSqlite : ListModesSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ListModesOnPostgres : ListModesSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>One list in five modes: its order, what it shows, and many people who take from it at once.</summary>
public abstract class ListModesSuite
{
    private const int People = 64;

    protected abstract Engine Engine { get; }

    [Theory]
    [InlineData(PrioritisationMode.Basic)]
    [InlineData(PrioritisationMode.StatusRanked)]
    [InlineData(PrioritisationMode.Standard)]
    [InlineData(PrioritisationMode.Advanced)]
    [InlineData(PrioritisationMode.Perfect)]
    public async Task Next_When_SixtyFourTakeAtOnce_Then_NoneTwiceNoneLostAndInTheListsOrder(PrioritisationMode mode)
    {
        await using var desk = await PanelDesk.Open(Engine);
        await Mode(desk, mode);
        for (var i = 0; i < People; i++)
        {
            // Later ones are more urgent, so that the order of arrival is no order of work.
            (await desk.Place.Get<RaiseTicket>().Do(desk.Sam, new NewTicket($"Case {i}", "It is broken", i % 4 == 0 ? Priority.P2 : i % 2 == 0 ? Priority.P3 : Priority.P4, Requester: desk.Ann.Person)))
                .IsRefused.ShouldBeFalse();
        }

        var people = new List<Caller>();
        for (var i = 0; i < People; i++)
        {
            people.Add(await Agent(desk.Place, $"agent{i}@home.example"));
        }

        var order = (await desk.Place.Get<WorkListQuery>().Read(people[0], new WorkScope())).Rows.Select(row => row.Number).ToList();
        order.Count.ShouldBe(People);
        // One after the other the order is exact; all at once nobody gets what somebody else has.
        for (var i = 0; i < 4; i++)
        {
            (await Take(desk.Place, people[i])).ShouldBe(order[i]);
        }

        var rest = await Task.WhenAll(people.Skip(4).Select(person => Task.Run(() => Take(desk.Place, person))));
        rest.OfType<long>().Order().ShouldBe(order.Skip(4).Order());
        (await Take(desk.Place, people[0])).ShouldBe(order[0], "who holds one gets it again");
        (await desk.Place.Get<WorkListQuery>().Read(people[1], new WorkScope())).Rows.ShouldAllBe(row => row.Hand != null);
    }

    [Fact]
    public async Task Preview_When_HighPriorityIsShared_Then_SaysWhatComesAndChangesNothing()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var number = await desk.Raise("Screen flickers");
        (await desk.Place.Get<ProgressTicket>().Do(new ActOn(desk.Sam, number), new TouchInput("AWAIT_CUSTOMER", "Which one?", null, null, null, null, null))).IsRefused.ShouldBeFalse();
        (await desk.Place.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Domain.Tickets.Intent.Answer, "The left one", Domain.Tickets.Channel.Portal))).IsRefused.ShouldBeFalse();

        var would = (await desk.Place.Get<PreviewMode>().Read(desk.Place.Ada, desk.Place.Desk, nameof(PrioritisationMode.Advanced), false)).Value;
        var kim = would.People.Single(one => one.Person == desk.Kim.Person);
        (kim.Now, kim.Then, kim.Come).ShouldBe((0, 1, 1));
        kim.First.ShouldHaveSingleItem().Row.Why.ShouldBe(WhyShown.HighPriority);
        would.People.Single(one => one.Person == desk.Sam.Person).Same.ShouldBeTrue();
        (await desk.Numbers(desk.Kim)).ShouldBeEmpty();

        await Mode(desk, PrioritisationMode.Advanced);
        (await desk.Numbers(desk.Kim)).ShouldBe([number]);
        (await desk.Place.Get<TakeClaim>().Do(new ActOn(desk.Kim, number))).IsRefused.ShouldBeFalse();
        (await desk.Place.Get<WorkListQuery>().Read(desk.Sam, new WorkScope())).Rows[0].Hand!.Person.ShouldBe(desk.Kim.Person);
        (await desk.Place.Number("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'Claimed'", desk.Place.Tenant.Value, desk.Sam.Person.Value)).ShouldBe(1);

        (await desk.Place.Get<ProgressTicket>().Do(new ActOn(desk.Kim, number), new TouchInput("CUST_TESTING", "Try it now, please.", null, null, null, null, null))).IsRefused.ShouldBeFalse();
        (await desk.Page(number)).State.Owner.ShouldBe(desk.Sam.Person, "cover does not change who owns it");
        (await desk.Place.Number("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'Covered'", desk.Place.Tenant.Value, desk.Sam.Person.Value)).ShouldBe(1);
        (await desk.Place.Number("SELECT count(*) FROM activities WHERE tenant = $1 AND status = 'CUST_UPDATED' AND done_by = $2", desk.Place.Tenant.Value, $"staff:{desk.Kim.Person.Value}")).ShouldBe(1);
    }

    [Fact]
    public async Task Preview_When_ListsAreLongerThanAPage_Then_TheyAreComparedWhole()
    {
        await using var desk = await PanelDesk.Open(Engine);
        for (var i = 0; i <= WorkListQuery.Most; i++)
        {
            await desk.Raise($"Screen {i}");
        }

        var kim = (await desk.Place.Get<PreviewMode>().Read(desk.Place.Ada, desk.Place.Desk, nameof(PrioritisationMode.StatusRanked), false)).Value.People.Single(one => one.Person == desk.Kim.Person);
        (kim.Now, kim.Then, kim.Come, kim.Go).ShouldBe((WorkListQuery.Most + 1, WorkListQuery.Most + 1, 0, 0));
        (await desk.Place.Get<WorkListQuery>().Read(desk.Kim, new WorkScope(), most: 500)).Rows.Count.ShouldBe(WorkListQuery.Most);
    }

    [Fact]
    public async Task Read_When_BasicOrRanked_Then_ShowsPointsOrRanks()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var untouched = await desk.Raise("New one");
        var waiting = await desk.Raise("Asked back");
        (await desk.Place.Get<ProgressTicket>().Do(new ActOn(desk.Sam, waiting), new TouchInput("AWAIT_CUSTOMER", "Which one?", null, null, null, null, null))).IsRefused.ShouldBeFalse();
        await Mode(desk, PrioritisationMode.Basic);
        var basic = (await desk.Place.Get<WorkListQuery>().Read(desk.Sam, new WorkScope())).Rows;
        basic.Select(row => (row.Number, row.Point)).ShouldBe([(untouched, (int?)6)], "waiting for the customer is no point");
        await Mode(desk, PrioritisationMode.StatusRanked);
        (await desk.Numbers(desk.Sam)).ShouldBe([untouched, waiting], "rank 2 comes before rank 4");
    }

    [Fact]
    public async Task Figures_When_TheTeamShowsNoDues_Then_WhatItDecidesCountsInNoProgressionSla()
    {
        await using var desk = await PanelDesk.Open(Engine);
        await Mode(desk, PrioritisationMode.Basic);
        await Answer(desk, await desk.Raise("In basic mode"));
        await Mode(desk, PrioritisationMode.StatusRanked);
        await Answer(desk, await desk.Raise("By rank"));
        (await Decided(desk)).ShouldBe(0);

        await Mode(desk, PrioritisationMode.Standard);
        await Answer(desk, await desk.Raise("By due"));
        (await Decided(desk)).ShouldBe(1, "from the switch on it counts, and nothing before it");
        (await desk.Place.Get<FlowActivitiesQuery>().Read(desk.Place.Ada, new FlowScope(NodaTime.Instant.MinValue, NodaTime.Instant.MaxValue), new ActivityMarks())).Value.Total.ShouldBe(1);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty("the ledger says it, the table repeats it");

        await Mode(desk, PrioritisationMode.Basic);
        (await Decided(desk)).ShouldBe(1, "published figures stay");
    }

    [Fact]
    public async Task Claim_When_AQuarterOfAnHourHasPassed_Then_IsFreeForOthersByItself()
    {
        await using var desk = await PanelDesk.Open(Engine);
        await Mode(desk, PrioritisationMode.Advanced);
        var number = await desk.Raise("Screen flickers");
        (await Take(desk.Place, desk.Sam)).ShouldBe(number);
        (await Take(desk.Place, desk.Kim)).ShouldBeNull("Sam has it");
        desk.Place.Time.Pass(TimeSpan.FromMinutes(15));
        (await desk.Place.Get<WorkListQuery>().Read(desk.Kim, new WorkScope())).Rows.Single().Hand.ShouldBeNull();
        (await Take(desk.Place, desk.Kim)).ShouldBe(number);
        (await Take(desk.Place, desk.Sam)).ShouldBeNull("now it is Kim's");
    }

    [Fact]
    public async Task Next_When_NobodyOwnsWork_Then_AFormerOwnerIsGivenNothingThatOthersHold()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var number = await desk.Raise("Sam took it");
        (await desk.Place.Get<TransferTicket>().Take(new ActOn(desk.Sam, number))).IsRefused.ShouldBeFalse();
        await Mode(desk, PrioritisationMode.Perfect);
        (await desk.Place.Get<Application.Rota.KeepQueues>().Keep(desk.Place.Ada, desk.Place.Desk, null, new Application.Rota.QueueWish("Inflow", ["NEW"], 1))).IsRefused.ShouldBeFalse();
        await Hold(desk, desk.Kim.Person);
        (await desk.Numbers(desk.Sam)).ShouldBeEmpty("Kim holds the queue");
        (await Take(desk.Place, desk.Sam)).ShouldBeNull("there is no personal queue");
        (await Take(desk.Place, desk.Kim)).ShouldBe(number);
    }

    [Fact]
    public async Task Next_When_ARowWasPassedOver_Then_IsGivenLast()
    {
        await using var desk = await PanelDesk.Open(Engine);
        await Mode(desk, PrioritisationMode.Advanced);
        var (first, second) = (await desk.Raise("One"), await desk.Raise("Two"));
        (await desk.Place.Get<SkipRow>().Do(desk.Sam, first, null, "interrupted", null)).ShouldBeNull();
        (await Take(desk.Place, desk.Sam)).ShouldBe(second);
        (await Take(desk.Place, desk.Kim)).ShouldBe(first, "it stands back in Sam's list alone");
    }

    [Fact]
    public async Task Offers_When_AColleagueIsAway_Then_TheirDueWorkIsOfferedAndNobodysOrderChanges()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var number = await desk.Raise("Kim has it");
        (await desk.Place.Get<TransferTicket>().Take(new ActOn(desk.Kim, number))).IsRefused.ShouldBeFalse();
        (await desk.Place.Get<WorkListQuery>().Read(desk.Sam, new WorkScope())).Offers.ShouldBeEmpty();
        var now = NodaTime.Instant.FromDateTimeOffset(desk.Place.Time.GetUtcNow());
        await Away(desk, now - NodaTime.Duration.FromHours(1), now + NodaTime.Duration.FromDays(3));
        var due = (await desk.Page(number)).State.Displayed!.Due;
        var listed = await desk.Place.Get<WorkListQuery>().Read(desk.Sam with { Zone = NodaTime.DateTimeZone.Utc }, new WorkScope());
        listed.Rows.ShouldBeEmpty();
        var today = due < NodaTime.DateTimeZone.Utc.AtStartOfDay(now.InUtc().Date.PlusDays(1)).ToInstant();
        listed.Offers.Select(row => row.Cover).ShouldBe(today ? [CoverReason.Away] : []);
    }

    private static async Task Answer(PanelDesk desk, long number) => (await desk.Place.Get<ProgressTicket>().Do(
        new ActOn(desk.Sam, number), new TouchInput("IN_PROGRESS", "On it.", null, null, null, null, null))).IsRefused.ShouldBeFalse();

    private static async Task<int> Decided(PanelDesk desk)
    {
        var read = await desk.Place.Get<ProgressionFigures>().Read(desk.Place.Ada, null, null, null, null);
        return read.Value.All is var sla ? sla.Success + sla.Rescheduled + sla.Late : -1;
    }

    // All day, today, published: as the store keeps it; planning is tested where the rota is.
    private static Task Hold(PanelDesk desk, PersonId person) => desk.Place.Database.Write(async session =>
    {
        var queue = (await session.Number("SELECT id FROM status_queues WHERE tenant = $1", desk.Place.Tenant.Value))!.Value;
        var today = NodaTime.Instant.FromDateTimeOffset(desk.Place.Time.GetUtcNow()).InUtc().Date;
        var slots = new[] { 0, -1 }.Select(day => new Domain.Rota.RotaSlot(0, person, today.PlusDays(day).DayOfWeek, Domain.Calendars.Span.WholeDay, [queue]));
        var plan = slots.Aggregate(Domain.Rota.RotaPlan.Empty, (all, slot) => all.Put(slot).Value);
        foreach (var monday in new[] { today.PlusDays(1 - (int)today.DayOfWeek) }.SelectMany(monday => new[] { monday, monday.PlusWeeks(-1) }))
        {
            await Application.Rota.RotaRows.Keep(
                session, desk.Place.Tenant, desk.Place.Desk, Application.Rota.RotaRows.Name(monday),
                Application.Rota.KeptWeek.Empty with { Draft = plan, Published = plan });
        }
    });

    private static async Task Mode(PanelDesk desk, PrioritisationMode mode)
    {
        var calendar = await desk.Place.Number("SELECT calendar FROM teams WHERE tenant = $1 AND id = $2", desk.Place.Tenant.Value, desk.Place.Desk.Value);
        (await desk.Place.Get<SetTeam>().Change(desk.Place.Ada, desk.Place.Desk, new TeamWish("Service Desk", calendar, mode.ToString(), false))).IsRefused.ShouldBeFalse();
    }

    private static async Task<long?> Take(AccessPlace place, Caller caller)
    {
        var taken = await place.Get<TakeNext>().Do(caller, null);
        taken.IsRefused.ShouldBeFalse(taken.Refusal?.Message);
        return taken.Value?.Ticket.Number;
    }

    private static async Task<Caller> Agent(AccessPlace place, string email)
    {
        var caller = await place.Person(place.Tenant, email, Role.Agent);
        await place.Database.Write(async session => await session.Do(
            "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, false)", place.Tenant.Value, place.Desk.Value, caller.Person.Value));
        return (await Callers.Find(place.Database, place.Tenant, caller.Person))!;
    }

    // Entered as the store keeps it: how a person enters an absence is tested where absences are.
    private static Task Away(PanelDesk desk, NodaTime.Instant from, NodaTime.Instant to) => desk.Place.Database.Write(async session => await session.Do(
        "INSERT INTO absences (tenant, id, person, starts, ends, reason) VALUES ($1, $2, $3, $4, $5, '{}')",
        desk.Place.Tenant.Value, await session.NextId(), desk.Kim.Person.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));
}
