using Headway.Application.Access;
using Headway.Web.Api;
using Headway.Web.Audit;
using Headway.Web.Board;
using Headway.Web.Demo;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Flow;
using Headway.Web.Live;
using Headway.Web.Maturity;
using Headway.Web.Portal;
using Headway.Web.Problems;
using Headway.Web.Recognition;
using Headway.Web.Rota;
using Headway.Web.Settings;
using Headway.Web.Welcome;

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
        NewTicketPages.Map(app);
        TransferPages.Map(app);
        ReschedulePages.Map(app);
        SkipPages.Map(app);
        TakePages.Map(app);
        ContactPages.Map(app);
        ReachPages.Map(app);
        ReturnPages.Map(app);
        HeardPages.Map(app);
        Approvals.ApprovalPages.Map(app);
        Feedback.FeedbackPages.Map(app);
        Problems.RulePages.Map(app);
        RenewPages.Map(app);
        OverrulePages.Map(app);
        EditPages.Map(app);
        IntakePages.Map(app);
        ProblemPages.Map(app);
        Knowledge.KnowledgePages.Map(app);
        LinkPages.Map(app);
        MergePages.Map(app);
        SplitPages.Map(app);
        TagPages.Map(app);
        BulkPages.Map(app);
        SearchPages.Map(app);
        PalettePages.Map(app);
        MentionPages.Map(app);
        NoticePages.Map(app);
        News.TellingPages.Map(app);
        News.PushPages.Map(app);
        MailFramePages.Map(app);
        MePages.Map(app);
        AbsencePages.Map(app);
        BoardPages.Map(app);
        PlanPages.Map(app);
        ChaseBoardPages.Map(app);
        CallPages.Map(app);
        BreachPages.Map(app);
        RotaPages.Map(app);
        FlowPages.Map(app);
        FlowCutPages.Map(app);
        RecognitionPages.Map(app);
        MaturityPages.Map(app);
        ChasesPages.Map(app);
        AuditPages.Map(app);
        SettingsRoutes.Map(app);
        WelcomePages.Map(app);
        PortalPages.Map(app);
        TimePages.Map(app);
        ApiRoutes.Map(app);
        Scim.ScimRoutes.Map(app);
        LivePages.Map(app);
        if (settings.Demo)
        {
            DemoPages.Map(app);
        }

        app.MapGet("/", (HttpContext http) => Results.Redirect(http.CallerOrNull() switch
        {
            null => "/sign-in",
            { Role: Role.Manager } => "/flow",
            { Role: Role.Administrator, Teams.Count: 0 } => "/settings",
            _ => "/next",
        }));
        app.MapGet("/demo", (HttpContext http, DemoDoor demo, CancellationToken stop) => settings.Demo ? Access.DemoPages.Choose(http, demo, stop) : Task.FromResult(Results.NotFound()));
        HealthPage.Map(app);
    }
}
