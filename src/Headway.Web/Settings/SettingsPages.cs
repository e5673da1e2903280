using Headway.Web.Doors;

namespace Headway.Web.Settings;

/// <summary>The first page of the settings: what there is and what each page holds.</summary>
internal static class SettingsPages
{
    public static void Map(IEndpointRouteBuilder staff) => staff.MapGet("/settings", Page);

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, Application.Desk.FirstRun first, Application.Desk.NextSteps steps, string? done, CancellationToken stop)
    {
        var frame = await door.Frame(http.Caller(), stop);
        var state = await first.Read(http.Caller(), stop);
        return frame.Groups.Count == 0
            ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : Draw.Page<SettingsPage>((nameof(SettingsPage.Frame), frame), (nameof(SettingsPage.First), state.IsRefused ? null : state.Value), (nameof(SettingsPage.Next), await steps.First(http.Caller(), stop)), (nameof(SettingsPage.Done), done));
    }
}
