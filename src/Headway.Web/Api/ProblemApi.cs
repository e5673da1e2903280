using System.Globalization;
using Headway.Application.Problems;
using Headway.Application.Services;
using Headway.Domain.Problems;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Api;

/// <summary>An operational problem; minutes are those it cost so far.</summary>
public sealed record ProblemRegisterJson(
    long Id, string Name, string Kind, string State, string? Team, string? Service, string? Owner, string? Fix, string? Verification, int Count, int Minutes, string RaisedAt, string? LastAt, string? Rule);

/// <summary>A problem to raise, or to change; <c>ticket</c> and <c>entry</c> name the line of a journal on which it came up.</summary>
public sealed record ProblemBody(
    string? Name, string? Kind, string? State, long? Team, long? Service, string? Owner, string? Fix, string? Verification, long? Ticket, int? Entry, int? Minutes);

public sealed record OccurrenceBody(long Ticket, int Entry, int? Minutes);

public sealed record IntakeQuestionJson(long Id, string Text, string? TextDe, bool Needed);

public sealed record IntakeQuestionBody(string? Text, string? TextDe, bool? Needed);

public sealed record IntakeQuestionsBody(IReadOnlyList<IntakeQuestionBody>? Questions);

/// <summary>How a rule hurts, in one sentence; <c>ticket</c> is where it was felt.</summary>
public sealed record RuleHurtsBody(string? Rule, string? Words, long? Ticket = null);

