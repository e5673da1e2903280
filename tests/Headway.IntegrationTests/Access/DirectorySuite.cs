using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.IntegrationTests.Tickets;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class DirectoryOnSqlite : DirectorySuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class DirectoryOnPostgres : DirectorySuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class DirectorySuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task List_WhenSearchedAndFiltered_AnswersFromTheDatabaseWithCounts()
    {
        await using var place = await AccessPlace.Open(Engine);
        var organisation = (await place.Get<Organisations>().Name(place.Ada, null, "Calder & Söhne")).Value;
        var ann = await Customer(place, "Ann Weber", "ann@calder.example", organisation);
        await Customer(place, "Anna Öz", "oez@home.example", null);
        await place.Person(place.Tenant, "annette@home.example", Role.Agent);

        async Task<IReadOnlyList<string>> Find(string query, PeopleKind kind = PeopleKind.Active) => [.. (await place.Get<PeopleList>().Read(place.Ada, kind, query, 1)).Value.Rows.Select(row => row.Name)];

        (await Find("ann")).ShouldBe(["Ann Weber", "Anna Öz", "annette"]);
        (await Find("ann", PeopleKind.Staff)).ShouldBe(["annette"]);
        (await Find("oz an")).ShouldBe(["Anna Öz"], "every word begins something, in any order, without accents");
        (await Find("sohne")).ShouldBe(["Ann Weber"], "by the organisation too");

        (await place.Get<Organisations>().Name(place.Ada, organisation, "Larkfield")).IsRefused.ShouldBeFalse();
        (await Find("sohne")).ShouldBeEmpty();
        (await Find("larkf")).ShouldBe(["Ann Weber"], "a new name is found at once");

        await place.Get<ChangeStanding>().Disable(place.Ada, ann);
        (await Find("ann", PeopleKind.Customers)).ShouldBe(["Anna Öz"]);
        (await Find("", PeopleKind.Inactive)).ShouldBe(["Ann Weber"]);
        (await place.Get<PeopleList>().Read(place.Ada, PeopleKind.Active, null, 1)).Value.Counts[PeopleKind.Inactive].ShouldBe(1);
    }

    [Fact]
    public async Task Person_WhenChanged_IsKnownSoAndTheTrailKeepsNoneOfIt()
    {
        await using var place = await AccessPlace.Open(Engine);
        var ann = await Customer(place, "Ann Weber", "ann@home.example", null);
        await Customer(place, "Ben", "ben@home.example", null);
        var change = place.Get<ChangePerson>();

        (await change.Do(place.Ada, ann, new PersonDetails("Ann Canary", "+49 30 123456", Place: "Dock 4"), "ann.canary@home.example")).ShouldBeNull();
        (await change.Do(place.Ada, ann, new PersonDetails("Ann Canary"), "BEN@home.example")).ShouldBe(PeopleRefusals.EmailTaken);
        (await change.Do(place.Ada, ann, new PersonDetails(" "), "ann@home.example")).ShouldBe(PeopleRefusals.NameMissing);
        (await change.Do(place.Ada, ann, new PersonDetails("Ann", Organisation: 999), "ann@home.example")).ShouldBe(PeopleRefusals.OrganisationUnknown);
        (await change.Do(place.Ada, ann, new PersonDetails("Ann") { Beside = new Beside(Manager: "nobody@home.example") }, "ann@home.example")).ShouldBe(PeopleRefusals.ManagerUnknown);
        (await change.Do(place.Ada, ann, new PersonDetails("Ann") { Beside = new Beside(Manager: "ann.canary@home.example") }, "ann@home.example")).ShouldBe(PeopleRefusals.ManagerUnknown, "nobody is their own manager");

        (await place.Get<Headway.Application.People.PersonCard>().Read(place.Ada, ann)).Value.Details.Place.ShouldBe("Dock 4");
        (await place.Get<FindPeople>().Find(place.Ada, "30 1234", 5)).Value.ShouldHaveSingleItem().Name.ShouldBe("Ann Canary");
        var trail = (await AuditTrail.Read(place.Database, place.Ada, 50)).Value;
        trail.ShouldContain(line => line.Kind == "person.changed" && line.Body.Contains("phone", StringComparison.Ordinal));
        trail.ShouldAllBe(line => !line.Body.Contains("anary", StringComparison.OrdinalIgnoreCase) && !line.Body.Contains("123456", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_WhenDeactivated_ComesInByNoWayAndTheirTicketsGoBackToTheTeam()
    {
        await using var desk = await PanelDesk.Open(Engine);
        var place = desk.Place;
        var ticket = await desk.Raise("Mine");
        (await place.Get<TransferTicket>().Take(new ActOn(desk.Sam, ticket))).IsRefused.ShouldBeFalse();
        var due = (await desk.Page(ticket)).State.Displayed!.Due;
        var token = (await place.Get<Tokens>().Create(desk.Sam, "script")).Value;
        var cookie = await place.Database.Write(session => place.Get<Sessions>().Begin(session, place.Tenant, desk.Sam.Person, true, null).AsTask());
        (await place.Get<Headway.Application.People.PersonCard>().Read(place.Ada, desk.Sam.Person)).Value.ShouldSatisfyAllConditions(
            card => card.Holds.ShouldBe(1), card => card.Shown.ShouldHaveSingleItem().Number.ShouldBe(ticket), card => card.Tokens.ShouldBe(1), card => card.Sessions.ShouldBe(1));

        (await place.Get<Deactivate>().Do(place.Ada, desk.Sam.Person)).Value.ShouldBe(new Deactivated(1, 0));

        (await place.Get<Sessions>().Find(cookie)).ShouldBeNull();
        (await place.Get<Tokens>().Find(token)).ShouldBeNull();
        var page = (await place.Get<TicketPageQuery>().Read(desk.Kim, ticket)).Value;
        page.State.Owner.ShouldBeNull();
        page.State.Displayed!.Due.ShouldBe(due, "what is due stays due");
        (await desk.Numbers(desk.Kim)).ShouldContain(ticket);

        (await place.Get<ChangeStanding>().Enable(place.Ada, desk.Sam.Person)).ShouldBeNull();
        (await place.Get<Tokens>().Find(token)).ShouldBeNull("a token that was revoked stays so");
        (await place.Get<Deactivate>().Do(place.Ada, place.Ada.Person)).Refusal.ShouldBe(PeopleRefusals.OwnRole);
    }

    [Fact]
    public async Task Import_WhenPreviewed_SaysWhatItWouldDoAndDoesExactlyThat()
    {
        await using var place = await AccessPlace.Open(Engine);
        await Customer(place, "Ann", "ann@calder.example", null);
        const string file = "\uFEFFE-Mail;Name;Firma;Telefon;Rolle;Team\r\nann@calder.example;Ann;Calder;+49 30 1;;\r\n\"ben@calder.example\";\"Ben; the second\";Calder;;;\r\nben@calder.example;Twice;;;;\r\nada@home.example;Other;;;administrator;\r\nkim@home.example;Kim;;;agent;Nowhere\r\nnobody;X;;;;\r\n";
        var lines = PeopleFile.Read(file).Value;

        var plan = (await place.Get<ImportPeople>().Preview(place.Ada, lines)).Value;

        plan.Select(line => (line.Line, line.Fate)).ShouldBe(
        [
            (2, ImportFate.Changed), (3, ImportFate.Made), (4, ImportFate.Refused), (5, ImportFate.Same), (6, ImportFate.Refused), (7, ImportFate.Refused),
        ]);
        plan[0].Touched.ShouldBe(["phone", "organisation"]);
        (plan[0].NewOrganisation, plan[1].NewOrganisation, plan[1].Person?.Name).ShouldBe((true, false, "Ben; the second"));
        plan.Select(line => line.Why?.Code).OfType<string>().ShouldBe(["people.import-twice", "people.team-unknown", "people.email-invalid"]);
        (await place.Number("SELECT count(*) FROM people WHERE tenant = $1", place.Tenant.Value)).ShouldBe(2, "a preview changes nothing");

        var done = (await place.Get<ImportPeople>().Do(place.Ada, lines)).Value;

        (done.Added, done.Changed, done.Known, done.Refused.Count).ShouldBe((1, 1, 1, 3));
        (await place.Get<PeopleList>().Read(place.Ada, PeopleKind.Customers, "calder", 1)).Value.Total.ShouldBe(2);
        (await Callers.Find(place.Database, place.Tenant, place.Ada.Person))!.Name.ShouldBe("ada", "a file changes nothing of staff");
    }

    [Theory]
    [InlineData("", "people.import-empty")]
    [InlineData("name,phone\nAnn,1", "people.import-heading")]
    [InlineData("email,name", "people.import-empty")]
    public void Import_WhenTheFileIsNoTable_SaysWhatItShouldBe(string text, string code) => PeopleFile.Read(text).Refusal?.Code.ShouldBe(code);

    [Fact]
    public async Task Access_WhenEndedByAnAdministrator_StopsAtOnce()
    {
        await using var place = await AccessPlace.Open(Engine);
        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);
        var token = (await place.Get<Tokens>().Create(sam, "script")).Value;
        var cookie = await place.Database.Write(session => place.Get<Sessions>().Begin(session, place.Tenant, sam.Person, true, "Firefox").AsTask());
        var listed = (await place.Get<AccessList>().Read(place.Ada)).Value;
        (listed.Sessions.ShouldHaveSingleItem().Name, listed.Tokens.ShouldHaveSingleItem().Token).ShouldBe(("sam", "script"));

        (await place.Get<AccessList>().EndSession(place.Ada, listed.Sessions[0].Id)).ShouldBeNull();
        (await place.Get<AccessList>().Revoke(place.Ada, listed.Tokens[0].Id)).ShouldBeNull();

        (await place.Get<Sessions>().Find(cookie)).ShouldBeNull();
        (await place.Get<Tokens>().Find(token)).ShouldBeNull();
        (await place.Get<AccessList>().Revoke(place.Ada, listed.Tokens[0].Id)).ShouldBe(SignInRefusals.TokenUnknown);
        (await place.Get<AccessList>().EndSession(place.Ada, "no such")).ShouldBe(SignInRefusals.SessionUnknown);
    }

    [Fact]
    public async Task Trail_WhenFiltered_ShowsWhoDidWhatToWhom()
    {
        await using var place = await AccessPlace.Open(Engine);
        var bob = await place.Person(place.Tenant, "bob@home.example", Role.Administrator);
        var ann = await Customer(place, "Ann Weber", "ann@home.example", null);
        (await place.Get<ChangeStanding>().Disable(bob, ann)).ShouldBeNull();

        var all = (await place.Get<TrailQuery>().Read(place.Ada, new TrailWish())).Value;
        all.Whole.ShouldBe(true);
        all.Lines.Select(line => (line.Actor, line.Kind, line.Target)).ShouldBe([("bob", "person.disabled", "Ann Weber"), ("ada", "person.added", "Ann Weber")]);
        all.Actors.Select(one => one.Name).ShouldBe(["ada", "bob"]);
        (await place.Get<TrailQuery>().Read(place.Ada, new TrailWish(By: bob.Person))).Value.Lines.ShouldHaveSingleItem().Kind.ShouldBe("person.disabled");
        (await place.Get<TrailQuery>().Read(place.Ada, new TrailWish(Subject: "team"))).Value.Lines.ShouldBeEmpty();
        (await place.Get<TrailQuery>().Read(place.Ada, new TrailWish(To: all.Lines[1].At))).Value.Lines.ShouldBeEmpty("the last instant is not in it");
    }

    private static async Task<PersonId> Customer(AccessPlace place, string name, string email, long? organisation) =>
        (await place.Get<AddCustomer>().Do(place.Ada, LinkSuite.New(name, email, Role.Customer) with { Organisation = organisation })).Value;
}
