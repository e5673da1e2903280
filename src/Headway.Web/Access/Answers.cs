using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Access;

/// <summary>How the gates say no: a problem document where a program or a script asks, a page where a person does.</summary>
internal static class Answers
{
    public static Task Refuse(HttpContext http, Refusal refusal, int? status = null, TimeSpan? retry = null)
    {
        var code = status ?? Draw.StatusOf(refusal);
        if (retry is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        http.Response.StatusCode = code;
        return IsProgram(http) ? Problem(refusal, code).ExecuteAsync(http) : Page(http, code);
    }

    /// <summary>The problem document of RFC 9457 with our code.</summary>
    public static IResult Problem(Refusal refusal, int status) => Results.Problem(new ProblemDetails
    {
        Status = status,
        Title = refusal.Message,
        Type = $"urn:headway:{refusal.Code}",
        Extensions = { ["code"] = refusal.Code },
    });

    /// <summary>
    /// An answer that has a status and nothing to read: a person gets the designed page, those of support with their places around
    /// it, a program its status alone.
    /// </summary>
    public static async Task Empty(HttpContext http)
    {
        if (IsProgram(http))
        {
            return;
        }

        var status = http.Response.StatusCode;
        var said = http.Features.Get<Refusal>() is { } no ? Refusals.Said(http.RequestServices.GetRequiredService<Viewer>(), no) : null;
        if ((said is not null || status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound) && http.CallerOrNull() is { IsStaff: true } caller)
        {
            var frame = await http.RequestServices.GetRequiredService<Desk.ShellFrames>().For(caller, http.RequestAborted);
            await Draw.Page<TroubleInShell>(
                status, (nameof(TroubleInShell.Frame), frame), (nameof(TroubleInShell.Kind), Kind(status, said)), (nameof(TroubleInShell.Said), said),
                (nameof(TroubleInShell.Home), said is null ? "/" : From(http))).ExecuteAsync(http);
            return;
        }

        await Page(http, status, said);
    }

    /// <summary>The designed page for a status that no endpoint answered.</summary>
    public static Task Page(HttpContext http, int status, string? said = null) => Draw.Page<TroublePage>(
        status,
        (nameof(TroublePage.Kind), Kind(status, said)), (nameof(TroublePage.Said), said),
        (nameof(TroublePage.Home), said is not null ? From(http) : http.Request.Path.StartsWithSegments("/portal") ? "/portal" : "/")).ExecuteAsync(http);

    // The page on which it was pressed, when it is one of ours.
    private static string From(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == http.Request.Host.Value ? page.PathAndQuery
        : http.Request.Path.StartsWithSegments("/portal") ? "/portal" : "/";

    private static string Kind(int status, string? said = null) =>
        status switch { 404 => "missing", 401 or 403 => "forbidden", 429 => "many", 503 => "busy", _ => said is null ? "failed" : "refused" };

    private static bool IsProgram(HttpContext http) =>
        http.IsByToken() || http.Request.Path.StartsWithSegments("/events") || http.IsPart()
        || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
