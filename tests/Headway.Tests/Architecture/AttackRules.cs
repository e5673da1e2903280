using System.Globalization;
using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Every attack of the table is held by tests that exist, or has a reason why there is nothing to attack.</summary>
internal static partial class AttackRules
{
    public const string Table = "docs/operations/attacks.md";

    private const int First = 1, Last = 76;

    public static IEnumerable<Finding> Held(IReadOnlyCollection<SourceFile> files)
    {
        if (files.FirstOrDefault(file => file.Path == Table) is not { } table)
        {
            yield return new Finding(Table, 0, "is missing");
            yield break;
        }

        var tests = files.Where(file => file is { Extension: ".cs" } && file.IsUnder("tests")).SelectMany(file => Test().Matches(file.Text)).Select(test => test.Groups[1].Value).ToHashSet();
        var rows = Row().Matches(table.Text).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        for (var number = First; number <= Last; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"S{number:00}");
            if (!rows.TryGetValue(id, out var held) || held.Trim().Length < 15)
            {
                yield return new Finding(Table, 0, $"{id} has no row that says what holds it");
            }
        }

        foreach (var name in Named().Matches(table.Text).Select(name => name.Groups[1].Value).Where(name => !tests.Contains(name)).Distinct())
        {
            yield return new Finding(Table, 0, $"there is no test {name}");
        }
    }

    [GeneratedRegex(@"(?:Task|void) (\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex(@"^\| (S\d+) \|[^|]+\|([^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+_\w+_\w+)`")]
    private static partial Regex Named();
}
