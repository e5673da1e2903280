using System.Security.Cryptography;
using System.Text;
using Headway.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Headway.Application.SignOn;

/// <summary>
/// Checks an ID token to the last part: who signed it and how, who issued it, for whom, for how long, for which sign-in. Nothing in it
/// is believed before all of that holds.
/// </summary>
public sealed class IdTokens(ProviderMetadata metadata, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1), Oldest = TimeSpan.FromMinutes(15);

    // Never a shared secret and never none: the client's secret or a public key must not do for signing.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 64 * 1024 };

    /// <param name="token">The ID token as it came.</param>
    /// <param name="provider">Whose it must be.</param>
    /// <param name="nonce">What was asked with.</param>
    /// <param name="accessToken">The access token that came with it, to which its hash is held when there is one; null for none.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<NamedPerson>> Check(string token, Provider provider, string nonce, string? accessToken = null, CancellationToken stop = default)
    {
        var known = await metadata.Of(provider.Issuer, stop: stop);
        if (known.Refusal is { } no)
        {
            return no;
        }

        var result = await Validate(token, provider, known.Value);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // It may have changed its keys since they were read.
            known = await metadata.Of(provider.Issuer, newKeys: true, stop);
            if (known.Refusal is { } gone)
            {
                return gone;
            }

            result = await Validate(token, provider, known.Value);
        }

        return result.IsValid && result.SecurityToken is JsonWebToken read ? Read(read, provider, nonce, accessToken) : Why(result.Exception);
    }

    private Task<TokenValidationResult> Validate(string token, Provider provider, OpenIdConnectConfiguration known) => _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = provider.Client,
        IssuerSigningKeys = known.SigningKeys,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, to, _, _) => time.GetUtcNow().UtcDateTime is var now && (from is null || from <= now + Skew) && to is { } end && end > now - Skew,
    });

    private Outcome<NamedPerson> Read(JsonWebToken token, Provider provider, string nonce, string? accessToken)
    {
        var issued = Text(token, "iat") is { } at && long.TryParse(at, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 32_503_680_000)) : (DateTimeOffset?)null;
        var now = time.GetUtcNow();
        if (issued is not { } since || since > now + Skew || now - since > Oldest)
        {
            return SignOnRefusals.Expired;
        }

        if (nonce.Length == 0 || Text(token, "nonce") is not { } said || !Same(said, nonce))
        {
            return SignOnRefusals.Nonce;
        }

        // With several audiences it has to say for whom it was made.
        var party = Text(token, "azp");
        if ((party is not null && party != provider.Client) || (party is null && token.Audiences.Count() > 1))
        {
            return SignOnRefusals.Audience;
        }

        if (Text(token, "at_hash") is { } hash && accessToken is not null && !Same(hash, HalfHash(token.Alg, accessToken)))
        {
            return SignOnRefusals.Signature;
        }

        if (Text(token, "sub") is not { Length: > 0 and <= 255 } subject)
        {
            return SignOnRefusals.Unusable.Because("The provider's word names nobody.");
        }

        var groups = token.Claims.Where(claim => claim.Type == provider.GroupsClaim).Select(claim => claim.Value).Take(1_000).ToList();
        return new NamedPerson(provider.Issuer, subject, Verified(token) ? Text(token, "email") : null, Text(token, "name"), groups);
    }

    // Some say it by another name when an address lies in a domain whose owner was proven.
    private static bool Verified(JsonWebToken token) =>
        Text(token, "email_verified") is "true" or "True" || (Text(token, "email_verified") is null && Text(token, "xms_edov") is "true" or "True" or "1");

    private static string? Text(JsonWebToken token, string claim) => token.TryGetClaim(claim, out var found) ? found.Value : null;

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string HalfHash(string algorithm, string token)
    {
        var bytes = Encoding.ASCII.GetBytes(token);
        var hash = algorithm[^3..] switch { "384" => SHA384.HashData(bytes), "512" => SHA512.HashData(bytes), _ => SHA256.HashData(bytes) };
        return Base64UrlEncoder.Encode(hash[..(hash.Length / 2)]);
    }

    private static Refusal Why(Exception? wrong) => wrong switch
    {
        SecurityTokenInvalidIssuerException => SignOnRefusals.IssuerDiffers,
        SecurityTokenInvalidAudienceException => SignOnRefusals.Audience,
        SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException or SecurityTokenNotYetValidException => SignOnRefusals.Expired,
        _ => SignOnRefusals.Signature,
    };
}
