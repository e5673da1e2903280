using System.Text.Encodings.Web;
using Headway.Application.SignOn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Headway.Web.Access;

/// <summary>Signing in at the tenant's provider: there, and back.</summary>
internal static class ProviderPages
{
    private static readonly AuthenticationScheme Scheme = new(ProviderHandler.SchemeName, null, typeof(ProviderHandler));

    public static void Add(IServiceCollection services) => services.AddSingleton<IOptionsMonitor<ProviderOptions>, ProviderOptionsSource>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/with", Go).RequireRateLimiting(Limits.Login);
        routes.MapGet(TryProvider.Back, Answer).RequireRateLimiting(Limits.Login);
    }

    private static async Task<IResult> Go(HttpContext http, string? to)
    {
        if (await Handler(http) is not { } handler)
        {
            return Results.Empty;
        }

        var properties = new AuthenticationProperties { RedirectUri = "/" };
        properties.Items[ProviderHandler.To] = to is { Length: <= 2000 } ? to : "";
        await handler.ChallengeAsync(properties);
        return Results.Empty;
    }

    private static async Task<IResult> Answer(HttpContext http, CancellationToken stop)
    {
        if (await Handler(http) is { } handler && !stop.IsCancellationRequested && !await handler.HandleRequestAsync())
        {
            return Results.NotFound();
        }

        return Results.Empty;
    }

    // Null when it has said why not. Made here and for these two addresses only: registered as a scheme it would run before every gate.
    private static async Task<ProviderHandler?> Handler(HttpContext http)
    {
        var handler = ActivatorUtilities.CreateInstance<ProviderHandler>(http.RequestServices, UrlEncoder.Default);
        await handler.InitializeAsync(Scheme, http);
        if (await handler.Prepare() is not { } no)
        {
            return handler;
        }

        await ProviderHandler.Back(http, no);
        return null;
    }
}
