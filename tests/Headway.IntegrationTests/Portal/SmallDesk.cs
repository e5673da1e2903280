using Headway.Application;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Application.Webhooks;
using Headway.Domain;
using Headway.IntegrationTests.Storage;
using Headway.Web.Language;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Headway.IntegrationTests.Portal;

/// <summary>A tenant as it begins, with an agent and two customers, and every use case on it.</summary>
internal sealed class SmallDesk : IAsyncDisposable
{
    private SmallDesk(TestDatabase place, ServiceProvider services) => (Place, Services) = (place, services);

    public TestDatabase Place { get; }

    public ServiceProvider Services { get; }

    public Caller Sam { get; private set; } = null!;

    public Caller Ann { get; private set; } = null!;

    public Caller Tom { get; private set; } = null!;

    public static async Task<SmallDesk> On(Engine engine, GatewayProgram? gateway = null)
    {
        var place = await TestDatabase.Current(engine);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(OutboundPlaces.Read("127.0.0.1"))
            .AddDesk(place.Database)
            .AddHeartbeat()
            .AddSingleton(new ReaderWords(
                (language, key, with) => Words.Of(language).Maybe(key, with), (language, zone, at, now) => new TimeWords(Words.Of(language), zone).PointInWords(at, now)))
            .AddSingleton(new MailPlace(new Uri("https://desk.example"), link => link))
            .AddSingleton(gateway ?? new GatewayProgram(null))
            .BuildServiceProvider();
        var desk = new SmallDesk(place, services);
        var tenant = await place.Database.Write(async session =>
        {
            var plan = NewTenant.Plan("Calder & Roe IT", "Europe/Berlin", "en");
            return await NewTenant.Create(session, place.Database.Counters, plan, 0);
        });
        desk.Sam = await desk.Person(tenant, "Sam Marsh", Role.Agent, "en");
        desk.Ann = await desk.Person(tenant, "Ann Weber", Role.Customer, "de");
        desk.Tom = await desk.Person(tenant, "Tom Hale", Role.Customer, "en");
        return desk;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<long> Raise(Caller by, string subject = "Printer is silent", string text = "Since this morning.") =>
        (await Get<RaiseTicket>().Do(by, new NewTicket(subject, text))).Value.Number;

    public Task<Outcome<Changed>> Reply(long number, string text, string status = "AWAIT_CUSTOMER") =>
        Get<ProgressTicket>().Do(new ActOn(Sam, number), new TouchInput(status, text, null));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Place.DisposeAsync();
    }

    public async Task<Caller> Person(TenantId tenant, string name, Role role, string language)
    {
        var id = await Place.Database.Counters.NextId();
        var email = $"{name.Split(' ')[0].ToLowerInvariant()}@calder.example";
        await Place.Database.Write(async session => await session.Run(
            """
            INSERT INTO people (tenant, id, kind, name, email, email_key, zone, language, vip, sees_organisation, role, active, created, security_stamp)
            VALUES ($1, $2, $3, $4, $5, $5, 'Europe/Berlin', $6, false, false, $7, true, 0, 'stamp')
            """,
            tenant.Value, id, role == Role.Customer ? "customer" : "staff", name, email, language, role.Code()));
        return new Caller(tenant, new PersonId(id), role, new HashSet<TeamId>(), new HashSet<TeamId>(), null, false, DateTimeZoneProviders.Tzdb["Europe/Berlin"], language, name) { Email = email };
    }
}
