using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Documentation that can be followed: links lead somewhere, and a decision says what was weighed.</summary>
internal static partial class DocumentRules
{
    private const int LongestDecision = 90;

    private static readonly string[] Parts = ["## Context", "## Options", "## Decision", "## Consequences"];

    /// <summary>A link to a file of the tree finds it. Pictures are looked at by eye.</summary>
    public static IEnumerable<Finding> Links(IReadOnlyCollection<SourceFile> files)
    {
        var known = files.Select(file => file.Path).ToHashSet();
        known.UnionWith(files.SelectMany(file => Enumerable.Range(1, file.Folders.Length).Select(n => string.Join('/', file.Folders[..n]))));
        return from file in files
               where file.Extension == ".md"
               from finding in file.InText(Link(), match =>
                   known.Contains(Resolve(file.Folders, match.Groups["to"].Value)) ? null : $"{match.Groups["to"].Value} leads nowhere")
               select finding;
    }

    /// <summary>An ADR is one page with its four parts, under a number of its own that its title repeats.</summary>
    public static IEnumerable<Finding> Decisions(IReadOnlyCollection<SourceFile> files)
    {
        var decisions = files.Where(file => file.IsUnder("docs/adr")).ToList();
        foreach (var file in decisions)
        {
            var number = file.Stem.Split('-')[0];
            if (!file.Text.StartsWith($"# {number} · ", StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, 1, $"its title begins with \"# {number} · \"");
            }

            foreach (var missing in Parts.Where(part => !file.Text.Contains($"\n{part}\n")))
            {
                yield return new Finding(file.Path, 0, $"a decision has the part \"{missing}\"");
            }

            if (file.Lines > LongestDecision)
            {
                yield return new Finding(file.Path, 0, $"{file.Lines} lines; a decision is one page");
            }

            if (decisions.Count(other => other.Stem.Split('-')[0] == number) > 1)
            {
                yield return new Finding(file.Path, 0, $"the number {number} is taken");
            }
        }
    }

    private static string Resolve(string[] folder, string link)
    {
        var path = new List<string>(folder);
        foreach (var step in link.TrimEnd('/').Split('/'))
        {
            if (step == "..")
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step != ".")
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }

    [GeneratedRegex(@"(?<!!)\[[^\]\n]+\]\((?!https?:|mailto:|#)(?<to>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
