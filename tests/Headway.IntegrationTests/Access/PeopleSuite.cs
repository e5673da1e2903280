using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class PeopleOnSqlite : PeopleSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class PeopleOnPostgres : PeopleSuite
{
    protected override Engine Engine => Engine.Postgres;
}

public abstract class PeopleSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Administrator_WhenTheLastOne_StaysOne()
    {
        await using var place = await AccessPlace.Open(Engine);
        var second = await place.Person(place.Tenant, "bob@home.example", Role.Administrator);

        (await place.Get<ChangeStanding>().Disable(second, place.Ada.Person)).ShouldBeNull();
        (await place.Get<ChangeStanding>().Enable(second, place.Ada.Person)).ShouldBeNull();
        (await place.Get<ChangeStanding>().Role(second, place.Ada.Person, Role.Agent)).ShouldBeNull();
        (await place.Get<ChangeStanding>().Role(place.Ada, second.Person, Role.Agent)).ShouldBe(PeopleRefusals.LastAdministrator);
    }

    [Fact]
    public async Task Person_WhenOfAnotherTenant_DoesNotExist()
    {
        await using var place = await AccessPlace.Open(Engine);
        var other = await place.NewTenant("Other");
        var stranger = await place.Person(other, "sam@home.example", Role.Agent);

        (await place.Get<ChangeStanding>().Disable(place.Ada, stranger.Person)).ShouldBe(PeopleRefusals.Unknown);
        (await place.Get<ChangeStanding>().Role(place.Ada, stranger.Person, Role.Lead)).ShouldBe(PeopleRefusals.Unknown);
        (await place.Get<CopyLink>().Do(place.Ada, stranger.Person)).Refusal.ShouldBe(PeopleRefusals.Unknown);
        (await Callers.Find(place.Database, place.Tenant, stranger.Person)).ShouldBeNull();
    }

    [Fact]
    public async Task Invitation_WhenRefusedHalfway_LeavesNothing()
    {
        await using var place = await AccessPlace.Open(Engine);
        var before = await place.Number("SELECT count(*) FROM people");

        (await place.Get<InviteStaff>().Do(place.Ada, LinkSuite.New("Sam", "sam@home.example", Role.Agent), [place.Desk, new TeamId(999)])).Refusal.ShouldBe(PeopleRefusals.TeamUnknown);
        (await place.Get<InviteStaff>().Do(place.Ada, LinkSuite.New("Ada", "ADA@home.example", Role.Agent), [])).Refusal.ShouldBe(PeopleRefusals.EmailTaken);

        (await place.Number("SELECT count(*) FROM people")).ShouldBe(before);
        (await place.Number("SELECT count(*) FROM memberships")).ShouldBe(0);
    }

    [Fact]
    public async Task Import_WhenSomeLinesAreBad_TakesTheGoodAndNamesTheBad()
    {
        await using var place = await AccessPlace.Open(Engine);
        ImportedPerson Line(int line, string email, string? name, string? role = null, string? team = null, string? organisation = null, string? zone = null) =>
            new(line, email, name, role, team, organisation, null, null, null, zone, null, false);

        var done = (await place.Get<ImportPeople>().Do(place.Ada,
        [
            Line(2, "ann@home.example", "Ann", organisation: "Calder"), Line(3, "ben@home.example", "Ben", organisation: "Calder"),
            Line(4, "not an address", "X"), Line(5, "ADA@home.example", "Ada"), Line(6, "sam@home.example", "Sam", "Agent", "Service Desk"),
            Line(7, "kim@home.example", "Kim", "boss"), Line(8, "oto@home.example", "Oto", "agent", "Nowhere"), Line(9, "z@home.example", "Z", zone: "Mars/Base"),
        ])).Value;

        (done.Added, done.Known).ShouldBe((3, 1));
        done.Refused.Select(one => (one.Line, one.Why.Code)).ShouldBe([(4, "people.email-invalid"), (7, "people.role-unknown"), (8, "people.team-unknown"), (9, "people.zone-unknown")]);
        (await place.Number("SELECT count(*) FROM organisations WHERE tenant = $1", place.Tenant.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Import_WhenItNamesWhoStandsBeside_KnowsThemWhereverTheyAreInTheFile()
    {
        await using var place = await AccessPlace.Open(Engine);
        var lines = PeopleFile.Read("""
            email;name;Führungskraft;assistant
            ann@home.example;Ann;bo@home.example;CARLA@home.example
            bo@home.example;Bo;;
            carla@home.example;Carla;bo@home.example;
            dan@home.example;Dan;dan@home.example;
            eve@home.example;Eve;;nobody@home.example
            """).Value;

        (await place.Get<ImportPeople>().Preview(place.Ada, lines)).Value.Select(line => line.Fate).ShouldBe([ImportFate.Made, ImportFate.Made, ImportFate.Made, ImportFate.Refused, ImportFate.Refused]);
        var done = (await place.Get<ImportPeople>().Do(place.Ada, lines)).Value;

        done.Refused.Select(one => (one.Line, one.Why.Code)).ShouldBe([(5, "people.manager-unknown"), (6, "people.assistant-unknown")]);
        async Task<PersonFace> Face(string email) => (await place.Get<PeoplePage>().Read(place.Ada, null, email, null, 1)).Value.ShouldHaveSingleItem();
        var ann = await Face("ann@home.example");
        ann.Beside.ShouldBe(new Beside("bo@home.example", "carla@home.example"));
        (await place.Get<Headway.Application.People.PersonCard>().Read(place.Ada, (await Face("carla@home.example")).Id)).Value.Assists.ShouldBe(["Ann"]);

        var again = PeopleFile.Read("email,assistant\nann@home.example,bo@home.example\ncarla@home.example,").Value;
        (await place.Get<ImportPeople>().Preview(place.Ada, again)).Value.Select(line => (line.Fate, string.Join(' ', line.Touched ?? []))).ShouldBe([(ImportFate.Changed, "assistant"), (ImportFate.Same, "")]);
        (await place.Get<ImportPeople>().Do(place.Ada, again)).Value.Changed.ShouldBe(1);
        (await Face("ann@home.example")).Beside.ShouldBe(new Beside("bo@home.example", "bo@home.example"), "what a file leaves open stays");
    }

    [Fact]
    public async Task AuditTrail_WhenPeopleAreChanged_HoldsFromEndToEndAndNamesNobody()
    {
        await using var place = await AccessPlace.Open(Engine);
        var invited = (await place.Get<InviteStaff>().Do(place.Ada, LinkSuite.New("Canaryname", "canary@home.example", Role.Agent), [place.Desk])).Value;
        await place.Get<ChangeStanding>().Role(place.Ada, invited.Person, Role.Lead);
        await place.Get<ChangeStanding>().Disable(place.Ada, invited.Person);

        (await AuditTrail.FirstBreak(place.Database, place.Tenant)).ShouldBeNull();
        var lines = (await AuditTrail.Read(place.Database, place.Ada, 50)).Value;
        lines.Select(line => line.Kind).ShouldBe(["person.disabled", "person.role", "person.invited"]);
        lines.ShouldAllBe(line => line.Actor == place.Ada.Actor.ToString() && !line.Body.Contains("anary"));

        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);
        (await AuditTrail.Read(place.Database, sam, 50)).Refusal.ShouldBe(AccessRefusals.NotAllowed);
    }

    [Fact]
    public async Task AuditTrail_WhenALineIsForged_SaysWhere()
    {
        await using var place = await AccessPlace.Open(Engine);
        for (var i = 0; i < 3; i++)
        {
            await place.Database.Write(async session => await AuditTrail.Record(session, place.Tenant, place.Ada.Actor, new AuditEntry("setting.changed", $"setting:{i}")));
        }

        await place.Database.Write(async session =>
        {
            await session.Do(Engine == Engine.Sqlite ? "DROP TRIGGER audit_no_update" : "ALTER TABLE audit DISABLE TRIGGER ALL");
            await session.Do("UPDATE audit SET target = 'setting:9' WHERE tenant = $1 AND seq = 2", place.Tenant.Value);
        });

        (await AuditTrail.FirstBreak(place.Database, place.Tenant)).ShouldBe(2);
    }

    [Fact]
    public async Task Visit_WhenARoleWasGiven_WorksThereUntilHomeLetsGo()
    {
        await using var place = await AccessPlace.Open(Engine);
        var provider = await place.NewTenant("Provider");
        var chief = await place.Person(provider, "chief@provider.example", Role.Administrator);
        var pat = await place.Person(provider, "pat@provider.example", Role.ProviderStaff);
        var visits = place.Get<TenantVisit>();

        (await visits.Enter(pat, place.Tenant, null)).Refusal.ShouldBe(PeopleRefusals.TenantUnknown);
        (await visits.Grant(place.Ada, "pat@provider.example", Role.Agent)).Value.ShouldBe(pat.Person);
        (await visits.Doors(pat)).Single().ShouldBe(new OpenDoor(place.Tenant, "Home", Role.Agent));
        var cookie = (await visits.Enter(pat, place.Tenant, null)).Value;

        var guest = (await place.Get<Sessions>().Find(cookie))!;
        (guest.Tenant, guest.Role, guest.HomeTenant, guest.Person).ShouldBe((place.Tenant, Role.Agent, provider, pat.Person));
        (await place.Get<ChangeStanding>().Disable(chief, pat.Person)).ShouldBeNull();
        (await place.Get<Sessions>().Find(cookie)).ShouldBeNull();
    }

    [Fact]
    public async Task OwnSettings_WhenChanged_AreReadBackAndHoldForTheNextRequest()
    {
        await using var place = await AccessPlace.Open(Engine);
        var wanted = new OwnDetails("Ada B.", "Europe/Berlin", "de", "Ada", new Preferences(SingleKeys: false, Theme: "dark"));

        (await place.Get<OwnSettings>().Change(place.Ada, wanted with { Zone = "Mars" })).ShouldBe(PeopleRefusals.ZoneUnknown);
        (await place.Get<OwnSettings>().Change(place.Ada, wanted)).ShouldBeNull();

        (await place.Get<OwnSettings>().Read(place.Ada)).ShouldBe(wanted);
        (await Callers.Find(place.Database, place.Tenant, place.Ada.Person))!.Zone.Id.ShouldBe("Europe/Berlin");
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("Ünicode@bücher.example", true)]
    [InlineData("a@b\r\nBcc: x@y.example", false)]
    [InlineData("\"a b\"@x.example", false)]
    [InlineData("a@b@c.example", false)]
    [InlineData("<a@b.example>", false)]
    [InlineData("a,b@c.example", false)]
    [InlineData("@b.example", false)]
    [InlineData("a@", false)]
    [InlineData("a@.b", false)]
    [InlineData("a\u200b@b.example", false)]
    [InlineData("a\0@b.example", false)]
    public void Address_WhenRead_IsStrict(string text, bool good) => EmailAddress.Parse(text).IsRefused.ShouldBe(!good);
}
