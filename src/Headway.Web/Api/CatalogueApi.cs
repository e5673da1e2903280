using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Statuses;
using Headway.Domain.Statuses;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A status; the threshold is business hours, null when its due is not found by one.</summary>
public sealed record StatusJson(
    string Code, string Kind, string? Type, int Rank, bool HighPriority, double? ThresholdHours, string Timing, string Clock, string HeldBy, bool Selectable);

/// <summary>What of a situation is to change; words by language.</summary>
public sealed record StatusBody(int? Rank, bool? HighPriority, string? Clock, Dictionary<string, StatusWordsBody>? Words);

/// <summary>What people of support call it, and what customers read in it; empty ones mean the shipped words.</summary>
public sealed record StatusWordsBody(string? Label, string? Line);

/// <summary><c>GET /statuses</c>, <c>PATCH /statuses/{code}</c>.</summary>
internal static class CatalogueApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/statuses", async (HttpContext http, DeskCatalogue desk, CancellationToken stop) =>
            ApiAnswer.Of(await desk.Statuses(http.Caller(), stop), book => ApiAnswer.List(book.All.Select(Status)))).Produces<ListJson<StatusJson>>()
            .Describe("Situations", "All of them, with threshold, rank, clock and who acts next.");
        api.MapPatch("/statuses/{code}", Change).Produces<StatusJson>()
            .Describe<StatusBody>("Change a situation", "Its standing in the list and the words for it; what the body does not name stays. New activities only: what is open keeps how it was opened. Thresholds are in PATCH /settings.", """{"rank":3,"words":{"en":{"label":"With the supplier"}}}""");
    }

    private static async Task<IResult> Change(HttpContext http, StatusSettings statuses, ChangeStatus change, string code, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<StatusBody>(http, stop);
        var before = await statuses.One(http.Caller(), new StatusCode(code), stop);
        if ((asked.Refusal ?? before.Refusal) is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        var stands = StatusStanding.Of(before.Value.Status);
        if (body.Clock is not (null or "runs" or "pauses"))
        {
            return ApiAnswer.Refuse(ApiRefusals.Malformed.Because("'clock' is runs or pauses."));
        }

        var wish = body.Rank is null && body.HighPriority is null && body.Clock is null ? null : new StatusStanding(
            body.Rank ?? stands.Rank, body.HighPriority ?? stands.HighPriority, body.Clock is null ? stands.Clock : body.Clock == "pauses" ? ClockMark.Pauses : ClockMark.Runs);
        var words = body.Words?.Select(one => new WordingDraft(
            one.Key, one.Value.Label ?? before.Value.Desk.Words.Label(before.Value.Status.Code, one.Key), one.Value.Line ?? before.Value.Desk.Words.CustomerLine(before.Value.Status.Code, one.Key))).ToList();
        var refused = await change.Do(http.Caller(), before.Value.Status.Code, wish, words, stop);
        return refused is { } wrong ? ApiAnswer.Refuse(wrong) : ApiAnswer.Of(await statuses.One(http.Caller(), new StatusCode(code), stop), read => ApiAnswer.Json(Status(read.Status)));
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
