using Headway.Domain;

namespace Headway.Application.Audits.Reading;

/// <summary>A profile bound to a file's header: which place each role has; -1 where the file lacks it.</summary>
internal sealed class Columns
{
    private readonly Dictionary<string, int> _at;

    private Columns(Dictionary<string, int> at, int most) => (_at, Most) = (at, most);

    /// <summary>The last place that is read; a row that ends before it is malformed.</summary>
    public int Most { get; }

    public int this[string role] => _at.GetValueOrDefault(role, -1);

    public int Bound => _at.Count;

    public static Outcome<Columns> Bind(Profile profile, IReadOnlyList<string> header)
    {
        var places = Places(header);
        var at = new Dictionary<string, int>();
        foreach (var (role, names) in profile.Columns)
        {
            foreach (var name in names)
            {
                if (places.TryGetValue(Plain(name), out var place))
                {
                    at[role] = place;
                    break;
                }
            }
        }

        var missing = ColumnRoles.Required(profile.Shape).Where(role => !at.ContainsKey(role))
            .Select(role => $"no column for {role}" + (profile.Columns.TryGetValue(role, out var names) ? $" (looked for {string.Join(", ", names)})" : "")).Take(10).ToList();
        if (missing.Count == 0)
        {
            return new Columns(at, at.Values.DefaultIfEmpty(-1).Max());
        }

        return AuditRefusals.ProfileMismatch.Because($"The profile {profile.Name} does not fit this file: {string.Join("; ", missing)}. The file has: {string.Join(", ", header.Take(60))}.");
    }

    /// <summary>Column names as they are compared: case, blanks and underscores do not matter; of equal ones the first counts.</summary>
    public static Dictionary<string, int> Places(IReadOnlyList<string> header)
    {
        var places = new Dictionary<string, int>();
        for (var at = 0; at < header.Count; at++)
        {
            places.TryAdd(Plain(header[at]), at);
        }

        return places;
    }

    public static string Plain(string name) => string.Concat(name.Where(letter => letter is not ('_' or ' ' or '-' or '.'))).ToLowerInvariant();
}
