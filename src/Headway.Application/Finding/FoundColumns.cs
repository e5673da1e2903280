namespace Headway.Application.Finding;

/// <summary>What a table of found tickets can show beside number and subject, in the order in which it stands there.</summary>
public static class FoundColumns
{
    public static readonly IReadOnlyList<string> All = ["status", "priority", "type", "requester", "organisation", "team", "owner", "service", "category", "impact", "urgency", "tags", "opened", "changed", "next", Minutes];

    /// <summary>Offered where the desk keeps time spent.</summary>
    public const string Minutes = "minutes";

    public static readonly IReadOnlyList<string> Usual = ["status", "requester", "team", "next"];

    /// <summary>A column for a field of a service's form is called by its key.</summary>
    public const string Field = "field.";

    /// <summary>Columns of fields a table has at most.</summary>
    public const int MostFields = 12;

    /// <summary>The keys of the fields among the columns.</summary>
    public static IReadOnlyList<string> Fields(IReadOnlyList<string> columns) => [.. columns.Where(IsField).Select(column => column[Field.Length..])];

    /// <summary>Those that a comma-separated list names, in the table's order; the usual ones when it names none that is known.</summary>
    public static IReadOnlyList<string> Read(string? written)
    {
        var named = (written ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        string[] chosen = [.. All.Where(named.Contains), .. named.Where(IsField).Order(StringComparer.Ordinal).Take(MostFields)];
        return chosen.Length > 0 ? chosen : Usual;
    }

    private static bool IsField(string column) =>
        column.StartsWith(Field, StringComparison.Ordinal) && column.Length is > 6 and <= 46 && column[Field.Length..].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>As an address keeps them; null for the usual ones, which no address needs to say.</summary>
    public static string? Written(IReadOnlyList<string> columns) => columns.SequenceEqual(Usual) ? null : string.Join(',', columns);
}
