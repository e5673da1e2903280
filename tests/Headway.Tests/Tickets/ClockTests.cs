using FsCheck.Fluent;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Tickets;

/// <summary>The clocks of a ticket; each way in which a peer's desk counted wrong is one test (reliability law, business time).</summary>
public sealed class ClockTests
{
    private static readonly WorkCalendar Office = Given.Weekdays("UTC", "09:00-17:00");

    private static DeskWorld New(string at = "2026-03-09 09:00") => new DeskWorld(Office).Opened(at);

    private static WorkingTime Response(DeskWorld world, string at) => TicketClocks.ResponseUsed(world.State, world.CalendarOf, DeskWorld.At(at));

    private static WorkingTime Resolution(DeskWorld world, string at) => TicketClocks.ResolutionUsed(world.State, world.CalendarOf, DeskWorld.At(at));

    private static WorkingTime Paused(DeskWorld world, string at) => TicketClocks.Paused(world.State, world.CalendarOf, DeskWorld.At(at));

    private static WorkingTime Hours(double hours) => WorkingTime.FromHours(hours);

    [Fact]
    public void Pause_WhenOverAWeekend_CountsBusinessTimeOnceNotWallClock()
    {
        var world = New("2026-03-06 15:00").Progressed("2026-03-06 16:00", StatusCode.AwaitCustomer).Wrote("2026-03-09 10:00");
        Paused(world, "2026-03-09 12:00").ShouldBe(Hours(2), "Friday 16–17 and Monday 9–10");
        Resolution(world, "2026-03-09 12:00").ShouldBe(Hours(3), "Friday 15–16 and Monday 10–12");
    }

    [Fact]
    public void Pause_WhenWhollyOutsideHours_ChangesNothing()
    {
        var world = New("2026-03-09 15:00").Progressed("2026-03-09 17:00", StatusCode.AwaitApproval).Progressed("2026-03-10 08:59", StatusCode.InProgress);
        Resolution(world, "2026-03-10 12:00").ShouldBe(Hours(5));
        Paused(world, "2026-03-10 12:00").ShouldBe(WorkingTime.Zero);
    }

    [Fact]
    public void P8_PauseOutsideHours_OnAnyCalendar_ChangesNothing() => Sweep.Over(
        from c in Headway.Tests.Calendars.Cases.Calendars
        from at in Gen.Choose(0, 3_000)
        from share in Gen.Choose(0, 999)
        from rest in Gen.Choose(1, 999)
        select (c, at, share, rest),
        400,
        sample =>
        {
            var calendar = sample.c.Calendar;
            var begin = calendar.NextOpening(sample.c.Around)!.Value;
            var close = calendar.Add(begin, WorkingTime.FromMinutes(1 + sample.at))!.Value;
            var next = calendar.NextOpening(close)!.Value;
            var world = new DeskWorld(calendar).Opened(begin);
            if (close == next)
            {
                return;
            }

            var from = close + ((next - close) * (sample.share / 1000d));
            var until = from + ((next - from) * (sample.rest / 1000d));
            world.Do(from, new Progress(DeskWorld.Sam, StatusCode.AwaitApproval, DeskWorld.Words).Decide).IsRefused.ShouldBeFalse();
            world.Do(until, new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide).IsRefused.ShouldBeFalse();
            var later = next + Duration.FromDays(3);
            TicketClocks.ResolutionUsed(world.State, world.CalendarOf, later).ShouldBe(calendar.Between(begin, later));
            TicketClocks.Paused(world.State, world.CalendarOf, later).ShouldBe(WorkingTime.Zero);
        });

