using Headway.Application.Access;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Antiforgery;

namespace Headway.Web.Access;

/// <summary>
/// Lets nothing change, and no stream open, on the word of another site: where the browser says a request comes from must be here,
/// and what changes something carries the token of the page that sent it. Programs with a token of their own have neither
/// cookie nor page and pass.
/// </summary>
internal sealed class ForgeryGate(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.IsByToken())
        {
            await next(http);
            return;
        }

        var changes = !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));
        if ((changes || IsStream(http)) && IsForeign(http))
        {
            await Answers.Refuse(http, AccessRefusals.ForeignOrigin);
            return;
        }

        if (changes && !await antiforgery.IsRequestValidAsync(http))
        {
            await Answers.Refuse(http, AccessRefusals.FormExpired, StatusCodes.Status400BadRequest);
            return;
        }

        await next(http);
    }

    /// <summary>Whether the browser says that another site is behind the request.</summary>
    public static bool IsForeign(HttpContext http)
    {
        var request = http.Request;
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin)
        {
            return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || !from.Authority.Equals(Authority(request), StringComparison.OrdinalIgnoreCase) || from.Scheme != request.Scheme;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none");
    }

    private static string Authority(HttpRequest request) => new Uri($"{request.Scheme}://{request.Host}").Authority;

    private static bool IsStream(HttpContext http) => http.Request.Path.StartsWithSegments("/events") || http.Request.Path.StartsWithSegments("/portal/events");
}
