using Headway.Application.Mail;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Http.Features;

namespace Headway.Web.Api;

/// <summary>What became of a message: opened, appended, quarantined or ignored, and the reason as a code. <paramref name="Repeat"/>: it had come before.</summary>
public sealed record MailFateJson(long Mail, string Fate, string Reason, long? Ticket, bool Repeat)
{
    public static MailFateJson Of(MailFate fate) => new(fate.Mail, fate.Fate.ToString().ToLowerInvariant(), fate.Reason, fate.Number, fate.IsRepeat);
}

/// <summary><c>POST /mail</c>: a message from a transfer agent of one's own, its raw bytes as the body. The same message twice has one effect.</summary>
internal static class MailApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/mail", Take).Accepts<string>("message/rfc822").Produces<MailFateJson>()
        .Describe("Take in a mail", "The body is the message's raw bytes, as a transfer agent of one's own has them. The same message twice has one effect.");

    private static async Task<IResult> Take(HttpContext http, ReceiveMail receive, string? mailbox, CancellationToken stop)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = ReceiveMail.MostBytes + 1;
        }

        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (http.Request.ContentLength == 0 || type is not ("message/rfc822" or "application/octet-stream"))
        {
            return ApiAnswer.Refuse(MailboxRefusals.MessageMissing);
        }

        return ApiAnswer.Of(await receive.Do(http.Caller(), mailbox, http.Request.Body, stop), fate => ApiAnswer.Json(MailFateJson.Of(fate)));
    }
}
