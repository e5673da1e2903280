using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>What the tree never holds: one machine's paths, work put off, versions that float, settings that loosen the house.</summary>
internal static partial class TreeRules
{
    private static readonly string[] HeldByProps =
    [
        "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "<Nullable>enable</Nullable>", "<AnalysisLevel>",
        "<EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>",
    ];

    /// <summary>Paths of one machine and hosts of package registries mean nothing to whoever clones the tree.</summary>
    public static IEnumerable<Finding> Places(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in file.InText(OneMachine(), match => $"{match.Value.Trim()} is a place of one machine")
        select finding;

    public static IEnumerable<Finding> PutOff(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Extension is not ".md" and not ".json"
        from finding in file.InText(Postponed(), match => $"{match.Value}: do it now, or say so in an issue")
        select finding;

    public static IEnumerable<Finding> Versions(IEnumerable<SourceFile> files)
    {
        var all = files.ToList();
        foreach (var file in all)
        {
            var floating = file switch
            {
                { Extension: ".csproj" } => file.InText(VersionInProject(), _ => "versions are central: Directory.Packages.props"),
                { Path: "Directory.Packages.props" } => file.InText(CentralVersion(), match =>
                    Exact().IsMatch(match.Groups["version"].Value) ? null : $"{match.Groups["version"].Value} floats"),
                { Stem: "package", Extension: ".json" } => file.InText(Dependency(), match =>
                    Exact().IsMatch(match.Groups["version"].Value) ? null : $"{match.Groups["name"].Value} {match.Groups["version"].Value} floats"),
                _ => [],
            };
            foreach (var finding in floating)
            {
                yield return finding;
            }

            var locked = file switch
            {
                { Extension: ".csproj" } => "packages.lock.json",
                { Path: var path } when path.EndsWith("/package.json", StringComparison.Ordinal) => "package-lock.json",
                _ => null,
            };
            if (locked is not null && !all.Any(other => other.Path == string.Join('/', [.. file.Folders, locked])))
            {
                yield return new Finding(file.Path, 0, $"{locked} is missing beside it");
            }
        }
    }

    /// <summary>The build's strictness is set once for all projects, and no project loosens it.</summary>
    public static IEnumerable<Finding> Strictness(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            if (file.Path == "Directory.Build.props")
            {
                foreach (var missing in HeldByProps.Where(held => !file.Text.Contains(held)))
                {
                    yield return new Finding(file.Path, 0, $"{missing} is gone");
                }
            }

            if (file.Extension is ".csproj" or ".props")
            {
                foreach (var finding in file.InText(Loosened(), match => $"{match.Value} loosens the house"))
                {
                    yield return finding;
                }
            }
        }
    }

    // The words are put together from pieces, so that this file does not accuse itself.
    [GeneratedRegex(@"(?<![\w.:}>/-])/(?:wo" + @"rk|fa" + @"rm|tmp/l" + @"ab|ro" + @"ot|ho" + @"me/\w+)/|reg" + @"istry\.npmjs|api\.nu" + @"get\.org")]
    private static partial Regex OneMachine();

    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|NotImplemented" + @"Exception")]
    private static partial Regex Postponed();

    [GeneratedRegex(@"<PackageReference[^>]*\bVersion(?:Override)?=|<Version>|<PackageReference[^>]*>\s*<Version")]
    private static partial Regex VersionInProject();

    [GeneratedRegex(@"<PackageVersion\s[^>]*Version=""(?<version>[^""]*)""")]
    private static partial Regex CentralVersion();

    [GeneratedRegex(@"""(?<name>@?[\w./-]+)""\s*:\s*""(?<version>(?:[\^~<>=*xv]|\d|latest|next|https?:|git|file:)[^""]*)""(?=[^{}]*\})(?<=ependencies""\s*:\s*\{[^{}]*)")]
    private static partial Regex Dependency();

    [GeneratedRegex(@"^\d+(?:\.\d+){1,3}(?:-[\w.]+)?$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"<Nullable>\s*(?!enable)\w+|<TreatWarningsAsErrors>\s*false|<RunAnalyzers\w*>\s*false|<WarningsNotAsErrors>|<ManagePackageVersionsCentrally>\s*false|<EnableNETAnalyzers>\s*false")]
    private static partial Regex Loosened();
}
