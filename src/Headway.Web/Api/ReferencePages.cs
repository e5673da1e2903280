using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary><c>/help/api</c>: the API's reference as a page of ours, drawn from its own document; nothing comes from another host.</summary>
internal static class ReferencePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/help/api", async (ApiReference reference, CancellationToken stop) =>
        Draw.Page<ReferencePage>(("View", await reference.Read(stop))));
}
