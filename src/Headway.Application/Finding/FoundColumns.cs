namespace Headway.Application.Finding;

/// <summary>What a table of found tickets can show beside number and subject, in the order in which it stands there.</summary>
public static class FoundColumns
{
    public static readonly IReadOnlyList<string> All = ["status", "priority", "type", "requester", "organisation", "team", "owner", "service", "category", "impact", "urgency", "tags", "opened", "changed", "next"];

    public static readonly IReadOnlyList<string> Usual = ["status", "requester", "team", "next"];

    /// <summary>Those that a comma-separated list names, in the table's order; the usual ones when it names none that is known.</summary>
    public static IReadOnlyList<string> Read(string? written)
    {
        var named = (written ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var chosen = All.Where(named.Contains).ToArray();
        return chosen.Length > 0 ? chosen : Usual;
    }

    /// <summary>As an address keeps them; null for the usual ones, which no address needs to say.</summary>
    public static string? Written(IReadOnlyList<string> columns) => columns.SequenceEqual(Usual) ? null : string.Join(',', columns);
}
