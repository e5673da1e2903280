using Headway.Domain;
using Headway.Domain.Automation;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Tests.Calendars;
using Headway.Tests.Progression;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.Tests.Automation;

/// <summary>What administrators' rules may do to a ticket, and what they never do.</summary>
public sealed class RuleTests
{
    private static readonly Dictionary<int, TextId> Words = Enumerable.Range(0, 6).ToDictionary(place => place, place => new TextId(50 + place));

    [Fact]
    public void Rule_WhenItActs_NamesItselfAndCreditsNobody()
    {
        var world = World().Progressed("2026-03-09 09:10", StatusCode.AwaitSupplier);
        var owner = world.State.Owner;

        world.Did("2026-03-09 09:30", Run(Rule([Note, new RuleAction(ActionKind.SetSituation, "NEXT_ACTION", 2)])));

        world.Ledger.Select(fact => fact.Fact).OfType<RuleActed>().Single().Rule.ShouldBe(7);
        world.Ledger.Where(fact => fact.At == DeskWorld.At("2026-03-09 09:30")).ShouldAllBe(fact => fact.By == Actor.Automation);
        world.State.Status.ShouldBe(StatusCode.NextAction);
        world.State.Displayed!.Due.ShouldBe(DeskWorld.At("2026-03-09 11:30"));
        world.State.Owner.ShouldBe(owner);
        world.State.Activities.Single(activity => activity.Status == StatusCode.AwaitSupplier).Verdict.ShouldBe(Verdict.Excluded, "an outside event ended it");
        world.State.WorkedByTeam.ShouldBeTrue("by the person before it");
    }

    [Fact]
    public void Rule_WhenCalledTwiceByTheSameCause_ActsOnce()
    {
        var world = World();
        var run = Run(Rule([Note]));

        world.Do(DeskWorld.At("2026-03-09 09:10"), run).Value.AlreadySo.ShouldBeFalse();
        world.Do(DeskWorld.At("2026-03-09 09:11"), run).Value.AlreadySo.ShouldBeTrue();
    }

    [Fact]
    public void Rule_WhenItsOwnActLedHere_NeverCallsItself()
    {
        var world = World();
        var rule = Rule([Note, new RuleAction(ActionKind.SetSituation, "IN_PROGRESS")]);

        world.Did("2026-03-09 09:10", Run(rule));
        var opened = world.Ledger.Last(fact => fact.Fact is ActivityOpened { Status.Value: "IN_PROGRESS" });
        var chain = StandBack.ChainOf(world.State, opened);

        chain.ShouldBe("7");
        world.Do(DeskWorld.At("2026-03-09 09:20"), new RunRule(rule, opened.Seq, Words, chain).Decide).Refusal.ShouldBe(AutomationRefusals.Itself);
        world.Do(DeskWorld.At("2026-03-09 09:20"), new RunRule(rule with { Id = 8 }, opened.Seq, Words, chain).Decide).IsRefused.ShouldBeFalse("another rule may");
        world.State.RuleActs[^1].Chain.ShouldBe("7");
    }

    [Fact]
    public void Ticket_WhenRulesActedFiveTimesInAnHour_BearsNoMore()
    {
        var world = World();
        for (var i = 0; i < AutomationRule.TicketHourLimit; i++)
        {
            world.Did($"2026-03-09 09:1{i}", Run(Rule([Note]), trigger: 100 + i));
        }

        world.Do(DeskWorld.At("2026-03-09 09:30"), Run(Rule([Note]), trigger: 200)).Refusal.ShouldBe(AutomationRefusals.TicketBudget);
        world.Do(DeskWorld.At("2026-03-09 10:11"), Run(Rule([Note]), trigger: 200)).IsRefused.ShouldBeFalse("an hour later it may");
    }

    [Theory]
    [InlineData(Intent.Information)]
    [InlineData(Intent.Chase)]
    [InlineData(Intent.Appointment)]
    public void Rule_WhenTheCustomerWaitsForSomething_ResolvesNothing(Intent intent)
    {
        var world = World().Progressed("2026-03-09 09:10", StatusCode.CustomerTesting).Wrote("2026-03-09 09:20", intent);

        world.Do(DeskWorld.At("2026-03-09 09:30"), Run(Rule([new RuleAction(ActionKind.Reply, "1"), new RuleAction(ActionKind.SetSituation, "RESOLVED")])))
            .Refusal.ShouldBe(AutomationRefusals.Unresolvable);
    }

    [Fact]
    public void Rule_WhenNothingIsOpen_MayResolveWithAReply()
    {
        var world = World().Progressed("2026-03-09 09:10", StatusCode.CustomerTesting);

        world.Did("2026-03-09 09:30", Run(Rule([new RuleAction(ActionKind.Reply, "1"), new RuleAction(ActionKind.SetSituation, "RESOLVED")])));

        world.State.Status.ShouldBe(StatusCode.Resolved);
        world.State.ResolvedBy.ShouldBe(Actor.Automation);
        world.State.FirstReplyAt.ShouldBe(DeskWorld.At("2026-03-09 09:10"), "only a person's answer is a first answer");
    }

    [Fact]
    public void Rule_WhenItRepliesFirst_StopsNoResponseClock()
    {
        var world = World();

        world.Did("2026-03-09 09:10", Run(Rule([new RuleAction(ActionKind.Reply, "1")])));

        world.State.FirstReplyAt.ShouldBeNull();
        world.State.Unanswered.ShouldNotBeNull();
    }

