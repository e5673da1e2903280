using Headway.Application.Desk;
using Headway.Application.Recognition;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Doors;
using NodaTime;

namespace Headway.Web.Api;

/// <summary>A piece of a newcomer's work that a colleague looks through, or has.</summary>
public sealed record SampleJson(long? Ticket, int Activity, string Person, string Situation, string Reason, string At, string? Verdict, string? Note, string? CheckedBy)
{
    public static SampleJson Of(SampleRead one) => new(one.Number, one.Activity, one.Name, one.Status, one.Why.ToLowerInvariant(), ApiAnswer.Text(one.At), one.Verdict, one.Note, one.CheckedBy);
}

public sealed record ReviewJson(string From, string To, string Focus, string By, string At)
{
    public static ReviewJson Of(ReviewRead one) => new(ApiAnswer.Text(one.From), ApiAnswer.Text(one.To), one.Focus, one.By, ApiAnswer.Text(one.At));
}

/// <summary>What somebody says is not right about what is recorded of them, and what was answered.</summary>
public sealed record ObjectionJson(long Id, long? Ticket, int Activity, string Words, string At, string? Answer, string? AnsweredBy)
{
    public static ObjectionJson Of(ObjectionRead one) => new(one.Id, one.Number, one.Activity, one.Words, ApiAnswer.Text(one.At), one.Answer, one.AnsweredBy);
}

public sealed record LookJson(string By, string At);

/// <summary>Everything that is kept of the token's person.</summary>
public sealed record RecognitionExportJson(
    string Name, string From, string To, IReadOnlyList<ContributionJson> Contributions, IReadOnlyList<PraiseJson> Thanks, IReadOnlyList<SampleJson> Samples, IReadOnlyList<ReviewJson> Reviews,
    IReadOnlyList<ObjectionJson> Objections, IReadOnlyList<LookJson> Looks)
{
    public static RecognitionExportJson Of(RecognitionExport read) => new(
        read.Name, ApiAnswer.Text(read.From), ApiAnswer.Text(read.To), [.. read.Contributions.Select(RecognitionApi.Contribution)], [.. read.Thanks.Select(RecognitionApi.Praise)],
        [.. read.Samples.Select(SampleJson.Of)], [.. read.Reviews.Select(ReviewJson.Of)], [.. read.Objections.Select(ObjectionJson.Of)], [.. read.Looked.Select(one => new LookJson(one.Name, ApiAnswer.Text(one.At)))]);
}

/// <summary>Which sample, and whether it is good or needs coaching, with a note.</summary>
public sealed record SampleVerdictBody(long Ticket, int Activity, string? Verdict, string? Note);

public sealed record ReviewBody(string? Person, string? Focus);

public sealed record NewcomerBody(string? Person, bool? On);

public sealed record NewcomerJson(string Person, bool On);

public sealed record ObjectionBody(long Ticket, int Activity, string? Words);

public sealed record ObjectionAnswerBody(string? Words);

