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
        found.Due is { } due ? WorkListViews.ToneOf(due, now) : Tone.None)
    {
        Priority = FormattableString.Invariant($"P{found.Priority}"),
        Owner = found.Owner,
    };

    private static async Task<IResult> Search(
        HttpContext http, TicketFinder finder, Categories categories, DeskRulesCache rules, PanelDoor door, ShellFrames frames, Viewer viewer, [AsParameters] SearchAsked asked, CancellationToken stop)
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
            [.. Filters(asked, viewer, desk, await categories.All(caller.Tenant, stop))])
        {
            States = [.. States(http, asked, found.Value)],
            Also = [.. asked.Also],
            Narrowed = asked.Narrows,
        };
        return Draw.Page<SearchPage>(("Frame", await frames.For(caller, stop)), ("View", view));
    }

    private static IEnumerable<SearchState> States(HttpContext http, SearchAsked asked, TicketsFound found) =>
        new[] { "open", "resolved", "closed", "all" }.Select(state => new SearchState(
            state,
            state == "all" ? found.ByState.Values.Sum() : found.ByState.GetValueOrDefault(state),
            http.Request.Path + QueryString.Create(http.Request.Query.Where(pair => pair.Key is not ("from" or "state") && !string.IsNullOrEmpty(pair.Value)).Append(new("state", state))),
            state == asked.Shown));

    private static IEnumerable<SearchFilter> Filters(SearchAsked asked, Viewer viewer, Domain.Tickets.DeskRules desk, IReadOnlyList<Category> categories)
    {
        yield return new SearchFilter("status", asked.Status ?? "", [.. desk.Statuses.All.Select(status => new Choice(status.Code.Value, viewer.Status(new StatusName(status.Code.Value))))]);
        yield return new SearchFilter(
            "team", asked.Team ?? "", [.. desk.Teams.Values.OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(Text(team.Id.Value), team.Name))]);
        yield return new SearchFilter("priority", asked.Priority ?? "", [.. Enum.GetValues<Priority>().Select(priority => new Choice(Text((long)priority), priority.ToString()))]);
        if (categories.Count > 0)
        {
            yield return new SearchFilter("category", asked.Category ?? "", [.. categories.Select(category => new Choice(category.In(viewer.Language), category.In(viewer.Language)))]);
        }

        yield return new SearchFilter("waiting", asked.Waiting ?? "", [new Choice("1", viewer["search.waiting-1"])]);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the address of a search says. Numbers that are none are left out rather than refused.</summary>
public sealed record SearchAsked
{
    public string? Q { get; init; }

    public string? State { get; init; }

    public string? Status { get; init; }

    public string? Waiting { get; init; }

    public string? Tag { get; init; }

    public string? Scope { get; init; }

    public string? Team { get; init; }

    public string? Priority { get; init; }

    public string? Requester { get; init; }

    public string? From { get; init; }

    public string? Category { get; init; }

    public int Begin => (int)Math.Clamp(Number(From) ?? 0, 0, 1_000_000);

    /// <summary>Which of open, resolved, closed and all is shown: as the address says, else what is open; everything there is of somebody or about some words.</summary>
    public string Shown => State is "open" or "resolved" or "closed" or "all" ? State
        : string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Requester) && Status is not ("RESOLVED" or "CLOSED") ? "open" : "all";

    /// <summary>What else the address says, to be said again by the form.</summary>
    public IEnumerable<Choice> Also => new[] { new Choice("state", State ?? ""), new Choice("requester", Requester ?? ""), new Choice("tag", Tag ?? ""), new Choice("scope", Scope ?? "") }.Where(one => one.Value.Length > 0);

    public bool Narrows => new[] { Q, Status, Waiting, Tag, Scope, Team, Priority, Requester, Category }.Any(text => !string.IsNullOrEmpty(text));

    public TicketFilter Filter => new(Q, Shown == "all" ? null : Shown, Status, Number(Team), Number(Priority) is { } level and >= 1 and <= 4 ? (int)level : null, Number(Requester), Tag, Scope, Waiting == "1")
    { Category = Category };

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
