using Headway.Application.Access;

namespace Headway.Web.Access;

/// <summary>What every answer says to the browser beside the policy of the pages; checked for every endpoint by a test.</summary>
internal static class AnswerHeaders
{
    public static IApplicationBuilder UseAnswerHeaders(this IApplicationBuilder app, AccessOptions options) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.Https)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // Decided when the answer begins: whoever answered by then can't have loosened it.
        http.Response.OnStarting(() =>
        {
            var isPublicFile = http.Request.Path.StartsWithSegments("/assets") && http.Response.StatusCode == StatusCodes.Status200OK;
            if (!isPublicFile)
            {
                http.Response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    });
}
