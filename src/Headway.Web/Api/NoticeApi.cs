using System.Text.Json;
using Headway.Application.Notifications;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Something the token's person was told; <paramref name="Number"/> is null where it is about no ticket.</summary>
public sealed record NoticeJson(long Id, string Kind, long? Number, string? Subject, string? Quote, string At, bool Unread);

/// <summary>Which one was read; left out, all of them.</summary>
public sealed record NoticeBody(long? Id);

/// <summary><c>GET /notices</c>, <c>POST /notices/read</c>.</summary>
internal static class NoticeApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", async (HttpContext http, NotificationInbox inbox, CancellationToken stop) => ApiAnswer.List((await inbox.Of(http.Caller(), stop)).Select(Json)))
            .Produces<ListJson<NoticeJson>>()
            .Describe("Notifications", "One's own, the newest first.");
        api.MapPost("/notices/read", async (HttpContext http, NotificationInbox inbox, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<NoticeBody>(http, stop);
            if (asked.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            if (await inbox.Read(http.Caller(), asked.Value.Body.Id, stop) is { } only)
            {
                return ApiAnswer.Refuse(only);
            }

            return ApiAnswer.List((await inbox.Of(http.Caller(), stop)).Select(Json));
        }).Produces<ListJson<NoticeJson>>().Describe<NoticeBody>("Mark notifications as read", "One by its `id`, or with null all of them.", """{"id":null}""");
    }

    private static NoticeJson Json(NotificationFound one) => new(
        one.Id, JsonNamingPolicy.KebabCaseLower.ConvertName(one.Kind.ToString()), one.Number == 0 ? null : one.Number, one.Subject.Length == 0 ? null : one.Subject, one.Quote, ApiAnswer.Text(one.At), one.Unread);
}
