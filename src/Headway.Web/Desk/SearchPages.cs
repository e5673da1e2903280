using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Finding;
using Headway.Application.Intake;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Web.Doors;
using Headway.Web.Layout;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>All tickets: by words, a number, and what narrows them; under the views that somebody saved.</summary>
public static class SearchPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/tickets", Open);
        SavedViewPages.Map(desk);
    }

    public static SearchHit Hit(TicketFound found, Instant now, Viewer? me = null) => new(
        found.Number, found.Subject, found.Snippet, new StatusName(found.Status), found.Requester, found.Team, found.Changed, found.Due,
        found.Due is { } due ? WorkListViews.ToneOf(due, now) : Tone.None)
    {
        Priority = FormattableString.Invariant($"P{found.Priority}"),
        Owner = found.Owner,
        Type = found.Type.ToLowerInvariant(),
        Opened = found.Opened,
        Organisation = found.Organisation,
        Service = found.Service,
        Category = found.Category,
        Impact = found.Impact?.ToString().ToLowerInvariant(),
        Urgency = found.Urgency?.ToString().ToLowerInvariant(),
        Minutes = found.Minutes,
        Tags = found.Tags,
        Fields = me is null ? new Dictionary<string, string>()
            : found.Answers.DistinctBy(answer => answer.Field.Key).ToDictionary(answer => FoundColumns.Field + answer.Field.Key, answer => Intake.AnswerWords.Of(me, answer)),
    };

    // An address that names a view and nothing else becomes the whole address, which says what is shown.
    private static async Task<IResult> Open(HttpContext http, SavedViews views, string? done, CancellationToken stop)
    {
        var asked = TicketsAsked.Of(http.Request.QueryString.Value);
        return asked is { Saved: { } id, Canonical: "" } && await views.Find(http.Caller(), id, stop) is { IsRefused: false } found
            ? Results.Redirect(SavedViewPages.Href(found.Value))
            : await Page(http, asked, done, null, stop);
    }

    /// <summary>The page for what is asked; with a refusal and the name that was typed when a view could not be kept.</summary>
    internal static async Task<IResult> Page(HttpContext http, TicketsAsked asked, string? done, (Refusal No, string? Typed)? refused, CancellationToken stop)
    {
        var (caller, services) = (http.Caller(), http.RequestServices);
        var viewer = services.GetRequiredService<Viewer>();
        var found = await services.GetRequiredService<TicketFinder>().Find(caller, asked.Filter, PageSize, asked.Begin, stop);
        if (found.IsRefused)
        {
            return await services.GetRequiredService<PanelDoor>().No(http, found.Refusal!, 0);
        }

        var desk = await services.GetRequiredService<DeskRulesCache>().Of(caller.Tenant, stop);
        var offered = await services.GetRequiredService<ServiceList>().Of(caller, stop);
        var forms = await services.GetRequiredService<IntakeForms>().All(caller.Tenant, stop);
        var fields = FieldFilters.Columns(asked, viewer, forms);
        var next = asked.Begin + PageSize;
        var view = new SearchView(
            asked.Q ?? "", found.Value.Total, [.. found.Value.Hits.Select(hit => Hit(hit, found.Value.Now, viewer))],
            next < found.Value.Total ? Address(asked, asked.Fields, ("from", next.ToString(CultureInfo.InvariantCulture))) : null, [.. Filters(asked, viewer, desk, offered, await services.GetRequiredService<Categories>().All(caller.Tenant, stop), forms)])
        {
            States = [.. States(asked, found.Value)],
            Also = [.. asked.Also],
            Off = [.. asked.Fields.Where(field => field.Value is "tag" or "requester").Select(field => new Choice(
                Address(asked, asked.Fields.Where(other => other != field)),
                field.Value == "tag" ? viewer["finding.tagged", field.Label] : viewer["finding.from-whom", found.Value.Hits.FirstOrDefault()?.Requester ?? "?"]))],
            Narrowed = asked.Narrows,
            Columns = [.. asked.Shows.Except(fields.Select(field => field.Value)), .. fields.Select(field => field.Value).Where(asked.Shows.Contains)],
            FieldColumns = fields,
            Saved = await SavedViewPages.Tabs(http, asked, viewer, done, refused, stop),
            Export = $"/tickets/export.csv?{asked.Canonical}",
            KeepsTime = desk.KeepsTime,
            Acts = caller.May(Permission.ActOnTickets),
        };
        return Draw.Page<SearchPage>(
            refused is { } wrong ? Draw.StatusOf(wrong.No) : StatusCodes.Status200OK, ("Frame", await services.GetRequiredService<ShellFrames>().For(caller, stop)), ("View", view));
    }

    private static IEnumerable<SearchState> States(TicketsAsked asked, TicketsFound found) =>
        new[] { "open", "resolved", "closed", "all" }.Select(state => new SearchState(
            state, state == "all" ? found.ByState.Values.Sum() : found.ByState.GetValueOrDefault(state),
            Address(asked, asked.Fields.Where(field => field.Value != "state"), ("state", state)), state == asked.Shown));

    // The saved view stays in the address, so that what was changed since can be saved into it.
    private static string Address(TicketsAsked asked, IEnumerable<Choice> fields, (string Name, string Value)? more = null) => "/tickets" + QueryString.Create(
        (more is { } one ? fields.Append(new Choice(one.Name, one.Value)) : fields).Concat(asked.Viewed).Select(field => KeyValuePair.Create(field.Value, (string?)field.Label)));

    private static IEnumerable<SearchFilter> Filters(TicketsAsked asked, Viewer viewer, Domain.Tickets.DeskRules desk, IReadOnlyList<ServiceChoice> services, IReadOnlyList<Category> categories, IReadOnlyList<Domain.Intake.IntakeForm> forms)
    {
        yield return new SearchFilter("scope", asked.Scope ?? "", [.. TicketsAsked.Scopes.Select(scope => new Choice(scope, viewer[$"finding.scope-{scope}"]))]);
        yield return new SearchFilter("status", asked.Status ?? "", [.. desk.Statuses.All.Select(status => new Choice(status.Code.Value, viewer.Status(new StatusName(status.Code.Value))))]);
        yield return new SearchFilter(
            "team", asked.Team ?? "", [.. desk.Teams.Values.OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(Text(team.Id.Value), team.Name))]);
        yield return new SearchFilter("priority", asked.Priority ?? "", [.. Enum.GetValues<Priority>().Select(priority => new Choice(Text((long)priority), priority.ToString()))]);
        if (services.Count > 0)
        {
            yield return new SearchFilter("service", asked.Service ?? "", [.. services.Select(service => new Choice(Text(service.Id), service.Name))]);
        }

        if (categories.Count > 0)
        {
            yield return new SearchFilter("category", asked.Category ?? "", [.. categories.Select(category => new Choice(category.In(viewer.Language), category.In(viewer.Language)))]);
        }

        foreach (var field in FieldFilters.Of(asked, viewer, forms))
        {
            yield return field;
        }

        yield return new SearchFilter("waiting", asked.Waiting ?? "", [new Choice("1", viewer["search.waiting-1"])]);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
