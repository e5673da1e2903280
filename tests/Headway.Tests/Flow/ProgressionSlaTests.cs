using Headway.Domain.Flow;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Flow;

public sealed class ProgressionSlaTests
{
    /// <summary>Seven done clean, one moved that met its new due, one late, one ended early by the customer.</summary>
    private static List<Activity> WorkedExample()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        for (var hour = 10; hour <= 16; hour++)
        {
            world.Progressed($"2026-03-09 {hour}:00", StatusCode.InProgress);
        }

        world.Did("2026-03-10 10:00", new Reschedule(DeskWorld.Sam, DeskWorld.At("2026-03-10 14:00")).Decide);
        world.Progressed("2026-03-10 13:30", StatusCode.InProgress);
        world.Progressed("2026-03-11 13:00", StatusCode.AwaitCustomer);
        world.Wrote("2026-03-11 14:00");
        return [.. world.State.Activities];
    }

    [Fact]
    public void Of_WhenTheWorkedExampleIsActed_IsSevenOfNineAndSevenOfEight()
    {
        var sla = ProgressionSla.Of(WorkedExample());
        sla.ShouldBe(new ProgressionSla(Success: 7, Rescheduled: 1, Late: 1, Excluded: 1, MetMoved: 1));
        Math.Round(sla.Share!.Value, 3).ShouldBe(0.778);
        sla.CleanOnTimeShare.ShouldBe(0.875);
    }

    [Fact]
    public void Of_WhenWithoutTheResponseToNewTickets_LeavesOneOut() =>
        ProgressionSla.Of(WorkedExample().Where(ProgressionSla.IsMidLifecycle)).Success.ShouldBe(6);

    [Fact]
    public void Share_WhenNothingIsDecided_IsNoDataNotAHundredPercent()
    {
        ProgressionSla.None.Share.ShouldBeNull();
        ProgressionSla.None.CleanOnTimeShare.ShouldBeNull();
        new ProgressionSla(0, 0, 0, 5, 0).Share.ShouldBeNull();
    }

    [Fact]
    public void MetMovedDue_WhenDoneAfterTheMovedDue_IsNot()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        world.Did("2026-03-09 10:00", new Reschedule(DeskWorld.Sam, DeskWorld.At("2026-03-09 14:00")).Decide);
        world.Progressed("2026-03-09 14:00:01", StatusCode.InProgress);
        ProgressionSla.Of(world.State.Activities).ShouldBe(new ProgressionSla(0, 1, 0, 0, 0));
    }
}
