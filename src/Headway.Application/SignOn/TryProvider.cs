using Headway.Application.Access;
using Headway.Domain;

namespace Headway.Application.SignOn;

/// <summary>One thing that was looked at; <paramref name="Wrong"/> says what is not so and what to do, null when it is well.</summary>
public sealed record ProviderCheck(string What, Refusal? Wrong, string? Found = null);

/// <summary>Tries a provider as far as that goes without a person: its description, its keys, the client and its secret.</summary>
public sealed class TryProvider(KeepProvider keep, ProviderMetadata metadata, ProviderCodes codes, TenantDoors tenants)
{
    /// <summary>Where the provider sends people back to, as it has to be entered there.</summary>
    public const string Back = "/sign-in/with/answer";

    /// <summary>What was looked at, in order; it ends at the first thing that is not so.</summary>
    public async Task<Outcome<IReadOnlyList<ProviderCheck>>> Do(Caller caller, CancellationToken stop = default)
    {
        if (caller.Denies(Permission.ManageSettings) is { } no)
        {
            return no;
        }

        if (await keep.InUse(caller.Tenant, active: false, stop) is not var (provider, secret))
        {
            return SignOnRefusals.NotSet;
        }

        var said = await metadata.Read(provider.Issuer, stop);
        if (said.Refusal is { } wrong)
        {
            return Checks(new ProviderCheck("description", wrong));
        }

        List<ProviderCheck> checks = [new("description", null, said.Value.AuthorizationEndpoint), new("keys", null, string.Join(", ", said.Value.SigningKeys.Select(key => key.KeyId).Take(5)))];
        checks.Add(said.Value.CodeChallengeMethodsSupported is { Count: > 0 } ways && !ways.Contains("S256")
            ? new ProviderCheck("pkce", SignOnRefusals.Unusable.Because("The provider does not take proofs of kind S256 (PKCE)."))
            : new ProviderCheck("pkce", null));
        checks.Add(new ProviderCheck("client", await codes.Knock(provider, secret, await tenants.Link(caller.Tenant, Back, stop), stop)));
        return checks;
    }

    private static Outcome<IReadOnlyList<ProviderCheck>> Checks(params IReadOnlyList<ProviderCheck> checks) => new List<ProviderCheck>(checks);
}
