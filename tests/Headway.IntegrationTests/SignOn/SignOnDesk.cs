using System.Net;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Application.Storage;
using Headway.IntegrationTests.Access;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;

namespace Headway.IntegrationTests.SignOn;

/// <summary>A sign-in that was begun: where the browser was sent, and the cookie it was given.</summary>
internal sealed record Begun(string State, string Nonce, string Challenge, string Cookie, Uri At);

/// <summary>A desk whose people sign in at a provider, and a browser in front of it.</summary>
internal sealed class SignOnDesk : IAsyncDisposable
{
    private readonly HttpClient _client;

    private SignOnDesk(World world, FalseProvider provider, HttpClient client) => (World, Provider, _client) = (world, provider, client);

    public World World { get; }

    public FalseProvider Provider { get; }

    public HttpClient Client => _client;

    public Caller Administrator => World.Principals["administrator"].Caller!;

    public static async Task<SignOnDesk> Open(Engine engine)
    {
        var provider = await FalseProvider.Start();
        var world = await World.Make(engine, hidden: false, outbound: "localhost");
        var desk = new SignOnDesk(world, provider, world.Client());
        await desk.Set(draft => draft);
        return desk;
    }

    /// <summary>The provider as an administrator sets it.</summary>
    public async Task Set(Func<ProviderDraft, ProviderDraft> with)
    {
        var draft = new ProviderDraft("Company", Provider.Issuer, "headway", "a secret", ["home.example"], null, null, [], true);
        (await World.Get<KeepProvider>().Keep(Administrator, with(draft), null)).ShouldBeNull();
    }

    public async Task<Begun> Begin(string? to = null)
    {
        using var answer = await _client.GetAsync($"/sign-in/with{(to is null ? "" : $"?to={Uri.EscapeDataString(to)}")}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var at = answer.Headers.Location!;
        var query = QueryHelpers.ParseQuery(at.Query);
        query["code_challenge_method"].ToString().ShouldBe("S256");
        query["response_type"].ToString().ShouldBe("code");
        return new Begun(
            query["state"].ToString(), query["nonce"].ToString(), query["code_challenge"].ToString(),
            string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])), at);
    }

    /// <summary>What an honest provider says of somebody in this sign-in.</summary>
    public JsonObject Claims(Begun begun, string email = "agent@home.example", string subject = "s-1") => new()
    {
        ["iss"] = Provider.Issuer, ["aud"] = "headway", ["sub"] = subject, ["nonce"] = begun.Nonce, ["iat"] = Now, ["exp"] = Now + 300, ["email"] = email, ["email_verified"] = true, ["name"] = "Somebody",
    };

    public long Now => World.Time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The browser comes back with a code; where it is sent then, and the session it was given.</summary>
    public async Task<(string To, string? Session)> Back(Begun begun, string? token = null, string? state = null, string? cookie = null, string more = "")
    {
        if (token is not null)
        {
            Provider.Token = token;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/sign-in/with/answer?code=c-1&state={Uri.EscapeDataString(state ?? begun.State)}{more}");
        request.Headers.Add("Cookie", cookie ?? begun.Cookie);
        using var answer = await _client.SendAsync(request);
        var session = answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Where(one => one.StartsWith("headway=", StringComparison.Ordinal) || one.StartsWith("headway-portal=", StringComparison.Ordinal)).Select(one => one.Split(';')[0]).FirstOrDefault(one => !one.EndsWith('='))
            : null;
        return (answer.Headers.Location?.OriginalString ?? $"{(int)answer.StatusCode}", session);
    }

    /// <summary>Signs in from beginning to end.</summary>
    public async Task<(string To, string? Session)> Come(string email = "agent@home.example", string subject = "s-1", Action<JsonObject>? with = null, string? to = null)
    {
        var begun = await Begin(to);
        var claims = Claims(begun, email, subject);
        with?.Invoke(claims);
        return await Back(begun, Provider.Signed(claims));
    }

    /// <summary>A page as a stranger reads it, whatever it answers with.</summary>
    public async Task<string> Page(string path)
    {
        using var answer = await _client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Whose session it is.</summary>
    public async Task<Caller?> Whose(string? session) => session is null ? null : await World.Get<Sessions>().Find(session[(session.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await World.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
