using Headway.Application.Notifications;
using Headway.Web.Doors;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>News for the token's person: about a ticket, or leading to a page of the desk.</summary>
public sealed record NotificationJson(long Id, string Kind, long? Ticket, string? Subject, string? Quote, string? Page, string At, bool Unread, bool Exception);

/// <summary>Which are read; null for all of them.</summary>
public sealed record NotificationsReadBody(long? Id);

/// <summary>What may interrupt, when nothing may, and where and when a digest of the day comes.</summary>
public sealed record TellingBody(string? Interrupts, string? QuietFrom, string? QuietUntil, string? DigestAt, bool? DigestHere, bool? DigestByMail);

public sealed record TellingJson(string Interrupts, string? QuietFrom, string? QuietUntil, string? QuietEnds, string? DigestAt, bool DigestHere, bool DigestByMail, string Zone)
{
    public static TellingJson Of(TellingRead read, string zone) => new(
        read.Telling.Interrupts.ToString().ToLowerInvariant(), read.Telling.Quiet is { } from ? Telling.Text(from.From) : null, read.Telling.Quiet is { } until ? Telling.Text(until.Until) : null,
        ApiAnswer.Text(read.QuietEnds), read.Telling.DigestAt is { } at ? Telling.Text(at) : null, read.Telling.DigestHere, read.Telling.DigestByMail, zone);
}

public sealed record DigestRowJson(long Number, string Subject, string Status, string Due);

public sealed record DigestTimeJson(long Number, string Subject, string Requester, string Start);

/// <summary>What the day brings the token's person; <c>needs</c> and the short day are null for who leads no team.</summary>
public sealed record DigestJson(string Day, int Overdue, int Today, int Unread, int Exceptions, int? Needs, string? ShortDay, double? ShortHours, IReadOnlyList<DigestRowJson> First, IReadOnlyList<DigestTimeJson> Times)
{
    public static DigestJson Of(DigestRead read) => new(
        LocalDatePattern.Iso.Format(read.Day), read.Overdue, read.Today, read.Unread, read.Exceptions, read.Needs, read.ShortDay, read.ShortDay is null ? null : Math.Round(read.ShortHours, 2),
        [.. read.First.Select(row => new DigestRowJson(row.Number, row.Subject, row.Status.Value, ApiAnswer.Text(row.Due)))],
        [.. read.Times.Select(time => new DigestTimeJson(time.Number, time.Subject, time.Requester, ApiAnswer.Text(time.Start)))]);
}

/// <summary><c>/me/notifications | me/telling | me/digest</c>.</summary>
internal static class NewsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me/notifications", async (HttpContext http, NotificationInbox inbox, CancellationToken stop) => ApiAnswer.List((await inbox.Of(http.Caller(), stop)).Select(Json)))
            .Produces<ListJson<NotificationJson>>().Describe("Notifications", "The newest forty of the token's person, the newest first; nobody reads another's.");
        api.MapPost("/me/notifications/read", async (HttpContext http, NotificationInbox inbox, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<NotificationsReadBody>(http, stop);
            if (asked.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            await inbox.Read(http.Caller(), asked.Value.Body.Id, stop);
            return ApiAnswer.List((await inbox.Of(http.Caller(), stop)).Select(Json));
        }).Produces<ListJson<NotificationJson>>().Describe<NotificationsReadBody>("Mark notifications as read", "One by its `id`, or with null all of them.", """{"id":null}""");
        api.MapGet("/me/telling", async (HttpContext http, KeepTelling telling, CancellationToken stop) => ApiAnswer.Json(TellingJson.Of(await telling.Read(http.Caller(), stop), http.Caller().Zone.Id)))
            .Produces<TellingJson>().Describe("How one is told", "What may interrupt the token's person, the quiet hours and the digest, by the clock of the person's zone.");
        api.MapPut("/me/telling", async (HttpContext http, KeepTelling telling, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<TellingBody>(http, stop);
            if (asked.Refusal is { } no)
            {
                return ApiAnswer.Refuse(no);
            }

            var body = asked.Value.Body;
            return ApiAnswer.Of(
                await telling.Change(http.Caller(), new TellingDraft(body.Interrupts, body.QuietFrom, body.QuietUntil, body.DigestAt, body.DigestHere ?? true, body.DigestByMail ?? false), stop),
                read => ApiAnswer.Json(TellingJson.Of(read, http.Caller().Zone.Id)));
        }).Produces<TellingJson>().Describe<TellingBody>(
            "Say how one is told", "The whole of it: what is left out is switched off. Quiet hours go over midnight when their end is earlier than their beginning.",
            """{"interrupts":"exceptions","quietFrom":"22:00","quietUntil":"07:00","digestAt":"08:00","digestHere":true,"digestByMail":false}""");
        api.MapGet("/me/digest", async (HttpContext http, DigestQuery digests, CancellationToken stop) => ApiAnswer.Json(DigestJson.Of(await digests.Read(http.Caller(), stop))))
            .Produces<DigestJson>().Describe("What the day brings", "Of the token's person: what is overdue and due today of the own list, agreed times, news; for leads also what needs them.");
    }

    private static NotificationJson Json(NotificationFound one) => new(
        one.Id, one.Kind.ToString(), one.Number == 0 ? null : one.Number, one.Subject.Length == 0 ? null : one.Subject, one.Quote, one.Href, ApiAnswer.Text(one.At), one.Unread, Telling.IsException(one.Kind));
}
