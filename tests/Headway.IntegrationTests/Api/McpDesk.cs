using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Shouldly;

namespace Headway.IntegrationTests.Api;

/// <summary>What a tool answered: its structured content, or why not.</summary>
internal sealed record Told(bool Refused, JsonElement Content, string Text)
{
    /// <summary>The code of the refusal.</summary>
    public string? No => Refused ? JsonElement.Parse(Text).GetProperty("code").GetString() : null;

    public JsonElement Ticket => Content.GetProperty("ticket");
}

/// <summary>A desk reached as a language model's agent reaches it: by the protocol, with a person's token.</summary>
internal sealed class McpDesk : IAsyncDisposable
{
    private readonly HttpClient _client;
    private int _id;

    private McpDesk(World world, HttpClient client) => (World, _client) = (world, client);

    public World World { get; }

    public static async Task<McpDesk> Open(Engine engine)
    {
        var world = await World.Make(engine);
        var desk = new McpDesk(world, world.Client());
        desk.Become(world.Principals["token"].Token!);
        return desk;
    }

    public void Become(string token) => _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public async Task<string> TokenOf(string principal, bool readOnly = false) => (await World.Get<Tokens>().Create(World.Principals[principal].Caller!, "test", readOnly)).Value;

    /// <summary>A request of the protocol; what it answered, whole.</summary>
    public async Task<JsonElement> Ask(string method, object? with = null)
    {
        var said = await Send(JsonSerializer.Serialize(new { jsonrpc = "2.0", id = ++_id, method, @params = with ?? new { } }));
        said.Code.ShouldBe(200, said.Body);
        var answer = JsonElement.Parse(said.Body);
        answer.GetProperty("id").GetInt32().ShouldBe(_id);
        return answer;
    }

    public async Task<Told> Call(string tool, object arguments)
    {
        var result = (await Ask("tools/call", new { name = tool, arguments })).GetProperty("result");
        return new Told(
            result.GetProperty("isError").GetBoolean(), result.TryGetProperty("structuredContent", out var content) ? content : default,
            result.GetProperty("content")[0].GetProperty("text").GetString() ?? "");
    }

    public async Task<(int Code, string Body)> Send(string body, HttpMethod? method = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/api/v1/mcp") { Content = method is null ? new StringContent(body, Encoding.UTF8, type) : null };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> Get(string path) => JsonElement.Parse(await _client.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1{path}")));

    public async Task Post(string path, string body)
    {
        using var response = await _client.PostAsync("/api/v1" + path, new StringContent(body, Encoding.UTF8, "application/json"));
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await World.DisposeAsync();
    }
}
