using Headway.Application.Access;
using Headway.Application.Calendars;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Settings;

/// <summary>A calendar's page; without <paramref name="Read"/> it is a new one's.</summary>
public sealed record CalendarView(CalendarRead? Read, CalendarTyped Typed)
{
    public RulePreview? Preview { get; init; }

    public Outcome<CalendarTrace>? Tried { get; init; }

    public Refusal? Refused { get; init; }

    public bool Look { get; init; }

    public string? Done { get; init; }
}

/// <summary>Calendars: hours of the week, dates that differ, versions, and where a due would land.</summary>
internal static class CalendarPages
{
    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapGet("/settings/calendars", List);
        staff.MapGet("/settings/calendars/new", (HttpContext http, SettingsDoor door, Viewer viewer) =>
            Page(http, door, new CalendarView(null, CalendarTyped.New(viewer.Zone.Id))));
        staff.MapGet("/settings/calendars/{id:long}", (HttpContext http, SettingsDoor door, CalendarBook book, long id, string? done, CancellationToken stop) =>
            Known(http, door, book, id, view => view with { Done = done is "saved" or "added" or "retired" or "restored" ? done : null }, stop));
        staff.MapPost("/settings/calendars", (HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, TryDue due, Viewer viewer, CancellationToken stop) =>
            Save(http, door, book, save, due, viewer, null, stop));
        staff.MapPost("/settings/calendars/{id:long}", (HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, TryDue due, Viewer viewer, long id, CancellationToken stop) =>
            Save(http, door, book, save, due, viewer, id, stop));
        staff.MapPost("/settings/calendars/{id:long}/retire", (HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, long id, CancellationToken stop) =>
            Stand(http, door, book, id, "retired", save.Retire(http.Caller(), id, stop), stop));
        staff.MapPost("/settings/calendars/{id:long}/restore", (HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, long id, CancellationToken stop) =>
            Stand(http, door, book, id, "restored", save.Restore(http.Caller(), id, stop), stop));
        staff.MapPost("/part/settings/calendars/preview", Preview);
        HolidayPages.Map(staff);
    }

    private static async Task<IResult> List(HttpContext http, SettingsDoor door, CalendarBook book, CancellationToken stop)
    {
        var read = await book.Every(http.Caller(), stop);
        return (read.Refusal ?? http.Caller().Denies(Permission.ManageSettings)) is { } no
            ? SettingsDoor.No(no)
            : await door.Page<CalendarsPage>(http, null, (nameof(CalendarsPage.Calendars), read.Value));
    }

    private static async Task<IResult> Stand(HttpContext http, SettingsDoor door, CalendarBook book, long id, string what, Task<Refusal?> act, CancellationToken stop) =>
        await act is { } refused ? await Known(http, door, book, id, view => view with { Refused = refused }, stop) : SettingsDoor.Done($"/settings/calendars/{id}", what);

    private static async Task<IResult> Save(HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, TryDue due, Viewer viewer, long? id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = CalendarTyped.Of(form);
        if (form.Ticked("look") || (id is not null && form.Text("seen") != typed.Mark()))
        {
            var preview = await Rehearsed(http, save, viewer, id, typed, stop);
            var tried = await due.On(http.Caller(), id, typed.Draft(), typed.TryStart, typed.TryHours, stop);
            return await Typed(http, door, book, id, view => view with
            {
                Typed = typed,
                Preview = preview,
                Tried = tried,
                Refused = preview.Refused,
                Look = preview.Refused is null && !form.Ticked("look"),
            }, typed, stop);
        }

        Refusal? refused;
        var at = id ?? 0;
        if (id is { } known)
        {
            refused = await save.Change(http.Caller(), known, typed.Draft(), form.Revision(), stop);
        }
        else
        {
            var added = await save.Add(http.Caller(), typed.Draft(), stop: stop);
            (refused, at) = (added.Refusal, added.IsRefused ? 0 : added.Value);
        }

        return refused is null
            ? Results.Redirect($"/settings/calendars/{at}?done={(id is null ? "added" : "saved")}")
            : await Typed(http, door, book, id, view => view with { Typed = typed, Refused = refused }, typed, stop);
    }

    private static async Task<IResult> Preview(HttpContext http, SaveCalendar save, TryDue due, Viewer viewer, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var typed = CalendarTyped.Of(form);
        var id = form.Id("id");
        var preview = await Rehearsed(http, save, viewer, id, typed, stop);
        if (preview.Refused is { Kind: RefusalKind.Forbidden } no)
        {
            return SettingsDoor.No(no);
        }

        var tried = await due.On(http.Caller(), id, typed.Draft(), typed.TryStart, typed.TryHours, stop);
        return Draw.Page<CalendarEffects>((nameof(CalendarEffects.Preview), preview), (nameof(CalendarEffects.Tried), (Outcome<CalendarTrace>?)tried));
    }

    private static async Task<RulePreview> Rehearsed(HttpContext http, SaveCalendar save, Viewer viewer, long? id, CalendarTyped typed, CancellationToken stop)
    {
        var read = await save.Rehearse(http.Caller(), id, typed.Draft(), stop);
        return read.Refusal is { } no ? RulePreview.No(no)
            : id is null ? new RulePreview(null, typed.Mark(), null)
            : new RulePreview(RulePreviews.Of(viewer, read.Value), typed.Mark(), null);
    }

    internal static Task<IResult> Known(HttpContext http, SettingsDoor door, CalendarBook book, long id, Func<CalendarView, CalendarView> with, CancellationToken stop) =>
        Typed(http, door, book, id, with, null, stop);

    private static async Task<IResult> Typed(HttpContext http, SettingsDoor door, CalendarBook book, long? id, Func<CalendarView, CalendarView> with, CalendarTyped? typed, CancellationToken stop)
    {
        if (id is not { } known)
        {
            return await Page(http, door, with(new CalendarView(null, typed ?? CalendarTyped.New("UTC"))));
        }

        var read = await book.One(http.Caller(), known, stop);
        return read.Refusal is { } no ? SettingsDoor.No(no) : await Page(http, door, with(new CalendarView(read.Value, CalendarTyped.Of(read.Value.Newest))));
    }

    private static async Task<IResult> Page(HttpContext http, SettingsDoor door, CalendarView view) =>
        http.Caller().Denies(Permission.ManageSettings) is { } no ? SettingsDoor.No(no) : await door.Page<CalendarPage>(http, view.Refused, (nameof(CalendarPage.View), view));
}
