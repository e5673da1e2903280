using System.Text.Json;

namespace Headway.Application.Demo;

/// <summary>Banks of sentences by category and language, put together with the details of a case.</summary>
internal sealed class DemoPhrases(JsonElement json)
{
    public IReadOnlyList<string> Categories { get; } = [.. json.GetProperty("categories").EnumerateObject().Select(category => category.Name)];

    public string? ServiceOf(string category) => json.GetProperty("categories").GetProperty(category).Text("service");

    public (string Subject, string Text) Open(string category, string language, Random chance) => ("", "");

    public string Say(string category, string language, string part, Random chance) => "";
}
