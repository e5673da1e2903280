using Headway.Domain.Calendars;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class DueExplanationTests
{
    private static readonly WorkCalendar Berlin = Given.Weekdays("Europe/Berlin", "09:00-12:30", "13:15-17:00").But("2026-04-03", "Good Friday").But("2026-04-06", "Easter Monday");

    private static DeskWorld New(string at, Priority priority = Priority.P3) => new DeskWorld(Berlin).Opened(at, priority);

    private static DueExplanation Of(DeskWorld world, StatusCode status)
    {
        var activity = world.State.Activities.FindLast(other => other.Status == status)!;
        return DueExplanation.Of(world.State, activity, world.Ledger);
    }

    [Fact]
    public void Of_WhenAcrossLunchHolidaysAndTheClockChange_NamesThemAll()
    {
        var world = New("2026-03-27 15:00").Progressed("2026-03-27 15:00", StatusCode.AwaitChange);
        var why = Of(world, StatusCode.AwaitChange);
        (why.Rule, why.Threshold, why.Cap, why.Calendar, why.CalendarVersion, why.CalendarReason)
            .ShouldBe(("status", WorkingTime.FromHours(40), null, "main", 1, "team"));
        why.OpenedBy.ShouldBe(Actor.Staff(DeskWorld.Sam));
        var trace = why.Trace(Berlin)!;
        trace.Result.ShouldBe(why.OriginalDue);
        trace.Skipped.Where(day => day.Reason == SkipReason.Closed).Select(day => day.Name).ShouldBe(["Good Friday", "Easter Monday"]);
        trace.ClockChanges.ShouldHaveSingleItem().Moved.ShouldBe(Duration.FromHours(1));
        trace.Used[1].Span.End.ShouldBe(Berlin.At("2026-03-30 12:30"), "work stops for lunch");
        trace.Used.Aggregate(WorkingTime.Zero, (sum, used) => sum + used.Taken).ShouldBe(WorkingTime.FromHours(40));
    }

    [Fact]
    public void Of_WhenMovedTwice_SaysWhoWhenFromToAndWhy()
    {
        var world = New("2026-03-09 08:00");
        var (noon, three, late) = (DeskWorld.At("2026-03-09 12:00"), DeskWorld.At("2026-03-09 14:00"), DeskWorld.At("2026-03-09 15:00"));
        world.Did("2026-03-09 09:00", new Reschedule(DeskWorld.Sam, three, "workload").Decide);
        world.Did("2026-03-09 10:00", new Reschedule(DeskWorld.Kim, late, "waiting-for-parts", Text: DeskWorld.Words).Decide);
        var why = Of(world, StatusCode.New);
        why.OriginalDue.ShouldBe(DeskWorld.At("2026-03-09 12:45"), "four hours from nine on the wall, without lunch");
        why.Moved.ShouldBe([
            new DueMoved(DeskWorld.At("2026-03-09 09:00"), Actor.Staff(DeskWorld.Sam), why.OriginalDue, three, "workload", null),
            new DueMoved(DeskWorld.At("2026-03-09 10:00"), Actor.Staff(DeskWorld.Kim), three, late, "waiting-for-parts", DeskWorld.Words),
        ]);
        why.Moved[^1].To.ShouldBe(why.Due);
        noon.ShouldBeLessThan(why.OriginalDue);
    }

    [Fact]
    public void Of_WhenTheCustomerAskedForAnotherTime_NamesTheRowItReplaced()
    {
        var world = New("2026-03-09 08:00").Progressed("2026-03-09 09:00", StatusCode.AwaitSupplier);
        var old = world.State.Base!;
        world.Did("2026-03-09 10:00", new Reschedule(DeskWorld.Kim, DeskWorld.At("2026-03-13 10:00"), "customer-away", ByCustomer: true, Text: DeskWorld.Words).Decide);
        var why = Of(world, StatusCode.AwaitSupplier);
        why.Rule.ShouldBe("asked-by-customer");
        why.Replaced.ShouldBe(new DueReplaced(old.Seq, DeskWorld.At("2026-03-09 10:00"), Actor.Staff(DeskWorld.Kim), old.Due, "customer-away", DeskWorld.Words));
        why.Trace(Berlin).ShouldBeNull("no calendar counted it");
    }

    [Fact]
    public void Of_WhenPassedToAnotherTeam_SaysSoAndKeepsTheDue()
    {
        var world = New("2026-03-09 08:00").Wrote("2026-03-09 08:30");
        var due = world.State.Find(StatusCode.CustomerUpdated)!.Due;
        world.Did("2026-03-09 09:00", new Transfer(DeskWorld.Sam, DeskWorld.Network, DeskWorld.Words).Decide);
        var why = Of(world, StatusCode.CustomerUpdated);
        why.Due.ShouldBe(due);
        why.OpenedBy.ShouldBe(Actor.Customer(DeskWorld.Ann));
        why.Passed.ShouldHaveSingleItem().ShouldBe(new DuePassed(DeskWorld.At("2026-03-09 09:00"), Actor.Staff(DeskWorld.Sam), DeskWorld.Desk, DeskWorld.Network));
    }

    [Fact]
    public void Of_WhenCapped_NamesTheCap()
    {
        var why = Of(New("2026-03-09 08:00", Priority.P2).Wrote("2026-03-09 08:30"), StatusCode.CustomerUpdated);
        (why.Threshold, why.Cap).ShouldBe((WorkingTime.FromHours(1), "response-target"));
    }

    [Fact]
    public void Of_WhenTheClockPausedMeanwhile_ListsTheStretches()
    {
        var world = New("2026-03-09 08:00").Progressed("2026-03-09 09:00", StatusCode.AwaitApproval).Wrote("2026-03-09 10:00").Progressed("2026-03-09 11:00", StatusCode.AwaitApproval);
        var why = Of(world, StatusCode.AwaitApproval);
        why.Pauses.ShouldBe([new DuePause(DeskWorld.At("2026-03-09 09:00"), DeskWorld.At("2026-03-09 10:00")), new DuePause(DeskWorld.At("2026-03-09 11:00"), null)]);
    }

    [Fact]
    public void Of_WhenAMoveWasWithdrawn_DoesNotTellIt()
    {
        var world = New("2026-03-09 08:00");
        var moved = world.Do(DeskWorld.At("2026-03-09 09:00"), new Reschedule(DeskWorld.Sam, DeskWorld.At("2026-03-09 15:00")).Decide).Value;
        var undone = new Withdraw(DeskWorld.Sam, moved.Facts[0].Seq, moved.Facts[^1].Seq).Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 09:00:05")).Value;
        var why = DueExplanation.Of(undone.After, undone.After.Activities[0], [.. world.Ledger, .. undone.Facts]);
        why.Moved.ShouldBeEmpty();
        why.Due.ShouldBe(why.OriginalDue);
    }

    [Fact]
    public void Trace_WhenByEtaOrChosenDay_CountsFromThere()
    {
        var world = New("2026-03-09 08:00");
        world.Did("2026-03-09 09:00", new Progress(DeskWorld.Sam, StatusCode.AwaitSupplier, DeskWorld.Words, Eta: DeskWorld.At("2026-03-10 15:30")).Decide);
        var eta = Of(world, StatusCode.AwaitSupplier);
        (eta.Rule, eta.Trace(Berlin)!.Result).ShouldBe(("eta", eta.Due));
        world.Did("2026-03-09 09:30", new Progress(DeskWorld.Sam, StatusCode.Deferred, DeskWorld.Words, Due: DeskWorld.At("2026-03-11 15:30")).Decide);
        var day = Of(world, StatusCode.Deferred);
        (day.Rule, day.Trace(Berlin)!.Result).ShouldBe(("chosen-day", day.Due));
        day.Due.ShouldBe(Berlin.At("2026-03-11 13:45"), "nine, four hours, lunch");
    }

    [Fact]
    public void Line_WhenReadByAMachine_IsOnePlainSentence() =>
        Of(New("2026-03-09 08:00"), StatusCode.New).Line().ShouldBe("4 business hours to the first response, by calendar main");
}
