using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Domain.Tickets;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>What the desk runs: each sub-process with two lines on what agents will notice, and a switch.</summary>
internal static class RunsPages
{
    private const string At = "/settings/runs";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, Page);
        staff.MapPost("/settings/chase-words", async (HttpContext http, SettingsDoor door, ChangeSubProcesses change, ChaseLists lists, CancellationToken stop) =>
        {
            var typed = new ChasePhrases(Lines(http, "more"), Lines(http, "less"));
            return await lists.Do(http.Caller(), typed, stop) is { } no ? await Draw(http, door, change, lists, typed, no, null, stop) : SettingsDoor.Done(At, "saved");
        });
        staff.MapPost("/settings/chase-weights", async (HttpContext http, SettingsDoor door, ChangeSubProcesses change, ChaseLists lists, LearnChases learn, CancellationToken stop) =>
        {
            var no = http.Request.Form["go"] == "shipped" ? await learn.Forget(http.Caller(), stop) : await learn.Learn(http.Caller(), stop);
            return no is null ? SettingsDoor.Done(At, "saved") : await Draw(http, door, change, lists, null, no, null, stop);
        });
        staff.MapPost("/settings/own-approvals", async (HttpContext http, DeskSettings settings, CancellationToken stop) =>
            await settings.OwnApprovals(http.Caller(), http.Request.Form["own"] == "on", stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
        staff.MapPost("/settings/time-spent", async (HttpContext http, DeskSettings settings, CancellationToken stop) =>
            await settings.KeepsTime(http.Caller(), http.Request.Form["keeps"] == "on", stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
        staff.MapPost("/settings/feedback", async (HttpContext http, DeskSettings settings, CancellationToken stop) =>
            await settings.Feedback(http.Caller(), http.Request.Form["asks"] == "on", int.TryParse(http.Request.Form["low"], out var low) ? low : -1, stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
        staff.MapPost(At, async (HttpContext http, ChangeSubProcesses change, CancellationToken stop) =>
        {
            var runs = SubProcesses.None;
            foreach (var on in http.Request.Form["on"])
            {
                runs |= Enum.TryParse<SubProcesses>(on, out var one) && SubProcessSettings.Each.Contains(one) ? one : SubProcesses.None;
            }

            return await change.Do(http.Caller(), runs, stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved");
        });
    }

    private static Task<IResult> Page(HttpContext http, SettingsDoor door, ChangeSubProcesses change, ChaseLists lists, string? done, CancellationToken stop) =>
        Draw(http, door, change, lists, null, null, done, stop);

    private static async Task<IResult> Draw(
        HttpContext http, SettingsDoor door, ChangeSubProcesses change, ChaseLists lists, ChasePhrases? typed, Domain.Refusal? refused, string? done, CancellationToken stop)
    {
        var runs = await change.Read(http.Caller(), stop);
        var words = await lists.Read(http.Caller(), stop);
        var desk = await http.RequestServices.GetRequiredService<DeskSettings>().Read(http.Caller(), stop);
        var learning = await http.RequestServices.GetRequiredService<LearnChases>().Read(http.Caller(), stop);
        return (runs.Refusal ?? words.Refusal ?? desk.Refusal ?? learning.Refusal) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<RunsPage>(
                http, refused, (nameof(RunsPage.Runs), runs.Value), (nameof(RunsPage.OwnApprovals), desk.Value.Rules.OwnApprovals), (nameof(RunsPage.Feedback), desk.Value.Rules.Feedback), (nameof(RunsPage.KeepsTime), desk.Value.Rules.KeepsTime), (nameof(RunsPage.Words), typed ?? words.Value), (nameof(RunsPage.Learning), learning.Value), (nameof(RunsPage.Refused), refused), (nameof(RunsPage.Done), done));
    }

    private static IReadOnlyList<string> Lines(HttpContext http, string field) => http.Request.Form[field].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
