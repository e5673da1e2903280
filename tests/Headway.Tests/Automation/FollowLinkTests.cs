using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using Shouldly;
using Xunit;

namespace Headway.Tests.Automation;

/// <summary>What waits for a change follows it; what the desk brings along can be switched.</summary>
public sealed class FollowLinkTests
{
    private static readonly TicketKey Change = new(77);

    [Fact]
    public void Waiting_WhenTheDateMoves_IsDueAnHourAfterIt()
    {
        var world = Waiting();

        world.Did("2026-03-09 12:00", new FollowLink(Change, false, DeskWorld.At("2026-03-12 10:00")).Decide);

        world.State.Status.ShouldBe(StatusCode.AwaitChange);
        world.State.Displayed!.Due.ShouldBe(DeskWorld.At("2026-03-12 11:00"));
        world.State.Activities.First(activity => activity.Status == StatusCode.AwaitChange).Verdict.ShouldBe(Verdict.Excluded);
        world.State.Promise!.At.ShouldBe(DeskWorld.At("2026-03-12 11:15"), "what the customer was told follows");
        world.Do(DeskWorld.At("2026-03-09 12:30"), new FollowLink(Change, false, DeskWorld.At("2026-03-12 10:00")).Decide).Value.AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void Waiting_WhenTheChangeIsDone_IsNextAction()
    {
        var world = Waiting();

        world.Did("2026-03-10 12:00", new FollowLink(Change, true, null).Decide);

        world.State.Status.ShouldBe(StatusCode.NextAction);
        TicketStory.Of(world.Ledger).Single(entry => entry.Kind == StoryKind.LinkFollowed).CustomerVisible.ShouldBeTrue("the customer is told");
    }

    [Fact]
    public void Waiting_WhenItWaitsForSomethingElse_StaysAsItIs()
    {
        var world = Waiting();

        world.Do(DeskWorld.At("2026-03-10 12:00"), new FollowLink(new TicketKey(78), true, null).Decide).Value.AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void Reminder_WhenTheDeskRemindsByHand_LeavesTheRowToItsOwner()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00").Progressed("2026-03-09 09:10", StatusCode.AwaitCustomer);
        var byHand = world.Rules.Running(SubProcesses.All);
        byHand = new DeskRules(byHand.Statuses, byHand.Teams) { Automatic = Automatisms.All & ~Automatisms.Reminders };

        var lapsed = Lapse.Until(byHand, world.State, DeskWorld.At("2026-03-20 09:00"));

        lapsed.After.Status.ShouldBe(StatusCode.AwaitCustomer);
        lapsed.Facts.ShouldNotContain(fact => fact.Fact is ReminderSent);
        lapsed.After.Displayed!.Verdict.ShouldBe(Verdict.Late, "it was due to its owner");
        lapsed.After.WakesAt.ShouldBeNull();
        TicketFold.Of(DeskWorld.Key, [.. world.Ledger, .. lapsed.Facts]).WakesAt.ShouldBeNull();
    }

    [Fact]
    public void Resolved_WhenNothingClosesByItself_StaysResolved()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");
        var byHand = new DeskRules(world.Rules.Statuses, world.Rules.Teams) { Automatic = Automatisms.None };

        var resolved = new Resolve(DeskWorld.Sam, DeskWorld.Words).Decide(byHand, world.State, DeskWorld.At("2026-03-09 10:00")).Value.After;

        resolved.ClosesAt.ShouldBeNull();
        Lapse.Until(byHand, resolved, DeskWorld.At("2027-03-09 10:00")).AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void CustomersWord_WhenFollowUpIsOff_LeavesTheSituation()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00").Progressed("2026-03-09 09:10", StatusCode.AwaitCustomer);
        var byHand = new DeskRules(world.Rules.Statuses, world.Rules.Teams) { Automatic = Automatisms.None };

        var heard = new CustomerMessage(DeskWorld.Ann, Intent.Answer, Channel.Mail, DeskWorld.Words).Decide(byHand, world.State, DeskWorld.At("2026-03-09 10:00")).Value.After;

        heard.Status.ShouldBe(StatusCode.AwaitCustomer);
        heard.Unanswered.ShouldNotBeNull();
    }

    private static DeskWorld Waiting()
    {
        var world = new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00").Progressed("2026-03-09 09:10", StatusCode.AwaitChange);
        return world.Did("2026-03-09 09:10", new Annotate(Actor.Staff(DeskWorld.Sam), [new Linked(Change, LinkKind.WaitsFor)]).Decide);
    }
}
