using Headway.Application.Flow;
using Headway.Domain.Flow;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>Progression SLA with its parts; shares are fractions, null when nothing was decided.</summary>
public sealed record SlaJson(int Success, int Rescheduled, int Late, int Excluded, double? ProgressionSla, double? CleanOnTimeShare)
{
    public static SlaJson Of(ProgressionSla sla) => new(sla.Success, sla.Rescheduled, sla.Late, sla.Excluded, Share(sla.Share), Share(sla.CleanOnTimeShare));

    private static double? Share(double? share) => share is { } value ? Math.Round(value, 4, MidpointRounding.AwayFromZero) : null;
}

/// <summary>The figures of a period, and the same without the response to new tickets.</summary>
public sealed record FlowJson(
    string From, string To, string? Team, string? By, int Success, int Rescheduled, int Late, int Excluded, double? ProgressionSla, double? CleanOnTimeShare,
    SlaJson MidLifecycle);

/// <summary><c>GET /flow?from=&amp;to=&amp;team=&amp;by=</c>.</summary>
internal static class FlowApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/flow", Read).Produces<FlowJson>()
        .Describe("Progression SLA", "Of the days `from` to `to`, of a `team`, or `by` a person: oneself, or one's own people.");

    private static async Task<IResult> Read(HttpContext http, ProgressionFigures figures, string? from, string? to, string? team, string? by, CancellationToken stop)
    {
        var (start, end) = (ApiRequest.Instant(http, "from", from), ApiRequest.Instant(http, "to", to));
        if ((start.Refusal ?? end.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        return ApiAnswer.Of(await figures.Read(http.Caller(), start.Value, end.Value, team, by, stop), read =>
        {
            var all = SlaJson.Of(read.All);
            return ApiAnswer.Json(new FlowJson(
                ApiAnswer.Text(read.From), ApiAnswer.Text(read.To), team, by, all.Success, all.Rescheduled, all.Late, all.Excluded, all.ProgressionSla, all.CleanOnTimeShare,
                SlaJson.Of(read.MidLifecycle)));
        });
    }
}
