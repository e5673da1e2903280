using System.Text.Json.Nodes;
using Headway.Application.Access;
using Headway.Application.Provisioning;
using Headway.Application.Storage;
using Headway.Web.Access;
using Headway.Web.Doors;

namespace Headway.Web.Scim;

/// <summary>SCIM 2.0 (RFC 7643, 7644): the door by which a provider's directory pushes people and groups. Only a token made for it opens it.</summary>
public static class ScimRoutes
{
    public const string Root = "/scim/v2";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var scim = routes.MapGroup(Root).RequireRateLimiting(Limits.Api).ExcludeFromDescription();
        scim.AddEndpointFilter(Gate);
        ScimSchemas.Map(scim);
        ScimUsers.Map(scim);
        ScimGroups.Map(scim);
        scim.Map("{**rest}", () => ScimAnswer.Refuse(ProvisioningRefusals.NoSuchAddress)).WithOrder(int.MaxValue);
    }

    /// <summary>Where this door stands, as the desk's people reach it.</summary>
    internal static async Task<string> At(HttpContext http, TenantDoors tenants, CancellationToken stop) => await tenants.Link(http.Caller().Tenant, Root, stop);

    /// <summary>A resource as PATCH changes it: without what is ours to say.</summary>
    internal static JsonObject Patchable(JsonObject resource)
    {
        resource.Remove("meta");
        resource.Remove("groups");
        return resource;
    }

    private static async ValueTask<object?> Gate(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.CallerOrNull() is null)
        {
            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return ScimAnswer.Refuse(ProvisioningRefusals.TokenNeeded);
        }

        try
        {
            return await next(context);
        }
        catch (StorageException no)
        {
            return ScimAnswer.Refuse(no.Refusal);
        }
        catch (BadHttpRequestException wrong) when (wrong.StatusCode == StatusCodes.Status400BadRequest)
        {
            return ScimAnswer.Refuse(ProvisioningRefusals.Malformed.Because(wrong.Message));
        }
    }
}
