using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Headway.Web.Api;

public sealed record FieldShown(string Name, string Kind, string? Meaning, bool Required);

public sealed record EndpointShown(
    string Anchor, string Method, string Path, string Summary, string Detail, IReadOnlyList<FieldShown> Parameters, string? Body, IReadOnlyList<FieldShown> Fields,
    string? Example, string Status, string? Answer);

public sealed record ReferenceView(string Intro, IReadOnlyList<(string Word, IReadOnlyList<EndpointShown> Endpoints)> Words, IReadOnlyList<(string Name, IReadOnlyList<FieldShown> Fields)> Shapes);

/// <summary>The reference page's contents, drawn once from the OpenAPI document.</summary>
internal sealed class ApiReference(IServiceProvider services)
{
    private static readonly JsonSerializerOptions Laid = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ReferenceView? _view;

    public async Task<ReferenceView> Read(CancellationToken stop)
    {
        if (_view is { } drawn)
        {
            return drawn;
        }

        // Its transformers belong to the scope they are asked in.
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync(stop);
        using var json = JsonDocument.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stop));
        return _view = Draw(json.RootElement);
    }

    private static ReferenceView Draw(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var endpoints = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => Endpoint(schemas, path.Name, verb.Name, verb.Value))).ToList();
        return new ReferenceView(
            document.GetProperty("info").GetProperty("description").GetString() ?? "",
            [.. endpoints.GroupBy(one => one.Path.Split('/')[3]).Select(word => (word.Key, (IReadOnlyList<EndpointShown>)[.. word]))],
            [.. schemas.EnumerateObject().Select(shape => (shape.Name, Fields(shape.Value))).Where(shape => shape.Item2.Count > 0).OrderBy(shape => shape.Name, StringComparer.Ordinal)]);
    }

    private static EndpointShown Endpoint(JsonElement schemas, string path, string verb, JsonElement operation)
    {
        var media = operation.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First() : (JsonProperty?)null;
        var shape = media?.Value.GetProperty("schema") is { } schema && schema.TryGetProperty("$ref", out var link) ? Last(link.GetString()) : null;
        var good = operation.GetProperty("responses").EnumerateObject().First();
        var answer = good.Value.TryGetProperty("content", out var content) ? content.EnumerateObject().First().Value : default;
        return new EndpointShown(
            operation.GetProperty("operationId").GetString() ?? "", verb.ToUpperInvariant(), path, Text(operation, "summary"), Text(operation, "description"),
            operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Parameter)] : [],
            shape ?? media?.Name, shape is null ? [] : [.. Fields(schemas.GetProperty(shape)).Select(field => field with { Kind = field.Kind.Replace(" or null", "", StringComparison.Ordinal) })],
            media is { } asked && asked.Value.TryGetProperty("example", out var example) ? JsonSerializer.Serialize(example, Laid) : null,
            good.Name, answer.ValueKind == JsonValueKind.Object ? Kind(answer.GetProperty("schema")) : null);
    }

    private static FieldShown Parameter(JsonElement parameter) => new(
        Text(parameter, "name"), Text(parameter, "in"), Text(parameter, "description"), parameter.TryGetProperty("required", out var required) && required.GetBoolean());

    private static IReadOnlyList<FieldShown> Fields(JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return schema.TryGetProperty("properties", out var properties)
            ? [.. properties.EnumerateObject().Select(one => new FieldShown(one.Name, Kind(one.Value), Text(one.Value, "description"), required.Contains(one.Name)))]
            : [];
    }

    private static string Kind(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var link))
        {
            return Last(link.GetString());
        }

        if (schema.TryGetProperty("items", out var items))
        {
            return $"list of {Kind(items)}";
        }

        if (schema.TryGetProperty("oneOf", out var either))
        {
            return string.Join(" or ", either.EnumerateArray().Select(Kind));
        }

        return !schema.TryGetProperty("type", out var type) ? "anything"
            : type.ValueKind == JsonValueKind.Array ? string.Join(" or ", type.EnumerateArray().Select(one => one.GetString()).Order(StringComparer.Ordinal).Reverse()) : type.GetString() ?? "";
    }

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static string Last(string? reference) => reference?[(reference.LastIndexOf('/') + 1)..] ?? "";
}
