using System.Text.Json.Nodes;

namespace Headway.Web.Scim;

/// <summary>The names of RFC 7643 and 7644. Names of attributes are the same in any case.</summary>
internal static class ScimNames
{
    public const string
        User = "urn:ietf:params:scim:schemas:core:2.0:User", Group = "urn:ietf:params:scim:schemas:core:2.0:Group",
        Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", List = "urn:ietf:params:scim:api:messages:2.0:ListResponse",
        Patch = "urn:ietf:params:scim:api:messages:2.0:PatchOp", Error = "urn:ietf:params:scim:api:messages:2.0:Error",
        Config = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig", Type = "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
        Schema = "urn:ietf:params:scim:schemas:core:2.0:Schema",
        Desk = "urn:headway:params:scim:schemas:extension:desk:2.0:User";

    public static bool Is(this string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The member's own spelling of that name; null when there is none.</summary>
    public static string? Key(this JsonObject of, string name) => of.ContainsKey(name) ? name : of.Select(member => member.Key).FirstOrDefault(key => key.Is(name));

    public static JsonNode? Member(this JsonObject of, string name) => of.Key(name) is { } key ? of[key] : null;

    /// <summary>A text; null for a member that is missing, empty, or anything else.</summary>
    public static string? Text(this JsonObject of, string name) => Text(of.Member(name));

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Trim() is { Length: > 0 } some ? some : null;

    /// <summary>A truth, as such or as a text: Entra ID sends <c>"False"</c>. Null for anything else.</summary>
    public static bool? Truth(JsonNode? node) =>
        node is JsonValue value ? value.TryGetValue<bool>(out var truth) ? truth : bool.TryParse(Text(node), out var said) ? said : null : null;

    /// <summary>Without the schema in front of it; what stands in front is answered too when it is an extension's.</summary>
    public static (string? Extension, string Tail) Bare(string path)
    {
        foreach (var schema in new[] { User, Group, Enterprise, Desk })
        {
            if (path.StartsWith(schema + ":", StringComparison.OrdinalIgnoreCase))
            {
                return (schema is Enterprise or Desk ? schema : null, path[(schema.Length + 1)..]);
            }
        }

        return (null, path);
    }
}
