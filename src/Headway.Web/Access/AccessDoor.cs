using System.Net;
using Headway.Application.Access;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Headway.Web.Access;

/// <summary>The gates every request passes, in their order, and the pages through which people come in.</summary>
public static class AccessDoor
{
    /// <summary>Bytes a request may have unless its endpoint says otherwise by <c>RequestSizeLimitAttribute</c>.</summary>
    public const long MostBytes = 2 * 1024 * 1024;

    /// <summary>What a form with files may have: the files and a message beside them.</summary>
    public const long MostBytesWithFiles = Headway.Application.Storage.Blobs.MostBytesTogether + MostBytes;

    public static void AddAccessDoor(this WebApplicationBuilder builder, AccessOptions options)
    {
        var services = builder.Services;
        services.AddAccess(options);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = options.Https ? "__Host-headway-form" : "headway-form";
            forgery.Cookie.HttpOnly = true;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
            forgery.Cookie.SecurePolicy = options.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddProblemDetails();
        ProviderPages.Add(services);
        Limits.Add(services, options.Limits);

        // Addresses of requests carry one-time links; that keys are sealed, the framework does not see.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // A form of yesterday's page is refused with a sentence; it is nobody's error.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
    }

    /// <summary>Read from configuration: <c>Headway:BaseUrl</c>, <c>Headway:KnownProxies</c> (comma), <c>Headway:Limits:Api</c> and its kin.</summary>
    public static AccessOptions Read(IConfiguration configuration, string url, bool demo, bool sendsMail)
    {
        var limits = configuration.GetSection("Headway:Limits");
        int Limit(string name, int usual) => limits.GetValue(name, usual);
        var usual = new LimitSettings();
        return new AccessOptions
        {
            BaseUrl = new Uri(configuration["Headway:BaseUrl"] ?? url),
            Demo = demo,
            SendsMail = sendsMail,
            KnownProxies = configuration["Headway:KnownProxies"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            Limits = new LimitSettings(
                Limit("Login", usual.Login), Limit("Reset", usual.Reset), Limit("Form", usual.Form), Limit("Upload", usual.Upload),
                Limit("Search", usual.Search), Limit("Api", usual.Api), Limit("Anything", usual.Anything)),
        };
    }

    /// <summary>Before routing's endpoints run and after the headers of the pages.</summary>
    public static void UseAccessDoor(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<AccessOptions>();
        if (options.KnownProxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear(); // the loopback is in it unasked
            foreach (var proxy in options.KnownProxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }

            app.UseForwardedHeaders(forwarded);
        }

        app.UseMiddleware<BusyGate>();
        app.UseAnswerHeaders(options);
        app.UseMiddleware<CallerGate>();
        app.UseStatusCodePages(trouble => Answers.Empty(trouble.HttpContext));
        app.UseRouting();
        app.UseMiddleware<SizeGate>();
        app.UseRateLimiter();
        app.UseMiddleware<ForgeryGate>();
    }

    public static void MapAccessDoor(this IEndpointRouteBuilder routes, AccessOptions options)
    {
        SignInPages.Map(routes);
        ProviderPages.Map(routes);
        LinkPages.Map(routes);
        AccountPages.Map(routes);
        PasskeyPages.Map(routes);
        if (options.Demo)
        {
            DemoPages.Map(routes);
        }
    }

    /// <summary>Who arrives, for the use cases of signing in.</summary>
    internal static Arrival Arrival(this HttpContext http)
    {
        var door = http.Features.Get<TenantDoor>() ?? throw new InvalidOperationException("The caller gate has not run.");
        return new Arrival(door.Id, http.Source(), http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null);
    }

    /// <summary>Where to go after signing in: only to a path here, on the side the person belongs to.</summary>
    public static string Onward(string? to, SignInStep step) =>
        to is { Length: > 0 and <= 2000 } && to[0] == '/' && (to.Length == 1 || to[1] is not ('/' or '\\')) && !to.Any(c => char.IsControl(c) || c == '\\')
        && Uri.TryCreate(to, UriKind.Relative, out _) && step.Staff != to.StartsWith("/portal", StringComparison.OrdinalIgnoreCase) && to != "/"
            ? to : step.Home;
}
