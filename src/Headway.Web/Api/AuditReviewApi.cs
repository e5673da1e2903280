using Headway.Application.Audits;
using Headway.Application.Desk;
using Headway.Application.Landing;
using Headway.Domain.Audits;
using Headway.Web.Doors;
using NodaTime;

namespace Headway.Web.Api;

/// <summary>A case of the sample: what the machine says of it, how its story went, what a person found; null while nobody has looked.</summary>
public sealed record SampledCaseJson(int Place, string Case, string Priority, double BeyondHours, IReadOnlyList<string> Labels, IReadOnlyList<StoryLineJson> Story, CaseReviewJson? Review);

public sealed record StoryLineJson(string At, string? Status, string? Team, bool FromCustomer, bool ToCustomer, double AfterHours, bool Late);

public sealed record CaseReviewJson(string Outcome, int? Cause, string Impact, double? Minutes, IReadOnlyList<string> Wrong, IReadOnlyList<string> Missing);

/// <summary>What was found in a case: met, late or unmet; one of the twenty-one issues; blocked, degraded, inconvenienced or none; minutes as the customer named them.</summary>
public sealed record CaseReviewBody(string? Outcome, int? Cause, string? Impact, int? Minutes, IReadOnlyList<string>? Wrong, IReadOnlyList<string>? Missing);

public sealed record LabelJson(string Label, int Given, int Confirmed, double? Share, double? Low, double? High, int Missed);

/// <summary>How far the machine's labels hold, and lost work on two bases that are never added up.</summary>
public sealed record ReviewFiguresJson(
    int Reviewed, int Left, IReadOnlyList<LabelJson> Labels, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyDictionary<string, int> Causes, EstimateJson? LostByImpact, double? LostAsNamed, int Named);

public sealed record CurvePointJson(string Ends, double Value);

public sealed record CurveLineJson(string Name, bool IsShare, string Signal, double? Middle, double? Low, double? High, IReadOnlyList<CurvePointJson> Points);

public sealed record CurveMarkJson(long Id, string At, string Text, bool Shown);

public sealed record CurveClientJson(long Id, string Name);

/// <summary>The frozen ruler over the weeks, for the whole desk (client 0) or for one client.</summary>
public sealed record CurveJson(CurveClientJson Client, IReadOnlyList<CurveClientJson> Clients, IReadOnlyList<CurveLineJson> Lines, IReadOnlyList<CurveMarkJson> Marks);

/// <summary>Something that changed on a day; the client reads it where `shown`.</summary>
public sealed record MarkBody(long? Client, string? Day, string? Text, bool? Shown);

/// <summary>Whose curve is answered; all are measured.</summary>
public sealed record MeasureBody(long? Client);

