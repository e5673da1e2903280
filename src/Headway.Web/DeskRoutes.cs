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
        ExplainPages.Map(app);
        CallerPages.Map(app);
        TransferPages.Map(app);
        ReschedulePages.Map(app);
        SkipPages.Map(app);
        EditPages.Map(app);
        LinkPages.Map(app);
        BulkPages.Map(app);
        SearchPages.Map(app);
        PalettePages.Map(app);
        NoticePages.Map(app);
        MePages.Map(app);
        BoardPages.Map(app);
        FlowPages.Map(app);
        app.MapGet("/healthz", () => "ok").AllowAnonymous();
    }
}
