using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Headway.Web.Language;

/// <summary>
/// Every word of the pages in one language, from the embedded files <c>Language/{topic}.{language}.json</c>: flat maps from a
/// stable key to a sentence with <c>{0}</c> places. A sentence that depends on a number has the keys <c>….one</c> and
/// <c>….many</c> (its own place 0 is the number).
/// </summary>
public sealed class Words
{
    private static readonly ConcurrentDictionary<string, Words> Loaded = new();
    private readonly Dictionary<string, string> _said;

    private Words(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language == "de" ? "de-DE" : "en-GB");
        _said = Read(language);
    }

    public static readonly IReadOnlyList<string> Languages = ["en", "de"];

    public string Language { get; }

    public CultureInfo Culture { get; }

    public IEnumerable<string> Keys => _said.Keys;

    /// <summary>The words of a language; English for one that is not spoken here.</summary>
    public static Words Of(string? language) =>
        Loaded.GetOrAdd(Languages.FirstOrDefault(l => language?.StartsWith(l, StringComparison.OrdinalIgnoreCase) == true) ?? "en", l => new Words(l));

    public bool Has(string key) => _said.ContainsKey(key);

    /// <summary>The sentence; an unknown key shows itself in brackets, so that it is seen and no page fails.</summary>
    public string this[string key, params object?[] with] =>
        !_said.TryGetValue(key, out var said) ? $"⟦{key}⟧" : with.Length == 0 ? said : string.Format(Culture, said, with);

    /// <summary>The sentence for a number of things.</summary>
    public string Count(string key, long number, params object?[] with) =>
        this[key + (number == 1 ? ".one" : ".many"), [number.ToString("N0", Culture), .. with]];

    /// <summary>A status' line for the customer with the promise put in; <c>{promise}</c> is the only place it knows.</summary>
    public static string Promised(string line, string promise) => line.Replace("{promise}", promise, StringComparison.Ordinal);

    /// <summary>The sentence if there is one in this language, else null.</summary>
    public string? Maybe(string key, params object?[] with) => Has(key) ? this[key, with] : null;

    private static Dictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith($".{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is named but not there.");
            foreach (var (key, said) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [])
            {
                // Said twice is found by a test; a page does not fail over it.
                all.TryAdd(key, said);
            }
        }

        return all;
    }
}
