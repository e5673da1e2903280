using Headway.Application.Automation;
using Headway.Application.Desk;
using Headway.Application.Problems;
using Headway.Application.Services;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain.Problems;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Access;
using Headway.IntegrationTests.Rules;
using NodaTime;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Problems;

public sealed class ProblemsOnSqlite : ProblemSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class ProblemsOnPostgres : ProblemSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What returns is written down, counted, mended and proven; what was learned is asked at the start; a desk takes one step after the other.</summary>
public abstract class ProblemSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Page_When_WhatWasTypedIsRefused_Then_ItStandsInTheFieldsAgain()
    {
        await using var world = await World.Make(Engine, hidden: false);
        var agent = world.Principals["agent"];
        var number = (await world.Get<KeepProblems>().Raise(agent.Caller!, new ProblemDraft("The socket plan is old", ObstacleKind.Documentation))).Value;
        var refused = await agent.Ask(world, "POST", $"/problems/{number}", new Dictionary<string, string>
        {
            ["title"] = "The socket plan is old", ["kind"] = "documentation", ["state"] = "verified", ["fix"] = "Nia walks the floor on Fridays.", ["revision"] = "1",
        });
        refused.Code.ShouldBe(422, refused.Body);
        refused.Body.ShouldContain("Nia walks the floor on Fridays.");
        refused.Body.ShouldContain("<option value=\"verified\" selected", Case.Sensitive);
    }

    [Fact]
    public async Task Problem_WhenItComesUpAgain_IsCountedAndOpenAgain()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (first, second) = (await desk.Waiting("First"), await desk.Waiting("Second"));
        var keep = desk.Get<KeepProblems>();

        var number = (await keep.Raise(desk.Sam, new ProblemDraft("The socket plan is old", ObstacleKind.Documentation), new OccurrenceDraft(first, 1, 20))).Value;
        (await keep.Again(desk.Sam, number, new OccurrenceDraft(first, 1, 25))).ShouldBeNull("the same line counts once");
        (await keep.Change(desk.Sam, number, new ProblemDraft("The socket plan is old", ObstacleKind.Documentation, ProblemState.Fixed))).ShouldBe(ProblemRefusals.FixMissing);
        (await keep.Change(desk.Sam, number, new ProblemDraft("The socket plan is old", ObstacleKind.Documentation, ProblemState.Verified, Fix: "Drawn anew."))).ShouldBe(ProblemRefusals.VerificationMissing);
        (await keep.Change(desk.Sam, number, new ProblemDraft("The socket plan is old", ObstacleKind.Documentation, ProblemState.Verified, Owner: desk.Sam.Email, Fix: "Drawn anew.", Verification: "None in a month."))).ShouldBeNull();
        (await keep.Again(desk.Sam, number, new OccurrenceDraft(second, 1, 10))).ShouldBeNull();

        var read = (await desk.Get<ProblemRegister>().Find(desk.Sam, number)).Value;
        (read.Problem.Count, read.Problem.Lost, read.Problem.State, read.OwnerEmail).ShouldBe((2, Duration.FromMinutes(35), ProblemState.Open, desk.Sam.Email));
        (await desk.Get<ProblemRegister>().Occurrences(desk.Sam, number)).Select(one => one.Ticket).ShouldBe([first, second], ignoreOrder: true);
        (await keep.Again(desk.Sam, number, new OccurrenceDraft(second, 999, 10))).ShouldBe(ProblemRefusals.EntryUnknown);
        (await keep.Raise(desk.Ann, new ProblemDraft("Mine", ObstacleKind.Other))).IsRefused.ShouldBeTrue("customers raise tickets");
    }

    [Fact]
    public async Task Question_WhenItsServiceIsChosen_IsAnsweredUnderTheText()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var service = (await desk.Get<SaveServices>().Add(desk.Ada, new ServiceDraft("Network", "Netz", null, null, false, new Dictionary<Priority, Domain.Calendars.WorkingTime>(), new Dictionary<Priority, Domain.Calendars.WorkingTime>()))).Value;
        var questions = desk.Get<IntakeQuestions>();

        var id = (await questions.Add(desk.Sam, new IntakeDraft(service.Value, "Which room?", "Welcher Raum?", true))).Value;
        (await questions.Add(desk.Sam, new IntakeDraft(service.Value, "which room?"))).Value.ShouldBe(id, "asked once");

        (await questions.Answered(desk.Ann, service.Value, "No link.", new Dictionary<long, string>())).Refusal.ShouldBe(IntakeRefusals.AnswerMissing);
        (await questions.Answered(desk.Ann, service.Value, "No link.", new Dictionary<long, string> { [id] = "3.14", [id + 1] = "not asked" })).Value.ShouldBe("No link.\n\nWhich room?\n3.14");
        (await questions.Answered(desk.Ann, null, "No link.", new Dictionary<long, string>())).Value.ShouldBe("No link.");
        (await questions.Remove(desk.Sam, id)).ShouldBeNull();
        (await questions.Of(desk.Place.Tenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Desk_WhenItBeginsBasic_TakesOneStepAfterTheOther()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var steps = desk.Get<NextSteps>();
        (await steps.Read(desk.Ada)).Value.Where(step => !step.Taken).Select(step => step.Key).ShouldBe(["advanced"], "a new desk begins with what is recommended");

        (await steps.BeginBasic(desk.Ada)).ShouldBeNull();

        (await steps.Read(desk.Ada)).Value.ShouldAllBe(step => !step.Taken);
        var rules = await desk.Get<DeskRulesCache>().Of(desk.Place.Tenant);
        (rules.Runs, rules.Teams.Values.Single().Mode).ShouldBe((SubProcesses.None, Domain.People.PrioritisationMode.Basic));
        rules.Automatic.HasFlag(Automatisms.CustomerUpdates).ShouldBeTrue("a customer's word is heard in basic mode too");
        rules.Automatic.HasFlag(Automatisms.Reminders).ShouldBeFalse();
        foreach (var key in NextSteps.Keys)
        {
            (await steps.Take(desk.Ada, key)).ShouldBeNull(key);
        }

        (await steps.Read(desk.Ada)).Value.ShouldAllBe(step => step.Taken);
        (await steps.Take(desk.Ada, "everything")).ShouldBe(SettingsRefusals.StepUnknown);
        (await steps.Take(desk.Sam, "chases")).ShouldNotBeNull();
        (await desk.Trail()).Select(line => line.Kind).ShouldContain("desk.begun-basic");
    }

    [Fact]
    public async Task Waiting_WhenItsChangeMovesAndEnds_FollowsAndTheCustomerIsTold()
    {
        await using var desk = await RulesDesk.Open(Engine);
        var (waiting, change) = (await desk.Waiting("No Wi-Fi"), await desk.Waiting("New access points"));
        var (edit, links) = (desk.Get<EditTicket>(), desk.Get<LinkTickets>());
        (await links.Do(new ActOn(desk.Sam, waiting), change, LinkKind.WaitsFor)).Refusal.ShouldBe(TicketRefusals.NotAwaitable);
        var planned = desk.Now + Duration.FromDays(2);
        (await edit.Do(new ActOn(desk.Sam, change), new TicketEdit(Type: TicketType.Change, Planned: new PlannedDate(planned)))).Refusal.ShouldBeNull();

        var waits = await desk.Get<ProgressTicket>().Do(new ActOn(desk.Sam, waiting), new TouchInput("AWAIT_CHANGE", "It waits for the new access points.", WaitsFor: change));
        waits.Refusal.ShouldBeNull();
        (await desk.Due(waiting)).ShouldBe(planned + Duration.FromHours(1));

        (await edit.Do(new ActOn(desk.Sam, change), new TicketEdit(Planned: new PlannedDate(planned + Duration.FromDays(1))))).Refusal.ShouldBeNull();
        desk.Place.Time.Pass(TimeSpan.FromSeconds(11));
        await desk.Get<RunAutomation>().Until(desk.Place.Tenant, desk.Now);
        (await desk.Due(waiting)).ShouldBe(planned + Duration.FromDays(1) + Duration.FromHours(1));

        (await desk.Get<ResolveTicket>().Do(new ActOn(desk.Sam, change), "They hang.")).Refusal.ShouldBeNull();
        desk.Place.Time.Pass(TimeSpan.FromSeconds(11));
        await desk.Get<RunAutomation>().Until(desk.Place.Tenant, desk.Now);

        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, waiting)).Value;
        page.State.Status.ShouldBe(StatusCode.NextAction);
        page.Links.Single().Number.ShouldBe(change);
        (await desk.Place.Number("SELECT count(*) FROM outbox WHERE tenant = $1 AND ticket = $2 AND body LIKE '%Waited%' OR tenant = $1 AND ticket = $2 AND body LIKE '%\"Kind\":1%'", desk.Place.Tenant.Value, page.State.Key.Value)).ShouldNotBe(0);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }
}
