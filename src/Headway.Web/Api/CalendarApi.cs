using System.Globalization;
using Headway.Application.Calendars;
using Headway.Domain.Calendars;
using Headway.Web.Doors;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Api;

/// <summary>
/// A calendar as its newest version has it; <paramref name="Closed"/> and <paramref name="Special"/> by date, closed ones with
/// their name. <paramref name="From"/> is the first date of that version, <paramref name="Holds"/> the version that holds now.
/// </summary>
public sealed record CalendarJson(
    long Id, string Name, string Zone, IReadOnlyDictionary<string, string[]> Weekly, IReadOnlyDictionary<string, string?> Closed, IReadOnlyDictionary<string, string[]> Special,
    string? From, int Version, int Holds, IReadOnlyList<string> UsedBy);

/// <summary>A calendar as wanted, whole; <paramref name="From"/> is the first date on which it is to hold, today when left out.</summary>
public sealed record CalendarBody(
    string? Name, string? Zone, Dictionary<string, string[]>? Weekly, Dictionary<string, string?>? Closed, Dictionary<string, string[]>? Special, string? From);

/// <summary>Where a due would land, and what was counted.</summary>
public sealed record TriedDueJson(string Calendar, int Version, string Zone, string From, double Hours, string? Due, IReadOnlyList<UsedJson> Used, IReadOnlyList<string> Skipped);

public sealed record UsedJson(string From, string To, double Hours);

/// <summary><c>GET</c> and <c>POST /calendars</c>, <c>PUT</c> and <c>DELETE /calendars/{id}</c>, <c>GET /calendars/{id}/due</c>.</summary>
internal static class CalendarApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calendars", async (HttpContext http, CalendarBook book, CancellationToken stop) =>
            ApiAnswer.Of(await book.All(http.Caller(), stop), all => ApiAnswer.List(all.Select(Json)))).Produces<ListJson<CalendarJson>>()
            .Describe("Calendars", "Each with its newest version and the number of the one that holds now.");
        api.MapPost("/calendars", Add).Produces<CalendarJson>(StatusCodes.Status201Created)
            .Describe<CalendarBody>("Add a calendar", "Weekdays that are not named are closed.", """{"name":"Nights","zone":"Europe/Berlin","weekly":{"mon":["22:00-06:00"]},"closed":{"2026-12-25":"Christmas Day"}}""");
        api.MapPut("/calendars/{id:long}", Change).Produces<CalendarJson>()
            .Describe<CalendarBody>("Change a calendar", "A new version from a date on; what is open keeps the one that counted it.", """{"name":"Late nights","zone":"Europe/Berlin","weekly":{"mon":["21:00-05:00"]},"from":"2027-01-01"}""");
        api.MapDelete("/calendars/{id:long}", async (HttpContext http, SaveCalendar save, long id, CancellationToken stop) =>
            await save.Retire(http.Caller(), id, stop) is { } no ? ApiAnswer.Refuse(no) : Results.NoContent()).Produces(StatusCodes.Status204NoContent)
            .Describe("Put a calendar away", "Nobody can choose it any more; dues that it counted keep it. Refused with calendar.in-use while a team, a service or a rule counts by it.");
        api.MapGet("/calendars/{id:long}/due", async (HttpContext http, TryDue due, long id, string? start, string? hours, CancellationToken stop) =>
            ApiAnswer.Of(await due.On(http.Caller(), id, null, start, hours, stop), trace => ApiAnswer.Json(Json(trace)))).Produces<TriedDueJson>()
            .Describe("Where would a due land?", "A start in the calendar's zone and a number of business hours; answers the due with what was counted.");
    }

    private static async Task<IResult> Add(HttpContext http, CalendarBook book, SaveCalendar save, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CalendarBody>(http, stop);
        if (asked.Refusal is { } no)
        {
            return ApiAnswer.Refuse(no);
        }

        var added = await save.Add(http.Caller(), Draft(asked.Value.Body), asked.Value.Key, stop);
        return added.Refusal is { } refused ? ApiAnswer.Refuse(refused) : await Shown(http, book, added.Value, StatusCodes.Status201Created, stop);
    }

    private static async Task<IResult> Change(HttpContext http, CalendarBook book, SaveCalendar save, long id, CancellationToken stop)
    {
        var asked = await ApiRequest.Read<CalendarBody>(http, stop);
        var refused = asked.Refusal ?? await save.Change(http.Caller(), id, Draft(asked.Value.Body), ApiRequest.Version(http), stop);
        return refused is { } no ? ApiAnswer.Refuse(no) : await Shown(http, book, id, StatusCodes.Status200OK, stop);
    }

    private static async Task<IResult> Shown(HttpContext http, CalendarBook book, long id, int status, CancellationToken stop) =>
        ApiAnswer.Of(await book.One(http.Caller(), id, stop), calendar =>
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{calendar.Newest.Version}\"");
            if (status == StatusCodes.Status201Created)
            {
                http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/v1/calendars/{id}");
            }

            return ApiAnswer.Json(Json(calendar), status);
        });

    private static CalendarDraft Draft(CalendarBody body) => new(
        body.Name ?? "", body.Zone ?? "UTC", (body.Weekly ?? []).ToDictionary(day => day.Key, day => (IReadOnlyList<string>)day.Value),
        [.. (body.Closed ?? []).Select(day => new DateDraft(day.Key, [], day.Value)), .. (body.Special ?? []).Select(day => new DateDraft(day.Key, day.Value, null))], body.From);

    private static CalendarJson Json(CalendarRead read)
    {
        var calendar = read.Newest;
        var dates = calendar.Overrides.OrderBy(one => one.Key).ToList();
        return new CalendarJson(
            read.Id, calendar.Name, calendar.Zone.Id,
            Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Where(day => calendar.SpansOn(day).Count > 0).ToDictionary(Weekdays.CodeOf, day => Texts(calendar.SpansOn(day))),
            dates.Where(one => one.Value.IsClosed).ToDictionary(one => LocalDatePattern.Iso.Format(one.Key), one => one.Value.Name),
            dates.Where(one => !one.Value.IsClosed).ToDictionary(one => LocalDatePattern.Iso.Format(one.Key), one => Texts(one.Value.Spans)),
            read.Versions[0].From is { } from ? LocalDatePattern.Iso.Format(from) : null, calendar.Version, read.Holding.Calendar.Version,
            [.. read.Teams.Concat(read.Services).Select(one => one.Name), .. read.Priorities]);
    }

    private static TriedDueJson Json(CalendarTrace trace) => new(
        trace.Calendar, trace.Version, trace.Zone, ApiAnswer.Text(trace.From), trace.Length.Hours, ApiAnswer.Text(trace.Result),
        [.. trace.Used.Select(used => new UsedJson(ApiAnswer.Text(used.Span.Start), ApiAnswer.Text(used.Span.End), used.Taken.Hours))],
        [.. trace.Skipped.Select(date => LocalDatePattern.Iso.Format(date.Date))]);

    private static string[] Texts(IReadOnlyList<Span> spans) => [.. spans.Select(span => span.ToString())];
}
