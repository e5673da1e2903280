using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Views;
using Headway.Web.Layout;

namespace Headway.Web.Doors;

/// <summary>Fills the request's viewer: the person's own settings, else the browser's, else the tenant's.</summary>
public static class Viewing
{
    public static void UseViewer(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        var clock = http.RequestServices.GetRequiredService<DeskClock>();
        var likes = http.CallerOrNull()?.Preferences;
        viewer.Theme = Known(http.Request.Cookies["theme"], "light", "dark", "system") ?? likes?.Theme ?? "system";
        viewer.Density = Known(http.Request.Cookies["density"], "airy", "dense") ?? likes?.Density ?? "dense";
        viewer.Scope = (http.Request.Query["scope"].ToString() + http.Request.Headers["HX-Current-URL"]).Contains("team", StringComparison.Ordinal) ? "team" : "mine";
        viewer.SingleKeys = http.Request.Cookies["keys"] != "off" && likes is not { SingleKeys: false };
        viewer.Keys = likes?.Keys ?? viewer.Keys;
        if (http.CallerOrNull() is { } caller)
        {
            viewer.Language = caller.Language;
            viewer.Zone = caller.Zone;
            viewer.Now = clock.Now(caller.Tenant);
            viewer.Person = new PersonView(caller.Person.Value, caller.Name, caller.Email);
        }
        else
        {
            viewer.Language = http.Request.Headers.AcceptLanguage.ToString().StartsWith("de", StringComparison.OrdinalIgnoreCase) ? "de" : "en";
            viewer.Now = http.Features.Get<TenantDoor>() is { } door ? clock.Now(door.Id) : clock.Wall();
        }

        return next(http);
    });

    private static string? Known(string? value, params string[] values) => values.Contains(value) ? value : null;
}