    [Fact]
    public void Rule_WhenOneActIsRefused_DoesNothingAtAll()
    {
        var world = World();
        var before = world.State.Version;

        world.Do(DeskWorld.At("2026-03-09 09:10"), Run(Rule([new RuleAction(ActionKind.SetPriority, "P1"), new RuleAction(ActionKind.Transfer, "99")])))
            .Refusal.ShouldBe(AutomationRefusals.NotApplicable);
        world.State.Version.ShouldBe(before);
    }

    [Fact]
    public void StandBack_WhenAPersonMovedTheTicketOn_LeavesItToThem()
    {
        var world = World().Wrote("2026-03-09 09:10");
        var cause = world.Ledger.Last(fact => fact.Fact is CustomerWrote).Seq;
        StandBack.Before(world.State, world.Ledger, cause).ShouldBeNull();

        world.Progressed("2026-03-09 09:12", StatusCode.InProgress);

        StandBack.Before(world.State, world.Ledger, cause).ShouldBe(AutomationRefusals.StoodBack);
    }

    [Fact]
    public void StandBack_WhenTheTouchItselfIsTheCause_LetsTheRuleAct()
    {
        var world = World().Progressed("2026-03-09 09:10", StatusCode.AwaitSupplier);
        var cause = world.Ledger.Last(fact => fact.Fact is ActivityOpened { Status.Value: "AWAIT_SUPPLIER" }).Seq;

        StandBack.Before(world.State, world.Ledger, cause).ShouldBeNull();
    }

    [Fact]
    public void DryRun_WhenTriedOnWhatHappened_FindsEveryMomentAndWritesNothing()
    {
        var world = World().Progressed("2026-03-09 09:10", StatusCode.AwaitSupplier).Progressed("2026-03-10 10:00", StatusCode.AwaitSupplier);
        world.Pass(DeskWorld.At("2026-03-16 09:00"));
        var near = Rule([Note]) with { On = new Trigger(TriggerKind.DueApproaching, "AWAIT_SUPPLIER", Duration.FromHours(1)) };

        var acts = DryRun.On(world.Rules, near, DeskWorld.Key, world.Ledger, DeskWorld.At("2026-03-01 00:00"), world.Now).ToList();

        acts.Select(act => act.At).ShouldBe([DeskWorld.At("2026-03-12 09:00")], "the first wait ended before its due came near");
        acts[0].Refused.ShouldBeNull();
        DryRun.On(world.Rules, near, DeskWorld.Key, world.Ledger, DeskWorld.At("2026-03-13 00:00"), world.Now).ShouldBeEmpty("before the time looked at");
        DryRun.On(world.Rules, Rule([Note]), DeskWorld.Key, world.Ledger, DeskWorld.At("2026-03-01 00:00"), world.Now).Count().ShouldBe(2);
    }

    [Fact]
    public void DryRun_WhenARuleActsTooOften_SaysWhenItWouldHaveStopped()
    {
        var rule = Rule([Note]) with { HourLimit = 2 };
        var acts = new[] { "09:00", "09:10", "10:05", "10:06", "10:08" }
            .Select(at => new WouldAct(DeskWorld.Key, DeskWorld.At($"2026-03-09 {at}"), 1, null, new TicketState { Key = DeskWorld.Key }, null));

        DryRun.PausedAt(rule, acts).ShouldBe(DeskWorld.At("2026-03-09 10:06"));
    }

    [Theory]
    [InlineData("CHASED", "status.not-selectable")]
    [InlineData("AWAIT_CUSTOMER", "automation.reply-needed")]
    [InlineData("RESOLVED", "automation.reply-needed")]
    [InlineData("IN_PROGRESS", "automation.note-needed")]
    public void Check_WhenASituationLacksItsWord_SaysWhat(string status, string code) =>
        CheckRule.Of(World().Rules, Rule([new RuleAction(ActionKind.SetSituation, status)])).ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Conditions_WhenTheyAreChecked_ReadTheTicketAsItStands()
    {
        var world = World().Progressed("2026-03-09 10:00", StatusCode.AwaitSupplier);
        bool Holds(TicketField field, Comparison test, string value) => new Condition(field, test, value).Holds(world.Rules, world.State, DeskWorld.At("2026-03-09 12:00"));

        Holds(TicketField.Status, Comparison.Is, "AWAIT_SUPPLIER").ShouldBeTrue();
        Holds(TicketField.Priority, Comparison.IsNot, "P3").ShouldBeFalse();
        Holds(TicketField.Owner, Comparison.Is, "11").ShouldBeTrue();
        Holds(TicketField.Owner, Comparison.Is, "none").ShouldBeFalse();
        Holds(TicketField.HoursOpen, Comparison.AtLeast, "3").ShouldBeTrue();
        Holds(TicketField.HoursOpen, Comparison.AtMost, "2.5").ShouldBeFalse();
        Holds(TicketField.Tag, Comparison.IsNot, "4").ShouldBeTrue();
        Holds(TicketField.Answered, Comparison.Is, "yes").ShouldBeTrue();
    }

    private static RuleAction Note => new(ActionKind.Note, "Look at this.");

    private static DeskWorld World() => new DeskWorld(Given.Weekdays("UTC", "09:00-17:00")).Opened("2026-03-09 09:00");

    private static AutomationRule Rule(IReadOnlyList<RuleAction> actions) => new(7, 1, "Suppliers in time", new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), true, [], actions);

    private static Decide Run(AutomationRule rule, int trigger = 1) => new RunRule(rule, trigger, Words).Decide;
}
