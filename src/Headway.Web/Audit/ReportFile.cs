using System.Reflection;
using Headway.Application.Audits.Report;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headway.Web.Audit;

/// <summary>A report as one file that needs nothing else: styles inside, no script, no request to any host.</summary>
public static class ReportFile
{
    public static async Task<string> Html(AuditReport report, string language, string? attribution = null)
    {
        await using var parts = new ServiceCollection().AddSingleton(new Viewer { Language = language, Now = report.Last }).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(parts, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var with = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ReportDocument.Report)] = report, [nameof(ReportDocument.Style)] = Style(), [nameof(ReportDocument.Attribution)] = attribution,
            });
            return (await renderer.RenderComponentAsync<ReportDocument>(with)).ToHtmlString();
        });
    }

    /// <summary>The product's tokens and the report's own styles, as they stand in the source of the pages.</summary>
    private static string Style() => Font() + string.Concat(new[] { "tokens.css", "charts.css", "audit.css" }.Select(Read));

    /// <summary>The product's letters inside the file; without the built assets the reader's own sans-serif stands in.</summary>
    private static string Font() => Assets.Read().Bytes("inter.woff2") is { } font
        ? $"@font-face {{ font-family: \"Inter Variable\"; font-weight: 100 900; src: url(data:font/woff2;base64,{Convert.ToBase64String(font)}) format(\"woff2\"); }}\n" : "";

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"css/{name}") ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
