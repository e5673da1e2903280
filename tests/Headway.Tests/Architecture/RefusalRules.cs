using System.Reflection;
using System.Text.RegularExpressions;
using Headway.Domain;

namespace Headway.Tests.Architecture;

/// <summary>A refusal as it is declared: in which class, under which name.</summary>
internal sealed record DeclaredRefusal(string Holder, string Field, Refusal Refusal)
{
    /// <summary>The word its code begins with.</summary>
    public string Word => Refusal.Code.Split('.')[0];
}

/// <summary>Refusals are fields of classes named …Refusals, each with a code of its own, and docs/refusals.md lists them all.</summary>
internal static partial class RefusalRules
{
    public static IEnumerable<DeclaredRefusal> Collect(params Assembly[] assemblies) =>
        from assembly in assemblies
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Refusals", StringComparison.Ordinal)
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Refusal)
        select new DeclaredRefusal(type.Name, field.Name, (Refusal)field.GetValue(null)!);

    public static IEnumerable<Finding> Codes(IReadOnlyCollection<DeclaredRefusal> refusals)
    {
        foreach (var (holder, field, refusal) in refusals.Select(one => (one.Holder, one.Field, one.Refusal)))
        {
            if (!Code().IsMatch(refusal.Code))
            {
                yield return new Finding(holder, 0, $"{field}: the code {refusal.Code} is not word.words-with-dashes");
            }

            if (refusal.Message.Length < 10 || !char.IsUpper(refusal.Message[0]) || refusal.Message[^1] is not ('.' or '?' or '!'))
            {
                yield return new Finding(holder, 0, $"{field}: a message is a sentence that says what to do, not \"{refusal.Message}\"");
            }
        }

        foreach (var twice in refusals.GroupBy(one => one.Refusal.Code).Where(same => same.Count() > 1))
        {
            foreach (var one in twice)
            {
                yield return new Finding(one.Holder, 0, $"{one.Field}: the code {twice.Key} is taken {twice.Count()} times");
            }
        }
    }

    /// <summary>No refusal is made on the spot, where nobody could find it, and none in a door.</summary>
    public static IEnumerable<Finding> Places(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsUnder("src") && file.Extension is ".cs" or ".razor"))
        {
            var classes = ClassName().Matches(file.Code);
            foreach (var made in file.InCode(Made(), match =>
                classes.LastOrDefault(name => name.Index < match.Index)?.Groups["name"].Value ?? "").ToArray())
            {
                if (file.IsUnder("src/Headway.Web", "src/Headway.Cli"))
                {
                    yield return made with { What = "a door passes refusals on; declare this one beside its use case" };
                }
                else if (!made.What.EndsWith("Refusals", StringComparison.Ordinal))
                {
                    yield return made with { What = "a refusal is a static readonly field of a class named …Refusals" };
                }
            }
        }
    }

    /// <summary>The page docs/refusals.md, as the declared refusals give it.</summary>
    public static string Page(IEnumerable<DeclaredRefusal> refusals) => string.Join('\n', [
        "# Refusals",
        "",
        "Every expected \"no\" has a stable code: match on the code, show the message. This page is generated from the code",
        "(`HEADWAY_ACCEPT=1 ./test --fast` writes it); a test compares the two. How the doors answer each kind is in",
        "[ADR 0004](adr/0004-errors.md).",
        .. from one in refusals
           group one by one.Word into word
           orderby word.Key
           from line in (string[])[
               "", $"## {word.Key}", "", "| Code | Kind | Says |", "|---|---|---|",
               .. word.OrderBy(one => one.Refusal.Code, StringComparer.Ordinal)
                   .Select(one => $"| `{one.Refusal.Code}` | {one.Refusal.Kind} | {one.Refusal.Message.Replace("|", "\\|")} |"),
           ]
           select line,
        "",
    ]);

    [GeneratedRegex(@"^[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bnew(?:\s+Refusal)?\s*\(\s*RefusalKind\.")]
    private static partial Regex Made();

    [GeneratedRegex(@"\bclass\s+(?<name>\w+)")]
    private static partial Regex ClassName();
}
