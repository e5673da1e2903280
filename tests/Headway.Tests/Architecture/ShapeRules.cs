using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>How code is laid out: lengths, sealing, seams, and what no file holds.</summary>
internal static partial class ShapeRules
{
    public const int LongestFile = 400;
    private const int MostFiles = 250;
    private const int HighestMedian = 90;

    private static readonly string[] Written = [".cs", ".razor", ".ts", ".js", ".mjs", ".css"];

    public static IEnumerable<Finding> Lengths(IEnumerable<SourceFile> files) =>
        from file in files
        where Written.Contains(file.Extension) && file.Lines > LongestFile
        select new Finding(file.Path, 0, $"{file.Lines} lines; over {LongestFile} it holds more than one idea");

    /// <summary>Over all of src: half of the files within 90 lines, 19 of 20 within 250.</summary>
    public static IEnumerable<Finding> Spread(IEnumerable<SourceFile> files)
    {
        var lengths = files.Where(file => file.IsUnder("src") && Written.Contains(file.Extension)).Select(file => file.Lines).Order().ToArray();
        if (lengths.Length == 0)
        {
            yield break;
        }

        if (lengths[(lengths.Length - 1) / 2] is var median && median > HighestMedian)
        {
            yield return new Finding("src", 0, $"the median file has {median} lines; the house aims at 45 to {HighestMedian}");
        }

        if (lengths[(int)Math.Ceiling(lengths.Length * 0.95) - 1] is var most && most > MostFiles)
        {
            yield return new Finding("src", 0, $"19 of 20 files have up to {most} lines; the house aims at {MostFiles}");
        }
    }

    /// <summary>A class is sealed, static or abstract, or something in the tree derives from it.</summary>
    public static IEnumerable<Finding> Sealing(IEnumerable<SourceFile> files)
    {
        var all = Declarations(files);
        var settled = all.Where(type => type.Is("sealed") || type.Is("static") || type.Is("abstract")).Select(type => type.Name).ToHashSet();
        settled.UnionWith(all.SelectMany(type => type.Bases));
        return from type in all
               where type.Kind is "class" or "record" or "record class" && !settled.Contains(type.Name) && type.Name != "Program"
               select new Finding(type.File.Path, 0, $"{type.Name} is open to deriving, and nothing derives from it: seal it");
    }

    /// <summary>An interface stands where two things stand behind it.</summary>
    public static IEnumerable<Finding> Seams(IEnumerable<SourceFile> files)
    {
        var all = Declarations(files.Where(file => file.IsUnder("src")));
        return from seam in all
               where seam.Kind == "interface"
               let behind = all.Where(type => type.Bases.Contains(seam.Name)).Select(type => type.Name).Distinct().Count()
               where behind < 2
               select new Finding(seam.File.Path, 0, $"{seam.Name} has {behind} implementation{(behind == 1 ? "" : "s")}: call the thing itself");
    }

    public static IEnumerable<Finding> Curtains(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Extension is ".cs" or ".razor"
        from finding in file.InText(Curtain(), match =>
            match.Groups["pragma"].Success && match.Groups["why"].Success ? null : $"{match.Value.Trim()}: nothing is folded away or silenced without a reason beside it")
        select finding;

    private static List<TypeShape> Declarations(IEnumerable<SourceFile> files) =>
        [.. from file in files
            where file.Extension == ".cs"
            from match in CSharpShape.Declaration().Matches(file.Code)
            select new TypeShape(file, Regex.Replace(match.Groups["kind"].Value, @"\s+", " "), match.Groups["name"].Value,
                match.Groups["modifiers"].Value, [.. Name().Matches(match.Groups["bases"].Value).Select(word => word.Value)])];

    private sealed record TypeShape(SourceFile File, string Kind, string Name, string Modifiers, string[] Bases)
    {
        public bool Is(string modifier) => Modifiers.Split(' ', '\n').Contains(modifier);
    }

    [GeneratedRegex(@"[A-Z]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*#(?:region|nullable\s+disable|(?<pragma>pragma\s+warning\s+disable))[^\n/]*(?<why>//\s*\w+[^\n]*)?", RegexOptions.Multiline)]
    private static partial Regex Curtain();
}
