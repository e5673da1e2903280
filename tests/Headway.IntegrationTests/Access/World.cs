using Headway.Application.Access;
using Headway.Application.Knowledge;
using Headway.Application.People;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.IntegrationTests.Storage;
using Headway.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Headway.IntegrationTests.Access;

/// <summary>A word that stands in one hidden place, and who may read it there.</summary>
internal sealed record Canary(string Word, string Where, IReadOnlySet<string> Readers);

/// <summary>
/// Two tenants with everybody of <see cref="Principals"/> in them and a secret in every place that hides one, served in memory.
/// The same every time it is made; <c>hidden: false</c> leaves out what only others may see.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>Where the numbers of this tenant begin: no other tenant has one like it, and no page says it by chance.</summary>
    public const long FirstNumber = 70_001;

    /// <summary>The principal by whose token the provider's directory pushes people and groups.</summary>
    public const string Directory = "provisioning token";

    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private World(TestDatabase database, WebApplication app, MadeTime time) => (_database, _app, Time) = (database, app, time);

    public MadeTime Time { get; }

    public TenantId Tenant { get; private set; }

    /// <summary>A ticket that Ann raised at the desk; her organisation's Olga was granted to see it.</summary>
    public long Plain { get; private set; }

    /// <summary>One that Zoe of another organisation raised, in the restricted team; 0 when left out.</summary>
    public long Restricted { get; private set; }

    public List<Canary> Canaries { get; } = [];

    public Dictionary<string, Principal> Principals { get; } = [];

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().Concat([.. ((IEndpointRouteBuilder)_app).DataSources])
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct();

    public static async Task<World> Make(Engine engine, bool hidden = true, LimitSettings? limits = null, bool served = false, Func<AccessOptions, AccessOptions>? more = null, Noise? noise = null, string? outbound = null)
    {
        var database = await TestDatabase.Migrated(engine);
        var time = new MadeTime();
        var options = new AccessOptions { BaseUrl = new Uri("http://localhost/"), SendsMail = true, Limits = limits ?? LimitSettings.None, Demo = true };
        options = more?.Invoke(options) ?? options;
        var app = await DeskHost.Build(new HostSettings(database.Address, Demo: true, Url: "http://127.0.0.1:0", Quiet: true, Access: options), builder =>
        {
            if (!served)
            {
                builder.WebHost.UseTestServer();
            }

            builder.Logging.SetMinimumLevel(noise is null ? LogLevel.Critical : LogLevel.Warning);
            if (noise is not null)
            {
                builder.Logging.AddProvider(noise);
            }

            builder.Services.AddSingleton<TimeProvider>(time);
            if (outbound is not null)
            {
                builder.Services.AddSingleton(Headway.Application.Webhooks.OutboundPlaces.Read(outbound));
            }

            foreach (var loop in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is not null).ToList())
            {
                builder.Services.Remove(loop);
            }
        });
        await app.StartAsync();
        var world = new World(database, app, time);
        await world.Fill(hidden);
        return world;
    }

    /// <summary>Over memory, or over the wire to a real server when the world is served.</summary>
    public HttpClient Client() => _app.Services.GetService<IServer>() is TestServer server
        ? server.CreateClient()
        : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(60) }) { BaseAddress = new Uri(_app.Urls.First()) };

    public T Get<T>()
        where T : notnull => _app.Services.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task Fill(bool hidden)
    {
        var home = await Settling.Tenant(this, "Home");
        var other = await Settling.Tenant(this, "Elsewhere");
        Tenant = home.Tenant;
        await Get<Database>().Write(async session => await session.Run(
            "INSERT INTO counters (tenant, name, next) VALUES ($1, 'numbers', $2) ON CONFLICT (tenant, name) DO UPDATE SET next = $2", Tenant.Value, FirstNumber));
        var secretTeam = await Settling.Restricted(this, home, "Personnel");
        var organisation = await Settling.Organisation(this, home, "Calder");
        Principals["anonymous"] = new Principal("anonymous", false, null);
        await Join("customer", home, Role.Customer, organisation);
        await Join("same organisation", home, Role.Customer, organisation);
        await Join("organisation granted", home, Role.Customer, organisation, granted: true);
        await Join("other organisation", home, Role.Customer, null);
        await Join("other tenant's customer", other, Role.Customer, null);
        await Join("agent", home, Role.Agent, null, home.Desk);
        await Join("agent of the restricted team", home, Role.Agent, null, secretTeam);
        await Join("lead", home, Role.Lead, null, home.Desk);
        await Join("manager", home, Role.Manager, null);
        await Join("administrator", home, Role.Administrator, null);
        await Join("agent of another tenant", other, Role.Agent, null, other.Desk);
        await Join("disabled agent", home, Role.Agent, null, home.Desk);
        await Tokens();
        await Get<ChangeStanding>().Disable(Principals["administrator"].Caller!, Principals["disabled agent"].Caller!.Person);

        var staff = Principals.Values.Where(one => one is { IsStaff: true, Name: not "agent of another tenant" and not "disabled agent" and not "disabled token" and not Directory }).Select(one => one.Name).ToHashSet();
        var sees = staff.Concat(["customer", "organisation granted"]).ToHashSet();
        Plain = await Raise("customer", null, Word("plain-subject", "subject of Ann's ticket", sees), Word("plain-text", "text of Ann's ticket", sees));
        await Note("agent", Plain, Word("plain-note", "internal note", staff));
        await Write(Audience.Internal, Word("article-internal", "article for support", staff));
        await Write(Audience.Public, Word("article-public", "article for customers", staff.Concat(["customer", "same organisation", "organisation granted", "other organisation"])));
        if (!hidden)
        {
            return;
        }

        var members = new HashSet<string> { "agent of the restricted team", "other organisation" };
        Restricted = await Raise("other organisation", "Personnel", Word("restricted-subject", "subject in the restricted team", members), Word("restricted-text", "text in the restricted team", members));
        await Note("agent of the restricted team", Restricted, Word("restricted-note", "note in the restricted team", ["agent of the restricted team"]));
        var elsewhere = new HashSet<string> { "other tenant's customer", "agent of another tenant" };
        await Raise("other tenant's customer", null, Word("elsewhere-subject", "another tenant's subject", elsewhere), Word("elsewhere-text", "another tenant's text", elsewhere));
    }

    private string Word(string name, string where, IEnumerable<string> readers)
    {
        // No part of it is a word of any page, and it survives every normalising.
        var word = "zq" + string.Concat(Secret.Hash(name).Where(char.IsAsciiLetterLower).Take(4)) + name.Replace("-", "", StringComparison.Ordinal) + "qz";
        Canaries.Add(new Canary(word, where, readers.ToHashSet()));
        return word;
    }

    private async Task<long> Raise(string who, string? team, string subject, string text)
    {
        var caller = Principals[who].Caller!;
        var raised = await Get<RaiseTicket>().Do(caller, new NewTicket(subject, text));
        raised.Refusal.ShouldBeNull();
        var number = await Settling.Number(this, caller.Tenant, raised.Value.Ticket);
        if (team is not null)
        {
            var moved = await Get<TransferTicket>().Do(new ActOn(Principals["agent"].Caller!, number), team, Word("transfer-note", "note of the hand-over", ["agent of the restricted team"]), null);
            moved.Refusal.ShouldBeNull();
        }

        return number;
    }

    // The newest version of the one for customers is a draft that is not for them.
    private async Task Write(Audience audience, string title)
    {
        var (keep, agent) = (Get<KeepArticles>(), Principals["agent"].Caller!);
        var written = await keep.Write(agent, null, new ArticleDraft(audience, title, "In words.", null, null));
        written.Refusal.ShouldBeNull();
        (await keep.Publish(agent, written.Value)).ShouldBeNull();
        if (audience == Audience.Public)
        {
            var staff = Principals.Values.Where(one => one is { IsStaff: true, Name: not "agent of another tenant" and not "disabled agent" and not "disabled token" and not Directory }).Select(one => one.Name);
            (await keep.Write(agent, written.Value, new ArticleDraft(Audience.Internal, title, Word("article-draft", "draft of an article", staff), null, null))).Refusal.ShouldBeNull();
        }
    }

    private async Task Note(string who, long number, string words)
    {
        var noted = await Get<ProgressTicket>().Do(new ActOn(Principals[who].Caller!, number), new TouchInput("IN_PROGRESS", Note: words));
        noted.Refusal.ShouldBeNull();
    }

    private async Task Join(string name, Settled desk, Role role, long? organisation, TeamId? team = null, bool granted = false)
    {
        var caller = await Settling.Person(this, desk, name, role, organisation, granted, team);
        Principals[name] = new Principal(name, role.IsStaff(), caller) { Cookie = await Settling.Session(this, caller) };
    }

    private async Task Tokens()
    {
        var agent = Principals["agent"].Caller!;
        Principals["token"] = new Principal("token", true, agent) { Token = (await Get<Tokens>().Create(agent, "all")).Value };
        Principals["limited token"] = new Principal("limited token", true, agent) { Token = (await Get<Tokens>().Create(agent, "reads", readOnly: true)).Value };
        var administrator = Principals["administrator"].Caller!;
        Principals[Directory] = new Principal(Directory, true, administrator) { Token = (await Get<Tokens>().Create(administrator, "directory", TokenScope.Provision)).Value };
        var disabled = Principals["disabled agent"].Caller!;
        Principals["disabled token"] = new Principal("disabled token", true, disabled) { Token = (await Get<Tokens>().Create(disabled, "gone")).Value };
    }
}
