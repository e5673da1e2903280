using Headway.Application.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Settings;

namespace Headway.Web.Welcome;

/// <summary>The first three minutes of a new desk: five questions, each answered already with what most would say.</summary>
internal static class WelcomePages
{
    private const string At = "/welcome";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.ForStaff();
        staff.MapGet(At, Begin);
        staff.MapGet($"{At}/{{step:int}}", Ask);
        staff.MapPost($"{At}/{{step:int}}", Answer);
        staff.MapPost($"{At}/practice/remove", Remove);
    }

    private static async Task<IResult> Begin(HttpContext http, FirstRun first, CancellationToken stop)
    {
        var state = await first.Read(http.Caller(), stop);
        return state.Refusal is { } no ? SettingsDoor.No(no) : Results.Redirect(state.Value.Open ? FormattableString.Invariant($"{At}/{state.Value.Step}") : "/settings");
    }

    private static async Task<IResult> Ask(HttpContext http, FirstRun first, WelcomeQuestions questions, int step, CancellationToken stop)
    {
        var state = await first.Read(http.Caller(), stop);
        if (state.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        if (!state.Value.Open)
        {
            return Results.Redirect("/settings");
        }

        // Nobody jumps over a question: each may be skipped by its own button.
        return step is < 1 or > FirstRun.Questions || step > state.Value.Step
            ? Results.Redirect(At)
            : Page(await questions.Known(http.Caller(), new WelcomeView(step, state.Value.Step), stop));
    }

    private static async Task<IResult> Answer(HttpContext http, FirstRun first, WelcomeQuestions questions, WelcomeAnswers answers, Viewer viewer, int step, CancellationToken stop)
    {
        var (caller, form) = (http.Caller(), http.Request.Form);
        var state = await first.Read(caller, stop);
        if (state.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        if (!state.Value.Open || step is < 1 or > FirstRun.Questions)
        {
            return Results.Redirect("/settings");
        }

        var skipped = form["go"] == "skip";
        if (step == FirstRun.Questions)
        {
            var topic = WelcomePractice.Topics.FirstOrDefault(one => one == form["practice"]);
            var raised = skipped || topic is null
                ? await first.Finish(caller, null, null, stop)
                : await first.Finish(caller, viewer[$"welcome.practice-{topic}-subject"], viewer[$"welcome.practice-{topic}-text"], stop);
            return raised.Refusal is { } why ? Page(new WelcomeView(step, state.Value.Step) { Refused = why }) : Results.Redirect("/next");
        }

        if (!skipped)
        {
            var view = await answers.Keep(http, new WelcomeView(step, state.Value.Step), stop);
            if (view.Refused is not null || view.LeftOut.Count > 0 || view.Invited.Count > 0)
            {
                // Who was invited is known now; the question counts as answered even where a line was left out.
                if (view.Refused is null && view.LeftOut.Count == 0)
                {
                    await first.Answered(caller, step, skipped: false, stop);
                }

                return Page(await questions.Known(caller, view, stop));
            }
        }

        return await first.Answered(caller, step, skipped, stop) is { } over ? SettingsDoor.No(over) : Results.Redirect(FormattableString.Invariant($"{At}/{step + 1}"));
    }

    private static async Task<IResult> Remove(HttpContext http, FirstRun first, CancellationToken stop) =>
        await first.RemovePractice(http.Caller(), stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done("/settings", "practice-removed");

    private static IResult Page(WelcomeView view) => Draw.Page<WelcomePage>(
        view.Refused is { } no ? Draw.StatusOf(no) : view.LeftOut.Count > 0 ? Draw.StatusOf(view.LeftOut[0].Why) : StatusCodes.Status200OK, (nameof(WelcomePage.View), view));
}
