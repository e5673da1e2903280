using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Headway.Tests.Architecture;

/// <summary>A file as the rules see it: its path from the root with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private string? _code;

    /// <summary>The text with comments and the words of string literals blanked; every line stays where it was.</summary>
    public string Code => _code ??= CSharpText.WithoutWords(Text);

    public string Extension => System.IO.Path.GetExtension(Path);

    public string Stem => System.IO.Path.GetFileName(Path).Split('.')[0];

    public string[] Folders => Path.Split('/')[..^1];

    public int Lines => Text.Length == 0 ? 0 : Text.Count(c => c == '\n') + (Text[^1] == '\n' ? 0 : 1);

    public bool IsUnder(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>One finding for each match in the code, comments and literals left out.</summary>
    public IEnumerable<Finding> InCode(Regex pattern, Func<Match, string?> what) => Found(Code, pattern, what);

    /// <summary>One finding for each match anywhere in the text.</summary>
    public IEnumerable<Finding> InText(Regex pattern, Func<Match, string?> what) => Found(Text, pattern, what);

    private IEnumerable<Finding> Found(string text, Regex pattern, Func<Match, string?> what)
    {
        foreach (Match match in pattern.Matches(text))
        {
            if (what(match) is { } said)
            {
                yield return new Finding(Path, text.AsSpan(0, match.Index).Count('\n') + 1, said);
            }
        }
    }
}

/// <summary>Where a rule of the house is broken, and how; line 0 is the file as a whole.</summary>
internal sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => Line == 0 ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";
}

internal static class Findings
{
    public static void ShouldBeNone(this IEnumerable<Finding> findings)
    {
        if (string.Join('\n', findings) is { Length: > 0 } broken)
        {
            Assert.Fail(broken);
        }
    }

    public static void ShouldName(this IEnumerable<Finding> findings, string path) =>
        findings.Select(finding => finding.Path).Distinct().ShouldBe([path]);
}
