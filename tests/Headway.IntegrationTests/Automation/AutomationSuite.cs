using Headway.Application.Automation;
using Headway.Application.Desk;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Automation;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Rules;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Automation;

public sealed class AutomationOnSqlite : AutomationSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class AutomationOnPostgres : AutomationSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Rules on a real store: they act once, stand back for people, stop when they act too often, and their races.</summary>
public abstract class AutomationSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Rule_WhenItsSituationIsEntered_ActsOnceAfterTheTimeForTakingBack()
    {
        await using var desk = await RulesDesk.Open(Engine);
        await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), Note, new RuleAction(ActionKind.SetPriority, "P2"));
        var number = await desk.Waiting();

        (await Run(desk)).ShouldBe(0, "the touch can still be taken back");
        desk.Place.Time.Pass(TimeSpan.FromSeconds(11));
        (await Run(desk)).ShouldBe(1);
        (await Run(desk)).ShouldBe(0);

        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value;
        page.State.Priority.ShouldBe(Priority.P2);
        page.Story.Single(entry => entry.Kind == StoryKind.Rule).Reason.ShouldNotBeNull();
        page.RuleNames.Values.ShouldContain("Suppliers in time");
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
        (await desk.Get<AutomationBook>().Read(desk.Ada)).Value.Single().ActsOfWeek.ShouldBe(1);
    }

    [Fact]
    public async Task Rule_WhenAPersonWasThereFirst_StandsBack()
    {
        await using var desk = await RulesDesk.Open(Engine);
        await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), Note);
        var number = await desk.Waiting();
        desk.Place.Time.Pass(TimeSpan.FromSeconds(5));
        await desk.Progress(number, "IN_PROGRESS");
        desk.Place.Time.Pass(TimeSpan.FromSeconds(30));

        (await Run(desk)).ShouldBe(0);

        var rule = (await desk.Get<AutomationBook>().Read(desk.Ada)).Value.Single();
        (await desk.Get<AutomationBook>().Runs(desk.Ada, rule.Rule.Id)).Value.Single().Outcome.ShouldBe("automation.stood-back");
    }

    [Fact]
    public async Task Due_WhenItPassesAfterTheRuleWasWritten_CallsItOnce()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var before = await desk.Waiting("Before the rule");
        desk.Place.Time.Pass(TimeSpan.FromDays(4));
        await Write(desk, new Trigger(TriggerKind.DuePassed, "AWAIT_SUPPLIER"), Note);
        var after = await desk.Waiting("After the rule");
        desk.Place.Time.Pass(TimeSpan.FromDays(4));
        await Beat(desk);

        (await Run(desk)).ShouldBe(1);
        (await Run(desk)).ShouldBe(0);

        (await Rules(desk, before)).ShouldBe(0, "a due that passed before is the past");
        (await Rules(desk, after)).ShouldBe(1);
    }

    [Fact]
    public async Task Rule_WhenItActsTooOften_IsPausedAndItsOwnerTold()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), 2, Note);
        for (var i = 0; i < 4; i++)
        {
            await desk.Waiting($"Storm {i}");
        }

        desk.Place.Time.Pass(TimeSpan.FromSeconds(11));
        (await Run(desk)).ShouldBe(2);

        var kept = (await desk.Get<AutomationBook>().Find(desk.Ada, id)).Value;
        (kept.Runs, kept.PausedWhy).ShouldBe((false, "automation.rule-budget"));
        (await desk.Place.Number("SELECT count(*) FROM notifications WHERE tenant = $1 AND person = $2 AND kind = 'RulePaused'", desk.Place.Tenant.Value, desk.Ada.Person.Value)).ShouldBe(1);
        (await desk.Trail()).ShouldContain(line => line.Kind == "automation.paused");

        (await desk.Get<KeepRules>().Switch(desk.Ada, id, true)).ShouldBeNull();
        (await desk.Get<AutomationBook>().Find(desk.Ada, id)).Value.Runs.ShouldBeTrue();
    }

    [Fact]
    public async Task Rules_WhenTheyCallEachOther_ComeToAnEnd()
    {
        await using var desk = await RulesDesk.Open(Engine);
        await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), Note, new RuleAction(ActionKind.SetSituation, "IN_PROGRESS"));
        await Write(desk, new Trigger(TriggerKind.StatusEntered, "IN_PROGRESS"), Note, new RuleAction(ActionKind.SetSituation, "AWAIT_SUPPLIER"));
        var number = await desk.Waiting();
        desk.Place.Time.Pass(TimeSpan.FromSeconds(11));

        (await Run(desk)).ShouldBe(2, "each once: neither is called by what it led to");
        (await Rules(desk, number)).ShouldBe(2);
    }

    [Fact]
    public async Task DryRun_WhenTried_ShowsTheTicketsAndWritesNothing()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var number = await desk.Waiting();
        var facts = await desk.Place.Number("SELECT count(*) FROM facts WHERE tenant = $1", desk.Place.Tenant.Value);
        desk.Place.Time.Pass(TimeSpan.FromHours(1));
        var draft = new RuleDraft("Suppliers in time", new RuleBody(new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), true, [], [Note]));

        var now = (await desk.Get<TryRule>().Now(desk.Ada, draft)).Value;
        var month = (await desk.Get<TryRule>().LastMonth(desk.Ada, draft)).Value;

        (now.Matching, now.Hits.Single().Number).ShouldBe((1, number));
        (month.Acts, month.Tickets, month.Hits.Single().Number).ShouldBe((1, 1, number));
        (await desk.Place.Number("SELECT count(*) FROM facts WHERE tenant = $1", desk.Place.Tenant.Value)).ShouldBe(facts);
        (await desk.Get<TryRule>().Now(desk.Sam, draft)).IsRefused.ShouldBeTrue("an agent changes no settings");
    }

    [Fact]
    public async Task Rule_WhenRewritten_IsANewVersionInTheTrail()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var id = await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), Note);
        var draft = new RuleDraft("Suppliers in time", new RuleBody(new Trigger(TriggerKind.TicketOpened), true, [], [Note]));

        (await desk.Get<KeepRules>().Keep(desk.Ada, id, draft)).Value.ShouldBe(id);

        (await desk.Get<AutomationBook>().Find(desk.Ada, id)).Value.Rule.Version.ShouldBe(2);
        (await desk.Place.Number("SELECT count(*) FROM automation_rules WHERE tenant = $1 AND id = $2", desk.Place.Tenant.Value, id)).ShouldBe(2);
        (await desk.Trail()).Select(line => line.Kind).ShouldContain("automation.changed");
        (await desk.Get<KeepRules>().Keep(desk.Ada, id, draft with { Body = draft.Body with { Actions = [new RuleAction(ActionKind.Transfer, "999999")] } })).Refusal.ShouldBe(AutomationRefusals.NotApplicable);
    }

    [Fact]
    public async Task Race_WhenARuleActsWhileAPersonDoes_NothingIsDoneOverThePersonAndNothingTwice()
    {
        await using var desk = await RulesDesk.Open(Engine);
        await Write(desk, new Trigger(TriggerKind.StatusEntered, "AWAIT_SUPPLIER"), Note, new RuleAction(ActionKind.SetSituation, "NEXT_ACTION"));
        for (var round = 0; round < 6; round++)
        {
            var number = await desk.Waiting($"Round {round}");
            desk.Place.Time.Pass(TimeSpan.FromSeconds(11));
            var rule = Task.Run(() => Run(desk));
            var person = Task.Run(() => desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, number), "It is repaired."));
            await Task.WhenAll(rule, person, Task.Run(() => Run(desk)));
            await Run(desk);

            (await person).Refusal.ShouldBeNull();
            var state = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State;
            state.Status.ShouldBe(StatusCode.Resolved, "whoever was first, the person's word stands");
            state.RuleActs.Count.ShouldBeLessThanOrEqualTo(1);
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Race_WhenAReminderGoesOutWhileTheReplyArrives_TheReplyIsFollowedUp()
    {
        await using var desk = await RulesDesk.Open(Engine);
        for (var round = 0; round < 6; round++)
        {
            var number = await desk.Waiting($"Round {round}");
            await desk.Progress(number, "AWAIT_CUSTOMER");
            desk.Place.Time.Pass(TimeSpan.FromDays(4));
            var reminder = Task.Run(() => Beat(desk));
            var reply = Task.Run(() => desk.Get<WriteMessage>().Do(new ActOn(desk.Ann, number), new CustomerInput(Intent.Answer, "Room 3.14.", Channel.Portal)));
            await Task.WhenAll(reminder, reply);
            await Beat(desk);

            (await reply).Refusal.ShouldBeNull();
            var state = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State;
            state.Has(StatusCode.CustomerUpdated).ShouldBeTrue();
            state.Has(StatusCode.AwaitCustomer).ShouldBeFalse();
            state.Has(StatusCode.CustomerSilent).ShouldBeFalse("the customer has spoken");
        }

        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    private static RuleAction Note => new(ActionKind.Note, "Ask the supplier by phone.");

    private static Task<long> Write(RulesDesk desk, Trigger on, params RuleAction[] actions) => Write(desk, on, AutomationRule.UsualHourLimit, actions);

    private static async Task<long> Write(RulesDesk desk, Trigger on, int limit, params RuleAction[] actions)
    {
        var kept = await desk.Get<KeepRules>().Keep(desk.Ada, null, new RuleDraft("Suppliers in time", new RuleBody(on, true, [], actions), limit), on: true);
        kept.Refusal.ShouldBeNull();
        return kept.Value;
    }

    private static Task<int> Run(RulesDesk desk) => desk.Get<RunAutomation>().Until(desk.Place.Tenant, desk.Now);

    private static Task<Beat> Beat(RulesDesk desk) => new Heartbeat(desk.Get<TicketStore>(), desk.Get<DeskRulesCache>().Of).Until(desk.Place.Tenant, desk.Now);

    private static async Task<int> Rules(RulesDesk desk, long number) => (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value.State.RuleActs.Count;
}
