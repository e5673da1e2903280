namespace Headway.Web.Settings;

/// <summary>The pages about how work is dated and worded.</summary>
internal static class WorkPlaces
{
    public static readonly IReadOnlyList<SettingsPlace> All = [];
}
