using Headway.Application;
using Headway.Application.Access;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.IntegrationTests.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Headway.IntegrationTests.Access;

/// <summary>A desk with an administrator, reached without HTTP: what the doors call.</summary>
internal sealed class AccessPlace : IAsyncDisposable
{
    public const string Password = "seven unrelated lampshades";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly IServiceScope _scope;

    private AccessPlace(TestDatabase database, ServiceProvider services, MadeTime time)
    {
        (_database, _services, Time, _scope) = (database, services, time, services.CreateScope());
    }

    public MadeTime Time { get; }

    public TenantId Tenant { get; private set; }

    public Caller Ada { get; private set; } = null!;

    public TeamId Desk { get; private set; }

    public Database Database => _database.Database;

    public static async Task<AccessPlace> Open(Engine engine)
    {
        var database = await TestDatabase.Current(engine);
        var time = new MadeTime();
        var place = new AccessPlace(database, Services(database.Database, time), time);
        place.Tenant = await place.NewTenant("Home");
        place.Desk = new TeamId((await place.Number("SELECT id FROM teams WHERE tenant = $1", place.Tenant.Value))!.Value);
        place.Ada = await place.Person(place.Tenant, "ada@home.example", Role.Administrator);
        return place;
    }

    public static ServiceProvider Services(Database database, MadeTime time) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(time)
        .AddDesk(database)
        .AddAccess(new AccessOptions { BaseUrl = new Uri("https://desk.example/"), SendsMail = true })
        .Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000)
        .BuildServiceProvider();

    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public Arrival From(string source = "198.51.100.7", TenantId? tenant = null) => new(tenant ?? Tenant, source, "Firefox on Linux");

    public Task<TenantId> NewTenant(string name) => Database.Write(
        session => Headway.Application.Desk.NewTenant.Create(session, Database.Counters, Headway.Application.Desk.NewTenant.Plan(name, "UTC", "en"), Time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Somebody who is known, as if entered long ago.</summary>
    public async Task<Caller> Person(TenantId tenant, string email, Role role)
    {
        var address = EmailAddress.Parse(email).Value;
        var id = await Database.Counters.NextId();
        await Database.Write(async session => await session.Do(
            """
            INSERT INTO people (tenant, id, kind, name, email, email_key, vip, sees_organisation, role, active, created, security_stamp)
            VALUES ($1, $2, $3, $4, $5, $6, false, false, $7, true, 0, $8)
            """,
            tenant.Value, id, role.IsStaff() ? "staff" : "customer", email.Split('@')[0], address.Text, address.Key, role.Code(), Secret.New()));
        return (await Callers.Find(Database, tenant, new PersonId(id)))!;
    }

    public async Task<Caller> WithPassword(string email, Role role = Role.Agent, string password = Password)
    {
        var caller = await Person(Tenant, email, role);
        var account = await Get<AccountStore>().Find(Tenant, caller.Person);
        (await Get<Passwords>().Set(account!, password)).ShouldBeNull();
        return caller;
    }

    /// <summary>The last link that was queued as mail.</summary>
    public async Task<string?> LastLink()
    {
        var body = await Database.Read(session => session.Text("SELECT body FROM outbox WHERE tenant = $1 ORDER BY id DESC LIMIT 1", Tenant.Value).AsTask());
        return body is null ? null : AccessMail.Open(Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(), body).Link;
    }

    public Task<long?> Number(string sql, params object?[] args) => Database.Read(session => session.Number(sql, args).AsTask());

    public async ValueTask DisposeAsync()
    {
        _scope.Dispose();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
