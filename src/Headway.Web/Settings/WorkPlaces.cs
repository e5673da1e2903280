using Headway.Application.Access;

namespace Headway.Web.Settings;

/// <summary>The pages about how work is dated and worded.</summary>
internal static class WorkPlaces
{
    public static readonly IReadOnlyList<SettingsPlace> All =
    [
        new("calendars", "calendar", "/settings/calendars", Permission.ManageSettings),
        new("on-call", "phone", "/settings/on-call", Permission.ManageSettings),
        new("statuses", "board2", "/settings/statuses", Permission.ManageSettings),
        new("targets", "clock", "/settings/targets", Permission.ManageSettings),
        new("services", "service", "/settings/services", Permission.ManageSettings),
        new("sorting", "tag", "/settings/sorting", Permission.ManageSettings),
        new("automation", "next", "/settings/automation", Permission.ManageSettings),
        new("replies", "macro", "/settings/replies", Permission.KeepMacros),
    ];
}
