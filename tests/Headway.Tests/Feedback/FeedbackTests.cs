using Headway.Application.Feedback;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Feedback;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Feedback;

/// <summary>The customer says how a solution was: who is asked, what a low score calls for, what it leaves alone, and until when.</summary>
public sealed class FeedbackTests
{
    private static readonly TextId Other = new(8);

    private static DeskWorld World(bool asks = true)
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00"));
        return new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")) { Rules = world.Rules with { Feedback = new FeedbackRules(asks, FeedbackRules.UsualLow) } }.Opened("2026-03-09 09:00");
    }

    private static DeskWorld Solved(bool asks = true) => World(asks).Did("2026-03-09 10:00", new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide);

    private static GiveFeedback Says(int score, TextId? text = null, PersonId? by = null) => new(by ?? DeskWorld.Ann, null, score, text);

    private static Rating Of(DeskWorld world) => world.State.Ratings.ShouldHaveSingleItem();

    private static Outcome<Decision> Tried(DeskWorld world, string at, GiveFeedback says) => says.Decide(world.Rules, world.State, DeskWorld.At(at));

    [Fact]
    public void Resolve_When_TheDeskAsks_Then_TheAskingIsPartOfIt()
    {
        var asked = Of(Solved());
        (asked.AskedAt, asked.Team, asked.Score, asked.Low).ShouldBe((DeskWorld.At("2026-03-09 10:00"), DeskWorld.Desk, null, false));
        Solved(asks: false).State.Ratings.ShouldBeEmpty();
        World().Wrote("2026-03-09 09:30", Intent.Solved).State.Ratings.ShouldHaveSingleItem();
    }

    [Fact]
    public void Give_When_ItIsGood_Then_ItIsKeptAndNothingIsDue()
    {
        var world = Solved().Did("2026-03-10 10:00", Says(9, Other).Decide);
        (Of(world).Score, Of(world).Text, Of(world).Low, Of(world).At, Of(world).ChangedAt).ShouldBe((9, Other, false, DeskWorld.At("2026-03-10 10:00"), null));
        (world.State.Status, world.State.IsOpen).ShouldBe((StatusCode.Resolved, false));
    }

    [Fact]
    public void Give_When_ItIsLow_Then_SomebodyLooksWithinAWorkingHourAndTheSolutionStands()
    {
        var solved = Solved();
        var world = solved.Did("2026-03-09 16:30", Says(6).Decide);
        (world.State.Status, world.State.HasEnded, world.State.Displayed!.Due).ShouldBe((StatusCode.CustomerUpdated, true, DeskWorld.At("2026-03-10 09:30")));
        world.State.Displayed.Meaning.Basis.Rule.ShouldBe(GiveFeedback.Rule);
        (world.State.ResolvedAt, world.State.Reopenings).ShouldBe((DeskWorld.At("2026-03-09 10:00"), 0));
        TicketClocks.ResponseUsed(world.State, world.CalendarOf, DeskWorld.At("2026-03-10 09:00")).ShouldBe(WorkingTime.FromHours(1), "what was answered stays answered");
        new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide(world.Rules, world.State, world.Now).Refusal.ShouldBe(TicketRefusals.ReplyOutstanding);
    }

    [Fact]
    public void Give_When_TheCustomersWordIsOpenAlready_Then_ItsDueComesForwardAndNeverGoesBack()
    {
        var world = Solved().Wrote("2026-03-09 11:50");
        world.State.Displayed!.Due.ShouldBe(DeskWorld.At("2026-03-09 13:50"));
        world.Did("2026-03-09 12:00", Says(2).Decide);
        (world.State.Displayed!.Due, world.State.Displayed.MovedFor, world.State.Open.Count()).ShouldBe((DeskWorld.At("2026-03-09 13:00"), GiveFeedback.Rule, 1));
        world.Did("2026-03-09 12:50", Says(1).Decide);
        world.State.Displayed!.Due.ShouldBe(DeskWorld.At("2026-03-09 13:00"));
    }

    [Fact]
    public void Give_When_TheTicketIsClosed_Then_ALinkedOneIsAskedForOnce()
    {
        var world = Solved();
        world.Pass(DeskWorld.At("2026-03-13 10:00"));
        world.State.ClosedAt.ShouldNotBeNull();
        var low = Tried(world, "2026-03-16 16:30", Says(0, Other)).Value;
        low.FollowUp.ShouldNotBeNull().Ticket.FollowUpOf.ShouldBe(DeskWorld.Key);
        low.After.IsOpen.ShouldBeFalse();

        var next = OpenTicket.For(low.FollowUp, Other).Decide(world.Rules, new TicketState { Key = new TicketKey(1043) }, DeskWorld.At("2026-03-16 16:30")).Value.After;
        (next.Status, next.Displayed!.Due, next.FollowUpOf).ShouldBe((StatusCode.New, DeskWorld.At("2026-03-17 09:30"), (TicketKey?)DeskWorld.Key));
        Says(1).Decide(world.Rules, low.After, DeskWorld.At("2026-03-16 16:40")).Value.FollowUp.ShouldBeNull("somebody looks at it already");
    }

    [Fact]
    public void Give_When_SaidAgain_Then_TheSameChangesNothingAndAnotherTakesItsPlace()
    {
        var world = Solved().Did("2026-03-09 11:00", Says(9, Other).Decide);
        Tried(world, "2026-03-09 11:05", Says(9, Other)).Value.AlreadySo.ShouldBeTrue();
        Tried(world, "2026-05-09 11:05", Says(9, Other)).Value.AlreadySo.ShouldBeTrue();
        world.Did("2026-03-09 12:00", Says(3, Other).Decide);
        (Of(world).Score, Of(world).At, Of(world).ChangedAt, Of(world).WasLow, world.State.Status)
            .ShouldBe((3, DeskWorld.At("2026-03-09 11:00"), DeskWorld.At("2026-03-09 12:00"), true, StatusCode.CustomerUpdated));
    }

    [Fact]
    public void Give_When_ItCantBe_Then_ItIsRefusedAndSaysWhatToDo()
    {
        var world = Solved();
        Tried(world, "2026-03-09 11:00", Says(11)).Refusal.ShouldBe(FeedbackRefusals.ScoreMissing);
        Tried(world, "2026-03-09 11:00", Says(-1)).Refusal.ShouldBe(FeedbackRefusals.ScoreMissing);
        Tried(world, "2026-03-09 11:00", Says(5, by: DeskWorld.Boss)).Refusal.ShouldBe(FeedbackRefusals.NotAsked);
        Tried(Solved(asks: false), "2026-03-09 11:00", Says(5)).Refusal.ShouldBe(FeedbackRefusals.NotAsked);
        Tried(world, "2026-03-23 10:00", Says(5)).Refusal.ShouldBeNull("the last moment counts");
        Tried(world, "2026-03-23 10:01", Says(5)).Refusal.ShouldBe(FeedbackRefusals.Over);
    }

    [Fact]
    public void Give_When_Refolded_Then_ItIsTheSame()
    {
        var world = Solved().Did("2026-03-09 11:00", Says(3, Other).Decide).Did("2026-03-09 12:00", Says(8).Decide);
        Spelled.Out(TicketFold.Of(DeskWorld.Key, world.Ledger)).ShouldBe(Spelled.Out(world.State));
        TicketStory.Of(world.Ledger).Where(entry => entry.Kind == StoryKind.Feedback).Select(entry => entry.Attempt).ShouldBe([3, 8]);
        TicketStory.Of(world.Ledger).Where(entry => entry.Kind == StoryKind.Feedback).ShouldAllBe(entry => !entry.CustomerVisible);
    }

    [Fact]
    public void Resolve_When_ItIsTakenBack_Then_NobodyWasAsked()
    {
        var world = Solved();
        var back = new Withdraw(DeskWorld.Sam, world.Ledger.First(recorded => recorded.Fact is Replied).Seq, world.Ledger[^1].Seq).Decide(world.State, world.Ledger, DeskWorld.At("2026-03-09 10:00:05"));
        back.Value.After.Ratings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new int[0], null)]
    [InlineData(new[] { 7 }, 7.0)]
    [InlineData(new[] { 2, 7, 9 }, 7.0)]
    [InlineData(new[] { 2, 7, 8, 9 }, 7.5)]
    public void Median_When_Counted_Then_IsTheMiddle(int[] said, double? middle) => FeedbackFigures.Median(said).ShouldBe(middle);
}
