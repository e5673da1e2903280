using Headway.Application.Access;
using Headway.Web.Doors;

namespace Headway.Web.Access;

/// <summary>
/// The cookies that carry sessions. Staff and customers have one each, so that a browser can hold an agent in one tab and a
/// customer in another; which of them a request means is told by its path alone: everything of the portal lies under /portal.
/// </summary>
internal static class SessionCookies
{
    private const string Portal = "/portal";

    /// <summary>The cookie that a request to its path goes by; none where only a token counts.</summary>
    public static string? Of(HttpContext http, AccessOptions options) =>
        http.IsByToken() ? null : http.Request.Cookies[Name(!http.Request.Path.StartsWithSegments(Portal), options)];

    public static void Give(HttpContext http, AccessOptions options, SignInStep step) => Give(http, options, step.Staff, step.Cookie);

    public static void Give(HttpContext http, AccessOptions options, bool staff, string? cookie)
    {
        if (cookie is not null)
        {
            http.Response.Cookies.Append(Name(staff, options), cookie, Options(options, TimeSpan.FromDays(staff ? 14 : 30)));
        }
    }

    public static void Take(HttpContext http, AccessOptions options, bool staff) => http.Response.Cookies.Delete(Name(staff, options), Options(options, null));

    /// <summary>What the second step of signing in carries, for five minutes.</summary>
    public static string StepName(AccessOptions options) => options.Https ? "__Host-headway-step" : "headway-step";

    public static CookieOptions Options(AccessOptions options, TimeSpan? life) => new()
    {
        HttpOnly = true, Secure = options.Https, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true,
    };

    private static string Name(bool staff, AccessOptions options) => (options.Https ? "__Host-headway" : "headway") + (staff ? "" : "-portal");
}
