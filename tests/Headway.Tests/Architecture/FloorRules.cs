using System.Text.RegularExpressions;

namespace Headway.Tests.Architecture;

/// <summary>Who may know whom: projects, the rooms of the domain, and what each project may import.</summary>
internal static partial class FloorRules
{
    /// <summary>Ground floor first. What lies in the domain's root lies below all of them.</summary>
    public static readonly string[][] Floors =
    [
        ["Calendars", "People", "Intake"],
        ["Ledger", "Statuses"],
        ["Tickets"],
        ["Progression", "Promises", "Chases", "Appointments", "Returns", "Rota", "Approvals", "Feedback"],
        ["Flow", "Recognition", "Audits", "Changes", "Streams", "Journeys", "Landing", "Automation", "Problems", "Webhooks"],
    ];

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Headway.Domain"] = [],
        ["Headway.Twin"] = ["Headway.Domain"],
        ["Headway.Application"] = ["Headway.Domain", "Headway.Twin"],
        ["Headway.Web"] = ["Headway.Domain", "Headway.Twin", "Headway.Application"],
        ["Headway.Cli"] = ["Headway.Domain", "Headway.Twin", "Headway.Application", "Headway.Web"],
        ["Headway.Tests"] = ["Headway.Domain", "Headway.Twin", "Headway.Application"],
    };

    /// <summary>No room uses one above it; on the top floor none uses its neighbour; elsewhere two never need each other.</summary>
    public static IEnumerable<Finding> Rooms(IEnumerable<SourceFile> files)
    {
        var uses = new Dictionary<(string From, string To), Finding>();
        foreach (var file in files.Where(file => file.IsUnder("src/Headway.Domain")))
        {
            var room = file.Folders.ElementAtOrDefault(2) ?? "";
            if (room.Length > 0 && FloorOf(room) < 0)
            {
                yield return new Finding(file.Path, 0, $"the room {room} stands on no floor: give it one in FloorRules and in docs/architecture.md");
                continue;
            }

            foreach (var finding in file.InCode(RoomName(), match => match.Groups["room"].Value))
            {
                var other = finding.What;
                if (other == room || FloorOf(other) < 0)
                {
                    continue;
                }

                if (room.Length == 0 || FloorOf(other) > FloorOf(room))
                {
                    yield return finding with { What = $"{(room.Length == 0 ? "the domain's root" : room)} may not use {other}, which lies above it" };
                }
                else if (FloorOf(room) == FloorOf(other))
                {
                    uses.TryAdd((room, other), finding);
                }
            }
        }

        foreach (var ((from, to), finding) in uses)
        {
            if (FloorOf(from) == Floors.Length - 1)
            {
                yield return finding with { What = $"{from} uses its neighbour {to} on the top floor: a room is missing between them" };
            }
            else if (uses.ContainsKey((to, from)))
            {
                yield return finding with { What = $"{from} and {to} need each other: they are one room or lack a third" };
            }
        }
    }

    public static IEnumerable<Finding> Projects(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Extension == ".csproj" && MayReference.ContainsKey(System.IO.Path.GetFileNameWithoutExtension(file.Path))
        let own = System.IO.Path.GetFileNameWithoutExtension(file.Path)
        from finding in file.InText(ProjectReference(), match =>
            MayReference[own].Contains(match.Groups["name"].Value) ? null : $"{own} may not reference {match.Groups["name"].Value}")
        select finding;

    /// <summary>The domain knows NodaTime and nothing else; use cases know no door; doors know no storage.</summary>
    public static IEnumerable<Finding> Imports(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Extension is ".cs" or ".razor"
        from finding in Usings(file, match => Objection(file, match.Groups["name"].Value))
        select finding;

    private static IEnumerable<Finding> Usings(SourceFile file, Func<Match, string?> what) =>
        file.Extension == ".razor" ? file.InText(Using(), what) : file.InCode(Using(), what);

    private static string? Objection(SourceFile file, string name)
    {
        bool Of(params string[] spaces) => spaces.Any(space => name == space || name.StartsWith(space + ".", StringComparison.Ordinal));

        return file.Folders.ElementAtOrDefault(1) switch
        {
            "Headway.Domain" when !Of("System", "NodaTime", "Headway.Domain") => $"the domain may not import {name}",
            "Headway.Twin" when !Of("System", "NodaTime", "Headway.Domain", "Headway.Twin") => $"the twin may not import {name}",
            "Headway.Application" when Of("Headway.Web", "Headway.Cli", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc",
                "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Components") => $"{name} is a door's word; a use case does not know its doors",
            "Headway.Web" or "Headway.Cli" when Of("Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql") =>
                $"a door asks a use case or a query, never {name}",
            "Headway.Web" when Of("Headway.Cli") => "pages do not know the command line",
            _ => null,
        };
    }

    private static int FloorOf(string room) => Array.FindIndex(Floors, floor => floor.Contains(room));

    [GeneratedRegex(@"\bHeadway\.Domain\.(?<room>[A-Z]\w*)")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*?(?<name>[\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"^\s*@?(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[A-Z][\w.]*)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
