using System.Text.Json;
using Headway.Domain.Statuses;

namespace Headway.Application.Demo;

/// <summary>The sentences from which tickets are composed, by category and case, with those that all share (format: the README beside them).</summary>
internal sealed class DemoPhrases(JsonElement json)
{
    private readonly Dictionary<string, JsonElement> _categories =
        json.GetProperty("categories").EnumerateArray().ToDictionary(category => category.Text("key")!);

    public IReadOnlyList<string> Categories => [.. _categories.Keys];

    /// <summary>One case of the category in one of its variants, whose sentences tell one story.</summary>
    public DemoCase Case(string category, string language, Random chance)
    {
        var cases = _categories[category].GetProperty("cases");
        var chosen = cases[chance.Next(cases.GetArrayLength())];
        var variants = chosen.GetProperty(language);
        return new DemoCase(this, category, language, chosen.Text("kind")!, variants[chance.Next(variants.GetArrayLength())], chance);
    }

    /// <summary>The sentences that every ticket of a kind shares, or every ticket at all.</summary>
    internal JsonElement Shared(string language, string kind, string bank)
    {
        var shared = json.GetProperty("shared").GetProperty(language);
        return shared.GetProperty("kinds").GetProperty(kind).TryGetProperty(bank, out var own) ? own : shared.GetProperty(bank);
    }

    internal IReadOnlyList<StatusCode> Waits(string category) =>
        [.. _categories[category].GetProperty("waits").EnumerateArray().Select(status => new StatusCode(status.GetString()!))];

    internal JsonElement Details(string category, string language) => _categories[category].GetProperty("details").GetProperty(language);

    /// <summary>The words that may stand for a slot: the category's own, else those of all; null when there are none.</summary>
    internal JsonElement? Words(string category, string language, string slot)
    {
        foreach (var source in new[] { _categories[category], json })
        {
            if (source.GetProperty("slots").GetProperty(language).TryGetProperty(slot, out var words))
            {
                return words;
            }
        }

        return null;
    }
}
