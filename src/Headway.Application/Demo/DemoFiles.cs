using System.Text.Json;

namespace Headway.Application.Demo;

/// <summary>The demo's written content, carried inside the program.</summary>
public static class DemoFiles
{
    private const string Prefix = "Headway.Application.Demo.";

    public static JsonElement Json(string name)
    {
        using var stream = Open(name);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<Conversation> Conversations() =>
        [.. typeof(DemoFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + "conversations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(typeof(DemoFiles).Assembly.GetManifestResourceStream(name)!);
                return Conversation.Read(reader.ReadToEnd());
            })];

    public static Stream Open(string name) =>
        typeof(DemoFiles).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new FileNotFoundException($"The program carries no '{name}'.");
}
