using Headway.Application.Desk;
using Headway.Application.Feedback;
using Headway.Application.Tickets;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using Headway.Web.Flow;

namespace Headway.Web.Api;

/// <summary>How it was, from 0 to 10, with words.</summary>
public sealed record FeedbackBody(int? Score, string? Text = null);

/// <summary>An asking and what was said to it.</summary>
public sealed record FeedbackJson(long Number, string Subject, string AskedAt, string Until, int? Score, string? Text, bool Low, string? SaidAt)
{
    internal static FeedbackJson Of(FeedbackRead one) => new(
        one.Number, one.Subject, ApiAnswer.Text(one.AskedAt), ApiAnswer.Text(one.Until), one.Score, one.Words, one.Low, ApiAnswer.Text(one.SaidAt));
}

/// <summary>What customers said of the solutions of a period.</summary>
public sealed record FeedbackSummaryJson(int Asked, int Given, double? Median, int Low, IReadOnlyList<FeedbackJson> LowOnes);

/// <summary><c>/tickets/{number}/feedback</c>: read and say how it was; <c>/flow/feedback</c>: what was said in a period.</summary>
internal static class FeedbackApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tickets/{number}/feedback", Read).Produces<FeedbackJson>()
            .Describe("Read how a solution was", "What was asked last and what was said to it: for support and for the requester. 404 while nothing was asked.");
        api.MapPost("/tickets/{number}/feedback", Say).Produces<FeedbackJson>()
            .Describe<FeedbackBody>("Say how a solution was", "By the requester, within 14 days; another answer takes the place of the first, the same one changes nothing. A low score is somebody's activity within one working hour.", """{"score":9,"text":"Quick and friendly."}""");
        api.MapGet("/flow/feedback", Figures).Produces<FeedbackSummaryJson>()
            .Describe("What customers said of solutions", "How often it was asked and answered, the median, and the newest low ones with their tickets; narrowed like the measures. Of teams, never of persons.");
    }

    private static async Task<IResult> Read(HttpContext http, SayHowItWas how, string number, CancellationToken stop) =>
        ApiRequest.Number(number) is { } known
            ? ApiAnswer.Of(await how.Find(http.Caller(), known, stop), paper => ApiAnswer.Json(FeedbackJson.Of(paper.Asked)))
            : ApiAnswer.Refuse(TicketRefusals.Unknown);

    private static async Task<IResult> Say(HttpContext http, SayHowItWas how, string number, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<FeedbackBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        if (ApiRequest.Number(number) is not { } known)
        {
            return ApiAnswer.Refuse(TicketRefusals.Unknown);
        }

        var done = await how.Do(new ActOn(http.Caller(), known, Key: asked.Value.Key), asked.Value.Body.Score, asked.Value.Body.Text, stop);
        return done.Refusal is { } refused ? ApiAnswer.Refuse(refused) : await Read(http, how, number, stop);
    }

    private static async Task<IResult> Figures(HttpContext http, FeedbackFigures figures, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        return ApiAnswer.Of(
            await figures.Read(caller, FlowAsked.Of(http.Request).Scope(clock.Now(caller.Tenant), caller.Zone), stop),
            read => ApiAnswer.Json(new FeedbackSummaryJson(read.Asked, read.Given, read.Median, read.Low, [.. read.LowOnes.Select(FeedbackJson.Of)])));
    }
}
