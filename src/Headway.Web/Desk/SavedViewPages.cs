using System.Globalization;
using System.Text;
using Headway.Application.Finding;
using Headway.Application.Intake;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Doors;
using Headway.Web.Flow;
using Headway.Web.Layout;
using Headway.Web.Settings;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>Saving what one looks for, sharing, ordering and deleting it, and taking away what is found as a table.</summary>
internal static class SavedViewPages
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/tickets/views", Add);
        desk.MapPost("/tickets/views/{id:long}", Change);
        desk.MapPost("/tickets/views/{id:long}/move", Move);
        desk.MapPost("/tickets/views/{id:long}/delete", Delete);
        desk.MapGet("/tickets/export.csv", Export).RequireRateLimiting(Access.Limits.Search);
    }

    /// <summary>The address of a view: what it looks for, and that it is this view.</summary>
    public static string Href(SavedView view) => string.Create(CultureInfo.InvariantCulture, $"/tickets?{view.Filter}&view={view.Id}");

    public static async Task<SavedTabs> Tabs(HttpContext http, TicketsAsked asked, Viewer viewer, string? done, (Refusal No, string? Typed)? refused, CancellationToken stop)
    {
        var views = http.RequestServices.GetRequiredService<SavedViews>();
        var read = await views.Read(http.Caller(), stop);
        IReadOnlyList<SavedView> all = read.IsRefused ? [] : read.Value;
        return new SavedTabs(
            [.. all.Select(view => new SavedTab(
                view.Id, view.Name, view.Team?.Name, view.Team?.Id, Href(view), view.Id == asked.Saved, view.Filter != asked.Canonical, view.MayChange, view.ByName ?? "?", view.Revision))],
            asked.Canonical, [.. (await views.Teams(http.Caller(), stop)).Select(team => new Choice(Text(team.Id), team.Name))])
        {
            Refused = refused is { } wrong ? Refusals.Said(viewer, wrong.No) : null,
            Typed = refused?.Typed,
            Done = done is "saved" or "changed" or "moved" or "deleted" ? done : null,
        };
    }

    private static async Task<IResult> Add(HttpContext http, KeepViews keep, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var draft = new ViewDraft(form.Given("name"), form.Text("query"), form.Id("team") is { } team ? new TeamId(team) : null);
        var kept = await keep.Add(http.Caller(), draft, stop: stop);
        return kept.Refusal is { } no
            ? await SearchPages.Page(http, TicketsAsked.Of(draft.Query), null, (no, draft.Name), stop)
            : Results.Redirect(Said(TicketsAsked.Of(draft.Query), kept.Value, "saved"));
    }

    private static async Task<IResult> Change(HttpContext http, KeepViews keep, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var asked = TicketsAsked.Of(form.Text("query"));
        var draft = new ViewDraft(form.Given("name"), form.Text("query") is { Length: > 0 } query ? query : null, form.Id("team") is { } team ? new TeamId(team) : null);
        var refused = await keep.Change(http.Caller(), id, draft, form.Revision(), stop);
        return refused is { } no
            ? await SearchPages.Page(http, asked with { View = Text(id) }, null, (no, draft.Name), stop)
            : Results.Redirect(Said(asked, id, "changed"));
    }

    private static async Task<IResult> Move(HttpContext http, KeepViews keep, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var asked = TicketsAsked.Of(form.Text("query"));
        return await keep.Move(http.Caller(), id, form.Text("by") == "-1" ? -1 : 1, stop) is { } no
            ? await SearchPages.Page(http, asked with { View = Text(id) }, null, (no, null), stop)
            : Results.Redirect(Said(asked, id, "moved"));
    }

    private static async Task<IResult> Delete(HttpContext http, KeepViews keep, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var asked = TicketsAsked.Of(form.Text("query"));
        return await keep.Delete(http.Caller(), id, stop) is { } no
            ? await SearchPages.Page(http, asked, null, (no, null), stop)
            : Results.Redirect($"/tickets?{asked.Canonical}&done=deleted");
    }

    private static async Task<IResult> Export(HttpContext http, ExportTickets export, Viewer viewer, IntakeForms forms, CancellationToken stop)
    {
        var asked = TicketsAsked.Of(http.Request.QueryString.Value);
        var fields = FieldFilters.Keys(asked, await forms.All(http.Caller().Tenant, stop));
        var opened = await export.Open(http.Caller(), asked, stop);
        return opened.Refusal is { } no
            ? Results.StatusCode(Draw.StatusOf(no))
            : Results.Stream(output => Write(output, viewer, fields, opened.Value, http.RequestAborted), "text/csv; charset=utf-8", "headway-tickets.csv");
    }

    /// <summary>Writes a table of found tickets: every column, headings that never change, instants in UTC; behind them the fields of forms that were asked for, by their keys. Spreadsheets take no cell of it for a formula.</summary>
    public static async Task Write(Stream output, Viewer viewer, IReadOnlyList<string> fields, Func<Func<IReadOnlyList<TicketFound>, Task>, CancellationToken, Task> each, CancellationToken stop)
    {
        // The mark tells spreadsheets that the letters are UTF-8.
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync("number,subject,status,situation,priority,type,requester,organisation,team,owner,service,category,impact,urgency,tags,opened,changed,due,minutes" + string.Concat(fields.Select(key => $",field:{key}")) + "\r\n");
        await each(
            async rows =>
            {
                foreach (var row in rows)
                {
                    await text.WriteAsync(CsvLines.Of([
                        row.Number, row.Subject, row.Status, viewer.Status(new StatusName(row.Status)), FormattableString.Invariant($"P{row.Priority}"), row.Type.ToLowerInvariant(), row.Requester,
                        row.Organisation, row.Team, row.Owner, row.Service, row.Category, row.Impact?.ToString().ToLowerInvariant(), row.Urgency?.ToString().ToLowerInvariant(), string.Join(' ', row.Tags), At(row.Opened), At(row.Changed), row.Due is { } due ? At(due) : null, row.Minutes == 0 ? null : Text(row.Minutes),
                        .. fields.Select(key => row.Answers.FirstOrDefault(answer => answer.Field.Key == key) is { } answer ? Intake.AnswerWords.Cell(answer, viewer.Language) : null)]));
                    await text.WriteAsync("\r\n");
                }

                await text.FlushAsync(stop);
            },
            stop);
    }

    private static string Said(TicketsAsked asked, long id, string done) => string.Create(CultureInfo.InvariantCulture, $"/tickets?{asked.Canonical}&view={id}&done={done}");

    private static string At(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
