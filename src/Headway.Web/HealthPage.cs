using Headway.Application.Heartbeat;
using NodaTime.Text;

namespace Headway.Web;

/// <summary>
/// <c>/healthz</c>: for whoever watches over the installation. 503 only when the database does not answer: everything else is for a
/// person, not for a balancer.
/// </summary>
internal static class HealthPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/healthz", async (HealthQuery health, CancellationToken stop) =>
    {
        var desk = await health.Read(stop);
        return Results.Json(
            new
            {
                status = desk.IsGood ? "good" : desk.Database ? "look" : "down",
                database = desk.Database,
                upkeep = new { lastAt = desk.UpkeepAt is { } at ? InstantPattern.General.Format(at) : null, missed = desk.UpkeepMissed, failed = desk.UpkeepFailed },
                unscheduled = desk.Unscheduled,
            },
            statusCode: desk.Database ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }).AllowAnonymous();
}
