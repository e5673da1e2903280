using System.Globalization;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Notifications;
using Headway.Application.Push;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Shouldly;

namespace Headway.IntegrationTests.Push;

/// <summary>A world with a push service beside it, and the acts of which news of browsers consists.</summary>
internal sealed class PushPlace : IAsyncDisposable
{
    private PushPlace(World world) => World = world;

    public World World { get; }

    public PushCarrier Service { get; } = new();

    public Principal Agent => World.Principals["agent"];

    public Caller Caller => Agent.Caller!;

    public static async Task<PushPlace> Open(Engine engine, string? outbound = "127.0.0.1") => new(await World.Make(engine, outbound: outbound));

    /// <summary>The browser agrees; answers its number.</summary>
    public async Task<long> On(Principal who, SoftBrowser browser)
    {
        var kept = await who.Ask(World, "POST", "/push/devices", browser.Form);
        kept.Code.ShouldBe(200, kept.Body);
        return JsonElement.Parse(kept.Body).GetProperty("id").GetInt64();
    }

    /// <summary>Somebody is told of a ticket; answers the notification.</summary>
    public async Task<long> Tell(NotificationKind kind, long number, Caller? who = null)
    {
        var id = await World.Get<Database>().Counters.NextId();
        var to = who ?? Caller;
        await World.Get<Database>().Write(async session => await session.Do(
            """
            INSERT INTO notifications (tenant, id, person, key, kind, ticket, activity, body, at)
            SELECT $1, $2, $3, $4, $5, t.ticket, NULL, '{}', $6 FROM tickets t WHERE t.tenant = $1 AND t.number = $7
            """,
            to.Tenant.Value, id, to.Person.Value, string.Create(CultureInfo.InvariantCulture, $"test:{id}"), kind.ToString(), World.Time.GetUtcNow().ToUnixTimeMilliseconds(), number));
        return id;
    }

    /// <summary>What the loop does every other second; answers how many words were tried or called off.</summary>
    public async Task<int> Round()
    {
        await World.Get<PushQueue>().Fill(World.Tenant);
        return await World.Get<SendPush>().Send(World.Tenant);
    }

    public Task<long> Rows(string where = "1 = 1") => World.Get<Database>().Read(
        async session => await session.Number($"SELECT count(*) FROM push_devices WHERE tenant = $1 AND {where}", World.Tenant.Value) ?? 0);

    public async Task<string> State() => await World.Get<Database>().Read(
        async session => await session.Text("SELECT state FROM outbox WHERE tenant = $1 AND kind = 'push' ORDER BY id DESC LIMIT 1", World.Tenant.Value) ?? "none");

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        await World.DisposeAsync();
    }
}
