using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Provisioning;

namespace Headway.Web.Scim;

/// <summary>What this door can do and keeps, as it says itself: <c>/ServiceProviderConfig</c>, <c>/ResourceTypes</c>, <c>/Schemas</c>.</summary>
internal static class ScimSchemas
{
    public static void Map(IEndpointRouteBuilder scim)
    {
        scim.MapGet("/ServiceProviderConfig", async (HttpContext http, TenantDoors tenants, CancellationToken stop) => ScimAnswer.Json(Config(await ScimRoutes.At(http, tenants, stop))));
        scim.MapGet("/ResourceTypes", async (HttpContext http, TenantDoors tenants, CancellationToken stop) => All(http, Types(await ScimRoutes.At(http, tenants, stop))));
        scim.MapGet("/ResourceTypes/{id}", async (HttpContext http, TenantDoors tenants, string id, CancellationToken stop) => One(Types(await ScimRoutes.At(http, tenants, stop)), id));
        scim.MapGet("/Schemas", async (HttpContext http, TenantDoors tenants, CancellationToken stop) => All(http, Schemas(await ScimRoutes.At(http, tenants, stop))));
        scim.MapGet("/Schemas/{id}", async (HttpContext http, TenantDoors tenants, string id, CancellationToken stop) => One(Schemas(await ScimRoutes.At(http, tenants, stop)), id));
    }

    private static IResult All(HttpContext http, IReadOnlyList<JsonObject> all) => ScimAnswer.List(http, all, all.Count, 1);

    private static IResult One(IReadOnlyList<JsonObject> all, string id) =>
        all.FirstOrDefault(one => one.Text("id")?.Is(id) == true) is { } found ? ScimAnswer.Json(found) : ScimAnswer.Refuse(ProvisioningRefusals.Unknown);

    private static JsonObject Config(string at) => new()
    {
        ["schemas"] = new JsonArray(ScimNames.Config),
        ["patch"] = new JsonObject { ["supported"] = true },
        ["bulk"] = new JsonObject { ["supported"] = false, ["maxOperations"] = 0, ["maxPayloadSize"] = 0 },
        ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = ScimAnswer.Most },
        ["changePassword"] = new JsonObject { ["supported"] = false },
        ["sort"] = new JsonObject { ["supported"] = false },
        ["etag"] = new JsonObject { ["supported"] = true },
        ["authenticationSchemes"] = new JsonArray(new JsonObject
        {
            ["type"] = "oauthbearertoken", ["name"] = "Bearer token", ["description"] = "A token for provisioning, made by an administrator under Single sign-on.", ["primary"] = true,
        }),
        ["meta"] = new JsonObject { ["resourceType"] = "ServiceProviderConfig", ["location"] = $"{at}/ServiceProviderConfig" },
    };

    private static IReadOnlyList<JsonObject> Types(string at)
    {
        JsonObject Type(string name, string schema, params JsonNode[] extensions) => new()
        {
            ["schemas"] = new JsonArray(ScimNames.Type), ["id"] = name, ["name"] = name, ["endpoint"] = $"/{name}s", ["schema"] = schema, ["schemaExtensions"] = new JsonArray(extensions),
            ["meta"] = new JsonObject { ["resourceType"] = "ResourceType", ["location"] = $"{at}/ResourceTypes/{name}" },
        };
        return [Type("User", ScimNames.User, new JsonObject { ["schema"] = ScimNames.Enterprise, ["required"] = false }, new JsonObject { ["schema"] = ScimNames.Desk, ["required"] = false }), Type("Group", ScimNames.Group)];
    }

    private static IReadOnlyList<JsonObject> Schemas(string at)
    {
        JsonObject Schema(string id, string name, params JsonNode[] attributes) => new()
        {
            ["schemas"] = new JsonArray(ScimNames.Schema), ["id"] = id, ["name"] = name, ["attributes"] = new JsonArray(attributes),
            ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"{at}/Schemas/{id}" },
        };
        return
        [
            Schema(
                ScimNames.User, "User",
                Attribute("userName", required: true, unique: true), Attribute("externalId"), Attribute("displayName"), Attribute("active", "boolean"), Attribute("preferredLanguage"), Attribute("timezone"),
                Complex("name", false, Attribute("formatted"), Attribute("givenName"), Attribute("familyName")),
                Complex("emails", true, Attribute("value"), Attribute("type"), Attribute("primary", "boolean")), Complex("phoneNumbers", true, Attribute("value"), Attribute("type")),
                Complex("groups", true, "readOnly", Attribute("value", writes: "readOnly"), Attribute("display", writes: "readOnly"))),
            Schema(ScimNames.Group, "Group", Attribute("displayName", required: true, unique: true), Attribute("externalId"), Complex("members", true, Attribute("value"), Attribute("display", writes: "readOnly"), Attribute("type"))),
            Schema(ScimNames.Enterprise, "EnterpriseUser", Attribute("department"), Complex("manager", false, Attribute("value"))),
            Schema(ScimNames.Desk, "DeskUser", Complex("assistant", false, Attribute("value"))),
        ];
    }

    private static JsonObject Complex(string name, bool many, params JsonNode[] parts) => Complex(name, many, "readWrite", parts);

    private static JsonObject Complex(string name, bool many, string writes, params JsonNode[] parts)
    {
        var attribute = Attribute(name, "complex", writes: writes);
        (attribute["multiValued"], attribute["subAttributes"]) = (many, new JsonArray(parts));
        return attribute;
    }

    private static JsonObject Attribute(string name, string type = "string", bool required = false, bool unique = false, string writes = "readWrite") => new()
    {
        ["name"] = name, ["type"] = type, ["multiValued"] = false, ["required"] = required, ["caseExact"] = false, ["mutability"] = writes, ["returned"] = "default", ["uniqueness"] = unique ? "server" : "none",
    };
}
