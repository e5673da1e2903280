using Headway.Application.Desk;
using Headway.Web.Doors;

namespace Headway.Web.Api;

/// <summary>A step a desk can take; <c>seen</c> of <c>of</c> is what its own last 28 days, or what is open now, say about it;
/// <c>broughtUntil</c> is the end of those days where they were brought along from another tool.</summary>
public sealed record NextStepJson(string Step, bool Taken, int Seen, int Of, string? BroughtUntil);

public sealed record NextStepBody(string? Step);

/// <summary><c>GET</c> and <c>POST /next-steps</c>.</summary>
internal static class NextStepApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/next-steps", async (HttpContext http, NextSteps steps, CancellationToken stop) => Shown(await steps.Read(http.Caller(), stop))).Produces<ListJson<NextStepJson>>()
            .Describe("Next steps", "What the desk could switch on, in the order proposed, with what its own last 28 days say about each.");
        api.MapPost("/next-steps", async (HttpContext http, NextSteps steps, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<NextStepBody>(http, stop);
            return (asked.Refusal ?? await steps.Take(http.Caller(), asked.Value.Body.Step ?? "", stop)) is { } no ? ApiAnswer.Refuse(no) : Shown(await steps.Read(http.Caller(), stop));
        }).Produces<ListJson<NextStepJson>>().Describe<NextStepBody>("Take a step", "What is open keeps its dues; what comes is handled by it.", """{"step":"chases"}""");
    }

    private static IResult Shown(Domain.Outcome<IReadOnlyList<NextStep>> read) =>
        ApiAnswer.Of(read, all => ApiAnswer.List(all.Select(one => new NextStepJson(one.Key, one.Taken, one.Seen, one.Of, one.BroughtUntil is { } until ? ApiAnswer.Text(until) : null))));
}
