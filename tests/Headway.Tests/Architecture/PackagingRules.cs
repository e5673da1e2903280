using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>What is installed names only what there is: files, verbs with their options, variables; and it never runs as root.</summary>
internal static partial class PackagingRules
{
    public const string Image = "Containerfile", Unit = "packaging/headway.service", Settings = "packaging/headway.env";

    private const string Variables = "docs/operations/environment.md";

    private static readonly string[] Hardened =
    [
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=\n", "RestrictNamespaces=yes", "SystemCallFilter=@system-service",
        "UMask=0077", "StateDirectory=headway", "Restart=on-failure",
    ];

    /// <summary>What an image copies from the working copy lies there; what one stage copies from another is that stage's.</summary>
    public static IEnumerable<Finding> Copies(SourceFile image, IReadOnlyCollection<SourceFile> tree)
    {
        var known = tree.Select(file => file.Path).ToHashSet();
        known.UnionWith(tree.SelectMany(file => Enumerable.Range(1, file.Folders.Length).Select(n => string.Join('/', file.Folders[..n]))));
        var stages = Stage().Matches(image.Text).Select(match => match.Groups["name"].Value).ToHashSet();
        return image.InText(Copy(), match => match.Groups["from"].Success
            ? stages.Contains(match.Groups["from"].Value) ? null : $"there is no stage {match.Groups["from"].Value}"
            : match.Groups["what"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1].FirstOrDefault(path => !known.Contains(path)) is { } gone ? $"{gone} is not in the tree" : null);
    }

    /// <summary>A verb that is started has its file, and its options stand there.</summary>
    public static IEnumerable<Finding> Verbs(SourceFile started, IReadOnlyCollection<SourceFile> tree) => started.InText(Start(), match =>
    {
        var words = Word().Matches(match.Groups["words"].Value).Select(word => word.Value).ToArray();
        var verb = tree.FirstOrDefault(file => words.Length > 0 && file.IsUnder("src/Headway.Cli") && file.Stem.Equals(words[0] + "Verb", StringComparison.OrdinalIgnoreCase));
        return verb is null ? $"there is no verb {words.FirstOrDefault()}"
            : words.Skip(1).FirstOrDefault(option => !verb.Text.Contains($"\"{option}\"", StringComparison.Ordinal)) is { } unknown ? $"{words[0]} has no {unknown}" : null;
    });

    /// <summary>Every variable of ours that is set somewhere is explained.</summary>
    public static IEnumerable<Finding> Explained(SourceFile file, IReadOnlyCollection<SourceFile> tree)
    {
        var explained = tree.FirstOrDefault(page => page.Path == Variables)?.Text ?? "";
        return file.InText(Variable(), match => explained.Contains($"`{match.Value}`", StringComparison.Ordinal) ? null : $"{match.Value} is not in {Variables}");
    }

    public static IEnumerable<Finding> Guarded(SourceFile unit) => Hardened.Where(line => !unit.Text.Contains("\n" + line, StringComparison.Ordinal))
        .Select(line => new Finding(unit.Path, 0, $"{line.Trim()} is gone"))
        .Concat(User().Match(unit.Text) is { Success: true } user && user.Groups["name"].Value is not "root" ? [] : [new Finding(unit.Path, 0, "it runs as root")]);

    /// <summary>An image ends as a user who is not root, keeps its data in a volume and asks the page of health that there is.</summary>
    public static IEnumerable<Finding> Modest(SourceFile image, IReadOnlyCollection<SourceFile> tree)
    {
        if (ImageUser().Matches(image.Text).LastOrDefault() is not { } user || user.Groups["name"].Value is "root" or "0")
        {
            yield return new Finding(image.Path, 0, "it runs as root");
        }

        if (!Regex.IsMatch(image.Text, @"^VOLUME /data$", RegexOptions.Multiline) || !image.Text.Contains("HEADWAY_DATA=/data", StringComparison.Ordinal))
        {
            yield return new Finding(image.Path, 0, "data belongs in a volume");
        }

        if (Asked().Match(image.Text) is not { Success: true } asked || !tree.Any(file => file.IsUnder("src/Headway.Web") && file.Text.Contains($"MapGet(\"{asked.Groups["path"].Value}\"", StringComparison.Ordinal)))
        {
            yield return new Finding(image.Path, 0, "its health check asks no page that there is");
        }
    }

    [GeneratedRegex(@"^FROM \S+ AS (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Stage();

    [GeneratedRegex(@"^COPY (?:--from=(?<from>\w+) )?(?<what>.+)$", RegexOptions.Multiline)]
    private static partial Regex Copy();

    [GeneratedRegex(@"^(?:ExecStart=\S+/headway |CMD (?=\[""[a-z]+"", ""--))(?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex Start();

    [GeneratedRegex(@"[\w-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bHEADWAY_[A-Z]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^User=(?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex User();

    [GeneratedRegex(@"^USER (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex ImageUser();

    [GeneratedRegex(@"HEALTHCHECK[\s\S]*?GET (?<path>/\w+) ")]
    private static partial Regex Asked();
}
