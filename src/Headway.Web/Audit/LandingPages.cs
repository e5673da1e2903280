using Headway.Application.Desk;
using Headway.Application.Landing;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using static Headway.Web.Audit.AuditPages;

namespace Headway.Web.Audit;

/// <summary>Loading an audited export to work on: what would land and when, doing it, the plan afterwards.</summary>
internal static class LandingPages
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/audit/run/{id}/load", (HttpContext http, LoadJobs jobs, LoadTickets load, ShellFrames frames, string id, CancellationToken stop) =>
            Show(http, jobs, load, frames, id, new LoadWishes(), stop));
        desk.MapGet("/audit/run/{id}/load/progress", Progress);
        desk.MapPost("/audit/run/{id}/load", Load);
        desk.MapPost("/audit/run/{id}/load/plan", (HttpContext http, LoadJobs jobs, LoadTickets load, ShellFrames frames, string id, CancellationToken stop) =>
            Show(http, jobs, load, frames, id, Wishes(Form(http)), stop));
        desk.MapGet("/audit/imports/{id:long}", Import);
        desk.MapPost("/audit/imports/{id:long}/plan", Replan);
        desk.MapPost("/audit/imports/{id:long}/undo", Undo);
    }

    private static async Task<IResult> Show(HttpContext http, LoadJobs jobs, LoadTickets load, ShellFrames frames, string id, LoadWishes wishes, CancellationToken stop)
    {
        var caller = http.Caller();
        var found = jobs.Of(caller, id);
        if (found.Refusal is { } no)
        {
            return No(no);
        }

        var job = found.Value;
        if (job.Done is { } done)
        {
            return Results.Redirect($"/audit/imports/{done.Import}");
        }

        var preview = job is { Log: { } log, IsLoading: false } ? await load.Preview(caller, log, wishes, stop) : (Outcome<LoadPreview>?)null;
        return await Page<LoadPage>(http, frames, null, stop, ("Job", job), ("Preview", preview is { IsRefused: false } known ? known.Value : null), ("No", preview?.Refusal), ("Wishes", wishes));
    }

    private static IResult Progress(HttpContext http, LoadJobs jobs, string id)
    {
        var found = jobs.Of(http.Caller(), id);
        if (found.Refusal is { } no)
        {
            return No(no);
        }

        if (!found.Value.IsBusy)
        {
            http.Response.Headers["HX-Redirect"] = $"/audit/run/{id}/load";
        }

        return Draw.Page<LoadProgress>(("Job", found.Value));
    }

    private static IResult Load(HttpContext http, LoadJobs jobs, string id)
    {
        var begun = jobs.Begin(http.Caller(), id, Wishes(Form(http)));
        return begun.Refusal is { } no ? No(no) : Results.Redirect($"/audit/run/{id}/load");
    }

    private static async Task<IResult> Import(HttpContext http, LandingBook book, NextSteps steps, ShellFrames frames, long id, string? said, CancellationToken stop)
    {
        var found = await book.Read(http.Caller(), id, stop);
        return found.Refusal is { } no ? No(no) : await Page<ImportPage>(http, frames, null, stop, ("View", found.Value), ("Said", said), ("Step", await steps.First(http.Caller(), stop)));
    }

    private static async Task<IResult> Replan(HttpContext http, LandingBook book, long id, CancellationToken stop)
    {
        var form = Form(http);
        var moved = await book.Replan(http.Caller(), id, Wishes(form).PerDay ?? new Dictionary<string, int>(), LandingDate.Read(form.GetValueOrDefault("from")), stop);
        return moved.Refusal is { } no ? No(no) : Results.Redirect($"/audit/imports/{id}?said=planned");
    }

    private static async Task<IResult> Undo(HttpContext http, LandingBook book, long id, CancellationToken stop)
    {
        var gone = await book.Undo(http.Caller(), id, stop);
        return gone.Refusal is { } no ? No(no) : Results.Redirect($"/audit/imports/{id}?said=undone");
    }

    private static Dictionary<string, string> Form(HttpContext http) =>
        http.Request.HasFormContentType ? http.Request.Form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()) : [];

    // team.N and to.N name their team and ours, for.N and day.N ours and its reviews a day.
    private static LoadWishes Wishes(Dictionary<string, string> said)
    {
        var (teams, perDay) = (new Dictionary<string, string>(), new Dictionary<string, int>());
        for (var at = 0; said.TryGetValue($"team.{at}", out var theirs); at++)
        {
            if (said.GetValueOrDefault($"to.{at}") is { Length: > 0 } ours)
            {
                teams[theirs] = ours;
            }
        }

        for (var at = 0; said.TryGetValue($"for.{at}", out var ours); at++)
        {
            if (int.TryParse(said.GetValueOrDefault($"day.{at}"), out var number) && number is > 0 and <= 1000)
            {
                perDay[ours] = number;
            }
        }

        return new LoadWishes(teams, perDay, null, LandingDate.Read(said.GetValueOrDefault("from")), said.GetValueOrDefault("tell") == "on", said.GetValueOrDefault("open-only") == "on");
    }
}
