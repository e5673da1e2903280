using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headway.Tests.Scenarios;

/// <summary>
/// Whether a JSON document contains another: objects may have more keys than are expected, lists have the same length and
/// order, values are equal (numbers by value). Each difference names its place.
/// </summary>
internal static class JsonSubset
{
    public static IReadOnlyList<string> Differences(JsonNode? expected, JsonNode? actual)
    {
        var found = new List<string>();
        Compare("$", expected, actual, found);
        return found;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, List<string> found)
    {
        switch (expected)
        {
            case JsonObject wanted when actual is JsonObject had:
                foreach (var (key, value) in wanted)
                {
                    if (!had.ContainsKey(key))
                    {
                        found.Add($"{path}.{key}: missing");
                    }
                    else
                    {
                        Compare($"{path}.{key}", value, had[key], found);
                    }
                }

                break;
            case JsonArray wanted when actual is JsonArray had:
                if (wanted.Count != had.Count)
                {
                    found.Add($"{path}: wants {wanted.Count} items, has {had.Count}");
                }

                for (var i = 0; i < Math.Min(wanted.Count, had.Count); i++)
                {
                    Compare($"{path}[{i}]", wanted[i], had[i], found);
                }

                break;
            default:
                if (!Same(expected, actual))
                {
                    found.Add($"{path}: wants {expected?.ToJsonString() ?? "null"}, has {actual?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }

    private static bool Same(JsonNode? expected, JsonNode? actual)
    {
        var bothNumbers = expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number;
        return bothNumbers
            ? Number(expected!) == Number(actual!)
            : JsonNode.DeepEquals(expected, actual);
    }

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
