using Headway.Application.Views;
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
        PartSamples.Map(routes, (viewer, lang, theme) => Prepare(viewer, lang, theme, Samples.Sam));
        routes.MapGet("/design/{page}", (string page, string? lang, string? theme, Viewer viewer) => Draw<PageSample>(viewer, lang, theme, ("Name", page))).AllowAnonymous();
    }

    private static RazorComponentResult Draw<TPage>(Viewer viewer, string? lang, string? theme, params (string, object?)[] with)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var customer = with is [(_, string page), ..] && page.StartsWith("portal", StringComparison.Ordinal);
        Prepare(viewer, lang, theme, customer ? Samples.Ann : Samples.Sam);
        return new RazorComponentResult(typeof(TPage), with.ToDictionary(p => p.Item1, p => p.Item2));
    }

    private static void Prepare(Viewer viewer, string? lang, string? theme, PersonView person)
    {
        viewer.Language = lang ?? "en";
        viewer.Theme = theme ?? "system";
        viewer.Zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        viewer.Now = Samples.Now;
        viewer.Person = person;
    }
}
