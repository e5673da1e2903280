using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Tests.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class PutAwayTests
{
    private static DeskWorld Resolved()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        world.Do(DeskWorld.At("2026-03-09 10:00"), new Progress(DeskWorld.Sam, StatusCode.Resolved, DeskWorld.Words).Decide).IsRefused.ShouldBeFalse();
        return world;
    }

    [Fact]
    public void PutAway_WhenThanksCameAfterTheSolution_LeavesTheTicketResolved()
    {
        var world = Resolved();
        world.Wrote("2026-03-09 10:30");
        world.State.Has(StatusCode.CustomerUpdated).ShouldBeTrue();
        var solvedAt = world.State.ResolvedAt;

        var after = world.Do(DeskWorld.At("2026-03-09 10:40"), new PutAway(DeskWorld.Sam, DeskWorld.Words).Decide).Value.After;

        after.IsOpen.ShouldBeFalse();
        after.ResolvedAt.ShouldBe(solvedAt);
        after.Status.ShouldBe(StatusCode.Resolved);
    }

    [Fact]
    public void PutAway_WhenNothingWaits_IsAlreadySo() =>
        new PutAway(DeskWorld.Sam, DeskWorld.Words).Decide(Resolved().Rules, Resolved().State, DeskWorld.At("2026-03-09 10:40")).Value.AlreadySo.ShouldBeTrue();
}
