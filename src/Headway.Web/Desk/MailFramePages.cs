using System.Globalization;
using Headway.Application.Mail;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Desk;

/// <summary>
/// A mail's own HTML as a document of its own: made harmless, and served under a policy that would stop what was overlooked.
/// It stands in a frame without rights, so it has no origin, no cookie and no script whatever is in it.
/// </summary>
internal static class MailFramePages
{
    private const string Look = "body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#1c2321;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:0 0 0 8px;padding-left:10px;border-left:2px solid #c9d2ce}pre{white-space:pre-wrap}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.ForStaff();
        staff.MapGet("/mail/frames/texts/{text:long}", async (HttpContext http, MailView view, long text, string? pictures, CancellationToken stop) =>
            Answer(http, await view.OfText(http.Caller(), text, pictures == "on", stop), pictures == "on"));
        staff.MapGet("/mail/frames/log/{id:long}", async (HttpContext http, MailLog log, MailView view, long id, string? pictures, CancellationToken stop) =>
        {
            var found = await log.One(http.Caller(), id, stop);
            if (found.Refusal is { } no)
            {
                return Draw.No(no);
            }

            var read = await view.OfMail(http.Caller(), found.Value, pictures == "on", stop);
            return Answer(http, read.Then<SafeMail>(shown => shown.Html ?? new SafeMail("", 0)), pictures == "on");
        });
    }

    private static IResult Answer(HttpContext http, Outcome<SafeMail> mail, bool pictures)
    {
        if (mail.Refusal is { } no)
        {
            return Draw.No(no);
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = string.Create(
            CultureInfo.InvariantCulture,
            $"default-src 'none'; style-src 'unsafe-inline'; img-src data:{(pictures ? " https:" : "")}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox");
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, no-store";
        return Results.Content($"<!doctype html><html><head><meta charset=\"utf-8\"><title>.</title><style>{Look}</style></head><body>{mail.Value.Html}</body></html>", "text/html; charset=utf-8");
    }
}