/// <summary><c>/problems</c>, and <c>/services/{id}/questions</c>.</summary>
internal static class ProblemApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/problems", async (HttpContext http, ProblemRegister register, CancellationToken stop) =>
            ApiAnswer.Of(await register.Read(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<ProblemRegisterJson>>()
            .Describe("Operational problems", "What returns in the work of support: how often, at what cost, who sees to it, what was done, how that was proven.");
        api.MapPost("/problems", Raise).Produces<ProblemRegisterJson>(StatusCodes.Status201Created)
            .Describe<ProblemBody>("Raise an operational problem", "From a line of a ticket's journal, or by itself. No due moves.", """{"name":"The room plan is out of date","kind":"documentation"}""");
        api.MapPost("/problems/rule", async (HttpContext http, SayRuleHurts say, ProblemRegister register, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<RuleHurtsBody>(http, stop);
            if (asked.Refusal is { } malformed)
            {
                return ApiAnswer.Refuse(malformed);
            }

            var said = await say.Do(http.Caller(), asked.Value.Body.Rule, asked.Value.Body.Words, asked.Value.Body.Ticket, stop);
            return said.Refusal is { } no ? ApiAnswer.Refuse(no) : await Shown(http, register, said.Value, StatusCodes.Status200OK, stop);
        }).Produces<ProblemRegisterJson>()
            .Describe<RuleHurtsBody>("Say that a rule hurts", "One problem a rule, counted each time; the same words of the same person count once. Who may change the rule is told, and whoever said it what becomes of it: fixed, or kept with the reason.", """{"rule":"status:AWAIT_SUPPLIER","words":"Eight hours is too short: suppliers answer the next day."}""");
        api.MapPatch("/problems/{id:long}", Change).Produces<ProblemRegisterJson>()
            .Describe<ProblemBody>("Change an operational problem", "What is left out stays. Fixed needs what was done, verified needs how it was seen.", """{"state":"fixing"}""");
        api.MapPost("/problems/{id:long}/occurrences", async (HttpContext http, KeepProblems keep, ProblemRegister register, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<OccurrenceBody>(http, stop);
            return (asked.Refusal ?? await keep.Again(http.Caller(), id, new OccurrenceDraft(asked.Value.Body.Ticket, asked.Value.Body.Entry, asked.Value.Body.Minutes ?? 0), stop)) is { } no
                ? ApiAnswer.Refuse(no)
                : await Shown(http, register, id, StatusCodes.Status200OK, stop);
        }).Produces<ProblemRegisterJson>().Describe<OccurrenceBody>("It came up again", "On a line of a ticket's journal; the same line counts once. What was fixed is open again.", """{"ticket":1042,"entry":1,"minutes":20}""");
        api.MapGet("/services/{id:long}/questions", async (HttpContext http, IntakeQuestions questions, long id, CancellationToken stop) =>
            ApiAnswer.List((await questions.Of(http.Caller().Tenant, stop)).Where(one => one.Service.Value == id).Select(Json))).Produces<ListJson<IntakeQuestionJson>>()
            .Describe("Questions of a service", "Asked in the portal when it is chosen. `POST /tickets` takes `answers` by their ids.");
        api.MapPut("/services/{id:long}/questions", async (HttpContext http, IntakeQuestions questions, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<IntakeQuestionsBody>(http, stop);
            var no = asked.Refusal ?? await questions.Set(
                http.Caller(), id, [.. (asked.Value.Body.Questions ?? []).Select(one => new IntakeDraft(id, one.Text, one.TextDe, one.Needed ?? false))], stop);
            return no is not null ? ApiAnswer.Refuse(no) : ApiAnswer.List((await questions.Of(http.Caller().Tenant, stop)).Where(one => one.Service.Value == id).Select(Json));
        }).Produces<ListJson<IntakeQuestionJson>>().Describe<IntakeQuestionsBody>(
            "Say what is asked", "The whole list: what is not in it is asked no longer. At most eight; answers that were given stay in their tickets.",
            """{"questions":[{"text":"Which room?","textDe":"Welcher Raum?","needed":true}]}""");
    }

    private static async Task<IResult> Raise(HttpContext http, KeepProblems keep, ProblemRegister register, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ProblemBody>(http, stop);
        if (asked.Refusal is { } malformed)
        {
            return ApiAnswer.Refuse(malformed);
        }

        var body = asked.Value.Body;
        var at = body.Ticket is { } ticket ? new OccurrenceDraft(ticket, body.Entry ?? 0, body.Minutes ?? 0) : null;
        var raised = await keep.Raise(http.Caller(), Draft(body, null), at, stop);
        if (raised.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/problems/{raised.Value}");
        return await Shown(http, register, raised.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Change(HttpContext http, KeepProblems keep, ProblemRegister register, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ProblemBody>(http, stop);
        var before = await register.Find(http.Caller(), id, stop);
        return (asked.Refusal ?? before.Refusal ?? await keep.Change(http.Caller(), id, Draft(asked.Value.Body, before.Value), null, stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : await Shown(http, register, id, StatusCodes.Status200OK, stop);
    }

    private static ProblemDraft Draft(ProblemBody body, ProblemRead? before) => new(
        body.Name ?? before?.Problem.Title, RuleCodes.Of<ObstacleKind>(body.Kind) ?? before?.Problem.Kind ?? ObstacleKind.Other,
        RuleCodes.Of<ProblemState>(body.State) ?? before?.Problem.State ?? ProblemState.Open, body.Team ?? before?.Problem.Team?.Value, body.Service ?? before?.Problem.Service?.Value,
        body.Owner ?? before?.OwnerEmail, body.Fix ?? before?.Problem.Fix, body.Verification ?? before?.Problem.Verification);

    private static async Task<IResult> Shown(HttpContext http, ProblemRegister register, long number, int status, CancellationToken stop) =>
        ApiAnswer.Of(await register.Find(http.Caller(), number, stop), read => ApiAnswer.Json(Json(read), status));

    private static ProblemRegisterJson Json(ProblemRead read) => new(
        read.Number, read.Problem.Title, read.Problem.Kind.Code(), read.Problem.State.Code(), read.TeamName, read.ServiceName, read.OwnerEmail, read.Problem.Fix, read.Problem.Verification,
        read.Problem.Count, (int)read.Problem.Lost.TotalMinutes, ApiAnswer.Text(read.RaisedAt), ApiAnswer.Text(read.Last), read.About);

    private static IntakeQuestionJson Json(IntakeQuestion one) => new(one.Id, one.Text, one.TextDe, one.Needed);
}
