using Headway.Web.Doors;
using Headway.Web.Settings;

namespace Headway.Web.Desk;

/// <summary>How one likes the pages, beside the work: light, rows, language, single keys. The whole account has a page of its own.</summary>
public static class MePages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.ForStaff().MapGet("/part/me", (HttpContext http, PanelDoor door) =>
            door.Open<Parts.Preferences>(http, (nameof(Parts.Preferences.Settings), SettingsPlaces.For(http.Caller()).Count > 0)));
}
