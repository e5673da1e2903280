using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Progression;

/// <summary>Two tickets on one desk: the first goes on as part of the second, and apart again.</summary>
public sealed class MergeTests
{
    private static readonly PersonId Ben = new(102);

    private readonly DeskRules _rules = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Rules;

    [Fact]
    public void Merge_When_BothAreOfOnePerson_Then_TheFirstEndsAndTheSecondOwesWhatItOwed()
    {
        var (gone, kept) = (Opened(1, "09:00"), Opened(2, "09:30"));
        kept = Done(kept, "10:00", new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide);

        var (a, b) = Merged(gone, kept, "10:30");

        (a.IsOpen, a.Status, a.CloseCode, a.Merged!.Into).ShouldBe((false, StatusCode.Closed, CloseCode.Duplicate, kept.Key));
        a.Activities.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Excluded, "superseded in time");
        a.Promise!.Outcome.ShouldBe(PromiseOutcome.Renewed);
        b.Status.ShouldBe(StatusCode.CustomerUpdated, "nobody has answered what was said on the first");
        b.Base!.Status.ShouldBe(StatusCode.InProgress);
        b.Displayed!.Due.ShouldBeLessThanOrEqualTo(gone.Displayed!.Due, "no later than it would have been answered there");
        (b.Unanswered!.At, b.Unanswered.From).ShouldBe((gone.Opened, DeskWorld.Ann));
        WakesAndRefolds(a, b);
    }

    [Fact]
    public void Merge_When_TwoPeopleRaisedThem_Then_RefusedUntilItIsSaidThatBothMayRead()
    {
        var (gone, kept) = (Opened(1, "09:00", Ben), Opened(2, "09:30"));
        Decide(new Merge(DeskWorld.Sam), gone, kept, "10:00").Refusal.ShouldBe(MergeRefusals.OtherPerson);
        var both = Decide(new Merge(DeskWorld.Sam, Shared: true), gone, kept, "10:00").Value.Second.After;
        both.Joined.ShouldHaveSingleItem().Requester.ShouldBe(Ben);
        both.Requester.ShouldBe(DeskWorld.Ann);
        // A third, whose two readers are not the same two.
        Decide(new Merge(DeskWorld.Sam), both, Opened(3, "09:00"), "10:30").Refusal.ShouldBe(MergeRefusals.OtherPerson);
        // Ben reads along; he does not say for Ann that all is well.
        var said = new CustomerMessage(Ben, Intent.Solved, Channel.Portal, null).Decide(_rules, both, At("10:30")).Value.After;
        (said.ResolvedAt, said.Has(StatusCode.CustomerUpdated)).ShouldBe((null, true));
    }

    [Fact]
    public void Merge_When_AChaseIsOpen_Then_ItIsAskedForOnTheOtherByItsTimeAndCountsOnce()
    {
        var gone = Done(Opened(1, "09:00"), "09:10", new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide);
        gone = Done(gone, "11:00", new CustomerMessage(DeskWorld.Ann, Intent.Chase, Channel.Mail, DeskWorld.Words).Decide);
        var (chase, due) = (gone.OpenChase!, gone.Find(StatusCode.Chased)!.Due);

        var (a, b) = Merged(gone, Opened(2, "09:30"), "11:10");

        a.Chases.ShouldBeEmpty("it is judged and counted where it went");
        (b.OpenChase!.OpenedAt, b.OpenChase.By, b.Find(StatusCode.Chased)!.Due).ShouldBe((chase.OpenedAt, chase.By, due));
        new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide(_rules, b, At("11:20")).Refusal.ShouldBe(TicketRefusals.ChaseOpen);

        var (back, left) = Apart(a, b, "11:30");
        (back.OpenChase!.OpenedAt, back.Find(StatusCode.Chased)!.Due, back.Base!.Status).ShouldBe((chase.OpenedAt, due, StatusCode.InProgress));
        left.Chases.ShouldBeEmpty();
        left.Has(StatusCode.Chased).ShouldBeFalse();
    }

    [Fact]
    public void Merge_When_WhatWasOwedIsLateAlready_Then_TheLatenessIsCountedOnce()
    {
        var gone = Lapse.Until(_rules, Opened(1, "09:00"), At("15:00")).After;
        var kept = Done(Opened(2, "14:00"), "14:30", new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide);
        var (a, b) = Merged(gone, kept, "15:00");
        a.Activities.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Late);
        var owed = b.Find(StatusCode.CustomerUpdated)!;
        (owed.Verdict, owed.Uncounted).ShouldBe((Verdict.Late, true));
    }

    [Fact]
    public void Merge_When_TheOtherWaitsForTheCustomerWhoWroteANewTicket_Then_TheWaitEndsAndComesBackWithUnmerge()
    {
        var kept = Done(Opened(1, "09:00"), "09:30", new Progress(DeskWorld.Sam, StatusCode.AwaitCustomer, DeskWorld.Words).Decide);
        var gone = Opened(2, "10:00");
        var (a, b) = Merged(gone, kept, "10:30");
        (b.Has(StatusCode.AwaitCustomer), b.Has(StatusCode.CustomerUpdated)).ShouldBe((false, true));

        var (back, left) = Apart(a, b, "10:40");
        (left.Has(StatusCode.AwaitCustomer), left.Has(StatusCode.CustomerUpdated)).ShouldBe((true, false));
        (back.Base!.Status, back.Base.Due, back.IsOpen, back.Reopenings).ShouldBe((StatusCode.New, gone.Base!.Due, true, 0));
    }

    [Fact]
    public void Unmerge_When_ItWasAnsweredMeanwhile_Then_NothingIsOwedTwice()
    {
        var (gone, kept) = (Opened(1, "09:00"), Opened(2, "09:30"));
        var (a, b) = Merged(gone, kept, "10:00");
        b = Done(b, "10:10", new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide);
        var (back, left) = Apart(a, b, "11:00");
        (back.Base!.Status, back.Unanswered).ShouldBe((StatusCode.InProgress, null));
        left.Status.ShouldBe(StatusCode.InProgress);
    }

    [Fact]
    public void Unmerge_When_TheOtherWasSolvedMeanwhile_Then_TheFirstGoesOnAlone()
    {
        var (a, b) = Merged(Opened(1, "09:00"), Opened(2, "09:30"), "10:00");
        b = Done(b, "10:10", new Progress(DeskWorld.Sam, StatusCode.Resolved, DeskWorld.Words).Decide);
        var (back, left) = Apart(a, b, "11:00");
        (back.IsOpen, left.IsOpen, left.Status).ShouldBe((true, false, StatusCode.Resolved));
    }

    [Fact]
    public void Merge_When_TheyCross_Then_TheSecondIsToldThatItWentOn()
    {
        var (a, b) = Merged(Opened(1, "09:00"), Opened(2, "09:30"), "10:00");
        Decide(new Merge(DeskWorld.Sam), b, a, "10:01").Refusal.ShouldBe(TicketRefusals.Merged);
        Decide(new Merge(DeskWorld.Sam), a, b, "10:01").Refusal.ShouldBe(TicketRefusals.Merged);
        Decision.AfterLapse(_rules, a, At("10:02"), new Progress(DeskWorld.Sam, StatusCode.InProgress, DeskWorld.Words).Decide).Refusal.ShouldBe(TicketRefusals.Merged);
    }

    [Fact]
    public void Merge_When_TheOtherHasEndedOrIsTheSame_Then_Refused()
    {
        var (one, other) = (Opened(1, "09:00"), Opened(2, "09:00"));
        var ended = Done(other, "09:30", new Progress(DeskWorld.Sam, StatusCode.Resolved, DeskWorld.Words).Decide);
        Decide(new Merge(DeskWorld.Sam), one, ended, "10:00").Refusal.ShouldBe(MergeRefusals.SurvivorEnded);
        Decide(new Merge(DeskWorld.Sam), one, one, "10:00").Refusal.ShouldBe(MergeRefusals.WithItself);
        var (a, b) = Merged(ended, one, "10:00");
        (a.Merged!.Into, a.CloseCode, b.Joined.Count).ShouldBe((one.Key, CloseCode.Solved, 1), "what has ended may go into what is open");
        var (back, _) = Apart(a, b, "10:30");
        (back.Status, back.ClosedAt).ShouldBe((StatusCode.Resolved, null));
        var parent = new Annotate(Actor.Staff(DeskWorld.Sam), [new Linked(new TicketKey(9), LinkKind.ParentOf)]).Decide(_rules, one, At("10:00")).Value.After;
        Decide(new Merge(DeskWorld.Sam), parent, other, "10:00").Refusal.ShouldBe(MergeRefusals.OthersHang);
    }

    [Fact]
    public void Split_When_TheMessageWaitsForAnAnswer_Then_TheAnswerIsOwedOnTheNewTicket()
    {
        var state = Done(Opened(1, "09:00"), "09:30", new Progress(DeskWorld.Sam, StatusCode.AwaitCustomer, DeskWorld.Words).Decide);
        var heard = new CustomerMessage(DeskWorld.Ann, Intent.Information, Channel.Mail, DeskWorld.Words).Decide(_rules, state, At("10:00")).Value;
        var said = heard.Facts.First(recorded => recorded.Fact is CustomerWrote);
        var update = heard.After.Find(StatusCode.CustomerUpdated)!;

        var both = new Split(DeskWorld.Sam, said, new TextId(8)).Decide(_rules, heard.After, new TicketState { Key = new TicketKey(2) }, At("10:30")).Value;
        var (here, fresh) = (both.First.After, both.Second.After);

        (here.Has(StatusCode.CustomerUpdated), here.Has(StatusCode.AwaitCustomer), here.Unanswered).ShouldBe((false, true, null), "what the message had ended is waited for again");
        (fresh.Status, fresh.Requester, fresh.IsOpen).ShouldBe((StatusCode.New, DeskWorld.Ann, true));
        fresh.Displayed!.Due.ShouldBeLessThanOrEqualTo(update.Due, "as soon as it was to be answered");
        (here.Links.Single(), fresh.Links.Single()).ShouldBe(((fresh.Key, LinkKind.Related), (here.Key, LinkKind.Related)));
        new Split(DeskWorld.Sam, said, new TextId(9)).Decide(_rules, here, new TicketState { Key = new TicketKey(3) }, At("10:40")).Refusal.ShouldBe(MergeRefusals.SplitBefore);
        new Split(DeskWorld.Sam, heard.Facts[^1], new TextId(9)).Decide(_rules, here, new TicketState { Key = new TicketKey(3) }, At("10:40")).Refusal.ShouldBe(MergeRefusals.NotAMessage);
    }

    [Fact]
    public void Withdraw_When_TheTouchWasAMerge_Then_NotThatWay()
    {
        var both = Decide(new Merge(DeskWorld.Sam), Opened(1, "09:00"), Opened(2, "09:30"), "10:00").Value.Second;
        new Withdraw(DeskWorld.Sam, both.ActFrom, both.ActTo).Decide(both.After, [.. both.Facts], At("10:00")).Refusal!.Code.ShouldBe("undo.too-late");
    }

    private static Instant At(string time) => DeskWorld.At($"2026-03-09 {time}");

    private TicketState Opened(long key, string time, PersonId? by = null) => new OpenTicket(
        Actor.Customer(by ?? DeskWorld.Ann), TicketType.Incident, Priority.P3, DeskWorld.Desk, by ?? DeskWorld.Ann, null, Channel.Portal, null)
        .Decide(_rules, new TicketState { Key = new TicketKey(key) }, At(time)).Value.After;

    private TicketState Done(TicketState state, string time, Decide act)
    {
        var done = Decision.AfterLapse(_rules, state, At(time), act);
        done.Refusal.ShouldBeNull();
        return done.Value.After;
    }

    private Outcome<Both> Decide(Merge merge, TicketState gone, TicketState kept, string time) => Decision.BothAfterLapse(_rules, gone, kept, At(time), merge.Decide);

    private (TicketState Gone, TicketState Kept) Merged(TicketState gone, TicketState kept, string time)
    {
        var both = Decide(new Merge(DeskWorld.Sam), gone, kept, time);
        both.Refusal.ShouldBeNull();
        return (both.Value.First.After, both.Value.Second.After);
    }

    private (TicketState Gone, TicketState Kept) Apart(TicketState gone, TicketState kept, string time)
    {
        var both = Decision.BothAfterLapse(_rules, gone, kept, At(time), new Unmerge(DeskWorld.Sam).Decide);
        both.Refusal.ShouldBeNull();
        var (one, other) = (both.Value.First.After, both.Value.Second.After);
        (one.Merged, other.Joined.Count).ShouldBe((null, 0));
        return (one, other);
    }

    private static void WakesAndRefolds(TicketState gone, TicketState kept)
    {
        gone.WakesAt.ShouldBeNull("nothing of it lapses any more");
        kept.WakesAt.ShouldNotBeNull();
    }
}
