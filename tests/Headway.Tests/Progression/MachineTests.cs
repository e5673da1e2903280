using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>A machine acts for a person: the desk has spoken, and nobody is credited.</summary>
public sealed class MachineTests
{
    private static DeskWorld World() => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");

    private static Progress ByMachine(StatusCode status) => new(DeskWorld.Sam, status, DeskWorld.Words) { ByMachine = true };

    [Fact]
    public void Machine_WhenItRepliesInTime_HasAnsweredForTheDeskAndCountsForNobody()
    {
        var world = World();
        var after = world.Do(DeskWorld.At("2026-03-09 09:10"), ByMachine(StatusCode.AwaitCustomer).Decide).Value;

        after.Facts.Select(fact => fact.By).Distinct().ShouldBe([Actor.Machine(DeskWorld.Sam)]);
        var done = world.State.Activities[0];
        (done.Verdict, done.Uncounted, done.JudgedPerson, done.DoneBy).ShouldBe((Verdict.Success, true, null, Actor.Machine(DeskWorld.Sam)));
        world.State.Owner.ShouldBe(DeskWorld.Sam, "the person for whom it acts answers for the ticket");
        world.State.FirstReplyAt.ShouldNotBeNull();
        world.State.Unanswered.ShouldBeNull();
        world.State.PromisesKept.ShouldBe(0, "only a person keeps a promise");
    }

    [Fact]
    public void Machine_WhenItIsLate_IsLateLikeAnybody()
    {
        var world = World();
        world.Do(DeskWorld.At("2026-03-12 09:00"), ByMachine(StatusCode.AwaitCustomer).Decide).IsRefused.ShouldBeFalse();

        var done = world.State.Activities[0];
        (done.Verdict, done.Uncounted).ShouldBe((Verdict.Late, false));
    }

    [Fact]
    public void Machine_WhenItMovesADue_IsARescheduleThatCounts()
    {
        var world = World();
        world.Do(DeskWorld.At("2026-03-09 09:10"), new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide).IsRefused.ShouldBeFalse();
        world.Do(DeskWorld.At("2026-03-09 09:20"), new Progress(DeskWorld.Sam, StatusCode.InProgress, Due: DeskWorld.At("2026-03-10 15:00")) { ByMachine = true }.Decide).IsRefused.ShouldBeFalse();

        var moved = world.State.Activities[^1];
        (moved.Verdict, moved.Uncounted).ShouldBe((Verdict.Rescheduled, false));
    }

    [Fact]
    public void Person_WhenAMachineSpokeForThem_TakesItBack()
    {
        var world = World();
        var touch = world.Do(DeskWorld.At("2026-03-09 09:10"), ByMachine(StatusCode.AwaitCustomer).Decide).Value;
        var undo = new Withdraw(DeskWorld.Sam, touch.Facts[0].Seq, touch.Facts[^1].Seq);

        undo.Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 09:10:05")).Value.After.Status.ShouldBe(StatusCode.New);
        (undo with { By = DeskWorld.Kim }).Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 09:10:05")).Refusal!.Code.ShouldBe("undo.not-yours");
    }

    [Theory]
    [InlineData("staff:12")]
    [InlineData("customer:7")]
    [InlineData("automation")]
    [InlineData("supplier")]
    [InlineData("approver:3")]
    [InlineData("machine:12")]
    public void Actor_WhenWritten_ReadsBackTheSame(string text) => Actor.Parse(text).ToString().ShouldBe(text);
}
