using Headway.Application.Access;

namespace Headway.Web.Settings;

/// <summary>
/// A page of the settings. Its words are <c>settings.{Key}</c> and, one line of what it holds, <c>settings.{Key}-text</c>;
/// those who lack <paramref name="Need"/> are not told of it.
/// </summary>
public sealed record SettingsPlace(string Key, string Icon, string Href, Permission Need);

/// <summary>Places that belong together, under the words <c>settings.group-{Key}</c>.</summary>
public sealed record SettingsGroup(string Key, IReadOnlyList<SettingsPlace> Places);

/// <summary>Every page of the settings, one line each: navigation, the first page and the palette are drawn from here.</summary>
public static class SettingsPlaces
{
    private static readonly SettingsGroup[] All =
    [
        new("people",
        [
            new("teams", "team", "/settings/teams", Permission.ManageSettings),
            new("people", "people", "/settings/people", Permission.ManagePeople),
            new("organisations", "service", "/settings/organisations", Permission.ManagePeople),
            new("access", "key", "/settings/access", Permission.ManagePeople),
            new("sign-on", "door", "/settings/sign-on", Permission.ManageSettings),
        ]),
        new("work", WorkPlaces.All),
        new("desk",
        [
            new("desk", "place", "/settings/desk", Permission.ManageSettings),
            new("runs", "check", "/settings/runs", Permission.ManageSettings),
            new("next-step", "next", "/settings/next-step", Permission.ManageSettings),
            new("mail", "send", "/settings/mail", Permission.ManageSettings),
            new("mailboxes", "mail", "/settings/mailboxes", Permission.ManageSettings),
            new("mail-log", "tickets", "/settings/mail-log", Permission.ManageSettings),
            new("webhooks", "send", "/settings/webhooks", Permission.ManageSettings),
            new("retention", "clock", "/settings/retention", Permission.ManageSettings),
            new("trail", "history", "/settings/trail", Permission.ReadAuditTrail),
        ]),
    ];

    /// <summary>The groups in which the caller may see something, without what they may not.</summary>
    public static IReadOnlyList<SettingsGroup> For(Caller caller) =>
        [.. All.Select(group => group with { Places = [.. group.Places.Where(place => caller.May(place.Need))] }).Where(group => group.Places.Count > 0)];
}
