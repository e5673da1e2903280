using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Ledger;
using Headway.Domain.Progression;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Tickets;

public sealed class PanelsOnSqlite : PanelSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PanelsOnPostgres : PanelSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>What stands behind the panels of the workspace.</summary>
public abstract class PanelSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Call_WhenSolvedOnThePhone_IsOpenedAndResolvedInOneAct()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var taken = await desk.Place.Get<TakeCall>().New(desk.Sam, desk.Call("Printer is out of paper", solution: "Put paper in."));
        taken.IsRefused.ShouldBeFalse(taken.Refusal?.Message);
        taken.Value.State.ResolvedAt.ShouldNotBeNull();
        taken.Value.State.Channel.ShouldBe(Channel.Phone);
        var page = await desk.Page(taken.Value.Number);
        page.Texts.Values.Select(text => text.Body).ShouldContain("Put paper in.");
    }

    [Fact]
    public async Task Call_WhenTheCallerIsOfAnotherTenant_IsRefused()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var elsewhere = await desk.Place.NewTenant("Elsewhere");
        var stranger = await desk.Place.Person(elsewhere, "ann@elsewhere.example", Role.Customer);
        var taken = await desk.Place.Get<TakeCall>().New(desk.Sam, desk.Call("Let me in") with { Caller = stranger.Person });
        taken.Refusal?.Code.ShouldBe("people.unknown");
    }

    [Fact]
    public async Task Call_WhenAboutAnOpenTicket_IsHeardFromTheCustomer()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen flickers");
        var logged = await desk.Place.Get<TakeCall>().About(new ActOn(desk.Sam, ticket), "It is worse now");
        logged.IsRefused.ShouldBeFalse(logged.Refusal?.Message);
        logged.Value.Facts.Select(fact => fact.Fact).OfType<CustomerWrote>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            wrote => wrote.From.ShouldBe(desk.Ann.Person), wrote => wrote.Channel.ShouldBe(Channel.Phone));
    }

    [Fact]
    public async Task Book_WhenAProposedTimeIsChosen_IsWithWhoWasProposedWithIt()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen flickers");
        var book = desk.Place.Get<BookTime>();
        var at = desk.Place.Get<DeskClock>().Now(desk.Place.Tenant) + NodaTime.Duration.FromDays(1);

        (await book.Do(new ActOn(desk.Sam, ticket), new TimeInput(at) { Proposed = desk.Ann.Person })).Refusal.ShouldNotBeNull().Code.ShouldBe(TicketRefusals.PersonUnknown.Code);
        (await book.Do(new ActOn(desk.Sam, ticket), new TimeInput(at) { Proposed = desk.Kim.Person })).Value.State.Booked.ShouldNotBeNull().With.ShouldBe(desk.Kim.Person);
    }

    [Theory]
    [InlineData("manager")]
    [InlineData("assistant")]
    public async Task Call_WhenAManagerOrAssistantAsksForSomebody_IsTheirChase(string beside)
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen flickers");
        var joan = await desk.Place.Person(desk.Place.Tenant, "joan@home.example", Role.Customer);
        (await desk.Place.Get<FindPeople>().OpenBeside(desk.Sam, joan.Person)).ShouldBeEmpty();
        await desk.Place.Database.Write(async session => await session.Do(
            $"UPDATE people SET {beside} = $3 WHERE tenant = $1 AND id = $2", desk.Place.Tenant.Value, desk.Ann.Person.Value, joan.Person.Value));

        (await desk.Place.Get<FindPeople>().OpenBeside(desk.Sam, joan.Person)).ShouldHaveSingleItem().Ticket.Number.ShouldBe(ticket);
        var asked = await desk.Place.Get<TakeCall>().About(new ActOn(desk.Sam, ticket), null, joan.Person, asksWhere: true);
        asked.Value.State.OpenChase.ShouldNotBeNull().Contacts.ShouldHaveSingleItem().By.ShouldBe(joan.Person);
    }

    [Theory]
    [InlineData("supplier", ActorKind.Supplier)]
    [InlineData("approver", ActorKind.Approver)]
    public async Task Heard_WhenSomebodyOutsideTellsUsOnThePhone_CallsTheOwnerOnce(string from, ActorKind who)
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen flickers");
        var heard = await desk.Place.Get<HearColleague>().Do(new ActOn(desk.Sam, ticket), from, "The part left our store.");
        heard.IsRefused.ShouldBeFalse(heard.Refusal?.Message);
        (await desk.Place.Get<HearColleague>().Do(new ActOn(desk.Sam, ticket), from, "And it is on its way.")).IsRefused.ShouldBeFalse();
        heard.Value.Facts.Single(fact => fact.Fact is ColleagueWrote).By.Kind.ShouldBe(who);
        (await desk.Page(ticket)).State.Open.Count(activity => activity.Status == StatusCode.ColleagueUpdated).ShouldBe(1);
    }

    [Fact]
    public async Task Heard_WhenNothingIsSaidOrTheTeamIsNone_IsRefused()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen flickers");
        (await desk.Place.Get<HearColleague>().Do(new ActOn(desk.Sam, ticket), "supplier", " ")).Refusal?.Code.ShouldBe("message.text-missing");
        (await desk.Place.Get<HearColleague>().Do(new ActOn(desk.Sam, ticket), "Nobody's", "Hello")).Refusal?.Code.ShouldBe("team.unknown");
        (await desk.Page(ticket)).State.Open.ShouldNotContain(activity => activity.Status == StatusCode.ColleagueUpdated);
    }

    [Theory]
    [InlineData("muller")]
    [InlineData("MÜLL")]
    [InlineData("0170 555")]
    [InlineData("jorg@home")]
    public async Task FindPeople_WhenWrittenInAnotherWay_FindsThePerson(string query)
    {
        await using var desk = await PanelDesk.Open(Engine);
        await desk.Place.Database.Write(async session => await session.Do(
            "UPDATE people SET name = 'Jörg Müller', phone = '+49 170 555 01', email = 'jorg@home.example' WHERE tenant = $1 AND id = $2", desk.Place.Tenant.Value, desk.Ann.Person.Value));
        var found = await desk.Place.Get<FindPeople>().Find(desk.Sam, query, 5);
        found.Value.ShouldHaveSingleItem().Name.ShouldBe("Jörg Müller");
    }

    [Fact]
    public async Task Skip_WhenARowIsSkipped_StandsBehindTheOthersForItsOwnPersonOnly()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var first = await desk.Raise("First");
        var second = await desk.Raise("Second");
        (await desk.Numbers(desk.Sam)).ShouldBe([first, second]);
        (await desk.Place.Get<SkipRow>().Do(desk.Sam, first, null, "needs-information", null)).ShouldBeNull();
        (await desk.Numbers(desk.Sam)).ShouldBe([second, first]);
        (await desk.Numbers(desk.Kim)).ShouldBe([first, second]);
        desk.Place.Time.Pass(TimeSpan.FromMinutes(31));
        (await desk.Numbers(desk.Sam)).ShouldBe([first, second]);
    }

    [Fact]
    public async Task Skip_WhenNoReasonIsGiven_IsRefused()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("First");
        (await desk.Place.Get<SkipRow>().Do(desk.Sam, ticket, null, "felt-like-it", null))?.Code.ShouldBe("skip.reason-missing");
    }

    [Fact]
    public async Task Edit_WhenEverythingIsCorrected_MovesNoDue()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Scren flickers");
        var due = (await desk.Page(ticket)).State.Displayed!.Due;
        var done = await desk.Place.Get<EditTicket>().Do(
            new ActOn(desk.Sam, ticket), new TicketEdit("Screen flickers", Priority.P1, "", TicketType.Problem, ["Screen", "hardware", "screen "]));
        done.IsRefused.ShouldBeFalse(done.Refusal?.Message);
        var page = await desk.Page(ticket);
        (page.Subject, page.State.Priority, page.State.Type).ShouldBe(("Screen flickers", Priority.P1, TicketType.Problem));
        page.Tags.ShouldBe(["hardware", "screen"]);
        page.State.Displayed!.Due.ShouldBe(due);
        await desk.Place.Get<EditTicket>().Do(new ActOn(desk.Sam, ticket), new TicketEdit(Tags: ["screen"]));
        (await desk.Page(ticket)).Tags.ShouldBe(["screen"]);
    }

    [Fact]
    public async Task Link_WhenOneIsAPartOfTheOther_BothSaySo()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var part = await desk.Raise("One dock is dead");
        var whole = await desk.Raise("All docks are dead");
        (await desk.Place.Get<LinkTickets>().Do(new ActOn(desk.Sam, part), whole, LinkKind.ChildOf)).IsRefused.ShouldBeFalse();
        (await desk.Page(part)).Links.ShouldHaveSingleItem().ShouldSatisfyAllConditions(link => link.Number.ShouldBe(whole), link => link.Link.ShouldBe(LinkKind.ChildOf));
        (await desk.Page(whole)).Links.ShouldHaveSingleItem().ShouldSatisfyAllConditions(link => link.Number.ShouldBe(part), link => link.Link.ShouldBe(LinkKind.ParentOf));
        (await desk.Place.Get<LinkTickets>().Do(new ActOn(desk.Sam, part), 999_999, LinkKind.Related)).Refusal?.Code.ShouldBe("ticket.unknown");
    }

    [Fact]
    public async Task Bulk_WhenOneTicketRefuses_TheOthersAreDoneAndItsReasonIsTold()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var one = await desk.Raise("One");
        var two = await desk.Raise("Two");
        var outcome = await desk.Place.Get<BulkAct>().Do(desk.Sam, [$"{one}-2", $"{two}-2", "424242-2"], "status:IN_PROGRESS", "Taken up together");
        outcome.Value.Done.ShouldBe(2);
        outcome.Value.Refused.ShouldHaveSingleItem().Code.ShouldBe("ticket.unknown");
        (await desk.Page(one)).State.Status.ShouldBe(new StatusCode("IN_PROGRESS"));
    }

    [Fact]
    public async Task Transfer_WhenToAColleagueOfTheTeam_ChangesTheOwnerOnly()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("One");
        var before = await desk.Page(ticket);
        var done = await desk.Place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), before.State.Team, "Yours, you know it", desk.Kim.Person);
        done.IsRefused.ShouldBeFalse(done.Refusal?.Message);
        var after = await desk.Page(ticket);
        (after.State.Owner, after.State.Displayed!.Due).ShouldBe((desk.Kim.Person, before.State.Displayed!.Due));
        (await desk.Place.Get<TransferTicket>().To(new ActOn(desk.Sam, ticket), before.State.Team, "Again", desk.Ann.Person)).Refusal?.Code.ShouldBe("person.unknown");
    }

    [Fact]
    public async Task Explain_WhenATicketIsNew_NamesTargetCalendarAndWhatWasCounted()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var explained = await desk.Place.Get<ExplainDue>().Of(desk.Sam, await desk.Raise("One"), null);
        explained.Value.Why.Rule.ShouldBe("response-target");
        explained.Value.Why.Calendar.ShouldBe("Office hours");
        explained.Value.Trace.ShouldNotBeNull().Result.ShouldBe(explained.Value.Why.Due);
    }

    [Fact]
    public async Task Search_WhenTheWordIsInsideAMessage_MarksItAndNarrows()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var ticket = await desk.Raise("Screen", "The Ströbele monitor flickers");
        var finder = desk.Place.Get<TicketFinder>();
        var found = await finder.Find(desk.Sam, new TicketFilter("strobele"), 10, 0);
        var hit = found.Value.Hits.ShouldHaveSingleItem();
        (hit.Number, hit.Snippet).ShouldBe((ticket, "The \u0001Ströbele\u0002 monitor flickers"));
        (await finder.Find(desk.Sam, new TicketFilter("strobele", State: "closed"), 10, 0)).Value.Total.ShouldBe(0);
        (await finder.Find(desk.Sam, new TicketFilter($"#{ticket}"), 10, 0)).Value.Hits.ShouldHaveSingleItem().Number.ShouldBe(ticket);
        var hidden = desk.Sam with { HiddenTeams = new HashSet<TeamId> { desk.Place.Desk } };
        (await finder.Find(hidden, new TicketFilter("strobele"), 10, 0)).Value.Total.ShouldBe(0);
        (await finder.Find(hidden, new TicketFilter($"#{ticket}"), 10, 0)).Value.Total.ShouldBe(0);
    }
}
