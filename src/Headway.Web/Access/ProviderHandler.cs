using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headway.Application.Access;
using Headway.Application.SignOn;
using Headway.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Headway.Web.Access;

/// <summary>The options of one request: whose provider it is differs from tenant to tenant.</summary>
internal sealed class ProviderOptions : OAuthOptions
{
    public TenantDoor? Door { get; set; }

    public Provider? Provider { get; set; }

    public string Back { get; set; } = "";
}

/// <summary>Gives every request options of its own, sealed and cookied alike.</summary>
internal sealed class ProviderOptionsSource(IDataProtectionProvider protection, AccessOptions access, TimeProvider time) : IOptionsMonitor<ProviderOptions>
{
    public ProviderOptions CurrentValue => Get(null);

    public ProviderOptions Get(string? name) => new()
    {
        CallbackPath = TryProvider.Back,
        UsePkce = true,
        StateDataFormat = new PropertiesDataFormat(protection.CreateProtector("Headway.SignOn.State")),
        RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10),
        TimeProvider = time,
        Events = new OAuthEvents { OnRemoteFailure = ProviderHandler.Failed, OnAccessDenied = ProviderHandler.Denied, OnTicketReceived = ProviderHandler.Came },
        CorrelationCookie =
        {
            Name = access.Https ? "__Host-headway-on." : "headway-on.", HttpOnly = true, Path = "/", SameSite = SameSiteMode.Lax, IsEssential = true,
            SecurePolicy = access.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.None,
        },
    };

    public IDisposable? OnChange(Action<ProviderOptions, string?> listener) => null;
}

/// <summary>
/// OpenID Connect on the OAuth handler of the framework: it keeps the state, its cookie and the proof of the code; what the ID token is
/// worth and who that is here, the use cases say.
/// </summary>
internal sealed class ProviderHandler(
    IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeepProvider keep, ProviderMetadata metadata, ProviderCodes codes, IdTokens tokens, ComeByProvider come)
    : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    public const string SchemeName = "provider", To = "to";

    private const string Nonce = "nonce", TenantKey = "tenant", RefusalKey = "sign-on.refusal", StepKey = "sign-on.step";

    private string _secret = "";

    public static Task Failed(RemoteFailureContext failure)
    {
        failure.HandleResponse();
        return Back(failure.HttpContext, failure.HttpContext.Items[RefusalKey] as Refusal
            ?? (failure.Request.Query.ContainsKey("error") ? SignOnRefusals.Declined : SignOnRefusals.StateLost));
    }

    public static Task Denied(AccessDeniedContext denied)
    {
        denied.HandleResponse();
        return Back(denied.HttpContext, SignOnRefusals.Declined);
    }

    public static Task Came(TicketReceivedContext came)
    {
        came.HandleResponse();
        var step = (SignInStep)came.HttpContext.Items[StepKey]!;
        return SignInPages.Came(came.HttpContext, came.HttpContext.RequestServices.GetRequiredService<AccessOptions>(), step, came.Properties is { } properties ? Item(properties, To) : null).ExecuteAsync(came.HttpContext);
    }

    /// <summary>To the way in, which says why not.</summary>
    public static Task Back(HttpContext http, Refusal why)
    {
        http.Response.Redirect($"/sign-in?said={why.Code}");
        return Task.CompletedTask;
    }

    /// <summary>The tenant's own provider into the options of this request; a refusal when there is none or it can't be reached.</summary>
    public async Task<Refusal?> Prepare()
    {
        var door = Context.Features.Get<TenantDoor>();
        if (door is null || await keep.InUse(door.Id, stop: Context.RequestAborted) is not var (provider, secret))
        {
            return SignOnRefusals.NotSet;
        }

        var said = await metadata.Of(provider.Issuer, stop: Context.RequestAborted);
        if (said.Refusal is { } no)
        {
            return no;
        }

        (Options.Door, Options.Provider, Options.Back, _secret) = (door, provider, new Uri(door.BaseUrl, TryProvider.Back).AbsoluteUri, secret);
        (Options.ClientId, Options.ClientSecret) = (provider.Client, secret);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (said.Value.AuthorizationEndpoint, said.Value.TokenEndpoint);
        foreach (var scope in new[] { "openid", "profile", "email" }.Concat(said.Value.ScopesSupported.Contains("groups") ? ["groups"] : []))
        {
            Options.Scope.Add(scope);
        }

        return null;
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        (properties.Items[Nonce], properties.Items[TenantKey], properties.IssuedUtc) = (nonce, Id(Options.Door), TimeProvider.GetUtcNow());
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, Options.Back), "nonce", nonce);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // Who else could have sent the code: where the provider says who it is, it must be the one that was asked.
        if (Request.Query["iss"].ToString() is { Length: > 0 } issuer && issuer != Options.Provider?.Issuer)
        {
            return Refuse(SignOnRefusals.IssuerDiffers);
        }

        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        // A state of another desk of this installation is none of ours, and an old one nobody's.
        if (context.Properties.IssuedUtc is not { } begun || TimeProvider.GetUtcNow() - begun > Options.RemoteAuthenticationTimeout
            || Item(context.Properties, TenantKey) != Id(Options.Door)
            || Item(context.Properties, OAuthConstants.CodeVerifierKey) is not { Length: > 0 } verifier || Options.Provider is not { } provider)
        {
            return Failure(SignOnRefusals.StateLost);
        }

        var spent = await codes.Spend(provider, _secret, context.Code, verifier, Options.Back, Context.RequestAborted);
        return spent.Refusal is { } no
            ? Failure(no)
            : OAuthTokenResponse.Success(JsonSerializer.SerializeToDocument(new Dictionary<string, string?> { ["id_token"] = spent.Value.IdToken, ["access_token"] = spent.Value.AccessToken ?? "none" }));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse answer)
    {
        var (said, access) = (answer.Response!.RootElement.GetProperty("id_token").GetString()!, answer.AccessToken == "none" ? null : answer.AccessToken);
        var named = await tokens.Check(said, Options.Provider!, Item(properties, Nonce) ?? "", access, Context.RequestAborted);
        if (named.Refusal is { } no)
        {
            await come.Refused(Options.Door!.Id, no, Context.RequestAborted);
            throw Wrong(no);
        }

        var step = await come.Do(Context.Arrival(), named.Value, Context.RequestAborted);
        if (step.Refusal is { } refused)
        {
            throw Wrong(refused);
        }

        Context.Items[StepKey] = step.Value;
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, SchemeName);
    }

    private static string? Item(AuthenticationProperties properties, string name) => properties.Items.TryGetValue(name, out var kept) ? kept : null;

    private static string Id(TenantDoor? door) => door?.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private HandleRequestResult Refuse(Refusal no) => HandleRequestResult.Fail(Wrong(no));

    private OAuthTokenResponse Failure(Refusal no) => OAuthTokenResponse.Failed(Wrong(no));

    private AuthenticationFailureException Wrong(Refusal no)
    {
        Context.Items[RefusalKey] = no;
        return new AuthenticationFailureException(no.Code);
    }
}
