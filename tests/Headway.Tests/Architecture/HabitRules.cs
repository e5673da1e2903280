using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>How tests are written: named by what they show, never waiting for the clock, their dice thrown from a seed.</summary>
internal static partial class HabitRules
{
    public static IEnumerable<Finding> Names(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in file.InCode(TestMethod(), match =>
            ActWhenThen().IsMatch(match.Groups["name"].Value) ? null : $"{match.Groups["name"].Value} is not named Act_When_Then")
        select finding;

    /// <summary>A test that sleeps is slow on a good day and wrong on a bad one.</summary>
    public static IEnumerable<Finding> Waiting(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in file.InCode(Sleep(), match => $"{match.Value.TrimEnd('(')}: wait for the thing itself, or move a made clock")
        select finding;

    public static IEnumerable<Finding> Chance(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in file.InCode(Unseeded(), match => $"{match.Value.Trim()}: what a test throws comes from a seed that it prints")
        select finding;

    /// <summary>A test that is switched off shows nothing; what cannot run on a machine says so while it runs.</summary>
    public static IEnumerable<Finding> SwitchedOff(IEnumerable<SourceFile> files) =>
        from file in files
        from finding in file.InCode(Off(), _ => "a test that never runs is no test")
        select finding;

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\]]*\](?:\s*\[[^\n]*\])*\s*public\s+(?:static\s+)?(?:async\s+)?[\w<>.?]+\s+(?<name>\w+)\s*\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(?:_[A-Z0-9][A-Za-z0-9]*)+$")]
    private static partial Regex ActWhenThen();

    [GeneratedRegex(@"\bThread\.Sleep\((?!Timeout\.Infinite)|\bTask\.Delay\(|\bSpinWait\b|\bWaitForTimeoutAsync\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bnew\s+Random\s*\(\s*\)|\bRandom\.Shared\b|\bRandom\s+\w+\s*=\s*new\s*\(\s*\)")]
    private static partial Regex Unseeded();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\]]*\bSkip\s*=")]
    private static partial Regex Off();
}
