using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Promises;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Promises;

public sealed class PromiseKeepingTests
{
    private static Instant At(string text) => DeskWorld.At("2026-03-09 " + text);

    [Theory]
    [InlineData("13:00:00", "13:15")]
    [InlineData("13:00:01", "13:30")]
    [InlineData("12:59:59", "13:15")]
    [InlineData("12:45:01", "13:15")]
    public void For_WhenADueIsKnown_IsAQuarterOfAnHourMoreRoundedUp(string due, string promise) => PromiseKeeping.For(At(due)).ShouldBe(At(promise));

    [Fact]
    public void For_InEveryZone_IsAQuarterOnTheCustomersWall()
    {
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            for (var month = 1; month <= 12; month++)
            {
                var promise = PromiseKeeping.For(Instant.FromUtc(2026, month, 3, 10, 1, 7));
                var wall = promise.InZone(DateTimeZoneProviders.Tzdb[id]).TimeOfDay;
                (wall.Minute % 15, wall.Second).ShouldBe((0, 0), id);
            }
        }
    }

    [Theory]
    [InlineData("12:59", false, "promise.before-due")]
    [InlineData("13:00", false, null)]
    [InlineData("13:15", false, null)]
    [InlineData("13:10", false, "promise.note-missing")]
    [InlineData("13:16", false, "promise.note-missing")]
    [InlineData("16:00", true, null)]
    public void Check_WhenAPersonNamesATime_HoldsTheGuardRails(string promise, bool noted, string? code) =>
        PromiseKeeping.Check(At(promise), At("13:00"), At("10:00"), noted)?.Code.ShouldBe(code);

    [Fact]
    public void Check_WhenTheDueHasPassed_WantsATimeAhead() =>
        PromiseKeeping.Check(At("14:00"), At("13:00"), At("14:00"), true)!.Code.ShouldBe("promise.past");

    [Fact]
    public void Promises_WhenATicketLives_AreEachSettledOnce()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        world.Progressed("2026-03-09 10:00", StatusCode.InProgress, reply: false);
        world.Progressed("2026-03-09 11:00", StatusCode.InProgress);
        world.Pass(DeskWorld.At("2026-03-09 16:00"));
        world.Progressed("2026-03-09 16:00", StatusCode.AwaitApproval);
        Settled(world).ShouldBe([PromiseOutcome.Renewed, PromiseOutcome.Kept, PromiseOutcome.Missed]);
        (world.State.PromisesMade, world.State.PromisesKept, world.State.PromisesMissed).ShouldBe((4, 1, 1));
        world.State.Promise!.Outcome.ShouldBeNull();
        world.State.Promise.SetBy.ShouldBe(Actor.Staff(DeskWorld.Sam));
    }

    [Fact]
    public void Promise_WhenNothingDisplayedChanges_IsLeftAlone()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00").Wrote("2026-03-09 10:00").Wrote("2026-03-09 10:30").Wrote("2026-03-09 10:40", Intent.Thanks);
        world.Did("2026-03-09 11:00", Annotate.Priority(DeskWorld.Sam, Priority.P1).Decide);
        world.State.PromisesMade.ShouldBe(2, "for the new ticket and for the customer's update");
        world.State.Promise!.At.ShouldBe(At("12:15"));
    }

    [Fact]
    public void Chase_WhenTheDeskDoesNotRunThem_StaysInTheFactAndIsFollowedUp()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00"), runs: SubProcesses.All & ~SubProcesses.Chases)
            .Opened("2026-03-09 09:00").Wrote("2026-03-09 10:00", Intent.Chase);
        world.Ledger.Select(recorded => recorded.Fact).OfType<CustomerWrote>().ShouldHaveSingleItem().Intent.ShouldBe(Intent.Chase);
        world.State.Unanswered!.Intent.ShouldBe(Intent.Chase);
        world.State.Status.ShouldBe(StatusCode.CustomerUpdated);
    }

    private static IEnumerable<PromiseOutcome> Settled(DeskWorld world) =>
        world.Ledger.Select(recorded => recorded.Fact).OfType<PromiseSettled>().Select(settled => settled.Outcome);
}
