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

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, ChangeSubProcesses change, string? done, CancellationToken stop)
    {
        var runs = await change.Read(http.Caller(), stop);
        return runs.Refusal is { } no
            ? SettingsDoor.No(no)
            : await door.Page<RunsPage>(http, null, (nameof(RunsPage.Runs), runs.Value), (nameof(RunsPage.Done), done));
    }
}
