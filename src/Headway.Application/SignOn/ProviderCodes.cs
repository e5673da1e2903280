using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headway.Application.Webhooks;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>What a code was worth.</summary>
public sealed record SpentCode(string IdToken, string? AccessToken);

/// <summary>Hands a code back to the provider that gave it, with the client's secret and the proof that it was asked for here.</summary>
public sealed class ProviderCodes(ProviderMetadata metadata, OutboundWay way)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="provider">Whose code it is.</param>
    /// <param name="secret">The client's.</param>
    /// <param name="code">The code.</param>
    /// <param name="verifier">What its challenge was made from (PKCE).</param>
    /// <param name="back">Where the code was sent to, as it was asked for.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<SpentCode>> Spend(Provider provider, string secret, string code, string verifier, string back, CancellationToken stop = default)
    {
        var said = await Ask(provider, secret, code, verifier, back, stop);
        if (said.Refusal is { } no)
        {
            return no;
        }

        var (status, answer) = said.Value;
        return status != 200 ? SignOnRefusals.CodeRefused
            : Text(answer, "id_token") is { } token ? new SpentCode(token, Text(answer, "access_token"))
            : SignOnRefusals.Unusable.Because("The provider answered without an ID token. Does the client have the scope openid?");
    }

    /// <summary>
    /// Whether the provider knows the client and takes its secret: told by how it refuses a code that never was. Null when it does.
    /// </summary>
    internal async Task<Refusal?> Knock(Provider provider, string secret, string back, CancellationToken stop)
    {
        var said = await Ask(provider, secret, "headway-test", new string('t', 64), back, stop);
        return said.Refusal is { } no ? no
            : Text(said.Value.Answer, "error") switch
            {
                "invalid_client" or "unauthorized_client" => SignOnRefusals.ClientRefused,
                "invalid_grant" or "invalid_request" => null,
                { } other => SignOnRefusals.Unusable.Because($"The provider answered a test code with '{(other.Length > 60 ? other[..60] : other)}'."),
                null => said.Value.Status == 401 ? SignOnRefusals.ClientRefused : SignOnRefusals.Unusable.Because($"The provider answered a test code with {said.Value.Status} and no error that the standard names."),
            };
    }

    private async Task<Outcome<(int Status, JsonElement Answer)>> Ask(Provider provider, string secret, string code, string verifier, string back, CancellationToken stop)
    {
        var known = await metadata.Of(provider.Issuer, stop: stop);
        if (known.Refusal is { } no)
        {
            return no;
        }

        var body = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, known.Value.TokenEndpoint);
        request.Headers.Accept.ParseAdd("application/json");

        // What a provider says it takes; said nothing, the standard's own way is the header.
        var ways = known.Value.TokenEndpointAuthMethodsSupported;
        if (ways.Count == 0 || ways.Contains("client_secret_basic"))
        {
            var pair = $"{Uri.EscapeDataString(provider.Client)}:{Uri.EscapeDataString(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            (body["client_id"], body["client_secret"]) = (provider.Client, secret);
        }

        request.Content = new FormUrlEncodedContent(body);
        try
        {
            using var answer = await way.Send(request, Patience, stop);
            var text = await ProviderMetadata.Text(answer, stop);
            try
            {
                return ((int)answer.StatusCode, JsonElement.Parse(text));
            }
            catch (JsonException)
            {
                return ((int)answer.StatusCode, default);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException || (gone is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return SignOnRefusals.NotReached;
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
