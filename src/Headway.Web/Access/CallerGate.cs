using System.Globalization;
using System.Security.Claims;
using Headway.Application.Access;
using Headway.Application.Changes;
using Headway.Application.Desk;
using Headway.Application.Views;
using Headway.Domain.Calendars;
using Headway.Web.Doors;
using Headway.Web.Language;
using Headway.Web.Layout;

namespace Headway.Web.Access;

/// <summary>
/// Finds out who asks, before anything else looks at the request: which desk its address is, then the token on the API or the
/// session elsewhere. Whoever can't be told is a stranger; nothing the request says about itself is believed.
/// </summary>
internal sealed class CallerGate(RequestDelegate next)
{
    private const string ZoneCookie = "zone";

    public async Task InvokeAsync(HttpContext http, TenantDoors doors, Sessions sessions, Tokens tokens, AccessOptions options, DeskClock clock, DeskRulesCache rules, ChangeFeed feed, Viewer viewer)
    {
        var stop = http.RequestAborted;
        if (http.Request.Path == "/healthz")
        {
            await next(http);
            return;
        }

        if (await doors.At(http.Request.Host.Host, stop) is not { } door)
        {
            await Answers.Refuse(http, AccessRefusals.UnknownAddress);
            return;
        }

        http.Features.Set(door);
        var caller = http.IsByToken()
            ? await tokens.Find(Bearer(http), stop)
            : await sessions.Find(SessionCookies.Of(http, options), stop);
        if (caller is not null && Fits(caller, http))
        {
            caller = InBrowser(http, caller);
            http.Features.Set(caller);
            http.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, string.Create(CultureInfo.InvariantCulture, $"{caller.Tenant.Value}:{caller.Person.Value}"))], "Headway"));
            Fill(viewer, caller);
            viewer.Own = (await rules.Of(caller.Tenant, stop)).Words;
        }
        else
        {
            viewer.Language = Spoken(http) ?? door.Language;
            viewer.Zone = Zones.Find(door.Zone) is { IsRefused: false } zone ? zone.Value : viewer.Zone;
        }

        viewer.Now = clock.Now((caller?.Tenant) ?? door.Id);
        viewer.Knows = feed.Place((caller?.Tenant ?? door.Id).Value);
        await next(http);
    }

    // A customer's cookie opens the portal only, a cookie of staff everything else; a token of the directory its own door and nothing else.
    private static bool Fits(Caller caller, HttpContext http) => http.IsByToken()
        ? caller.Provisions == http.Request.Path.StartsWithSegments("/scim")
        : caller.IsStaff != http.Request.Path.StartsWithSegments("/portal");

    // What a person did not choose, the browser says: its language, and its zone by the cookie that the pages' script keeps.
    private static Caller InBrowser(HttpContext http, Caller caller) => http.IsByToken() ? caller : caller with
    {
        Language = caller.LanguageChosen ? caller.Language : Spoken(http) ?? caller.Language,
        Zone = !caller.ZoneChosen && http.Request.Cookies[ZoneCookie] is { Length: > 0 and < 64 } named && Zones.Find(named) is { IsRefused: false } zone ? zone.Value : caller.Zone,
    };

    private static void Fill(Viewer viewer, Caller caller)
    {
        viewer.Language = caller.Language;
        viewer.Zone = caller.Zone;
        viewer.Person = new PersonView(caller.Person.Value, caller.Name, caller.Email);
        viewer.Rail = RailPlaces.For(caller);
        viewer.Theme = caller.Preferences.Theme;
        viewer.Density = caller.Preferences.Density;
        viewer.SingleKeys = caller.Preferences.SingleKeys;
        viewer.Keys = caller.Preferences.Keys ?? viewer.Keys;
    }

    private static string? Bearer(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    private static string? Spoken(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(one => one.Quality ?? 1)
        .Select(one => one.Value.Value is { Length: >= 2 } value ? value[..2].ToLowerInvariant() : "")
        .FirstOrDefault(Words.Languages.Contains);
}
