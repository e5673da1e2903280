using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Doors authenticate, parse, call a use case and render: no query, no decision, and one map from refusals to answers.</summary>
internal static partial class DoorRules
{
    private static readonly string[] Doors = ["src/Headway.Web/Api", "src/Headway.Web", "src/Headway.Cli"];

    /// <summary>Where a door is put together, and so the only places of it that open the database.</summary>
    private static readonly string[] CompositionRoots = ["src/Headway.Web/DeskHost.cs", "src/Headway.Cli/DeskPlace.cs"];

    /// <summary>What storage answers with may pass through a door (what changed, a file's place); the stores themselves may not.</summary>
    public static IEnumerable<Finding> Stores(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder(Doors) && file.Extension is ".cs" && !CompositionRoots.Contains(file.Path)
        from finding in file.InCode(Store(), match => $"a door asks a use case or a query, never {match.Value}")
        select finding;

    public static IEnumerable<Finding> Queries(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder(Doors) && file.Extension is (".cs" or ".razor")
        from finding in file.InText(Sql(), _ => "a door holds no SQL: ask a query of the application")
        select finding;

    /// <summary>Facts are decided in the domain; a door that decides is a second way to change a ticket.</summary>
    public static IEnumerable<Finding> Decisions(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder(Doors) && file.Extension is ".cs"
        from finding in file.InCode(Deciding(), match => $"a door calls a use case, not {match.Value.Trim('(', '.')}")
        select finding;

    /// <summary>The kinds of refusal are mapped once a door, so that the same "no" is the same answer everywhere in it.</summary>
    public static IEnumerable<Finding> RefusalMaps(IEnumerable<SourceFile> files) =>
        from file in files
        let door = Doors.FirstOrDefault(door => file.IsUnder(door))
        where door is not null && Kind().Matches(file.Code).Select(match => match.Value).Distinct().Count() >= 3
        group file by door into maps
        where maps.Count() > 1
        from file in maps
        select new Finding(file.Path, 0, $"{maps.Key} maps the kinds of refusal in {maps.Count()} places: once is enough");

    [GeneratedRegex(@"\bSELECT\b[^;""]*\bFROM\b|\bINSERT\s+INTO\b|\bDELETE\s+FROM\b|\bUPDATE\s+\w+\s+SET\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\b(?<![.""])(?:Database|Session|DeskContexts?|TicketStore|TicketWriter|TicketProjection|SearchIndex|Counters|Migrator)\b(?=\s+\w+\s*[,;)=]|\.|>)")]
    private static partial Regex Store();

    [GeneratedRegex(@"\.(?:Decide|Fold)\(")]
    private static partial Regex Deciding();

    [GeneratedRegex(@"\bRefusalKind\.(?:NotFound|Invalid|Forbidden|Conflict|Busy)\b")]
    private static partial Regex Kind();
}
