using Headway.Domain;
using Headway.Domain.Approvals;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Approvals;

/// <summary>Somebody is asked whether a ticket may go on: who may decide, what follows, what time does, how it ends otherwise.</summary>
public sealed class ApprovalTests
{
    private static readonly TextId Why = new(8);

    private static DeskWorld World() => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00").Progressed("2026-03-09 09:30", StatusCode.InProgress);

    private static AskApproval Ask(PersonId? approver = null, PersonId? substitute = null, bool away = false) =>
        new(DeskWorld.Sam, approver ?? DeskWorld.Boss, substitute, DeskWorld.Words, Away: away);

    private static DeskWorld Asked(PersonId? substitute = null, bool away = false) => World().Did("2026-03-09 10:00", Ask(substitute: substitute, away: away).Decide);

    private static Approval Of(DeskWorld world) => world.State.Approvals.ShouldHaveSingleItem();

    private static DecideApproval Says(DeskWorld world, bool yes, PersonId? by = null, TextId? why = null) => new(by ?? DeskWorld.Boss, Of(world).Activity, yes, why);

    private static Refusal? Refused(DeskWorld world, string at, Decide decide) => decide(world.Rules, world.State, DeskWorld.At(at)).Refusal;

    [Fact]
    public void Ask_When_TheTicketIsOpen_Then_ItWaitsByTheStatusOwnTimeAndTheAskerOwnsIt()
    {
        var world = Asked();
        (world.State.Status, world.State.Base!.Due, world.State.Owner).ShouldBe((StatusCode.AwaitApproval, DeskWorld.At("2026-03-10 10:00"), DeskWorld.Sam));
        (Of(world).Due, Of(world).Activity, Of(world).IsAsked(DeskWorld.Boss)).ShouldBe((world.State.Base.Due, world.State.Base.Seq, true));
        world.State.Activities[0].Outcome.ShouldBe(ActivityOutcome.Progressed);
    }

    [Fact]
    public void Ask_When_ItMakesNoSense_Then_ItIsRefusedAndSaysWhatToDo()
    {
        var world = World();
        Refused(world, "2026-03-09 10:00", (Ask() with { Question = null }).Decide).ShouldBe(ApprovalRefusals.QuestionMissing);
        Refused(world, "2026-03-09 10:00", Ask(DeskWorld.Sam).Decide).ShouldBe(ApprovalRefusals.OfOneself);
        Refused(world, "2026-03-09 10:00", Ask(substitute: DeskWorld.Boss).Decide).ShouldBe(ApprovalRefusals.SubstituteSame);
        Refused(world, "2026-03-09 10:00", (Ask() with { Due = DeskWorld.At("2026-03-09 09:59") }).Decide).ShouldBe(ProgressionRefusals.DuePast);
        Refused(Asked(), "2026-03-09 10:30", Ask(DeskWorld.Kim).Decide).ShouldBe(ApprovalRefusals.AskedAlready);
        Refused(World().Did("2026-03-09 09:40", new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide), "2026-03-09 10:00", Ask().Decide).ShouldBe(TicketRefusals.Closed);
    }

    [Fact]
    public void Approve_When_ItIsOnesOwnRequest_Then_RefusedUnlessTheTenantAllowsIt()
    {
        var world = World();
        Refused(world, "2026-03-09 10:00", Ask(DeskWorld.Ann).Decide).ShouldBe(ApprovalRefusals.OwnRequest);
        Refused(world, "2026-03-09 10:00", Ask(substitute: DeskWorld.Ann).Decide).ShouldBe(ApprovalRefusals.OwnRequest);

        var allowed = world.Rules with { OwnApprovals = true };
        var asked = Ask(DeskWorld.Ann).Decide(allowed, world.State, DeskWorld.At("2026-03-09 10:00")).Value.After;
        var decide = new DecideApproval(DeskWorld.Ann, asked.OpenApproval!.Activity, true, null);
        decide.Decide(world.Rules, asked, DeskWorld.At("2026-03-09 10:10")).Refusal.ShouldBe(ApprovalRefusals.OwnRequest, "what was allowed when it was asked need not be when it is decided");
        decide.Decide(allowed, asked, DeskWorld.At("2026-03-09 10:10")).Value.After.Approvals[0].Approved.ShouldBe(true);
    }

