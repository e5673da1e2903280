
namespace Headway.Web.Layout;

/// <summary>What pages need of the host: Razor components without circuits, the browser's files, the headers of a page.</summary>
public static class Face
{
    // No inline script, no inline style, nothing from another host. Pictures in messages are served by the desk itself.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(o => o.HeaderName = "X-Csrf");
        services.AddSingleton(_ => Assets.Read());
        services.AddScoped<Viewer>();
        return services;
    }

    /// <summary>The headers that every answer carries.</summary>
    public static IApplicationBuilder UseFace(this IApplicationBuilder app) =>
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            return next(http);
        });

    public static void MapFace(this WebApplication app)
    {
        app.Services.GetRequiredService<Assets>().Map(app);
        if (app.Environment.IsDevelopment())
        {
            Design.DesignPages.Map(app);
        }
    }
}
