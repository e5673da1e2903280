using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headway.Application.Provisioning;
using Headway.Domain;
using Headway.Web.Doors;

namespace Headway.Web.Scim;

/// <summary>How this door reads and answers.</summary>
internal static class ScimAnswer
{
    public const string Media = "application/scim+json";

    /// <summary>The most resources of one page, and how many of them come unasked.</summary>
    public const int Most = 200, Usual = 100;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    public static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), Media, statusCode: status);

    /// <summary>One resource with its version; 304 to whoever has that.</summary>
    public static IResult One(HttpContext http, JsonObject resource, int status = StatusCodes.Status200OK)
    {
        var meta = resource["meta"] as JsonObject ?? [];
        var tag = meta.Text("version") ?? "";
        http.Response.Headers.ETag = tag;
        if (status == StatusCodes.Status201Created)
        {
            http.Response.Headers.Location = meta.Text("location");
        }

        return HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.IfNoneMatch.ToString() == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified) : Json(Projected(http, resource), status);
    }

    public static IResult List(HttpContext http, IEnumerable<JsonObject> resources, int total, int start)
    {
        var shown = resources.Select(resource => (JsonNode)Projected(http, resource)).ToArray();
        return Json(new JsonObject
        {
            ["schemas"] = new JsonArray(ScimNames.List), ["totalResults"] = total, ["startIndex"] = start, ["itemsPerPage"] = shown.Length, ["Resources"] = new JsonArray(shown),
        });
    }

    public static IResult Refuse(Refusal no)
    {
        var status = StatusOf(no);
        var error = new JsonObject { ["schemas"] = new JsonArray(ScimNames.Error), ["status"] = status.ToString(CultureInfo.InvariantCulture), ["detail"] = no.Message };
        if (TypeOf(no, status) is { } type)
        {
            error["scimType"] = type;
        }

        return Json(error, status);
    }

    public static IResult Of<T>(Outcome<T> outcome, Func<T, IResult> shown) => outcome.Refusal is { } no ? Refuse(no) : shown(outcome.Value);

    public static async Task<Outcome<JsonObject>> Read(HttpContext http, CancellationToken stop)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, documentOptions: Strict, cancellationToken: stop) is JsonObject body ? body : ProvisioningRefusals.Malformed;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            return ProvisioningRefusals.Malformed.Because("The body is no JSON that can be read.");
        }
    }

    /// <summary>The version the request is meant for; null for whatever stands. A tag of another kind matches nothing.</summary>
    public static int? Expected(HttpContext http)
    {
        var tag = http.Request.Headers.IfMatch.ToString().Trim();
        return tag is "" or "*" ? null : int.TryParse(tag.Replace("W/", "", StringComparison.Ordinal).Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>Where the page begins, from 1, and how long it may be.</summary>
    public static (int Start, int Count) Page(HttpContext http)
    {
        int Number(string name, int usual, int most) => long.TryParse(http.Request.Query[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (int)Math.Clamp(number, 0, most) : usual;
        return (Math.Max(1, Number("startIndex", 1, int.MaxValue)), Number("count", Usual, Most));
    }

    // What is asked for by attributes and excludedAttributes; id and schemas always.
    private static JsonObject Projected(HttpContext http, JsonObject resource)
    {
        var (wanted, left) = (Names(http, "attributes"), Names(http, "excludedAttributes"));
        foreach (var key in resource.Select(member => member.Key).Where(key => key is not ("schemas" or "id")).ToList())
        {
            if (left.Contains(key.ToLowerInvariant()) || (wanted.Count > 0 && !wanted.Any(name => name == key.ToLowerInvariant() || name.StartsWith(key + ".", StringComparison.OrdinalIgnoreCase) || name.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase))))
            {
                resource.Remove(key);
            }
            else if (resource[key] is JsonObject thing)
            {
                foreach (var part in thing.Select(member => member.Key).ToList())
                {
                    var whole = key.ToLowerInvariant();
                    var (dotted, colon) = ($"{whole}.{part.ToLowerInvariant()}", $"{whole}:{part.ToLowerInvariant()}");
                    if (left.Contains(dotted) || left.Contains(colon) || (wanted.Count > 0 && !wanted.Contains(whole) && !wanted.Contains(dotted) && !wanted.Contains(colon)))
                    {
                        thing.Remove(part);
                    }
                }
            }
        }

        return resource;
    }

    private static HashSet<string> Names(HttpContext http, string parameter) =>
        [.. http.Request.Query[parameter].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(100)
            .Select(name => (ScimNames.Bare(name) is var (extension, rest) && extension is not null ? $"{extension}:{rest}" : rest).ToLowerInvariant())];

    // This protocol calls what it can't take a bad request, and knows no token as nobody's.
    private static int StatusOf(Refusal no) => no.Code == ProvisioningRefusals.TokenNeeded.Code ? StatusCodes.Status401Unauthorized
        : Draw.StatusOf(no) is var status && status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : status;

    private static string? TypeOf(Refusal no, int status) => no.Code switch
    {
        "provisioning.filter" => "invalidFilter",
        "provisioning.path" => "invalidPath",
        "provisioning.malformed" => "invalidSyntax",
        "provisioning.too-many" => "tooMany",
        "provisioning.taken" or "provisioning.address-taken" or "provisioning.kept-out" or "provisioning.group-taken" => "uniqueness",
        _ => status == StatusCodes.Status400BadRequest ? "invalidValue" : null,
    };
}