    [Fact]
    public void Decide_When_Approved_Then_TheWaitingEndsAndTheOwnerHasToGoOn()
    {
        var world = Asked();
        world.Did("2026-03-09 11:00", Says(world, true).Decide);
        var state = world.State;
        (state.Status, state.Displayed!.Due, state.ResponsibleFor(state.Displayed)).ShouldBe((StatusCode.ColleagueUpdated, DeskWorld.At("2026-03-09 15:00"), DeskWorld.Sam));
        state.Base.ShouldBeNull();
        var waited = state.Activities.Single(row => row.Status == StatusCode.AwaitApproval);
        (waited.Outcome, waited.Verdict).ShouldBe((ActivityOutcome.Superseded, Verdict.Excluded));
        (Of(world).Approved, Of(world).DecidedBy, Of(world).IsOpen).ShouldBe((true, new Actor(ActorKind.Approver, DeskWorld.Boss), false));
    }

    [Fact]
    public void Decide_When_DeclinedWithoutAReason_Then_RefusedAndWithOneKept()
    {
        var world = Asked();
        Refused(world, "2026-03-09 11:00", Says(world, false).Decide).ShouldBe(ApprovalRefusals.ReasonMissing);
        world.Did("2026-03-09 11:00", Says(world, false, why: Why).Decide);
        (Of(world).Approved, Of(world).Reason, world.State.Status).ShouldBe((false, Why, StatusCode.ColleagueUpdated));
    }

