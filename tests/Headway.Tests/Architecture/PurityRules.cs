using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Domain and twin take time, zones and randomness as arguments, and speak of time in NodaTime's types.</summary>
internal static partial class PurityRules
{
    private static readonly string[] Pure = ["src/Headway.Domain", "src/Headway.Twin"];

    private static readonly string[] BannedByAnalyzer =
    [
        "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;",
        "T:System.TimeProvider;", "T:NodaTime.SystemClock;", "M:System.Guid.NewGuid;", "P:System.Random.Shared;",
        "T:System.Threading.Thread;", "T:System.Environment;",
    ];

    public static IEnumerable<Finding> World(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder(Pure) && file.Extension == ".cs"
        from finding in file.InCode(Outside(), match => $"{match.Value.TrimEnd('(', '.')} belongs to the doors: take what it gives as an argument")
        select finding;

    public static IEnumerable<Finding> Time(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder(Pure) && file.Extension == ".cs"
        from finding in file.InCode(ForeignTime(), match => $"{match.Value.Trim()}: an instant, a local date and a length of working time have types of their own")
        select finding;

    /// <summary>The same is said by the analyzer while one types: its list is complete and both pure projects read it.</summary>
    public static IEnumerable<Finding> Analyzer(IEnumerable<SourceFile> files)
    {
        foreach (var project in files.Where(file => file.IsUnder(Pure) && file.Extension == ".csproj"))
        {
            if (!project.Text.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers") || !project.Text.Contains("BannedSymbols.txt"))
            {
                yield return new Finding(project.Path, 0, "a pure project reads BannedSymbols.txt with the banned-API analyzer");
            }
        }

        foreach (var list in files.Where(file => file.IsUnder(Pure) && file.Path.EndsWith("/BannedSymbols.txt", StringComparison.Ordinal)))
        {
            foreach (var symbol in BannedByAnalyzer.Where(symbol => !list.Text.Contains(symbol)))
            {
                yield return new Finding(list.Path, 0, $"{symbol.TrimEnd(';')} is not banned");
            }
        }
    }

    [GeneratedRegex(@"\b(?:TimeProvider|SystemClock|Stopwatch|Environment|Thread|ThreadPool|Timer|HttpClient|Process|TimeZoneInfo)\b(?!\s*[=;,)])
        |\b(?:Guid\.(?:NewGuid|CreateVersion7)|Random\.Shared|Task\.(?:Run|Delay)|CultureInfo\.Current(?:UI)?Culture|DateTimeZoneProviders\.Tzdb\.GetSystemDefault)\b
        |\bnew\s+Random\b|\bRandomNumberGenerator\b|\b(?:File|Directory|Console)\.(?=[A-Z])|\bSystem\.(?:IO|Net|Diagnostics\.Process)\b",
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Outside();

    [GeneratedRegex(@"\b(?:DateTime|DateTimeOffset|TimeSpan|DateOnly|TimeOnly)\b|^[ \t]*(?:public|internal)\b[^\n]*?\b(?:int|long)\??\s+\w*(?:[Mm]inutes|[Hh]ours|[Ss]econds)\b", RegexOptions.Multiline)]
    private static partial Regex ForeignTime();
}
