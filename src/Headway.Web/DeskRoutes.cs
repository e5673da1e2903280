using Headway.Web.Demo;
using Headway.Web.Desk;
using Headway.Web.Live;
using Headway.Web.Portal;

namespace Headway.Web;

/// <summary>Every room of the web, one line each.</summary>
public static class DeskRoutes
{
    public static void Map(WebApplication app, HostSettings settings)
    {
        WorkspacePages.Map(app);
        TouchPages.Map(app);
        PortalPages.Map(app);
        LivePages.Map(app);
        if (settings.Demo)
        {
            DemoPages.Map(app);
        }

        app.MapGet("/healthz", () => "ok").AllowAnonymous();
    }
}
