using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

public sealed class WithdrawTests
{
    private static (DeskWorld World, Withdraw Undo) Replied()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        var touch = world.Do(DeskWorld.At("2026-03-09 13:00"), new Progress(DeskWorld.Sam, StatusCode.AwaitCustomer, DeskWorld.Words).Decide).Value;
        return (world, new Withdraw(DeskWorld.Sam, touch.Facts[0].Seq, touch.Facts[^1].Seq));
    }

    private static Outcome<Decision> At(DeskWorld world, Withdraw undo, string at) => undo.Decide(world.State, world.Ledger, DeskWorld.At(at));

    [Fact]
    public void Withdraw_WhenTenSecondsHavePassed_IsStillInTime()
    {
        var (world, undo) = Replied();
        var restored = At(world, undo, "2026-03-09 13:00:10").Value.After;
        restored.Status.ShouldBe(StatusCode.New);
        restored.Owner.ShouldBeNull();
        restored.FirstReplyAt.ShouldBeNull();
        restored.Activities.ShouldHaveSingleItem().Verdict.ShouldBeNull("the touch itself had decided it: undecided again");
        restored.Promise!.Outcome.ShouldBeNull("the touch had kept it: open again");
    }

    [Fact]
    public void Withdraw_WhenMoreThanTenSecondsHavePassed_IsTooLate()
    {
        var (world, undo) = Replied();
        undo.Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 13:00:10") + Duration.FromMilliseconds(1)).Refusal!.Code.ShouldBe("undo.too-late");
    }

    [Fact]
    public void Withdraw_WhenSomethingNewerStands_IsTooLate()
    {
        var (world, undo) = Replied();
        world.Wrote("2026-03-09 13:00:05");
        At(world, undo, "2026-03-09 13:00:06").Refusal!.Code.ShouldBe("undo.too-late");
    }

    [Fact]
    public void Withdraw_WhenAnotherSentIt_IsNotYours()
    {
        var (world, undo) = Replied();
        At(world, undo with { By = DeskWorld.Kim }, "2026-03-09 13:00:05").Refusal!.Code.ShouldBe("undo.not-yours");
    }

    [Fact]
    public void Withdraw_WhenAVerdictFellBeforeTheTouch_LeavesIt()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        var touch = world.Do(DeskWorld.At("2026-03-09 13:00:01"), new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide).Value;
        var restored = At(world, new Withdraw(DeskWorld.Sam, touch.Facts[0].Seq, touch.Facts[^1].Seq), "2026-03-09 13:00:05").Value.After;
        var only = restored.Activities.ShouldHaveSingleItem();
        (only.Verdict, only.IsOpen).ShouldBe((Verdict.Late, true));
    }

    [Fact]
    public void Withdraw_WhenTheDuePassedMeanwhile_TheClockMakesUpForIt()
    {
        var (world, undo) = Replied();
        var restored = At(world, undo, "2026-03-09 13:00:05").Value.After;
        var late = Lapse.Until(world.Rules, restored, DeskWorld.At("2026-03-09 13:00:06")).After.Activities.ShouldHaveSingleItem();
        (late.Verdict, late.VerdictAt).ShouldBe((Verdict.Late, DeskWorld.At("2026-03-09 13:00")));
    }

    [Fact]
    public void Withdraw_WhenItWouldUndoAnUndoOrTheOpening_IsRefused()
    {
        var (world, undo) = Replied();
        var undone = At(world, undo, "2026-03-09 13:00:05").Value;
        var ledger = world.Ledger.Concat(undone.Facts).ToList();
        new Withdraw(DeskWorld.Sam, undone.After.Version, undone.After.Version).Decide(undone.After, ledger, DeskWorld.At("2026-03-09 13:00:06")).Refusal!.Code.ShouldBe("undo.too-late");
        new Withdraw(DeskWorld.Sam, 1, world.State.Version).Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 13:00:06")).IsRefused.ShouldBeTrue();
    }
}
