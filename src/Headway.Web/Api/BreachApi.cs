using Headway.Application.Access;
using Headway.Application.Targets;
using Headway.Application.Tickets;
using Headway.Domain.Promises;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A missed target that wants its reason; <paramref name="Suggested"/> is what the ticket's own story speaks for.</summary>
public sealed record BreachJson(long Ticket, string Subject, string Kind, string At, string? Owner, string Suggested);

public sealed record BreachBody(string? Kind, string? Reason);

/// <summary><c>breaches | tickets/{number}/breaches</c>: targets that were missed, and why.</summary>
internal static class BreachApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/breaches", Missed).Produces<ListJson<BreachJson>>()
            .Describe("Missed targets without a reason", "Of the last four days: the token's person's own, and of the teams they lead.");
        api.MapPost("/tickets/{number}/breaches", Explain).Produces<TicketJson>()
            .Describe<BreachBody>("Say why a target was missed", "Nothing is recorded where none was.", """{"kind":"completion","reason":"waited-for-supplier"}""");
    }

    private static async Task<IResult> Missed(HttpContext http, BreachReasons reasons, CancellationToken stop) => ApiAnswer.Of(
        await reasons.Of(http.Caller(), stop),
        open => ApiAnswer.List(open.Select(row => new BreachJson(row.Number, row.Subject, Code(row.Kind), ApiAnswer.Text(row.At), row.Owner, row.Suggested))));

    private static Task<IResult> Explain(HttpContext http, BreachReasons reasons, TicketFacesQuery tickets, string number, CancellationToken stop) =>
        TouchApi.Act<BreachBody>(http, tickets, number, stop, async (on, body) =>
            Enum.GetValues<TargetKind>().Where(kind => Code(kind) == body.Kind).Select(kind => (TargetKind?)kind).FirstOrDefault() is not { } missed
                ? ApiRefusals.Malformed.Because("'kind' is response or completion.")
                : body.Reason is not { } reason || !BreachCause.Codes.Contains(reason)
                    ? ApiRefusals.Malformed.Because($"'reason' is one of {string.Join(", ", BreachCause.Codes)}.")
                    : await reasons.Say(on.Caller, on.Number, missed, reason, stop));

    private static string Code(TargetKind kind) => kind.ToString().ToLowerInvariant();
}
