using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Headway.Web.Api;

/// <summary>An answer that says no, by RFC 9457.</summary>
public sealed record ProblemJson(string Type, string Title, int Status, string Code);

/// <summary>The OpenAPI document of the API: what the endpoints say of themselves, with the shapes they read and answer.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private static readonly string Intro =
        "A program acts as a person of support, by a token: `headway token create --person sam@example.org --name \"nightly script\"`. "
        + "Instants are 2026-03-02T09:00:00Z, people are e-mail addresses, lists are pages. Every POST honours an Idempotency-Key; If-Match with a ticket's "
        + "version answers 412 when somebody changed it meanwhile. What is refused answers application/problem+json with a stable code.";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        // The API reads numbers as numbers; the document says so.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        services.AddSingleton<ApiReference>();
        return services.AddOpenApi(Name, api =>
        {
            api.ShouldInclude = described => described.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
            api.AddSchemaTransformer(Schema);
            api.AddOperationTransformer(Operation);
            api.AddDocumentTransformer(Document);
        });
    }

    private static Task Document(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo { Title = "Headway", Version = "1", Description = Intro };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of a person of support." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        document.Tags = document.Paths.Keys.Select(Word).Distinct().Select(word => new OpenApiTag { Name = word }).ToHashSet();
        return Task.CompletedTask;
    }

    private static async Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var (path, method) = ("/" + context.Description.RelativePath, context.Description.HttpMethod ?? "GET");
        var described = context.Description.ActionDescriptor.EndpointMetadata.OfType<Described>().FirstOrDefault();
        operation.Summary = described?.Summary;
        operation.Description = described?.Detail;
        operation.Tags = new HashSet<OpenApiTagReference> { new(Word(path), context.Document) };
        operation.OperationId = method.ToLowerInvariant() + string.Concat(path["/api/v1".Length..].Split('/', '{', '}').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= ApiWords.Of(Word(path), parameter.Name ?? "");
        }

        if (method is "POST" or "PATCH")
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Header("Idempotency-Key", "The same key again within a day has no second effect and the first one's answer."));
            if (path.Contains("{number}", StringComparison.Ordinal))
            {
                operation.Parameters.Add(Header("If-Match", "The version that was read, as \"9\"; 412 when the ticket has another by now."));
            }
        }

        if (described is { Body: { } body, Example: { } example })
        {
            var media = new OpenApiMediaType { Schema = await Reference(body, context, stop), Example = JsonNode.Parse(example) };
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = media } };
        }
        else if (described is { Bytes: true })
        {
            var bytes = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/octet-stream"] = bytes } };
        }

        var problem = new OpenApiMediaType { Schema = await Reference(typeof(ProblemJson), context, stop) };
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused: 400 not understood, 401 no token, 403 not allowed, 404 not there or not visible, 409 stands against it, 412 stale, 422 not valid, 429 too often, 503 busy.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = problem },
        };
    }

    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        if (context.JsonPropertyInfo is { } property)
        {
            schema.Description ??= ApiWords.Of(property.DeclaringType.Name, property.Name);
        }
        else if (context.JsonTypeInfo.Type.Name.EndsWith("Body", StringComparison.Ordinal))
        {
            // What may be left out depends on the ticket; the answer says what is missing.
            schema.Required = null;
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, string meaning) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static async Task<IOpenApiSchema> Reference(Type type, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, stop);
        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    // The word an address is about: its first part.
    private static string Word(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, _, var word, ..] ? word : "";
}
