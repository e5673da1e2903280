using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Mcp;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Api;

/// <summary>
/// <c>POST /mcp</c>: the Model Context Protocol over streamable HTTP, one message a request, answered as JSON. No stream is held
/// open and no session kept: whoever asks is known by the token of every request.
/// </summary>
internal static class McpApi
{
    /// <summary>Bytes a message may have: no touch of a ticket needs more.</summary>
    public const long MostBytes = 256 * 1024;

    private const string VersionHeader = "MCP-Protocol-Version";

    // What a client meant that says nothing; we hold no more to it than to the others.
    private const string Unsaid = "2025-03-26";

    /// <summary>Revisions that are spoken, the newest first. Older ones ask for several messages in one request.</summary>
    private static readonly string[] Versions = ["2025-11-25", "2025-06-18"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/mcp", Ask).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).Produces<JsonElement>()
            .Describe<McpBody>(
                "Speak the Model Context Protocol",
                "For agents of language models: next_activity, read_ticket, progress, promise and search, with the rights of the token's person. What a machine does is marked as such and counted apart.",
                """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        api.MapMethods("/mcp", [HttpMethods.Get, HttpMethods.Delete], NoStream).ExcludeFromDescription();
    }

    private static IResult NoStream(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return Answers.Problem(ApiRefusals.NoSuchAddress.Because("Nothing is streamed here and no session kept: send each message by POST."), StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<IResult> Ask(HttpContext http, McpCalls calls, DeskRulesCache rules, CancellationToken stop)
    {
        if (ForgeryGate.IsForeign(http))
        {
            return ApiAnswer.Refuse(AccessRefusals.ForeignOrigin);
        }

        // A server that knows no limits of its own, such as that of the tests, is told here.
        if (http.Request.ContentLength > MostBytes)
        {
            return Answers.Problem(AccessRefusals.BodyTooLarge, StatusCodes.Status413PayloadTooLarge);
        }

        if (!http.Request.HasJsonContentType())
        {
            return Answers.Problem(ApiRefusals.Malformed.Because("Send one JSON-RPC message with the content type application/json."), StatusCodes.Status415UnsupportedMediaType);
        }

        if (http.Request.Headers[VersionHeader].ToString() is { Length: > 0 } version && version != Unsaid && !Versions.Contains(version))
        {
            return Answers.Problem(ApiRefusals.Malformed.Because($"This revision of the protocol is not spoken here. Say {string.Join(" or ", Versions)} in {VersionHeader}."), StatusCodes.Status400BadRequest);
        }

        JsonDocument message;
        try
        {
            message = await JsonDocument.ParseAsync(http.Request.Body, Strict, stop);
        }
        catch (JsonException)
        {
            return Error(null, -32700, "That is no JSON.", StatusCodes.Status400BadRequest);
        }

        using (message)
        {
            return await Answer(http, message.RootElement, calls, rules, stop);
        }
    }

    private static async Task<IResult> Answer(HttpContext http, JsonElement message, McpCalls calls, DeskRulesCache rules, CancellationToken stop)
    {
        if (message.ValueKind == JsonValueKind.Array)
        {
            return Error(null, -32600, "One message a request: several in a list are not taken.", StatusCodes.Status400BadRequest);
        }

        if (message.ValueKind != JsonValueKind.Object || !Says(message, "jsonrpc", out var jsonrpc) || jsonrpc != "2.0")
        {
            return Error(null, -32600, "That is no JSON-RPC 2.0 message.", StatusCodes.Status400BadRequest);
        }

        if (!Says(message, "method", out var method))
        {
            // An answer to something that was never asked: there is nothing to do with it.
            return message.TryGetProperty("result", out _) || message.TryGetProperty("error", out _)
                ? Results.StatusCode(StatusCodes.Status202Accepted)
                : Error(null, -32600, "That is no JSON-RPC 2.0 message.", StatusCodes.Status400BadRequest);
        }

        if (!message.TryGetProperty("id", out var id))
        {
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        if (id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return Error(null, -32600, "An id is a text or a number.", StatusCodes.Status400BadRequest);
        }

        var asked = message.TryGetProperty("params", out var given) && given.ValueKind == JsonValueKind.Object ? given : (JsonElement?)null;
        switch (method)
        {
            case "initialize":
                return Result(id, Welcome(asked));
            case "ping":
                return Result(id, new JsonObject());
            case "tools/list":
                var caller = http.Caller();
                return Result(id, new JsonObject { ["tools"] = McpTools.For(caller, await rules.Of(caller.Tenant, stop)) });
            case "tools/call":
                return asked is { } call && Says(call, "name", out var tool) && McpTools.IsKnown(tool)
                    ? Result(id, await calls.Do(http, tool, call.TryGetProperty("arguments", out var arguments) ? arguments : null, stop))
                    : Error(id, -32602, $"There is no such tool. There are {string.Join(", ", McpTools.Names)}.");
            default:
                return Error(id, -32601, "There is no such method: initialize, ping, tools/list and tools/call.");
        }
    }

    private static JsonObject Welcome(JsonElement? asked) => new()
    {
        ["protocolVersion"] = asked is { } hello && Says(hello, "protocolVersion", out var wished) && Versions.Contains(wished) ? wished : Versions[0],
        ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
        ["serverInfo"] = new JsonObject { ["name"] = "headway", ["title"] = "Headway", ["version"] = "1" },
        ["instructions"] = McpTools.Instructions,
    };

    private static bool Says(JsonElement of, string name, out string said)
    {
        said = of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() ?? "" : "";
        return said.Length > 0;
    }

    private static IResult Result(JsonElement id, JsonObject result) =>
        ApiAnswer.Json(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(id.GetRawText()), ["result"] = result });

    private static IResult Error(JsonElement? id, int code, string message, int status = StatusCodes.Status200OK) => ApiAnswer.Json(
        new JsonObject
        {
            ["jsonrpc"] = "2.0", ["id"] = id is { } known ? JsonNode.Parse(known.GetRawText()) : null,
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        },
        status);
}

/// <summary>A message of the protocol: a request with an id, or a notification without one.</summary>
internal sealed record McpBody(string? Jsonrpc, JsonElement? Id, string? Method, JsonElement? Params);
