using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Heartbeat;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Headway.IntegrationTests.Storage;

/// <summary>
/// The whole desk over HTTP while its PostgreSQL dies, stands still or has too few connections: every request is answered, by
/// success or by 503 with when to come again; nothing answered is lost, nothing is twice, and nobody restarts the desk.
/// </summary>
public sealed class ServerFaultTests
{
    [Fact]
    public async Task Desk_When_PostgresDiesUnderLoad_Then_ItSaysComeAgainAndRecoversByItself()
    {
        await using var cluster = await OwnCluster.Start();
        await using var desk = await Desk.On(cluster.Address());
        using var load = desk.Load(clients: 8);
        for (var death = 0; death < 3; death++)
        {
            await load.Reaches(load.Done + 20);
            await cluster.Die();
            await load.Reaches(load.Done, refused: load.Refused + 8);
            await cluster.Up();
            var watch = Stopwatch.StartNew();
            await load.Reaches(load.Done + 8);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15), "recovers without a restart");
        }

        await load.Stop();
        await desk.Settle(load);
    }

    [Fact]
    public Task Desk_When_PostgresStandsStill_Then_HealthSaysSoAndEveryRequestEnds() => StandsStill(6);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Desk_When_PostgresStandsStillForAMinute_Then_HealthSaysSoAndEveryRequestEnds() => StandsStill(60);

    private static async Task StandsStill(int seconds)
    {
        await using var cluster = await OwnCluster.Start();
        await using var desk = await Desk.On(cluster.Address());
        using var load = desk.Load(clients: 60);
        await load.Reaches(20);
        await cluster.StandStill();
        var still = Stopwatch.StartNew();
        while (still.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var asked = Stopwatch.StartNew();
            (await desk.Client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            asked.Elapsed.ShouldBeLessThan(HealthQuery.Longest + TimeSpan.FromSeconds(5), "no thread waits for the database");
        }

        await cluster.GoOn();
        await load.Reaches(load.Done + 60);
        await load.Stop();
        await desk.Settle(load);
        (await desk.Client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Desk_When_ItMayHaveFiveConnectionsAndTwoHundredAsk_Then_AllAreAnsweredAndNothingHangs()
    {
        await using var cluster = await OwnCluster.Start();
        await using var desk = await Desk.On(cluster.Address("Maximum Pool Size=5"));
        using var load = desk.Load(clients: 200);
        await load.Reaches(600);
        await load.Stop();
        await desk.Settle(load);
    }

    /// <summary>The desk as it is served, in this process, on the database given; its heartbeat and its other loops run.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Desk(WebApplication app, HttpClient client, TenantId tenant) => (_app, Client, Tenant) = (app, client, tenant);

        public HttpClient Client { get; }

        public TenantId Tenant { get; }

        public static async Task<Desk> On(DatabaseAddress address)
        {
            string token;
            TenantId tenant;
            await using (var database = await Database.OpenCurrent(address))
            {
                tenant = (await FirstTenant.FindOrLay(database, NewTenant.Plan("Faults", "UTC", "en"), TimeProvider.System))!.Value;
                await database.Write(session => session.Do(
                    """
                    INSERT INTO people (tenant, id, kind, name, email, email_key, vip, sees_organisation, role, active, created, security_stamp)
                    VALUES ($1, 900001, 'staff', 'Sam', 'sam@desk.example', 'sam@desk.example', false, false, 'agent', true, 0, 'stamp')
                    """,
                    tenant.Value).AsTask());
                token = (await new TokenGrant(database, TimeProvider.System).Give("sam@desk.example", "faults", tenant)).Value;
            }

            var app = await DeskHost.Build(
                new HostSettings(address, Url: "http://127.0.0.1:0", Quiet: true, Access: new AccessOptions { BaseUrl = new Uri("http://localhost/"), Limits = LimitSettings.None }),
                builder =>
                {
                    builder.WebHost.UseTestServer();
                    builder.Logging.SetMinimumLevel(LogLevel.None);
                });
            await app.StartAsync();
            var client = ((TestServer)app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()).CreateClient();
            client.Timeout = TimeSpan.FromMinutes(3);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new Desk(app, client, tenant);
        }

        public Load Load(int clients) => new(Client, clients);

        /// <summary>Sends once more what was left unanswered, then looks whether everything is there exactly once.</summary>
        public async Task Settle(Load load)
        {
            foreach (var key in load.Unanswered)
            {
                (await load.Send(key)).ShouldBe(HttpStatusCode.Created, "what was left unanswered can be sent again");
            }

            var database = _app.Services.GetRequiredService<Database>();
            var subjects = await database.Read(session => session.Query("SELECT subject FROM tickets WHERE tenant = $1", row => row.GetString(0), Tenant.Value).AsTask());
            subjects.Order().ShouldBe(load.Sent.Order(), "each once, none lost");
            var numbers = await database.Read(session => session.Query("SELECT number FROM tickets WHERE tenant = $1", row => row.GetInt64(0), Tenant.Value).AsTask());
            numbers.ShouldBeUnique();
            (await new Verification(database).Run()).Findings.ShouldBeEmpty();
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    /// <summary>Clients that raise tickets without a pause, each request under a key of its own, as careful programs do.</summary>
    private sealed class Load : IDisposable
    {
        private readonly HttpClient _client;
        private readonly Task _running;
        private readonly Dictionary<string, bool> _answered = [];
        private readonly List<string> _wrong = [];
        private readonly SemaphoreSlim _changed = new(0);
        private volatile bool _stopping;
        private int _next, _done, _refused;

        public Load(HttpClient client, int clients)
        {
            _client = client;
            _running = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Work)));
        }

        public int Done => Volatile.Read(ref _done);

        public int Refused => Volatile.Read(ref _refused);

        public IReadOnlyList<string> Sent => [.. _answered.Keys];

        public IReadOnlyList<string> Unanswered => [.. _answered.Where(one => !one.Value).Select(one => one.Key)];

        /// <summary>Until so many were carried out and so many put off in all.</summary>
        public async Task Reaches(int done, int refused = 0)
        {
            var watch = Stopwatch.StartNew();
            while (Done < done || Refused < refused)
            {
                _running.IsCompleted.ShouldBeFalse(string.Join(", ", _wrong));
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), string.Create(CultureInfo.InvariantCulture, $"{Done} of {done} done, {Refused} of {refused} put off"));
                await _changed.WaitAsync(TimeSpan.FromSeconds(5));
            }
        }

        public async Task Stop()
        {
            _stopping = true;
            await _running;
            _wrong.ShouldBeEmpty();
        }

        public async Task<HttpStatusCode> Send(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tickets")
            {
                Content = new StringContent(JsonSerializer.Serialize(new { subject = key, text = "It jams.", requester = new { email = "bo@calder.example", name = "Bo" } }), Encoding.UTF8, "application/json"),
                Headers = { { "Idempotency-Key", key } },
            };
            using var answer = await _client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                (answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero).ShouldBeGreaterThan(TimeSpan.Zero, "it says when to come again");
            }

            return answer.StatusCode;
        }

        public void Dispose() => _stopping = true;

        private async Task Work()
        {
            while (!_stopping)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"need-{Interlocked.Increment(ref _next)}");
                lock (_answered)
                {
                    _answered[key] = false;
                }

                var status = await Send(key);
                lock (_answered)
                {
                    _answered[key] = status == HttpStatusCode.Created;
                    if (status is not (HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable))
                    {
                        _wrong.Add($"{key}: {(int)status}");
                    }
                }

                _ = status == HttpStatusCode.Created ? Interlocked.Increment(ref _done) : Interlocked.Increment(ref _refused);
                _changed.Release();
            }
        }
    }
}
