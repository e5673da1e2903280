using System.Text.Json.Nodes;
using Headway.Application.Provisioning;
using Headway.Domain;

namespace Headway.Web.Scim;

/// <summary>Where an operation works: an attribute, of an extension or not, which of its elements, and which part of it.</summary>
internal sealed record ScimPath(string? Extension, string Attribute, IReadOnlyList<ScimTerm>? Where, string? Part)
{
    public static Outcome<ScimPath> Parse(string text)
    {
        foreach (var whole in new[] { ScimNames.Enterprise, ScimNames.Desk })
        {
            if (text.Is(whole))
            {
                return new ScimPath(null, whole, null, null);
            }
        }

        var (extension, rest) = ScimNames.Bare(text.Trim());
        if (rest.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
        {
            // An extension of the provider's own: kept nowhere, and no reason to refuse the rest.
            return new ScimPath(null, rest, null, null);
        }

        var (open, close) = (rest.IndexOf('[', StringComparison.Ordinal), rest.LastIndexOf(']'));
        if (open < 0)
        {
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            var (attribute, part) = dot < 0 ? (rest, null) : (rest[..dot], rest[(dot + 1)..]);
            return IsName(attribute) && (part is null || IsName(part)) ? new ScimPath(extension, attribute, null, part) : ProvisioningRefusals.PathUnknown;
        }

        var after = close > open ? rest[(close + 1)..] : "?";
        if (!IsName(rest[..open]) || !(after.Length == 0 || (after[0] == '.' && IsName(after[1..]))))
        {
            return ProvisioningRefusals.PathUnknown;
        }

        return ScimFilter.Parse(rest[(open + 1)..close]) is { IsRefused: false } where
            ? new ScimPath(extension, rest[..open], where.Value, after.Length == 0 ? null : after[1..])
            : ProvisioningRefusals.PathUnknown;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$');
}

/// <summary>
/// Changes a resource as RFC 7644 3.5.2 says, in the shapes that Entra ID and Okta really send: operations in any case, values as
/// texts, no path and an object whose members are paths, members named one by one or by a filter.
/// </summary>
internal static class ScimPatch
{
    private const int MostOperations = 1_000;

    private static readonly string[] Lists = ["emails", "phoneNumbers", "addresses", "members", "roles", "entitlements", "ims", "photos"];

    /// <summary>Changes <paramref name="resource"/>; a refusal leaves it half changed and of no use.</summary>
    public static Refusal? Apply(JsonObject resource, JsonObject body)
    {
        if (body.Member("Operations") is not JsonArray { Count: > 0 } operations)
        {
            return ProvisioningRefusals.Malformed.Because("A PATCH has Operations, at least one.");
        }

        if (operations.Count > MostOperations)
        {
            return ProvisioningRefusals.TooMany;
        }

        foreach (var node in operations)
        {
            if (node is not JsonObject operation || operation.Text("op")?.ToLowerInvariant() is not (("add" or "replace" or "remove") and var op))
            {
                return ProvisioningRefusals.Malformed.Because("An operation has an op: add, replace or remove.");
            }

            if (One(resource, op, operation.Text("path"), operation.Member("value")) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Refusal? One(JsonObject resource, string op, string? text, JsonNode? value)
    {
        if (text is not null)
        {
            var path = ScimPath.Parse(text);
            if (path.IsRefused)
            {
                return path.Refusal;
            }

            At(resource, op, path.Value, value);
            return null;
        }

        if (op == "remove" || value is not JsonObject all)
        {
            return ProvisioningRefusals.PathUnknown.Because("Without a path there is an object as the value, to add or replace.");
        }

        foreach (var (name, part) in all)
        {
            // What says which resource it is, or is ours to say, is not changed by it.
            if (!name.Is("id") && !name.Is("schemas") && !name.Is("meta") && One(resource, op, name, part) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static void At(JsonObject resource, string op, ScimPath path, JsonNode? value)
    {
        op = value is null && path.Where is null ? "remove" : op;
        var inside = resource;
        if (path.Extension is { } extension)
        {
            var known = resource.Key(extension) ?? extension;
            inside = resource[known] as JsonObject ?? [];
            if (inside.Parent is null)
            {
                resource[known] = inside;
            }
        }

        var key = inside.Key(path.Attribute) ?? Lists.FirstOrDefault(list => list.Is(path.Attribute)) ?? path.Attribute;
        if (path.Where is { } where)
        {
            Elements(inside, key, op, where, path.Part, value);
        }
        else if (path.Part is { } part)
        {
            foreach (var thing in inside[key] is JsonArray list ? list.OfType<JsonObject>().ToList() : [Thing(inside, key)])
            {
                Set(thing, thing.Key(part) ?? part, op, value);
            }
        }
        else
        {
            Whole(inside, key, op, value);
        }
    }

    private static void Whole(JsonObject inside, string key, string op, JsonNode? value)
    {
        var isList = Lists.Contains(key) || inside[key] is JsonArray;
        if (op == "remove")
        {
            // Entra ID names the members to remove in the value instead of in the path.
            if (isList && value is not null && inside[key] is JsonArray some)
            {
                foreach (var gone in Several(value))
                {
                    Drop(some, element => Same(element, gone));
                }

                return;
            }

            inside.Remove(key);
        }
        else if (isList)
        {
            var list = op == "add" && inside[key] is JsonArray there ? there : [];
            foreach (var element in Several(value).Where(element => !list.Any(known => Same(known, element))).ToList())
            {
                list.Add(element?.DeepClone());
            }

            if (list.Parent is null)
            {
                inside[key] = list;
            }
        }
        else if (value is JsonObject parts && inside[key] is JsonObject thing)
        {
            foreach (var (name, part) in parts)
            {
                thing[thing.Key(name) ?? name] = part?.DeepClone();
            }
        }
        else
        {
            inside[key] = value?.DeepClone();
        }
    }

    private static void Elements(JsonObject inside, string key, string op, IReadOnlyList<ScimTerm> where, string? part, JsonNode? value)
    {
        var list = inside[key] as JsonArray ?? [];
        if (op == "remove" && part is null)
        {
            Drop(list, element => where.All(term => term.Holds(element)));
            return;
        }

        var matches = list.OfType<JsonObject>().Where(element => where.All(term => term.Holds(element))).ToList();
        if (matches.Count == 0 && op != "remove")
        {
            // There is none yet: it begins as the filter describes it.
            var fresh = new JsonObject(where.Select(term => KeyValuePair.Create<string, JsonNode?>(term.Attribute, bool.TryParse(term.Value, out var truth) ? truth : term.Value)));
            list.Add((JsonNode)fresh);
            matches.Add(fresh);
        }

        foreach (var match in matches)
        {
            if (part is not null)
            {
                Set(match, match.Key(part) ?? part, op, value);
            }
            else if (value is JsonObject parts)
            {
                foreach (var (name, given) in parts)
                {
                    match[match.Key(name) ?? name] = given?.DeepClone();
                }
            }
        }

        if (list.Parent is null)
        {
            inside[key] = list;
        }
    }

    private static void Set(JsonObject thing, string key, string op, JsonNode? value)
    {
        if (op == "remove")
        {
            thing.Remove(key);
        }
        else
        {
            thing[key] = value?.DeepClone();
        }
    }

    private static JsonObject Thing(JsonObject inside, string key)
    {
        if (inside[key] is JsonObject thing)
        {
            return thing;
        }

        var fresh = new JsonObject();
        inside[key] = fresh;
        return fresh;
    }

    private static IReadOnlyList<JsonNode?> Several(JsonNode? value) => value is JsonArray list ? [.. list] : [value];

    private static bool Same(JsonNode? one, JsonNode? other) => Value(one) is { } value && Value(other) is { } wanted ? value == wanted : JsonNode.DeepEquals(one, other);

    private static string? Value(JsonNode? element) => element is JsonObject thing ? thing.Text("value") : ScimNames.Text(element);

    private static void Drop(JsonArray list, Func<JsonNode?, bool> which)
    {
        for (var at = list.Count - 1; at >= 0; at--)
        {
            if (which(list[at]))
            {
                list.RemoveAt(at);
            }
        }
    }
}
