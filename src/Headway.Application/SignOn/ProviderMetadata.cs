using System.Collections.Concurrent;
using System.Text;
using Headway.Application.Webhooks;
using Headway.Domain;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Headway.Application.SignOn;

/// <summary>
/// What a provider says of itself (discovery) and the keys it signs with, read through the one way out and kept for an hour; once more
/// when a key is met that is not among them, at most every minute.
/// </summary>
public sealed class ProviderMetadata(OutboundWay way, TimeProvider time)
{
    private const int MostBytes = 512 * 1024, MostKept = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1), Again = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (OpenIdConnectConfiguration Said, long At)> _known = new();

    /// <param name="issuer">As it is set; what the provider says of itself must be the very same.</param>
    /// <param name="newKeys">A key was met that is not known: read again unless that was done just now.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<OpenIdConnectConfiguration>> Of(string issuer, bool newKeys = false, CancellationToken stop = default)
    {
        if (_known.TryGetValue(issuer, out var known) && time.GetElapsedTime(known.At) < (newKeys ? Again : Fresh))
        {
            return known.Said;
        }

        var read = await Read(issuer, stop);
        if (!read.IsRefused)
        {
            if (_known.Count >= MostKept)
            {
                _known.Clear();
            }

            _known[issuer] = (read.Value, time.GetTimestamp());
        }

        return read;
    }

    /// <summary>The same, asked anew: for who sets it up.</summary>
    public async Task<Outcome<OpenIdConnectConfiguration>> Read(string issuer, CancellationToken stop = default)
    {
        var said = await Get(new Uri($"{issuer.TrimEnd('/')}/.well-known/openid-configuration"), stop);
        if (said.Refusal is { } no)
        {
            return no;
        }

        OpenIdConnectConfiguration provider;
        try
        {
            provider = OpenIdConnectConfiguration.Create(said.Value);
        }
        catch (Exception wrong) when (wrong is ArgumentException or System.Text.Json.JsonException)
        {
            return SignOnRefusals.Unusable.Because("What stands at the issuer's /.well-known/openid-configuration is no description of a provider.");
        }

        if (provider.Issuer != issuer)
        {
            return SignOnRefusals.IssuerDiffers.Because($"The provider calls itself {Short(provider.Issuer)}. Set that as the issuer, to the letter.");
        }

        foreach (var (what, address) in new[] { ("authorization_endpoint", provider.AuthorizationEndpoint), ("token_endpoint", provider.TokenEndpoint), ("jwks_uri", provider.JwksUri) })
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !way.Takes(url))
            {
                return SignOnRefusals.Unusable.Because($"The provider's description has no {what} that can be used: an https address.");
            }
        }

        var keys = await Get(new Uri(provider.JwksUri), stop);
        if (keys.Refusal is { } unread)
        {
            return unread;
        }

        try
        {
            // Only keys that can't also be made by who merely checks with them.
            foreach (var key in new JsonWebKeySet(keys.Value).GetSigningKeys().Where(key => key is RsaSecurityKey or X509SecurityKey or ECDsaSecurityKey || key is JsonWebKey { Kty: "RSA" or "EC" }))
            {
                provider.SigningKeys.Add(key);
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or System.Text.Json.JsonException)
        {
            return SignOnRefusals.Unusable.Because("The provider's keys can't be read.");
        }

        return provider.SigningKeys.Count > 0 ? provider : SignOnRefusals.Unusable.Because("The provider has no key of RSA or an elliptic curve to sign with.");
    }

    private async Task<Outcome<string>> Get(Uri address, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await way.Send(request, Patience, stop);
            return answer.IsSuccessStatusCode
                ? await Text(answer, stop)
                : SignOnRefusals.NotReached.Because($"{address.Host} answers {(int)answer.StatusCode} at {address.AbsolutePath}. Look whether the issuer is written as the provider writes it.");
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException || (gone is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return SignOnRefusals.NotReached.Because($"{address.Host} can't be reached: {gone.Message}");
        }
    }

    /// <summary>What was answered, as far as anybody reads it.</summary>
    internal static async Task<string> Text(HttpResponseMessage answer, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await using var stream = await answer.Content.ReadAsStreamAsync(stop);
        var part = new byte[16 * 1024];
        for (var read = 0; bytes.Length < MostBytes && (read = await stream.ReadAsync(part, stop)) > 0;)
        {
            bytes.Write(part, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Short(string? text) => text is null ? "nothing" : text.Length > 200 ? text[..200] : text;
}
