using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Promises;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Promises;

/// <summary>A promise that is about to slip says so, and is renewed honestly before it is missed.</summary>
public sealed class PromiseRenewalTests
{
    private static readonly WorkCalendar Weekdays = Given.Weekdays("UTC", "09:00-17:00");

    private static Instant At(string text) => DeskWorld.At("2026-03-09 " + text);

    [Fact]
    public void SlipsFrom_WhenAQuarterOfItsTimeIsLeft_AnHourAtMost()
    {
        var world = new DeskWorld(Weekdays).Opened("2026-03-09 09:00");
        PromiseKeeping.SlipsFrom(world.State, Weekdays).ShouldBe(At("12:15"), "four hours and a quarter: an hour before 13:15, not a quarter of it");

        world.Do(At("09:00"), new CustomerMessage(DeskWorld.Ann, Intent.Chase, Channel.Portal, null).Decide);
        PromiseKeeping.SlipsFrom(world.State, Weekdays).ShouldBe(At("10:15") - Duration.FromMinutes(18.75), "an hour and a quarter: a quarter of it");
    }

    [Fact]
    public void SlipsFrom_WhenItWasSettled_IsNothing()
    {
        var world = new DeskWorld(Weekdays).Opened("2026-03-09 09:00");
        world.Pass(At("13:16"));
        world.State.Promise.ShouldNotBeNull().Outcome.ShouldBe(PromiseOutcome.Missed);
        PromiseKeeping.SlipsFrom(world.State, Weekdays).ShouldBeNull();
    }

    [Fact]
    public void Renew_BeforeTheMiss_CountsAsRenewedAndMovesNothing()
    {
        var world = new DeskWorld(Weekdays).Opened("2026-03-09 09:00");
        world.Do(At("12:50"), new MakePromise(DeskWorld.Sam, At("15:00"), Told: DeskWorld.Words).Decide);

        (world.State.PromisesRenewed, world.State.PromisesMissed, world.State.PromisesKept).ShouldBe((1, 0, 0));
        world.State.Promise.ShouldNotBeNull().At.ShouldBe(At("15:00"));
        world.State.Displayed!.Due.ShouldBe(At("13:00"));
        (world.State.FirstReplyAt, world.State.Unanswered is null).ShouldBe(((Instant?)null, false));
        world.Ledger.Select(recorded => recorded.Fact).OfType<PromiseMade>().Last().Text.ShouldBe(DeskWorld.Words);
        TicketStory.Of(world.Ledger).Last(entry => entry.Kind == StoryKind.Renewal).CustomerVisible.ShouldBeTrue();
    }

    [Fact]
    public void Renew_AfterTheMiss_LeavesItMissed()
    {
        var world = new DeskWorld(Weekdays).Opened("2026-03-09 09:00");
        world.Do(At("13:30"), new MakePromise(DeskWorld.Sam, At("15:00"), Told: DeskWorld.Words).Decide);
        (world.State.PromisesRenewed, world.State.PromisesMissed).ShouldBe((0, 1));
    }

    [Fact]
    public void Renew_WhenTheTimeIsNotLater_IsRefused()
    {
        var world = new DeskWorld(Weekdays).Opened("2026-03-09 09:00");
        new MakePromise(DeskWorld.Sam, At("13:15"), Told: DeskWorld.Words).Decide(world.Rules, world.State, At("12:00")).Refusal.ShouldBe(PromiseRefusals.NothingNew);
        new MakePromise(DeskWorld.Sam, At("12:59"), Told: DeskWorld.Words).Decide(world.Rules, world.State, At("12:00")).Refusal.ShouldBe(PromiseRefusals.BeforeDue);
        new MakePromise(DeskWorld.Sam, At("15:00")).Decide(world.Rules, world.State, At("12:00")).Refusal.ShouldBe(PromiseRefusals.NoteMissing);
    }

    [Theory]
    [InlineData(8, 0, 0, 0, 2, BreachCause.Work)]
    [InlineData(4, 0, 4, 0, 2, BreachCause.Supplier)]
    [InlineData(4, 4, 1, 1, 2, BreachCause.Customer)]
    [InlineData(1, 0, 9, 2, 3, BreachCause.Team)]
    [InlineData(8, 1, 1, 0, 5, BreachCause.Hard)]
    [InlineData(0, 0, 0, 0, 0, BreachCause.Work)]
    public void Breach_WhenItsStoryIsKnown_ProposesTheReason(double us, double customer, double third, int transfers, int steps, string reason) =>
        BreachCause.Suggested(new BreachStory(WorkingTime.FromHours(us), WorkingTime.FromHours(customer), WorkingTime.FromHours(third), transfers, steps)).ShouldBe(reason);
}
