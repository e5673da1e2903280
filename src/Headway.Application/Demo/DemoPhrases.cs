using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headway.Application.Demo;

/// <summary>Banks of sentences by category and language, put together with the details of a case and the names in it.</summary>
internal sealed partial class DemoPhrases(JsonElement json)
{
    private readonly Dictionary<string, JsonElement> _categories =
        json.GetProperty("categories").EnumerateArray().ToDictionary(category => category.Text("key")!);

    // Which sentences make a message, in their order. A bank of the category comes before the shared one of that name.
    private static readonly Dictionary<string, string[]> Parts = new()
    {
        ["opening"] = ["openings", "details", "customerClosers"],
        ["question"] = ["greetings", "firstReplies", "asks", "signoffs"],
        ["update"] = ["greetings", "updates", "signoffs"],
        ["fix"] = ["greetings", "fixIntros", "fixes", "confirmAsks", "signoffs"],
        ["resolution"] = ["greetings", "fixes", "resolutions", "signoffs"],
        ["answer"] = ["answers", "customerClosers"],
        ["solved"] = ["solved"],
        ["not-solved"] = ["notSolved"],
        ["note"] = ["notes"],
        ["transfer"] = ["transferNotes"],
        ["attempt"] = ["attemptNotes"],
        ["supplier"] = ["supplierNotes"],
    };

    public IReadOnlyList<string> Categories => [.. _categories.Keys];

    public (string Subject, string Text) Open(string category, string language, Random chance, IReadOnlyDictionary<string, string> names)
    {
        var subject = Fill(Pick(category, language, "subjects", chance), category, language, chance, names);
        return (subject, Say(category, language, "opening", chance, names));
    }

    public string Say(string category, string language, string part, Random chance, IReadOnlyDictionary<string, string> names)
    {
        var sentences = Parts[part].Select(bank => Fill(Pick(category, language, bank, chance), category, language, chance, names)).Where(text => text.Length > 0).ToList();
        var isLetter = Parts[part].Contains("signoffs");
        return isLetter
            ? $"{sentences[0]}\n\n{string.Join(' ', sentences[1..^1].Select(Capital))}\n\n{sentences[^1]}"
            : string.Join(part == "opening" || part == "answer" ? "\n" : " ", sentences);
    }

    private string Pick(string category, string language, string bank, Random chance)
    {
        var own = _categories[category].GetProperty(language);
        var list = own.TryGetProperty(bank, out var found) ? found : json.GetProperty("shared").GetProperty(language).GetProperty(bank);
        return list[chance.Next(list.GetArrayLength())].GetString()!;
    }

    private string Fill(string text, string category, string language, Random chance, IReadOnlyDictionary<string, string> names) => Place().Replace(text, match =>
    {
        var slot = match.Groups[1].Value;
        return slot switch
        {
            "question" => Fill(Pick(category, language, "questions", chance), category, language, chance, names),
            "number" => chance.Next(4000, 60000).ToString(CultureInfo.InvariantCulture),
            "asset" => string.Create(CultureInfo.InvariantCulture, $"LT-{chance.Next(10000, 99999)}"),
            "clock" => string.Create(CultureInfo.InvariantCulture, $"{chance.Next(8, 17):00}:{chance.Next(0, 60):00}"),
            _ when names.TryGetValue(slot, out var name) => name,
            _ => Slot(category, language, slot, chance),
        };
    });

    private string Slot(string category, string language, string slot, Random chance)
    {
        foreach (var source in new[] { _categories[category], json })
        {
            if (source.TryGetProperty("slots", out var slots) && slots.TryGetProperty(language, out var own) && own.TryGetProperty(slot, out var list))
            {
                return list[chance.Next(list.GetArrayLength())].GetString()!;
            }
        }

        // A category that describes a thing in one language only: the other language's word is understood.
        return language == "de" ? Slot(category, "en", slot, chance) : slot;
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
