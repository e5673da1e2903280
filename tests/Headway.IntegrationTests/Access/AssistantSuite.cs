using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.IntegrationTests.Portal;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Access;

public sealed class AssistantOnSqlite : AssistantSuite
{
    protected override Engine Engine => Engine.Sqlite;
}

public sealed class AssistantOnPostgres : AssistantSuite
{
    protected override Engine Engine => Engine.Postgres;
}

/// <summary>Somebody acts for somebody: they see what the other asked for, and asking where it is is the customer's own asking.</summary>
public abstract class AssistantSuite
{
    protected abstract Engine Engine { get; }

    [Fact]
    public async Task Assistant_When_TheyAskWhereItIs_Then_ItIsAChaseOfTheirs_AndEndsWithTheRight()
    {
        await using var desk = await SmallDesk.On(Engine);
        var admin = desk.Sam with { Role = Role.Administrator };
        var (number, other) = (await desk.Raise(desk.Ann), await desk.Raise(desk.Sam with { Person = desk.Tom.Person, Role = Role.Customer }, "Toms own"));
        var carla = await desk.Person(desk.Sam.Tenant, "Carla Voss", Role.Customer, "en");
        (await Tickets(desk, carla)).ShouldBeEmpty();

        (await Name(desk, admin, "carla@calder.example")).ShouldBeNull();

        (await Tickets(desk, carla)).ShouldBe([number]);
        (await desk.Get<OwnTickets>().Of(await Now(desk, carla))).ShouldHaveSingleItem().Whose.ShouldBe("Ann Weber");
        (await desk.Get<WriteMessage>().Do(new ActOn(await Now(desk, carla), number), new CustomerInput(Intent.Chase, "Where is it, please?", Channel.Portal))).Refusal.ShouldBeNull();
        (await desk.Get<WriteMessage>().Do(new ActOn(await Now(desk, carla), other), new CustomerInput(Intent.Chase, "And this?", Channel.Portal))).IsRefused.ShouldBeTrue("only whom she assists");
        var page = (await desk.Get<TicketPageQuery>().Read(desk.Sam, number)).Value;
        page.State.OpenChase.ShouldNotBeNull().By.ShouldBe(carla.Person);
        (page.Requester.Assistant?.Name, page.Requester.Assistant?.Email).ShouldBe(("Carla Voss", "carla@calder.example"));

        (await Name(desk, admin, null)).ShouldBeNull();
        (await Tickets(desk, carla)).ShouldBeEmpty("the right ends with the word");
        (await AuditTrail.Read(desk.Place.Database, admin, 10)).Value.Count(line => line.Kind == "person.changed" && line.Body.Contains("assistant", StringComparison.Ordinal)).ShouldBe(2);
        (await new Verification(desk.Place.Database).Run()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Assistant_When_NamedByWhoMayNot_OrUnknown_Then_ItIsRefused_AndErasedPeopleStandBesideNobody()
    {
        await using var desk = await SmallDesk.On(Engine);
        var admin = desk.Sam with { Role = Role.Administrator };
        var carla = await desk.Person(desk.Sam.Tenant, "Carla Voss", Role.Customer, "en");
        var newcomer = new NewPerson("Rosa Diaz", EmailAddress.Parse("rosa@calder.example").Value, Role.Customer) { Beside = new Beside(Assistant: "carla@calder.example") };

        (await new AddCustomer(desk.Place.Database, TimeProvider.System).Do(desk.Sam, newcomer)).Refusal.ShouldBe(AccessRefusals.NotAllowed, "who sees whose tickets is an administrator's to say");
        (await Name(desk, admin, "nobody@calder.example")).ShouldBe(PeopleRefusals.AssistantUnknown);
        (await Name(desk, admin, "ann@calder.example")).ShouldBe(PeopleRefusals.AssistantUnknown, "nobody is their own");
        (await new AddCustomer(desk.Place.Database, TimeProvider.System).Do(admin, newcomer)).Refusal.ShouldBeNull();
        (await Now(desk, carla)).Assists.Count.ShouldBe(1);
        (await new ExportPerson(desk.Place.Database).Do(admin, (await People(desk).Read(admin, null, "rosa@calder.example", null, 1)).Value[0].Id)).Value.Beside.Assistant.ShouldBe("carla@calder.example");

        (await new ErasePerson(desk.Place.Database, desk.Get<Blobs>(), Sessions(desk), desk.Get<DeskClock>()).Do(admin, carla.Person)).Refusal.ShouldBeNull();
        (await People(desk).Read(admin, null, "rosa@calder.example", null, 1)).Value.ShouldHaveSingleItem().Beside.ShouldBe(Beside.Nobody);
    }

    private static Task<Refusal?> Name(SmallDesk desk, Caller admin, string? assistant) =>
        new ChangePerson(desk.Place.Database, Sessions(desk)).Do(admin, desk.Ann.Person, new PersonDetails("Ann Weber", Zone: "Europe/Berlin", Language: "de") { Beside = new Beside(Assistant: assistant) }, "ann@calder.example");

    private static Sessions Sessions(SmallDesk desk) => new(desk.Place.Database, desk.Get<TimeProvider>(), new KnownCallers(desk.Get<TimeProvider>()));

    private static PeoplePage People(SmallDesk desk) => new(desk.Place.Database, new FindPeople(desk.Place.Database));

    private static async Task<Caller> Now(SmallDesk desk, Caller who) => (await Callers.Find(desk.Place.Database, who.Tenant, who.Person)).ShouldNotBeNull();

    private static async Task<IReadOnlyList<long>> Tickets(SmallDesk desk, Caller who) => [.. (await desk.Get<OwnTickets>().Of(await Now(desk, who))).Select(ticket => ticket.Number)];
}
