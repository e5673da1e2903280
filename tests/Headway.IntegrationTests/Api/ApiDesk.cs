using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What the API said.</summary>
internal sealed record Said(HttpStatusCode Status, JsonElement Body, string? ETag, string? Location)
{
    /// <summary>The answer as it was sent, where it is no JSON.</summary>
    public string Raw { get; init; } = "";

    public int Code => (int)Status;

    public string? Problem => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string Text(string key) => Body.GetProperty(key).GetString().ShouldNotBeNull();

    public long Number => Body.GetProperty("number").GetInt64();

    public IEnumerable<JsonElement> Items => Body.GetProperty("items").EnumerateArray();
}

/// <summary>A desk reached as programs reach it: with an agent's token, over HTTP.</summary>
internal sealed class ApiDesk : IAsyncDisposable
{
    private readonly World _world;
    private readonly HttpClient _client;

    private ApiDesk(World world, HttpClient client) => (_world, _client) = (world, client);

    public World World => _world;

    public static async Task<ApiDesk> Open(Engine engine, string principal = "token", bool hidden = true)
    {
        var world = await World.Make(engine, hidden);
        var client = world.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Principals[principal].Token);
        return new ApiDesk(world, client);
    }

    public Task<Said> Get(string path) => Send(HttpMethod.Get, path, (string?)null);

    public Task<Said> Post(string path, string body, string? key = null, string? ifMatch = null, string? token = null) =>
        Send(HttpMethod.Post, path, body, key, ifMatch, token);

    /// <summary>Sends a file ahead of what it goes with.</summary>
    public Task<Said> Upload(string name, byte[] bytes) => Send(HttpMethod.Post, $"/files?name={Uri.EscapeDataString(name)}", new ByteArrayContent(bytes));

    public Task<Said> Bytes(HttpMethod method, string path, byte[] bytes, string? key = null) => Send(method, path, new ByteArrayContent(bytes), key);

    /// <summary>Hands a raw message over, as a transfer agent does.</summary>
    public Task<Said> Mail(string raw, string token) => Send(HttpMethod.Post, "/mail", new StringContent(raw, Encoding.UTF8, "message/rfc822"), token: token);

    public async Task<string> TokenOf(string principal) => (await _world.Get<Tokens>().Create(_world.Principals[principal].Caller!, "test")).Value;

    public Task<Said> Change(HttpMethod method, string path, string body, string? ifMatch = null) => Send(method, path, body, ifMatch: ifMatch);

    /// <summary>From now on with somebody else's token.</summary>
    public async Task Become(string principal)
    {
        var token = await _world.Get<Headway.Application.Access.Tokens>().Create(_world.Principals[principal].Caller!, "test");
        token.Refusal.ShouldBeNull();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    public async Task<Said> Raise(string subject = "The scanner jams")
    {
        var said = await Post("/tickets", $$$"""{"subject":"{{{subject}}}","text":"Since this morning.","requester":{"email":"bo@calder.example","name":"Bo"}}""");
        said.Code.ShouldBe(201);
        return said;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _world.DisposeAsync();
    }

    public Task<Said> Send(HttpMethod method, string path, string? body, string? key = null, string? ifMatch = null, string? token = null) =>
        Send(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), key, ifMatch, token);

    private async Task<Said> Send(HttpMethod method, string path, HttpContent? content, string? key = null, string? ifMatch = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Said(
            response.StatusCode, text.Length == 0 || response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json") ? default : JsonElement.Parse(text), response.Headers.ETag?.Tag, response.Headers.Location?.OriginalString)
        { Raw = text };
    }
}