    [Fact]
    public void Decide_When_ItWasDecidedOrWithdrawn_Then_TheSecondIsRefused()
    {
        var world = Asked();
        var second = Says(world, false, why: Why);
        world.Did("2026-03-09 11:00", Says(world, true).Decide);
        Refused(world, "2026-03-09 11:00", second.Decide).ShouldBe(ApprovalRefusals.Decided);
        Refused(world, "2026-03-09 11:00", new RevokeApproval(DeskWorld.Sam, Of(world).Activity, null).Decide).ShouldBe(ApprovalRefusals.Decided);

        var other = Asked();
        other.Did("2026-03-09 11:00", new RevokeApproval(DeskWorld.Sam, Of(other).Activity, Why).Decide);
        Refused(other, "2026-03-09 11:01", Says(other, true).Decide).ShouldBe(ApprovalRefusals.Withdrawn);
        new RevokeApproval(DeskWorld.Sam, Of(other).Activity, null).Decide(other.Rules, other.State, DeskWorld.At("2026-03-09 11:02")).Value.AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void Decide_When_SomebodyElseTries_Then_ThereIsNoSuchApproval()
    {
        var world = Asked(substitute: DeskWorld.Kim);
        Refused(world, "2026-03-09 11:00", Says(world, true, DeskWorld.Nia).Decide).ShouldBe(ApprovalRefusals.Unknown);
        Refused(world, "2026-03-09 11:00", Says(world, true, DeskWorld.Kim).Decide).ShouldBe(ApprovalRefusals.Unknown, "the substitute has not been asked yet");
    }

    [Fact]
    public void Time_When_TheDuePassesUndecided_Then_TheSubstituteIsAskedOnceAndMayDecide()
    {
        var world = Asked(substitute: DeskWorld.Kim);
        world.Pass(DeskWorld.At("2026-03-10 10:00"));
        Of(world).SubstituteAskedAt.ShouldBeNull("what is done at the due is on time");
        world.Pass(DeskWorld.At("2026-03-12 12:00"));
        (Of(world).LapsedAt, Of(world).SubstituteAskedAt, Of(world).ApproverAway).ShouldBe((DeskWorld.At("2026-03-10 10:00"), DeskWorld.At("2026-03-10 10:00"), false));
        world.Ledger.Count(recorded => recorded.Fact is SubstituteAsked or ApprovalLapsed).ShouldBe(2);
        world.Did("2026-03-12 13:00", Says(world, true, DeskWorld.Kim).Decide);
        world.State.Activities.Single(row => row.Status == StatusCode.AwaitApproval).Verdict.ShouldBe(Verdict.Late);
    }

    [Fact]
    public void Time_When_NobodyIsSubstitute_Then_TheLapseIsSaidAllTheSame()
    {
        var world = Asked();
        world.Pass(DeskWorld.At("2026-03-10 10:01"));
        (Of(world).LapsedAt, world.Ledger.Any(recorded => recorded.Fact is SubstituteAsked)).ShouldBe((DeskWorld.At("2026-03-10 10:00"), false));
        Of(world).IsOpen.ShouldBeTrue("late is not no");
    }

    [Fact]
    public void Ask_When_TheApproverIsAway_Then_TheSubstituteIsAskedAtOnce()
    {
        var world = Asked(DeskWorld.Kim, away: true);
        (Of(world).SubstituteAskedAt, Of(world).ApproverAway).ShouldBe((DeskWorld.At("2026-03-09 10:00"), true));
        world.Did("2026-03-09 10:05", Says(world, true, DeskWorld.Kim).Decide);
        Of(world).DecidedBy.ShouldBe(new Actor(ActorKind.Approver, DeskWorld.Kim));
    }

    [Fact]
    public void Move_When_TheWaitingGetsMoreTime_Then_TheApproverHasIt()
    {
        var world = Asked(substitute: DeskWorld.Kim);
        world.Did("2026-03-09 12:00", new Reschedule(DeskWorld.Sam, DeskWorld.At("2026-03-11 12:00"), null).Decide);
        Of(world).Due.ShouldBe(DeskWorld.At("2026-03-11 12:00"));
        world.Progressed("2026-03-11 11:00", StatusCode.AwaitApproval, reply: false);
        Of(world).Due.ShouldBe(DeskWorld.At("2026-03-12 11:00"), "reminded by phone: the wait begins anew");
        world.Pass(DeskWorld.At("2026-03-12 12:00"));
        Of(world).SubstituteAskedAt.ShouldBe(DeskWorld.At("2026-03-12 11:00"));
        world.Did("2026-03-12 12:00", Says(world, true).Decide);
        world.State.Base.ShouldBeNull("whichever row waits, the decision ends it");
    }

    [Fact]
    public void Decide_When_TheWorkWentOnMeanwhile_Then_ItsSituationStays()
    {
        var world = Asked();
        world.Progressed("2026-03-09 12:00", StatusCode.InProgress, reply: false);
        Of(world).IsOpen.ShouldBeTrue();
        world.Did("2026-03-09 13:00", Says(world, true).Decide);
        (world.State.Base!.Status, world.State.Has(StatusCode.ColleagueUpdated)).ShouldBe((StatusCode.InProgress, true));
    }

    [Fact]
    public void Revoke_When_TheTicketWaitsForIt_Then_TheWorkIsNext()
    {
        var world = Asked();
        world.Did("2026-03-09 11:00", new RevokeApproval(DeskWorld.Sam, Of(world).Activity, null).Decide);
        (world.State.Status, world.State.OpenApproval).ShouldBe((StatusCode.InProgress, null));
        world.State.Activities.Single(row => row.Status == StatusCode.AwaitApproval).Verdict.ShouldBe(Verdict.Excluded);
    }

    [Fact]
    public void Resolve_When_AnApprovalIsOpen_Then_ItAsksFirstAndThenTakesItBack()
    {
        var world = Asked();
        Refused(world, "2026-03-09 11:00", new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide).ShouldBe(TicketRefusals.ApprovalOpen);
        Refused(world, "2026-03-09 11:00", new Progress(DeskWorld.Sam, StatusCode.Resolved, DeskWorld.Words).Decide).ShouldBe(TicketRefusals.ApprovalOpen);
        world.Did("2026-03-09 11:00", (new Progress(DeskWorld.Sam, StatusCode.Resolved, DeskWorld.Words) with { WithoutApproval = true }).Decide);
        (world.State.IsOpen, Of(world).WithdrawnBy).ShouldBe((false, Actor.Staff(DeskWorld.Sam)));
    }

    [Fact]
    public void End_When_TheTicketEndsOtherwise_Then_NothingIsToBeApprovedAnyMore()
    {
        var byCustomer = Asked().Wrote("2026-03-09 11:00", Intent.Solved);
        Of(byCustomer).WithdrawnBy.ShouldBe(Actor.Automation);
        var closed = Asked().Did("2026-03-09 11:00", new Close(DeskWorld.Sam, CloseCode.Cancelled, DeskWorld.Words).Decide);
        (Of(closed).WithdrawnBy, closed.State.WakesAt).ShouldBe((Actor.Staff(DeskWorld.Sam), null));
    }

    [Fact]
    public void Merge_When_TheOneThatEndsWaitsForAnApproval_Then_Refused()
    {
        var (gone, kept) = (Asked(), World());
        var other = kept.State with { Key = new TicketKey(2) };
        new Merge(DeskWorld.Sam).Decide(gone.Rules, gone.State, other, DeskWorld.At("2026-03-09 11:00")).Refusal.ShouldBe(MergeRefusals.ApprovalOpen);
    }

    [Fact]
    public void Decide_When_ColleaguesWordsOpenNothingHere_Then_TheRowStaysByItsDue()
    {
        var world = Asked();
        var quiet = world.Rules with { Automatic = Automatisms.All & ~Automatisms.ColleagueUpdates };
        var after = Says(world, true).Decide(quiet, world.State, DeskWorld.At("2026-03-09 11:00")).Value.After;
        (after.Status, after.Approvals[0].Approved).ShouldBe((StatusCode.AwaitApproval, true));
    }
}
