using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Headway.IntegrationTests.SignOn;

/// <summary>
/// A provider that lies as it is told to: real keys, discovery and a token endpoint, and ID tokens that a test forges part by part.
/// </summary>
internal sealed class FalseProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FalseProvider(WebApplication app) => _app = app;

    public RSA Key { get; } = RSA.Create(2048);

    public string Issuer { get; private set; } = "";

    /// <summary>What the provider calls itself in its description; its own address when null.</summary>
    public string? CallsItself { get; set; }

    /// <summary>The ID token that the next code is worth.</summary>
    public string Token { get; set; } = "";

    /// <summary>What was sent to the token endpoint, newest last.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Codes { get; } = new();

    public int TokenStatus { get; set; } = 200;

    public static async Task<FalseProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var provider = new FalseProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(provider.Description(), "application/json"));
        app.MapGet("/keys", () => Results.Text(provider.Keys(), "application/json"));
        app.MapPost("/token", provider.Spend);
        await app.StartAsync();
        provider.Issuer = app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        return provider;
    }

    /// <summary>A token as an honest provider makes it, with what a test changes in it.</summary>
    public string Signed(JsonObject claims, string algorithm = "RS256", string? keyId = "k1", RSA? by = null, byte[]? secret = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (keyId is not null)
        {
            header["kid"] = keyId;
        }

        var said = $"{Part(header)}.{Part(claims)}";
        var signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(secret ?? [], Encoding.ASCII.GetBytes(said)),
            _ => (by ?? Key).SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{said}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    public ValueTask DisposeAsync()
    {
        Key.Dispose();
        return _app.DisposeAsync();
    }

    private static string Part(JsonObject json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private string Description() => JsonSerializer.Serialize(new
    {
        issuer = CallsItself ?? Issuer, authorization_endpoint = $"{Issuer}/authorize", token_endpoint = $"{Issuer}/token", jwks_uri = $"{Issuer}/keys",
        response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
        code_challenge_methods_supported = new[] { "S256" }, token_endpoint_auth_methods_supported = new[] { "client_secret_post" },
    });

    private string Keys()
    {
        var key = Key.ExportParameters(false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", kid = "k1", alg = "RS256", n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) },

                // A key that anybody could sign with who reads it here.
                new { kty = "oct", use = "sig", kid = "k2", alg = "HS256", k = WebEncoders.Base64UrlEncode("an open secret, thirty-two bytes!"u8.ToArray()) },
            },
        });
    }

    private async Task<IResult> Spend(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        Codes.Enqueue(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        return form["client_secret"] != "a secret" ? Results.Json(new { error = "invalid_client" }, statusCode: 401)
            : form["code"] == "headway-test" || TokenStatus != 200 ? Results.Json(new { error = "invalid_grant" }, statusCode: 400)
            : Results.Json(new { id_token = Token, access_token = "an access token", token_type = "Bearer" });
    }
}
