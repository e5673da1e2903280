using System.Reflection;
using System.Text;
using Headway.Domain;

namespace Headway.Application.Audits.Reading;

/// <summary>The profiles that come with Headway, JSON files each. Several may share a name: a tool has more than one export.</summary>
public static class ShippedProfiles
{
    private static readonly Lazy<IReadOnlyList<Profile>> Loaded = new(Load);

    public static IReadOnlyList<Profile> All => Loaded.Value;

    public static IReadOnlyList<string> Names => [.. All.Select(profile => profile.Name).Distinct()];

    /// <summary>The profiles that a word names: a shipped name, or a JSON file where <paramref name="mayBeFile"/>.</summary>
    public static Outcome<IReadOnlyList<Profile>> Named(string word, bool mayBeFile)
    {
        var shipped = All.Where(profile => profile.Name.Equals(word, StringComparison.OrdinalIgnoreCase)).ToList();
        if (shipped.Count > 0)
        {
            return shipped;
        }

        if (!mayBeFile || !File.Exists(word))
        {
            return AuditRefusals.ProfileUnknown.Because($"There is no profile \"{word}\": name one of {string.Join(", ", Names)}{(mayBeFile ? ", or a JSON file" : "")}.");
        }

        return Profile.Read(File.ReadAllText(word)).Then<IReadOnlyList<Profile>>(profile => new List<Profile> { profile });
    }

    private static List<Profile> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var profiles = new List<Profile>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("profiles/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            profiles.Add(Profile.Read(reader.ReadToEnd()) is { IsRefused: false } read ? read.Value : throw new InvalidOperationException($"the shipped profile {name} is not understood"));
        }

        return profiles;
    }
}