/// <summary><c>/audits/{id}/reviews</c> and <c>/audits/curve</c>: the sample that people look through, and the weekly run of the ruler.</summary>
internal static class AuditReviewApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/audits/{id:long}/reviews", async (HttpContext http, ReviewBook book, long id, CancellationToken stop) =>
            ApiAnswer.Of(await book.Read(http.Caller(), id, stop), view => ApiAnswer.List(view.Cases.Select(Json)))).Produces<ListJson<SampledCaseJson>>()
            .Describe("The sample of a frozen audit", "At most sixty cases, drawn at random, each with its story and what was found in it.");
        api.MapGet("/audits/{id:long}/reviews/figures", async (HttpContext http, ReviewBook book, long id, CancellationToken stop) => await Figures(http, book, id, stop)).Produces<ReviewFiguresJson>()
            .Describe("What the reviewed cases say", "How far each label of the machine can be trusted, what lay behind, and lost work on two bases.");
        api.MapPut("/audits/{id:long}/reviews/{place:int}", Keep).Produces<ReviewFiguresJson>()
            .Describe<CaseReviewBody>("Say what was found in a case", "By its place in the sample; it may be said anew.", """{"outcome":"late","cause":4,"impact":"degraded","minutes":30,"wrong":[],"missing":["chased"]}""");
        api.MapGet("/audits/curve", async (HttpContext http, ClientCurve curve, long? client, CancellationToken stop) => await Curve(http, curve, client ?? 0, stop)).Produces<CurveJson>()
            .Describe("The ruler over the weeks", "Each finding week by week with the limits within which chance moves it, for the whole desk or for one `client`.");
        api.MapPost("/audits/curve/measure", Measure).Produces<CurveJson>()
            .Describe<MeasureBody>("Measure the weeks now", "Runs the ruler over the whole weeks that have passed since the last run, as every night does, and answers the curve.", """{"client":0}""");
        api.MapPost("/audits/curve/marks", Mark).Produces<CurveJson>()
            .Describe<MarkBody>("Mark what changed", "A day and what changed then; for the whole desk, or for one client. The client reads it where `shown`.", """{"client":0,"day":"2026-03-02","text":"New rota","shown":true}""");
        api.MapDelete("/audits/curve/marks/{id:long}", async (HttpContext http, ClientCurve curve, long id, CancellationToken stop) =>
            await curve.Unmark(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Take a mark away", "By its id, as the curve lists it.");
    }

    private static async Task<IResult> Keep(HttpContext http, ReviewBook book, DeskClock clock, long id, int place, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CaseReviewBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (caller, body) = (http.Caller(), asked.Value.Body);
        if (!Enum.TryParse<NeedOutcome>(body.Outcome, ignoreCase: true, out var outcome) || !Enum.TryParse<Impact>(body.Impact, ignoreCase: true, out var impact))
        {
            return ApiAnswer.Refuse(AuditRefusals.ReviewMalformed);
        }

        var review = new CaseReview(outcome, body.Cause, impact, body.Minutes is { } minutes ? Duration.FromMinutes(minutes) : null, body.Wrong ?? [], body.Missing ?? []);
        return await book.Keep(caller, id, place, review, clock.Now(caller.Tenant), stop) is { } refused ? ApiAnswer.Refuse(refused) : await Figures(http, book, id, stop);
    }

    private static async Task<IResult> Figures(HttpContext http, ReviewBook book, long id, CancellationToken stop) => ApiAnswer.Of(await book.Read(http.Caller(), id, stop), view => ApiAnswer.Json(
        new ReviewFiguresJson(
            view.Figures.Reviewed, view.Left,
            [.. view.Figures.Labels.Select(label => new LabelJson(label.Label, label.Given, label.Confirmed, AuditCodes.Round(label.Share), AuditCodes.Round(label.Low), AuditCodes.Round(label.High), label.Missed))],
            view.Figures.Outcomes.ToDictionary(pair => AuditCodes.Word(pair.Key), pair => pair.Value),
            view.Figures.Causes.ToDictionary(pair => pair.Cause.ToString(System.Globalization.CultureInfo.InvariantCulture), pair => pair.Count),
            view.Figures.ByImpact is { } lost ? EstimateJson.Of(lost) : null, AuditCodes.Round(view.Figures.NamedHours), view.Figures.Named)));

    private static SampledCaseJson Json(ReviewCase item) => new(
        item.Case.Place, item.Case.Story.Case, item.Case.Story.Priority.ToString(), AuditCodes.Round(item.Case.Inertia), item.Case.Labels,
        [.. item.Case.Story.Entries.Select(line => new StoryLineJson(ApiAnswer.Text(line.At), line.Status, line.Team, line.FromCustomer, line.ToCustomer, AuditCodes.Round(line.After), line.Late))],
        item.Review is { } found
            ? new CaseReviewJson(AuditCodes.Word(found.Outcome), found.Cause, AuditCodes.Word(found.Impact), found.Named?.TotalMinutes, found.Wrong, found.Missing) : null);

    private static async Task<IResult> Measure(HttpContext http, ClientCurve curve, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MeasureBody>(http, stop);
        var measured = asked.Refusal is { } no ? no : await curve.MeasureNow(http.Caller(), stop);
        return measured.Refusal is { } refused ? ApiAnswer.Refuse(refused) : await Curve(http, curve, asked.Value.Body.Client ?? 0, stop);
    }

    private static async Task<IResult> Mark(HttpContext http, ClientCurve curve, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<MarkBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var body = asked.Value.Body;
        return await curve.Mark(http.Caller(), body.Client ?? 0, LandingDate.Read(body.Day), body.Text, body.Shown ?? false, stop) is { } refused
            ? ApiAnswer.Refuse(refused) : await Curve(http, curve, body.Client ?? 0, stop);
    }

    private static async Task<IResult> Curve(HttpContext http, ClientCurve curve, long client, CancellationToken stop) => ApiAnswer.Of(await curve.Read(http.Caller(), client, stop), view => ApiAnswer.Json(new CurveJson(
        new CurveClientJson(view.Client.Id, view.Client.Name), [.. view.Clients.Select(one => new CurveClientJson(one.Id, one.Name))],
        [.. view.Lines.Select(line => new CurveLineJson(
            line.Name, line.IsShare, AuditCodes.Word(line.Signal), AuditCodes.Round(line.Middle), AuditCodes.Round(line.Low), AuditCodes.Round(line.High),
            [.. line.Points.Select(point => new CurvePointJson(ApiAnswer.Text(point.Ends), AuditCodes.Round(point.Value)))]))],
        [.. view.Marks.Select(mark => new CurveMarkJson(mark.Id, ApiAnswer.Text(mark.At), mark.Text, mark.Shown))])));
}
