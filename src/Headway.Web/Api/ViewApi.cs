using System.Globalization;
using Headway.Application.Finding;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Api;

/// <summary>A saved view; without a team it is the token's person's own.</summary>
public sealed record ViewJson(long Id, string Name, string? Team, string Filter, string By, bool MayChange, int Version);

public sealed record ViewBody(string? Name, string? Filter, string? Team);

public sealed record ViewPlaceBody(int Places);

/// <summary>A ticket as a table of found ones has it.</summary>
public sealed record FoundJson(
    long Number, string Subject, string Status, string Priority, string Type, string Requester, string? Organisation, string Team, string? Owner, string? Service, IReadOnlyList<string> Tags,
    string Opened, string Changed, string? Due)
{
    /// <summary>What the fields of its service's form hold, by key.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();
}

/// <summary><c>/views</c>: saved views and what they find; <c>/tickets.csv</c>: the same as a table.</summary>
internal static class ViewApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/views", async (HttpContext http, SavedViews views, CancellationToken stop) =>
            ApiAnswer.Of(await views.Read(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<ViewJson>>()
            .Describe("Saved views", "One's own and those of one's teams, in their order.");
        api.MapPost("/views", Add).Produces<ViewJson>(StatusCodes.Status201Created)
            .Describe<ViewBody>("Save a view", "A filter under a name, for oneself or shared with a team. What it finds is what each one who opens it may see.", """{"name":"Urgent and nobody's","filter":"scope=nobody&priority=1"}""");
        api.MapPut("/views/{id:long}", Change).Produces<ViewJson>()
            .Describe<ViewBody>("Change a view", "The whole of it. One that is shared is changed by whoever made it, the team's leads and administrators.", """{"name":"Urgent and nobody's yet","filter":"scope=nobody&priority=1"}""");
        api.MapPost("/views/{id:long}/move", async (HttpContext http, KeepViews keep, SavedViews views, long id, CancellationToken stop) =>
        {
            var asked = await ApiRequest.Read<ViewPlaceBody>(http, stop);
            return (asked.Refusal ?? await keep.Move(http.Caller(), id, asked.Value.Body.Places, stop)) is { } no ? ApiAnswer.Refuse(no) : await Shown(http, views, id, StatusCodes.Status200OK, stop);
        }).Produces<ViewJson>().Describe<ViewPlaceBody>("Move a view", "One place forward or back among the views beside it.", """{"places":-1}""");
        api.MapDelete("/views/{id:long}", async (HttpContext http, KeepViews keep, long id, CancellationToken stop) =>
            await keep.Delete(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Delete a view", "The tickets stay where they are.");
        api.MapGet("/views/{id:long}/tickets", Tickets).Produces<ListJson<FoundJson>>().RequireRateLimiting(Limits.Search)
            .Describe("What a view finds", "Open tickets first, those that changed last on top; at most 400 where the view looks for words.");
        api.MapGet("/tickets.csv", Csv).Produces<Stream>(StatusCodes.Status200OK, "text/csv").RequireRateLimiting(Limits.Search)
            .Describe("Tickets as a table", "All that fit `filter`, newest first, streamed, with headings that never change and instants in UTC. It is written into the trail; cells that a spreadsheet would take for a formula begin with an apostrophe.");
    }

    private static async Task<IResult> Add(HttpContext http, KeepViews keep, SavedViews views, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ViewBody>(http, stop);
        var draft = asked.Refusal is { } unread ? unread : await Draft(http, views, asked.Value.Body, stop);
        var kept = draft.Refusal is { } wrong ? wrong : await keep.Add(http.Caller(), draft.Value, asked.Value.Key, stop);
        if (kept.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/views/{kept.Value}");
        return await Shown(http, views, kept.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Change(HttpContext http, KeepViews keep, SavedViews views, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<ViewBody>(http, stop);
        var draft = asked.Refusal is { } unread ? unread : await Draft(http, views, asked.Value.Body, stop);
        return (draft.Refusal ?? await keep.Change(http.Caller(), id, draft.Value, ApiRequest.Version(http), stop)) is { } no
            ? ApiAnswer.Refuse(no)
            : await Shown(http, views, id, StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Tickets(HttpContext http, SavedViews views, TicketFinder finder, long id, string? after, string? limit, CancellationToken stop)
    {
        var view = await views.Find(http.Caller(), id, stop);
        if (view.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var (from, length) = ((int)Math.Clamp(ApiRequest.Number(after ?? "") ?? 0, 0, 1_000_000), ApiRequest.Length(limit));
        var found = await finder.Find(http.Caller(), TicketsAsked.Of(view.Value.Filter).Filter, length, from, stop);
        return ApiAnswer.Of(found, page => ApiAnswer.List(
            page.Hits.Select(Json), from + length < page.Total ? (from + length).ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> Csv(HttpContext http, ExportTickets export, Viewer viewer, Application.Intake.IntakeForms forms, string? filter, CancellationToken stop)
    {
        var fields = FieldFilters.Keys(TicketsAsked.Of(filter), await forms.All(http.Caller().Tenant, stop));
        var opened = await export.Open(http.Caller(), TicketsAsked.Of(filter), stop);
        return opened.Refusal is { } no
            ? ApiAnswer.Refuse(no)
            : Results.Stream(output => SavedViewPages.Write(output, viewer, fields, opened.Value, http.RequestAborted), "text/csv; charset=utf-8");
    }

    private static async Task<Outcome<ViewDraft>> Draft(HttpContext http, SavedViews views, ViewBody body, CancellationToken stop)
    {
        var team = body.Team is null ? null : (await views.Teams(http.Caller(), stop)).FirstOrDefault(one => one.Name == body.Team.Trim());
        return body.Team is not null && team is null ? FindingRefusals.TeamNotYours : new ViewDraft(body.Name ?? "", body.Filter ?? "", team is { } shared ? new TeamId(shared.Id) : null);
    }

    private static async Task<IResult> Shown(HttpContext http, SavedViews views, long id, int status, CancellationToken stop) =>
        ApiAnswer.Of(await views.Find(http.Caller(), id, stop), view => ApiAnswer.Json(Json(view), status));

    private static ViewJson Json(SavedView view) => new(view.Id, view.Name, view.Team?.Name, view.Filter, view.ByName ?? "", view.MayChange, view.Revision);

    private static FoundJson Json(TicketFound found) => new(
        found.Number, found.Subject, found.Status, FormattableString.Invariant($"P{found.Priority}"), found.Type.ToLowerInvariant(), found.Requester, found.Organisation, found.Team, found.Owner,
        found.Service, found.Tags, ApiAnswer.Text(found.Opened), ApiAnswer.Text(found.Changed), ApiAnswer.Text(found.Due))
    { Fields = FormApi.Values(found.Answers.DistinctBy(answer => answer.Field.Key)) };
}
