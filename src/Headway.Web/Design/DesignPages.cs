using Headway.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Headway.Web.Design;

/// <summary>
/// <c>/design</c>, in the development build only: every part in every state, drawn from samples, with no store behind.
/// <c>?lang=de</c> and <c>?theme=dark</c> choose the words and the light.
/// </summary>
public static class DesignPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/design", (string? lang, string? theme, Viewer viewer) => Draw<DesignPage>(viewer, lang, theme)).AllowAnonymous();
        routes.MapGet("/design/workspace", (string? lang, string? theme, Viewer viewer) => Draw<WorkspaceSample>(viewer, lang, theme)).AllowAnonymous();
        routes.MapGet("/design/{page}", (string page, string? lang, string? theme, Viewer viewer) => Draw<PageSample>(viewer, lang, theme, ("Name", page))).AllowAnonymous();
    }

    private static RazorComponentResult Draw<TPage>(Viewer viewer, string? lang, string? theme, params (string, object?)[] with)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        viewer.Language = lang ?? "en";
        viewer.Theme = theme ?? "system";
        viewer.Zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        viewer.Now = Samples.Now;
        viewer.Person = with is [(_, string page), ..] && page.StartsWith("portal", StringComparison.Ordinal) ? Samples.Ann : Samples.Sam;
        return new RazorComponentResult(typeof(TPage), with.ToDictionary(p => p.Item1, p => p.Item2));
    }
}
