using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.IntegrationTests.Access;
using NodaTime;
using Shouldly;

namespace Headway.IntegrationTests.Flow;

/// <summary>A desk with two agents and a lead, a second team with an agent and a lead, a manager and a customer. It begins on Monday 2 March 2026, 09:00 UTC.</summary>
internal sealed class FlowDesk : IAsyncDisposable
{
    private readonly Dictionary<string, Caller> _people = [];

    private FlowDesk(AccessPlace place) => Place = place;

    public AccessPlace Place { get; }

    public TeamId Desk => Place.Desk;

    public TeamId Network { get; private set; }

    public Caller Sam => _people["sam"];

    public Caller Kim => _people["kim"];

    public Caller Lee => _people["lee"];

    public Caller Nia => _people["nia"];

    public Caller Nils => _people["nils"];

    public Caller Mara => _people["mara"];

    public Caller Ann => _people["ann"];

    public Instant Now => Place.Get<DeskClock>().Now(Place.Tenant);

    public static async Task<FlowDesk> Open(Engine engine)
    {
        var desk = new FlowDesk(await AccessPlace.Open(engine));
        var place = desk.Place;
        await place.Database.Write(async session =>
        {
            var calendar = (await session.Number("SELECT calendar FROM teams WHERE tenant = $1", place.Tenant.Value))!.Value;
            desk.Network = new TeamId((await NewTenant.AddTeam(session, place.Database.Counters, place.Tenant, "Network", isDesk: false, calendar)).Value);
            await place.Get<DeskRulesCache>().Changed(session, place.Tenant, 1);
        });
        await desk.Join("sam", Role.Agent, desk.Desk);
        await desk.Join("kim", Role.Agent, desk.Desk);
        await desk.Join("lee", Role.Lead, desk.Desk, lead: true);
        await desk.Join("nia", Role.Agent, desk.Network);
        await desk.Join("nils", Role.Lead, desk.Network, lead: true);
        await desk.Join("mara", Role.Manager, null);
        await desk.Join("ann", Role.Customer, null);
        return desk;
    }

    public T Get<T>()
        where T : notnull => Place.Get<T>();

    public async Task<long> Raise(string subject, Caller? by = null)
    {
        var raised = await Get<RaiseTicket>().Do(by ?? Sam, new NewTicket(subject, "It is broken.", Requester: Ann.Person));
        raised.IsRefused.ShouldBeFalse(raised.Refusal?.Message);
        return raised.Value.Number;
    }

    /// <summary>A public reply by somebody, who then has it in that situation.</summary>
    public async Task Reply(Caller by, long number, string status = "IN_PROGRESS")
    {
        var done = await Get<ProgressTicket>().Do(new ActOn(by, number), new TouchInput(status, "I look at it."));
        done.IsRefused.ShouldBeFalse(done.Refusal?.Message);
    }

    public async Task Away(Caller who, Instant from, Instant to) => await Place.Database.Write(async session => await session.Do(
        "INSERT INTO absences (tenant, id, person, starts, ends, reason) VALUES ($1, $2, $3, $4, $5, '{}')", Place.Tenant.Value, await session.NextId(), who.Person.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()));

    /// <summary>The first activity of a ticket that somebody finished, by its number.</summary>
    public async Task<int> Finished(long number) => (int)(await Count(
        "SELECT min(a.id) FROM activities a JOIN tickets t ON t.tenant = a.tenant AND t.ticket = a.ticket WHERE a.tenant = $1 AND t.number = $2 AND a.outcome = 'Progressed'", number))!.Value;

    public Task<long?> Count(string sql, params object?[] args) => Place.Number(sql, [Place.Tenant.Value, .. args]);

    public ValueTask DisposeAsync() => Place.DisposeAsync();

    private async Task Join(string name, Role role, TeamId? team, bool lead = false)
    {
        var caller = await Place.Person(Place.Tenant, $"{name}@home.example", role);
        if (team is { } of)
        {
            await Place.Database.Write(async session => await session.Do(
                "INSERT INTO memberships (tenant, team, person, lead) VALUES ($1, $2, $3, $4)", Place.Tenant.Value, of.Value, caller.Person.Value, lead));
        }

        _people[name] = (await Callers.Find(Place.Database, Place.Tenant, caller.Person))!;
    }
}
