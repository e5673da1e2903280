using Headway.Application.Access;
using Headway.Application.Intake;
using Headway.Application.Problems;
using Headway.Application.Services;
using Headway.Application.Statuses;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Domain.Problems;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Problems;

/// <summary>What a problem's page needs beside it.</summary>
public sealed record ProblemChoices(IReadOnlyList<Named> Teams, IReadOnlyList<Named> Services);

/// <summary>A line of a ticket's journal on which a problem is raised; <paramref name="Said"/> is what stands there.</summary>
public sealed record RaiseProblemView(long Ticket, int Seq, string? Said, IReadOnlyList<ProblemRead> Known, string? Title, string Kind, string Minutes, string? Refused);

/// <summary>The register of operational problems, and raising one from a line of a ticket.</summary>
internal static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/problems", List);
        desk.MapGet("/problems/{problem:long}", (HttpContext http, long problem, string? done, CancellationToken stop) => Page(http, problem, null, done, stop));
        desk.MapPost("/problems", Raise);
        desk.MapPost("/problems/{problem:long}", Change);
        desk.MapGet("/part/ticket/{number:long}/problem", (HttpContext http, long number, int? seq, CancellationToken stop) => Ask(http, number, seq ?? 0, null, null, stop));
        desk.MapGet("/tickets/{number:long}/problem", (HttpContext http, long number, int? seq, CancellationToken stop) => Ask(http, number, seq ?? 0, null, null, stop));
        desk.MapPost("/tickets/{number:long}/problem", FromLine);
        desk.MapPost("/lessons/question", Question);
        desk.MapPost("/lessons/field", Field);
        desk.MapPost("/lessons/problem", FromPattern);
    }

    private static async Task<IResult> List(HttpContext http, ProblemRegister register, ShellFrames frames, string? done, CancellationToken stop)
    {
        var read = await register.Read(http.Caller(), stop);
        return read.Refusal is { } no
            ? Draw.No(no)
            : Draw.Page<ProblemsPage>(
                ("Frame", await frames.For(http.Caller(), stop)), ("Problems", read.Value), ("MayRaise", http.Caller().May(Permission.ActOnTickets)), ("Refused", null), ("Done", done));
    }

    private static async Task<IResult> Raise(HttpContext http, KeepProblems keep, ProblemRegister register, ShellFrames frames, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var raised = await keep.Raise(http.Caller(), new ProblemDraft(form.Given("title"), Kind(form)), null, stop);
        if (!raised.IsRefused)
        {
            return Results.Redirect($"/problems/{raised.Value}");
        }

        var read = await register.Read(http.Caller(), stop);
        return read.IsRefused
            ? Draw.No(raised.Refusal!)
            : Draw.Page<ProblemsPage>(
                Draw.StatusOf(raised.Refusal!), ("Frame", await frames.For(http.Caller(), stop)), ("Problems", read.Value), ("MayRaise", http.Caller().May(Permission.ActOnTickets)),
                ("Refused", raised.Refusal), ("Done", null));
    }

    private static async Task<IResult> Page(HttpContext http, long problem, Refusal? refused, string? done, CancellationToken stop, IFormCollection? typed = null)
    {
        var register = http.RequestServices.GetRequiredService<ProblemRegister>();
        var found = await register.Find(http.Caller(), problem, stop);
        if (found.Refusal is { } no)
        {
            return Draw.No(no);
        }

        var (teams, services) = await register.Places(http.Caller(), stop);
        var choices = new ProblemChoices(teams, services);
        return Draw.Page<ProblemPage>(
            refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused),
            ("Frame", await http.RequestServices.GetRequiredService<ShellFrames>().For(http.Caller(), stop)), ("Read", found.Value),
            ("Occurrences", await register.Occurrences(http.Caller(), problem, stop)), ("Words", found.Value.About is null ? [] : await register.Said(http.Caller(), problem, stop)), ("Choices", choices), ("MayChange", http.Caller().May(Permission.ActOnTickets)),
            ("Refused", refused), ("Done", done), ("Typed", typed));
    }

    private static async Task<IResult> Change(HttpContext http, KeepProblems keep, long problem, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var draft = new ProblemDraft(
            form.Given("title"), Kind(form), RuleCodes.Of<ProblemState>(form.Text("state")) ?? ProblemState.Open, form.Id("team"), form.Id("service"), form.Given("owner"), form.Given("fix"),
            form.Given("verification"));
        var refused = await keep.Change(http.Caller(), problem, draft, form.Revision(), stop);
        return refused is null ? Results.Redirect($"/problems/{problem}?done=saved") : await Page(http, problem, refused, null, stop, refused.Kind == RefusalKind.Invalid ? form : null);
    }

    private static async Task<IResult> FromLine(HttpContext http, KeepProblems keep, TouchDoor touch, long number, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var at = new OccurrenceDraft(number, (int)(form.Id("seq") ?? 0), form.Text("minutes").Length == 0 ? 0 : (int)Math.Min(form.Id("minutes") ?? -1, int.MaxValue));
        var refused = form.Id("known") is { } known
            ? await keep.Again(http.Caller(), known, at, stop)
            : (await keep.Raise(http.Caller(), new ProblemDraft(form.Given("title"), Kind(form)), at, stop)).Refusal;
        return refused is null ? await touch.Answer(http, http.Caller(), number, null, stop) : await Ask(http, number, at.Seq, refused, form, stop);
    }

    private static async Task<IResult> Ask(HttpContext http, long number, int seq, Refusal? refused, IFormCollection? typed, CancellationToken stop)
    {
        var door = http.RequestServices.GetRequiredService<PanelDoor>();
        var found = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        var known = await http.RequestServices.GetRequiredService<ProblemRegister>().Read(http.Caller(), stop);
        if ((found.Refusal ?? known.Refusal) is { } no)
        {
            return await door.No(http, no, number);
        }

        var entry = found.Value.Story.FirstOrDefault(one => one.Seq == seq);
        var said = entry?.Text is { } text && found.Value.Texts.TryGetValue(text.Value, out var shown) ? shown.Body : null;
        var view = new RaiseProblemView(
            number, seq, said, [.. known.Value.Where(one => one.Problem.State != ProblemState.Verified)], typed?.Given("title"), typed?.Text("kind") ?? "documentation", typed?.Text("minutes") ?? "15",
            refused is null ? null : door.Say(refused));
        return await door.Open<RaiseProblem>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    private static async Task<IResult> Question(HttpContext http, IntakeQuestions questions, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var added = await questions.Add(
            http.Caller(), new IntakeDraft(form.Id("service") ?? 0, form.Given("text"), null, form.Ticked("needed"), form.Given("reason"), form.Id("team")), stop);
        return added.IsRefused ? Draw.No(added.Refusal!) : Results.Redirect("/lessons?done=asked");
    }

    // What had to be asked again and again becomes a field of the service's form.
    private static async Task<IResult> Field(HttpContext http, KeepForm keep, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var learned = form.Id("question") is { } question ? await keep.FromQuestion(http.Caller(), question, stop) : await keep.Learn(
            http.Caller(), new ServiceId(form.Id("service") ?? 0), form.Given("text"), null, form.Given("reason"), form.Id("team") is { } team ? new TeamId(team) : null, form.Ticked("needed"), stop);
        return learned.IsRefused ? Draw.No(learned.Refusal!) : Results.Redirect("/lessons?done=field");
    }

    private static async Task<IResult> FromPattern(HttpContext http, KeepProblems keep, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var raised = await keep.Raise(http.Caller(), new ProblemDraft(form.Given("title"), ObstacleKind.Intake, Team: form.Id("team"), Service: form.Id("service")), null, stop);
        return raised.IsRefused ? Draw.No(raised.Refusal!) : Results.Redirect($"/problems/{raised.Value}");
    }

    private static ObstacleKind Kind(IFormCollection form) => RuleCodes.Of<ObstacleKind>(form.Text("kind")) ?? ObstacleKind.Other;
}
