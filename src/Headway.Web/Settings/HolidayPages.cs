using Headway.Application.Calendars;
using Headway.Domain;
using Headway.Web.Doors;
using NodaTime.Text;

namespace Headway.Web.Settings;

/// <summary>Holidays from a file: what was understood is proposed, what was ticked is closed.</summary>
internal static class HolidayPages
{
    private const int MostBytes = 4_000_000;

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff.MapPost("/settings/calendars/{id:long}/holidays", Propose);
        staff.MapPost("/settings/calendars/{id:long}/holidays/close", Close);
    }

    private static async Task<IResult> Propose(HttpContext http, SettingsDoor door, CalendarBook book, ProposeHolidays propose, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var read = await book.One(http.Caller(), id, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        var proposed = propose.From(http.Caller(), await Text(form.Files.GetFile("file"), stop));
        return proposed.Refusal is { Kind: RefusalKind.Forbidden } denied ? SettingsDoor.No(denied)
            : proposed.Refusal is { } wrong ? await CalendarPages.Known(http, door, book, id, view => view with { Refused = wrong }, stop)
            : await door.Page<HolidaysPage>(http, null, (nameof(HolidaysPage.Calendar), read.Value), (nameof(HolidaysPage.Proposed), proposed.Value));
    }

    private static async Task<IResult> Close(HttpContext http, SettingsDoor door, CalendarBook book, SaveCalendar save, long id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var read = await book.One(http.Caller(), id, stop);
        if (read.Refusal is { } no)
        {
            return SettingsDoor.No(no);
        }

        // Each tick carries its date and the holiday's name.
        var chosen = form["close"].Select(value => (value ?? "").Split('|', 2)).Where(parts => parts.Length == 2 && LocalDatePattern.Iso.Parse(parts[0]).Success).DistinctBy(parts => parts[0]).ToList();
        var typed = CalendarTyped.Of(read.Value.Newest);
        var dates = typed.Dates.Where(row => chosen.TrueForAll(parts => parts[0] != row.Date)).Concat(chosen.Select(parts => new DateRow(parts[0], "", parts[1])));
        var refused = await save.Change(http.Caller(), id, (typed with { Dates = [.. dates] }).Draft(), form.Revision(), stop);
        return refused is null ? Results.Redirect($"/settings/calendars/{id}?done=saved")
            : refused.Kind == RefusalKind.Forbidden ? SettingsDoor.No(refused)
            : await CalendarPages.Known(http, door, book, id, view => view with { Refused = refused }, stop);
    }

    private static async Task<string> Text(IFormFile? file, CancellationToken stop)
    {
        if (file is null || file.Length > MostBytes)
        {
            return file is null ? "" : new string(' ', MostBytes);
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(stop);
    }
}
