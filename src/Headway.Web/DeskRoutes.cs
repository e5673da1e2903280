using Headway.Web.Board;
using Headway.Web.Desk;
using Headway.Web.Flow;

namespace Headway.Web;

/// <summary>Every room of the web, one line each.</summary>
public static class DeskRoutes
{
    public static void Map(WebApplication app, HostSettings settings)
    {
        WorkspacePages.Map(app);
        TouchPages.Map(app);
        BoardPages.Map(app);
        FlowPages.Map(app);
        app.MapGet("/healthz", () => "ok").AllowAnonymous();
    }
}
