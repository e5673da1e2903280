using Headway.Application.Desk;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A status; the threshold is business hours, null when its due is not found by one.</summary>
public sealed record StatusJson(
    string Code, string Kind, string? Type, int Rank, bool HighPriority, double? ThresholdHours, string Timing, string Clock, string HeldBy, bool Selectable);

/// <summary><c>GET /statuses</c>.</summary>
internal static class CatalogueApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/statuses", async (HttpContext http, DeskCatalogue desk, CancellationToken stop) =>
            ApiAnswer.Of(await desk.Statuses(http.Caller(), stop), book => ApiAnswer.List(book.All.Select(Status)))).Produces<ListJson<StatusJson>>()
            .Describe("Situations", "All of them, with threshold, rank, clock and who acts next.");
    }

    private static StatusJson Status(StatusDefinition status) => new(
        status.Code.Value, Word(status.Kind), status.Type?.Code(), status.Rank, status.HighPriority, status.Threshold?.Hours, Word(status.Timing), Word(status.Clock),
        status.HeldBy == HeldBy.ThirdParty ? "third-party" : Word(status.HeldBy), status.Selectable);

    private static string Word<T>(T value)
        where T : struct, Enum => value switch
        {
            DueTiming.ChosenDay => "chosen-day",
            DueTiming.AgreedTime => "agreed-time",
            _ => value.ToString().ToLowerInvariant(),
        };
}
