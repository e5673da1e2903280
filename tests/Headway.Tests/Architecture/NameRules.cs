using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Folder = namespace = a word of the field. Names that could hold anything hold everything in the end.</summary>
internal static partial class NameRules
{
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "Common", "Shared", "Util", "Utils", "Utilities", "Helper", "Helpers", "Manager", "Managers",
        "Service", "Model", "Models", "Extension", "Extensions", "Base",
    };

    public static IEnumerable<Finding> Folders(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder("src", "tests", "bench")
        from folder in file.Folders.Skip(1)
        where Empty.Contains(folder) || folder.Equals("Services", StringComparison.OrdinalIgnoreCase) && file.IsUnder("src/Headway.Web", "src/Headway.Cli")
        select new Finding(file.Path, 0, $"a folder named {folder} says nothing: name the word of the field");

    /// <summary>A type or a script is not called by its part in a pattern. The service of a catalogue is a word of the field.</summary>
    public static IEnumerable<Finding> Types(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsUnder("src", "tests", "bench")))
        {
            if (file.Extension is ".ts" or ".js" or ".mjs" or ".razor" && Empty.Contains(LastWord(file.Stem)))
            {
                yield return new Finding(file.Path, 0, $"a file named {file.Stem} says nothing: name what it does");
            }

            if (file.Extension is not ".cs")
            {
                continue;
            }

            foreach (var finding in file.InCode(CSharpShape.Declaration(), match => Objection(match.Groups["name"].Value)))
            {
                yield return finding;
            }
        }
    }

    /// <summary>A repository an entity, a mediator or a mapper is a second name for what a query or a use case does.</summary>
    public static IEnumerable<Finding> Ceremony(IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            var found = file.Extension switch
            {
                ".cs" when file.IsUnder("src") => file.InCode(CeremonialType(), match => $"{match.Groups["name"].Value}: no repository per entity, no mediator, no mapper"),
                ".csproj" or ".props" => file.InText(CeremonialPackage(), match => $"{match.Value.Trim('"')}: the house does without"),
                _ => [],
            };
            foreach (var finding in found)
            {
                yield return finding;
            }
        }
    }

    public static IEnumerable<Finding> Namespaces(IEnumerable<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.IsUnder("src", "tests", "bench") && file.Extension == ".cs"))
        {
            var expected = string.Join('.', file.Folders.Skip(1));
            var declared = Namespace().Match(file.Code);
            if (declared.Success && declared.Groups["name"].Value != expected)
            {
                yield return new Finding(file.Path, 0, $"the namespace {declared.Groups["name"].Value} is not the folder {expected}");
            }
            else if (!declared.Success && file.Stem is not "Program" && CSharpShape.Declaration().IsMatch(file.Code))
            {
                yield return new Finding(file.Path, 0, $"types stand in the namespace of their folder, {expected}");
            }
        }
    }

    /// <summary>Each room of the domain is explained in the glossary.</summary>
    public static IEnumerable<Finding> Glossary(IEnumerable<SourceFile> files, string glossary) =>
        from room in files.Where(file => file.IsUnder("src/Headway.Domain") && file.Folders.Length > 2).Select(file => file.Folders[2]).Distinct()
        where !Regex.IsMatch(glossary, $@"\b{room}\b", RegexOptions.IgnoreCase)
        select new Finding($"src/Headway.Domain/{room}", 0, "this room is not in docs/glossary.md");

    private static string? Objection(string name) =>
        name is not "Service" && Empty.Contains(LastWord(name))
            ? $"the type {name} is named by a pattern: name what it is" : null;

    private static string LastWord(string name) => Word().Matches(name).LastOrDefault()?.Value ?? name;

    [GeneratedRegex(@"[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|record|interface)\s+(?<name>\w*(?:Repository|Mediator|UnitOfWork|Mapper))\b")]
    private static partial Regex CeremonialType();

    [GeneratedRegex(@"""(?:MediatR|AutoMapper|Mapster|Moq|NSubstitute|FakeItEasy|FluentAssertions)""")]
    private static partial Regex CeremonialPackage();
}
