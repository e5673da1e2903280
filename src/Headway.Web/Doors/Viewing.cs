using Headway.Web.Layout;

namespace Headway.Web.Doors;

/// <summary>Which list stands beside the ticket: the page's address has it, also for the pieces that a script asks for.</summary>
public static class Viewing
{
    public static void UseViewer(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var address = http.Request.Query["scope"].ToString() + http.Request.Headers["HX-Current-URL"];
        http.RequestServices.GetRequiredService<Viewer>().Scope = address.Contains("team", StringComparison.Ordinal) ? "team" : "mine";
        return next(http);
    });
}