    [Fact]
    public void Pause_WhenTheTargetChangesAfterIt_IsNotForgotten()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.AwaitCustomer).Wrote("2026-03-09 12:00");
        world.Did("2026-03-09 13:00", Annotate.Priority(DeskWorld.Sam, Priority.P1).Decide);
        world.Progressed("2026-03-09 13:00", StatusCode.InProgress);
        Paused(world, "2026-03-09 14:00").ShouldBe(Hours(2));
        Resolution(world, "2026-03-09 14:00").ShouldBe(Hours(3));
    }

    [Fact]
    public void Resolved_WhenReopened_CountsNeitherAsRunningNorAsPaused()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.CustomerTesting)
            .Did("2026-03-09 11:00", new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide).Wrote("2026-03-10 11:00", Intent.NotSolved);
        Resolution(world, "2026-03-10 12:00").ShouldBe(Hours(2), "Monday 9–10 and Tuesday 11–12");
        Paused(world, "2026-03-10 12:00").ShouldBe(Hours(1), "Monday 10–11; the eight hours while resolved are nobody's");
    }

    [Fact]
    public void FirstResponse_WhenReplyAndPauseAreOneStep_KeepsItsStamp()
    {
        var world = New().Progressed("2026-03-09 10:30", StatusCode.AwaitCustomer);
        world.State.FirstReplyAt.ShouldBe(DeskWorld.At("2026-03-09 10:30"));
        Response(world, "2026-03-11 10:00").ShouldBe(Hours(1.5));
    }

    [Fact]
    public void FirstResponse_WhenNewIsLeftWithoutAReply_RunsOn()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.AwaitSupplier, reply: false);
        Response(world, "2026-03-09 12:00").ShouldBe(Hours(3));
        world.Progressed("2026-03-09 13:00", StatusCode.InProgress);
        Response(world, "2026-03-09 16:00").ShouldBe(Hours(4));
    }

    [Fact]
    public void FirstResponse_WhenTheCustomerSolvedItAndCameBack_LeavesTheTimeBetweenOut()
    {
        var world = New().Wrote("2026-03-09 11:00", Intent.Solved).Wrote("2026-03-10 09:00", Intent.NotSolved);
        Response(world, "2026-03-10 10:00").ShouldBe(Hours(3), "Monday 9–11 and Tuesday 9–10");
    }

    [Fact]
    public void Clocks_WhenTheTicketChangesTeam_CountEachStretchByItsTeamsCalendar()
    {
        var world = new DeskWorld(Office, Given.Weekdays("UTC", "18:00-24:00")).Opened("2026-03-09 16:00");
        world.Did("2026-03-09 16:30", new Transfer(DeskWorld.Sam, DeskWorld.Network, DeskWorld.Words).Decide);
        Response(world, "2026-03-09 20:00").ShouldBe(Hours(2.5), "half an hour of the desk's day, two of the network's evening");
        Resolution(world, "2026-03-10 16:00").ShouldBe(Hours(6.5));
    }

    [Fact]
    public void Due_WhenTheTicketIsMadeOutsideHours_CountsFromTheNextOpening() =>
        New("2026-03-07 22:00").State.Activities[0].Due.ShouldBe(DeskWorld.At("2026-03-09 13:00"), "Saturday night: not at once, not zero hours");

    [Fact]
    public void UpdateTarget_WhenTheAgentAnsweredLast_IsDone()
    {
        var world = New().Progressed("2026-03-09 09:30", StatusCode.AwaitApproval).Wrote("2026-03-09 10:00").Progressed("2026-03-09 11:00", StatusCode.AwaitApproval);
        world.State.Unanswered.ShouldBeNull();
        world.State.Open.ShouldHaveSingleItem().Status.ShouldBe(StatusCode.AwaitApproval);
    }

    [Fact]
    public void UpdateTarget_WhenTheFirstResponseIsDueToo_OverrulesNothing()
    {
        var world = New().Wrote("2026-03-09 09:30");
        world.State.Open.Select(activity => (activity.Status, activity.Due)).ShouldBe(
            [(StatusCode.New, DeskWorld.At("2026-03-09 13:00")), (StatusCode.CustomerUpdated, DeskWorld.At("2026-03-09 11:30"))]);
    }

    [Fact]
    public void Breach_WhenTheDueIsAtNight_IsRecordedAtItsOwnInstantHoweverLateTheClockComes()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.InProgress, due: DeskWorld.At("2026-03-10 02:00"));
        world.Pass(DeskWorld.At("2026-03-20 09:00"));
        world.State.Activities[^1].VerdictAt.ShouldBe(DeskWorld.At("2026-03-10 02:00"));
    }

    [Fact]
    public void Deferred_WhenTheCustomerWantsItLater_PausesTheClock()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.Deferred, due: DeskWorld.At("2026-03-11 12:00"));
        Resolution(world, "2026-03-10 17:00").ShouldBe(Hours(1));
        Paused(world, "2026-03-10 17:00").ShouldBe(Hours(15));
    }

    [Fact]
    public void Pause_WhenAnInterruptRunsOnTop_IsLifted()
    {
        var world = New().Progressed("2026-03-09 10:00", StatusCode.AwaitApproval).Wrote("2026-03-09 12:00");
        Resolution(world, "2026-03-09 13:00").ShouldBe(Hours(2), "nine to ten, and since the customer wrote");
        Paused(world, "2026-03-09 13:00").ShouldBe(Hours(2));
    }
}
