using Headway.Application.Access;
using Headway.Application.Flow;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Access;
using Shouldly;

namespace Headway.IntegrationTests.Tickets;

/// <summary>A desk with two agents of one team and a customer.</summary>
internal sealed class PanelDesk : IAsyncDisposable
{
    private PanelDesk(AccessPlace place, Caller sam, Caller kim, Caller ann) => (Place, Sam, Kim, Ann) = (place, sam, kim, ann);

    public AccessPlace Place { get; }

    public Caller Sam { get; }

    public Caller Kim { get; }

    public Caller Ann { get; }

    public static async Task<PanelDesk> Open(Engine engine)
    {
        var place = await AccessPlace.Open(engine);
        return new PanelDesk(place, await Agent(place, "sam@home.example"), await Agent(place, "kim@home.example"), await place.Person(place.Tenant, "ann@home.example", Role.Customer));
    }

    public CallTaken Call(string subject, string? text = null, string? solution = null) => new(Ann.Person, null, null, subject, text, null, solution);

    public async Task<long> Raise(string subject, string text = "It is broken")
    {
        var raised = await Place.Get<RaiseTicket>().Do(Sam, new NewTicket(subject, text, Requester: Ann.Person));
        raised.IsRefused.ShouldBeFalse(raised.Refusal?.Message);
        return raised.Value.Number;
    }

    public async Task<TicketPage> Page(long number) => (await Place.Get<TicketPageQuery>().Read(Sam, number)).Value;

    public async Task<IReadOnlyList<long>> Numbers(Caller caller) =>
        [.. (await Place.Get<WorkListQuery>().Read(caller, new WorkScope())).Rows.Select(row => row.Number)];

    public ValueTask DisposeAsync() => Place.DisposeAsync();

    private static async Task<Caller> Agent(AccessPlace place, string email)
    {
        var caller = await place.Person(place.Tenant, email, Role.Agent);
        await place.Database.Write(async session => await session.Do(
            "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, false)", place.Tenant.Value, place.Desk.Value, caller.Person.Value));
        return (await Callers.Find(place.Database, place.Tenant, caller.Person))!;
    }
}