/// <summary><c>recognition/samples | reviews | newcomers | objections | export</c>.</summary>
internal static class RecognitionWorkApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/recognition/export", async (HttpContext http, ExportRecognition export, CancellationToken stop) =>
            ApiAnswer.Of(await export.Read(http.Caller(), stop), read => ApiAnswer.Json(RecognitionExportJson.Of(read)))).Produces<RecognitionExportJson>()
            .Describe("Everything that is kept of one", "Thirteen months of contributions, thanks, samples, reviews, objections, and who looked: of the token's person and of nobody else.");
        api.MapGet("/recognition/samples", async (HttpContext http, TeamRecognition recognition, StaffDirectory staff, string? team, CancellationToken stop) =>
            ApiAnswer.Of(await recognition.Read(http.Caller(), team is null ? null : await staff.Team(http.Caller().Tenant, team, stop), stop), read => ApiAnswer.List(read.Samples.Select(SampleJson.Of))))
            .Produces<ListJson<SampleJson>>().Describe("Samples of newcomers' work", "Of the `team` named, or the first one led: for its leads, empty for others.");
        api.MapPost("/recognition/samples", Check).Produces<ListJson<SampleJson>>()
            .Describe<SampleVerdictBody>("Say what a sample shows", "`good`, or `coach` with a note that the newcomer reads. Nobody checks their own work.", """{"ticket":1,"activity":1,"verdict":"good","note":"Well explained."}""");
        api.MapGet("/recognition/reviews", async (HttpContext http, OwnRecognition recognition, StaffDirectory staff, string? person, CancellationToken stop) =>
            ApiAnswer.Of(await recognition.Read(http.Caller(), await Whose(http, staff, person, stop), stop), read => ApiAnswer.List(read.Reviews.Select(ReviewJson.Of))))
            .Produces<ListJson<ReviewJson>>().Describe("Reviews", "What was agreed with oneself, or by `person` with one of one's own people; a lead's look is written down.");
        api.MapPost("/recognition/reviews", Agree).Produces<ListJson<ReviewJson>>()
            .Describe<ReviewBody>("Keep what a review agreed on", "Of the last thirteen weeks; for leads, of their own people. It is carried to the next review.", """{"person":"newcomer@home.example","focus":"Ask for the room number at once."}""");
        api.MapPost("/recognition/newcomers", Newcomer).Produces<NewcomerJson>()
            .Describe<NewcomerBody>("Begin or end a newcomer's time", "For ninety days a share of their work, and all in sensitive services, is sampled.", """{"person":"newcomer@home.example","on":true}""");
        api.MapGet("/recognition/objections", async (HttpContext http, OwnRecognition recognition, StaffDirectory staff, string? person, CancellationToken stop) =>
            ApiAnswer.Of(await recognition.Read(http.Caller(), await Whose(http, staff, person, stop), stop), read => ApiAnswer.List(read.Objections.Select(ObjectionJson.Of))))
            .Produces<ListJson<ObjectionJson>>().Describe("Objections", "Of oneself, or by `person` of one of one's own people; a lead's look is written down.");
        api.MapPost("/recognition/objections", Object).Produces<ListJson<ObjectionJson>>()
            .Describe<ObjectionBody>("Object to what is recorded of one", "To an activity that one finished; the leads of one's teams are told.", """{"ticket":1,"activity":1,"words":"Kim did this one."}""");
        api.MapPost("/recognition/objections/{id:long}/answer", Answer).Produces<ObjectionAnswerBody>()
            .Describe<ObjectionAnswerBody>("Answer an objection", "For leads, of their own people; the person is told.", """{"words":"You are right, it is Kim's."}""");
    }

    private static async Task<IResult> Check(HttpContext http, CheckSample check, TeamRecognition recognition, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<SampleVerdictBody>(http, stop);
        return (asked.Refusal ?? await check.Do(http.Caller(), asked.Value.Body.Ticket, asked.Value.Body.Activity, asked.Value.Body.Verdict, asked.Value.Body.Note, stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await recognition.Read(http.Caller(), null, stop), read => ApiAnswer.List(read.Samples.Select(SampleJson.Of)));
    }

    private static async Task<IResult> Agree(HttpContext http, KeepReview review, OwnRecognition recognition, StaffDirectory staff, DeskClock clock, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ReviewBody>(http, stop);
        if (asked.Refusal is { } malformed)
        {
            return ApiAnswer.Refuse(malformed);
        }

        var (caller, person) = (http.Caller(), await Whose(http, staff, asked.Value.Body.Person ?? "", stop) ?? default);
        var now = clock.Now(caller.Tenant);
        return await review.Agree(caller, person, now - Duration.FromDays(7 * OwnRecognition.Weeks), now, asked.Value.Body.Focus, stop) is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await recognition.Read(caller, person, stop), read => ApiAnswer.List(read.Reviews.Select(ReviewJson.Of)));
    }

    private static async Task<IResult> Newcomer(HttpContext http, KeepReview review, StaffDirectory staff, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<NewcomerBody>(http, stop);
        var body = asked.IsRefused ? null : asked.Value.Body;
        return (asked.Refusal ?? await review.Newcomer(http.Caller(), await Whose(http, staff, body?.Person ?? "", stop) ?? default, body?.On ?? true, stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Json(new NewcomerJson(body?.Person ?? "", body?.On ?? true));
    }

    private static async Task<IResult> Object(HttpContext http, KeepReview review, OwnRecognition recognition, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ObjectionBody>(http, stop);
        return (asked.Refusal ?? await review.Object(http.Caller(), asked.Value.Body.Ticket, asked.Value.Body.Activity, asked.Value.Body.Words, stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : ApiAnswer.Of(await recognition.Read(http.Caller(), null, stop), read => ApiAnswer.List(read.Objections.Select(ObjectionJson.Of)));
    }

    private static async Task<IResult> Answer(HttpContext http, KeepReview review, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ObjectionAnswerBody>(http, stop);
        return (asked.Refusal ?? await review.Answer(http.Caller(), id, asked.Value.Body.Words, stop)) is { } no ? ApiAnswer.Refuse(no) : ApiAnswer.Json(asked.Value.Body);
    }

    // Nobody by that name is answered like somebody whose figures are not one's own.
    private static async Task<PersonId?> Whose(HttpContext http, StaffDirectory staff, string? person, CancellationToken stop) =>
        person is null ? null : await staff.Find(http.Caller().Tenant, person, stop) ?? new PersonId(0);
}
