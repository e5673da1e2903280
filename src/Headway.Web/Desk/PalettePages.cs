using Headway.Application.Access;
using Headway.Application.Finding;
using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Settings;

namespace Headway.Web.Desk;

/// <summary>What one can go to or do, by a few letters: verbs first, then tickets, people and places.</summary>
public static class PalettePages
{
    private const int MostTickets = 6, MostPeople = 4;

    // The key that does it, its picture, the words for it; "@" only where a ticket is open.
    private static readonly (string Key, string Icon, string Words, bool OnTicket)[] Verbs =
    [
        ("r", "reply", "palette.do-reply", true), ("i", "note", "palette.do-note", true), ("t", "transfer", "ticket.transfer", true), ("d", "snooze", "ticket.reschedule", true),
        ("s", "skip", "ticket.skip", true), ("w", "clock", "palette.do-explain", true), ("a", "take", "ticket.take", true), ("v", "merge", "ticket.merge", true), ("c", "phone", "caller.title", false),
    ];

    private static readonly (string Name, string Icon, string Href, Permission? Need)[] Places =
    [
        ("next", "next", "/next", Permission.ActOnTickets), ("tickets", "tickets", "/tickets", null), ("board", "board", "/board", Permission.ReadBoard), ("flow", "flow", "/flow", Permission.ReadFigures),
        ("lessons", "lesson", "/lessons", Permission.ActOnTickets), ("problems", "warn", "/problems", null), ("knowledge", "book", "/knowledge", null), ("audit", "audit", "/audit", Permission.RunAudits), ("notices", "bell", "/notices", null), ("approvals", "promise", "/approvals", null), ("absences", "calendar", "/absences", Permission.ActOnTickets),
        ("account", "person", "/account", null),
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapGet("/part/palette", Answer);

    private static async Task<IResult> Answer(HttpContext http, TicketFinder finder, FindPeople people, SavedViews views, Application.Desk.DeskRulesCache rules, Viewer viewer, string? q, string? at, CancellationToken stop)
    {
        var caller = http.Caller();
        var query = (q ?? "").Trim();
        List<PaletteItem> items = [.. Acts(caller, viewer, query, OnTicket(at), OnTicket(at) && (await rules.Of(caller.Tenant, stop)).KeepsTime)];
        if (query.Length > 0)
        {
            var tickets = await finder.Find(caller, new TicketFilter(query), MostTickets, 0, stop);
            var found = tickets.IsRefused ? [] : tickets.Value.Hits.Select(hit => new PaletteItem("tickets", "tickets", $"#{hit.Number} {hit.Subject}", $"/next/{hit.Number}", viewer.Status(new StatusName(hit.Status)))).ToList();
            if (query.TrimStart('#').All(char.IsAsciiDigit))
            {
                // A number means the ticket of that number and nothing else.
                items.InsertRange(0, found);
            }
            else
            {
                items.AddRange(found);
            }

            var persons = await people.Find(caller, query, MostPeople, stop);
            items.AddRange(persons.IsRefused ? [] : persons.Value.Select(person => new PaletteItem("people", "person", person.Name, $"/tickets?requester={person.Id.Value}", person.Organisation ?? person.Email)));
        }

        var saved = await views.Read(caller, stop);
        items.AddRange((saved.IsRefused ? [] : saved.Value).Select(view => new PaletteItem("views", "eye", view.Name, SavedViewPages.Href(view), view.Team?.Name)).Where(item => Fits(item.Label, query)));
        items.AddRange(Places
            .Where(place => place.Need is not { } need || caller.May(need))
            .Select(place => new PaletteItem("places", place.Icon, viewer[$"shell.{place.Name}"], place.Href))
            .Concat(Settings(caller, viewer, query))
            .Where(item => Fits(item.Label, query)));
        return Draw.Page<Parts.PaletteAnswers>(("View", new PaletteView(query, items)));
    }

    // The settings as one place; their pages once something is typed.
    private static IEnumerable<PaletteItem> Settings(Caller caller, Viewer viewer, string query)
    {
        var groups = SettingsPlaces.For(caller);
        return groups.Count == 0 ? [] : groups.SelectMany(group => group.Places).Where(_ => query.Length > 0)
            .Select(place => new PaletteItem("places", place.Icon, viewer[$"settings.{place.Key}"], place.Href, viewer["shell.settings"]))
            .Prepend(new PaletteItem("places", "settings", viewer["shell.settings"], "/settings"));
    }

    private static IEnumerable<PaletteItem> Acts(Caller caller, Viewer viewer, string query, bool onTicket, bool keepsTime) => Verbs
        .Where(verb => caller.May(Permission.ActOnTickets) && (onTicket || !verb.OnTicket))
        .Select(verb => new PaletteItem("acts", verb.Icon, viewer[verb.Words], $"#{verb.Key}", null, verb.Key))
        .Concat(keepsTime && caller.May(Permission.ActOnTickets) ? [new PaletteItem("acts", "clock", viewer["spent.do"], "#spent")] : [])
        .Where(item => Fits(item.Label, query));

    private static bool OnTicket(string? at) => at is not null && at.StartsWith("/next", StringComparison.Ordinal);

    private static bool Fits(string label, string query) =>
        query.Length == 0 || Compare.IndexOf(label, query, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0;

    private static readonly System.Globalization.CompareInfo Compare = System.Globalization.CultureInfo.InvariantCulture.CompareInfo;
}
