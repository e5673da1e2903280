using Headway.Application.Desk;
using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>The next step a desk can take, with what its own last month says about it.</summary>
internal static class NextStepPages
{
    private const string At = "/settings/next-step";

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet(At, async Task<IResult> (HttpContext http, SettingsDoor door, NextSteps steps, string? done, CancellationToken stop) =>
        {
            var read = await steps.Read(http.Caller(), stop);
            return read.Refusal is { } no ? SettingsDoor.No(no) : await door.Page<NextStepPage>(http, null, (nameof(NextStepPage.Steps), read.Value), (nameof(NextStepPage.Done), done));
        });
        staff.MapPost(At, async (HttpContext http, NextSteps steps, CancellationToken stop) =>
            await steps.Take(http.Caller(), http.Request.Form["step"].ToString(), stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
        staff.MapPost($"{At}/basic", async (HttpContext http, NextSteps steps, CancellationToken stop) =>
            await steps.BeginBasic(http.Caller(), stop) is { } no ? SettingsDoor.No(no) : SettingsDoor.Done(At, "saved"));
    }
}
