using Headway.Application.Access;
using Headway.Application.Storage;
using Headway.Web.Access;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Every address of the API, version 1: one file a word.</summary>
public static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"{Root}/openapi.json");
        ReferencePages.Map(routes);
        var api = routes.MapGroup(Root).RequireRateLimiting(Limits.Api);
        api.AddEndpointFilter(Gate);
        MeApi.Map(api);
        McpApi.Map(api);
        NewsApi.Map(api);
        PushApi.Map(api);
        TicketApi.Map(api);
        TouchApi.Map(api);
        CopiedApi.Map(api);
        EditApi.Map(api);
        MergeApi.Map(api);
        SortApi.Map(api);
        FilesApi.Map(api);
        PeopleApi.Map(api);
        PrivacyApi.Map(api);
        ChaseApi.Map(api);
        BreachApi.Map(api);
        ContactApi.Map(api);
        ApprovalApi.Map(api);
        FeedbackApi.Map(api);
        ReachApi.Map(api);
        WorkListApi.Map(api);
        SearchApi.Map(api);
        ViewApi.Map(api);
        ArticleApi.Map(api);
        CatalogueApi.Map(api);
        TeamApi.Map(api);
        RotaApi.Map(api);
        MobiliseApi.Map(api);
        AbsenceApi.Map(api);
        ServiceApi.Map(api);
        FormApi.Map(api);
        CalendarApi.Map(api);
        SettingsApi.Map(api);
        SubProcessApi.Map(api);
        AutomationApi.Map(api);
        ProblemApi.Map(api);
        NextStepApi.Map(api);
        OnCallApi.Map(api);
        ReplyApi.Map(api);
        NoticeApi.Map(api);
        FlowApi.Map(api);
        BoardApi.Map(api);
        RecognitionApi.Map(api);
        RecognitionWorkApi.Map(api);
        WebhookApi.Map(api);
        SignOnApi.Map(api);
        MailApi.Map(api);
        MailboxApi.Map(api);
        MailServerApi.Map(api);
        MailLogApi.Map(api);
        AuditRunApi.Map(api);
        AuditApi.Map(api);
        AuditReviewApi.Map(api);
        ImportApi.Map(api);
        // Not MapFallback: the endpoints that are compiled ahead forget its pattern.
        api.Map("{**rest}", () => ApiAnswer.Refuse(ApiRefusals.NoSuchAddress)).WithOrder(int.MaxValue).ExcludeFromDescription();
    }

    private static async ValueTask<object?> Gate(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.CallerOrNull() is null)
        {
            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiAnswer.Refuse(ApiRefusals.TokenNeeded);
        }

        try
        {
            return await next(context);
        }
        catch (StorageException no)
        {
            return ApiAnswer.Refuse(no.Refusal);
        }
        catch (BadHttpRequestException wrong)
        {
            return Answers.Problem(ApiRefusals.Malformed.Because(wrong.Message), wrong.StatusCode);
        }
    }
}
