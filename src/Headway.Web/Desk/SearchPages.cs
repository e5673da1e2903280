using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>All tickets: by words, a number, and what narrows them.</summary>
public static class SearchPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapGet("/tickets", Search);

    public static SearchHit Hit(TicketFound found, Instant now) => new(
        found.Number, found.Subject, found.Snippet, new StatusName(found.Status), found.Requester, found.Team, found.Changed, found.Due,
        found.Due is { } due ? WorkListViews.ToneOf(due, now) : Tone.None);

    private static async Task<IResult> Search(
        HttpContext http, TicketFinder finder, DeskRulesCache rules, PanelDoor door, ShellFrames frames, Viewer viewer, [AsParameters] SearchAsked asked, CancellationToken stop)
    {
        var caller = http.Caller();
        var found = await finder.Find(caller, asked.Filter, PageSize, asked.Begin, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, 0);
        }

        var desk = await rules.Of(caller.Tenant, stop);
        var next = asked.Begin + PageSize;
        var view = new SearchView(
            asked.Q ?? "", found.Value.Total, [.. found.Value.Hits.Select(hit => Hit(hit, found.Value.Now))],
            next < found.Value.Total ? http.Request.Path + QueryString.Create(http.Request.Query.Where(pair => pair.Key != "from").Append(new("from", next.ToString(CultureInfo.InvariantCulture)))) : null,
            [.. Filters(asked, viewer, desk)]);
        return Draw.Page<SearchPage>(("Frame", await frames.For(caller, stop)), ("View", view));
    }

    private static IEnumerable<SearchFilter> Filters(SearchAsked asked, Viewer viewer, Domain.Tickets.DeskRules desk)
    {
        yield return new SearchFilter("state", asked.State ?? "", [.. new[] { "open", "resolved", "closed" }.Select(state => new Choice(state, viewer[$"search.state-{state}"]))]);
        yield return new SearchFilter("status", asked.Status ?? "", [.. desk.Statuses.All.Select(status => new Choice(status.Code.Value, viewer.Status(new StatusName(status.Code.Value))))]);
        yield return new SearchFilter(
            "team", asked.Team ?? "", [.. desk.Teams.Values.OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(Text(team.Id.Value), team.Name))]);
        yield return new SearchFilter("priority", asked.Priority ?? "", [.. Enum.GetValues<Priority>().Select(priority => new Choice(Text((long)priority), priority.ToString()))]);
        yield return new SearchFilter("waiting", asked.Waiting ?? "", [new Choice("1", viewer["search.waiting-1"])]);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the address of a search says. Numbers that are none are left out rather than refused.</summary>
public sealed record SearchAsked(
    string? Q, string? State, string? Status, string? Waiting, string? Tag, string? Scope, string? Team, string? Priority, string? Requester, string? From)
{
    public int Begin => (int)Math.Clamp(Number(From) ?? 0, 0, 1_000_000);

    public TicketFilter Filter => new(Q, State, Status, Number(Team), Number(Priority) is { } level and >= 1 and <= 4 ? (int)level : null, Number(Requester), Tag, Scope, Waiting == "1");

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
