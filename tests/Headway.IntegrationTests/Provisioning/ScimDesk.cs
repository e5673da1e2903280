using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.Domain;
using Headway.IntegrationTests.Access;
using Shouldly;

namespace Headway.IntegrationTests.Provisioning;

/// <summary>What the door answered.</summary>
internal sealed record Answered(int Code, JsonObject Body, string? Tag, string? Location)
{
    public string Id => Body["id"]!.GetValue<string>();

    public string? Detail => Body["detail"]?.GetValue<string>();

    public string? Type => Body["scimType"]?.GetValue<string>();

    public int Total => Body["totalResults"]!.GetValue<int>();

    public IReadOnlyList<JsonNode> Resources => [.. Body["Resources"]!.AsArray().Select(one => one!)];
}

/// <summary>A desk into which a directory pushes people and groups.</summary>
internal sealed class ScimDesk : IAsyncDisposable
{
    private readonly HttpClient _client;

    private ScimDesk(World world, HttpClient client) => (World, _client) = (world, client);

    public World World { get; }

    public Caller Administrator => World.Principals["administrator"].Caller!;

    /// <summary>The desk's own team.</summary>
    public TeamId Team { get; private set; }

    public static async Task<ScimDesk> Open(Engine engine, bool set = true)
    {
        var world = await World.Make(engine, hidden: false, outbound: "localhost");
        var desk = new ScimDesk(world, world.Client())
        {
            Team = await world.Get<Database>().Read(async session => new TeamId((await session.Number("SELECT min(id) FROM teams WHERE tenant = $1 AND desk", world.Tenant.Value))!.Value)),
        };
        if (set)
        {
            await desk.Set(draft => draft);
        }

        return desk;
    }

    /// <summary>The provider as an administrator sets it: newcomers become agents unless a test says otherwise.</summary>
    public async Task Set(Func<ProviderDraft, ProviderDraft> with)
    {
        var draft = new ProviderDraft("Company", "https://localhost/", "headway", "a secret", ["home.example"], "agent", null, [], true);
        (await World.Get<KeepProvider>().Keep(Administrator, with(draft), null)).ShouldBeNull();
    }

    public Task<Answered> Get(string path, string? token = null) => Send("GET", path, null, token);

    public Task<Answered> Post(string path, string body, string? token = null) => Send("POST", path, body, token);

    public Task<Answered> Patch(string path, string operations, string? ifMatch = null) =>
        Send("PATCH", path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{operations}}}""", null, ifMatch);

    public async Task<Answered> Send(string method, string path, string? body, string? token = null, string? ifMatch = null, string? noneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("/api", StringComparison.Ordinal) ? path : "/scim/v2" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? World.Principals[World.Directory].Token);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (noneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (path[0] == '/' && !path.StartsWith("/api", StringComparison.Ordinal) && text.Length > 0)
        {
            answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/scim+json", text);
        }

        return new Answered((int)answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), answer.Headers.ETag?.ToString(), answer.Headers.Location?.OriginalString);
    }

    /// <summary>Somebody pushed in the fewest words.</summary>
    public async Task<string> Push(string userName, string? externalId = null)
    {
        var added = await Post("/Users", $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{userName}}","externalId":"{{externalId}}","displayName":"{{userName.Split('@')[0]}}","active":true}""");
        added.Code.ShouldBe(201, added.Detail);
        return added.Id;
    }

    public async Task<Caller?> Caller(string id) => await Callers.Find(World.Get<Database>(), World.Tenant, new PersonId(Number(id)));

    public static long Number(string id) => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);

    public Task<long?> Count(string sql, params object?[] args) => World.Get<Database>().Read(session => session.Number(sql, [World.Tenant.Value, .. args]).AsTask());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await World.DisposeAsync();
    }
}
