using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.IntegrationTests.Access;
using NodaTime;
using Shouldly;

namespace Headway.IntegrationTests.Rules;

/// <summary>A desk with an agent, a customer and an administrator who changes its rules. It begins on Monday 2 March 2026, 09:00 UTC.</summary>
internal sealed class RulesDesk : IAsyncDisposable
{
    private RulesDesk(AccessPlace place, Caller sam, Caller ann) => (Place, Sam, Ann) = (place, sam, ann);

    public AccessPlace Place { get; }

    public Caller Sam { get; }

    public Caller Ann { get; }

    public Caller Ada => Place.Ada;

    public Instant Now => Place.Get<DeskClock>().Now(Place.Tenant);

    public static async Task<RulesDesk> Open(Engine engine)
    {
        var place = await AccessPlace.Open(engine);
        var sam = await place.Person(place.Tenant, "sam@home.example", Role.Agent);
        await place.Database.Write(async session => await session.Do(
            "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, false)", place.Tenant.Value, place.Desk.Value, sam.Person.Value));
        return new RulesDesk(place, (await Callers.Find(place.Database, place.Tenant, sam.Person))!, await place.Person(place.Tenant, "ann@home.example", Role.Customer));
    }

    public T Get<T>()
        where T : notnull => Place.Get<T>();

    /// <summary>A ticket that waits for a supplier from now on.</summary>
    public async Task<long> Waiting(string subject = "The dock does not charge")
    {
        var raised = await Get<RaiseTicket>().Do(Sam, new NewTicket(subject, "It is dark.", Requester: Ann.Person));
        raised.IsRefused.ShouldBeFalse(raised.Refusal?.Message);
        await Progress(raised.Value.Number, "AWAIT_SUPPLIER");
        return raised.Value.Number;
    }

    public async Task Progress(long number, string status)
    {
        var done = await Get<ProgressTicket>().Do(new ActOn(Sam, number), new TouchInput(status, "We asked the supplier."));
        done.IsRefused.ShouldBeFalse(done.Refusal?.Message);
    }

    public async Task<Instant> Due(long number) => (await Get<TicketPageQuery>().Read(Sam, number)).Value.State.Displayed!.Due;

    public async Task<IReadOnlyList<AuditLine>> Trail() => (await AuditTrail.Read(Place.Database, Ada, 100)).Value;

    public ValueTask DisposeAsync() => Place.DisposeAsync();
}
