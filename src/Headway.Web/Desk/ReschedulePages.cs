using System.Globalization;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Calendars;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Desk;

/// <summary>Moving a due without progress: a reason from five and another time.</summary>
public static class ReschedulePages
{
    private const string ByCustomer = "customer-asked";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/reschedule", Ask);
        desk.MapGet("/tickets/{number:long}/reschedule", Ask);
        desk.MapPost("/tickets/{number:long}/reschedule", Do);
    }

    private static Task<IResult> Ask(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, string? activity, CancellationToken stop) =>
        Panel(http, tickets, door, number, activity, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, TicketPageQuery tickets, RescheduleActivity reschedule, PanelDoor door, TouchDoor touch, Viewer viewer, long number, [FromForm] int version,
        [FromForm] string? activity, [FromForm] string? status, [FromForm] string? reason, [FromForm] string? suggested, [FromForm] string? due, CancellationToken stop)
    {
        var caller = http.Caller();
        var done = await reschedule.Do(ActOn.Seen(caller, number, version), Due(viewer.Zone, suggested, due), reason, reason == ByCustomer, status, stop: stop);
        return done.IsRefused
            ? await Panel(http, tickets, door, number, activity, done.Refusal, stop)
            : await touch.Answer(http, caller, number, done.Value, stop);
    }

    // A time written by hand stands before the one that was suggested.
    private static Instant? Due(DateTimeZone zone, string? suggested, string? due) =>
        DateTime.TryParse(due, CultureInfo.InvariantCulture, out var local) ? LocalDateTime.FromDateTime(local).InZoneLeniently(zone).ToInstant()
        : InstantPattern.General.Parse(suggested ?? "") is { Success: true } chosen ? chosen.Value : null;

    private static async Task<IResult> Panel(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, string? activity, Refusal? refused, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var page = read.Value;
        var seq = int.TryParse(activity?.Split('-')[^1], out var given) ? given : page.State.Displayed?.Seq;
        if (page.State.Open.FirstOrDefault(open => open.Seq == seq) is not { } shown)
        {
            return await door.No(http, TicketRefusals.Closed, number);
        }

        var calendar = page.Rules.CalendarFor(page.State.Team, page.State.Service, page.State.Priority).Calendar;
        var view = new RescheduleView(
            number, page.State.Version, TicketViews.Id(page, shown), new StatusName(shown.Status.Value), shown.Due, Suggestions(calendar, page.Now, shown.Due),
            page.Requester.Name.Split(' ')[0], refused is null ? null : door.Say(refused))
        { Typed = PanelDoor.Typed(http) };
        return await door.Open<Parts.Reschedule>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    /// <summary>Later today, tomorrow morning, in two working days: whatever of it lies behind both now and the present due.</summary>
    internal static List<Instant> Suggestions(WorkCalendar calendar, Instant now, Instant due)
    {
        var tomorrow = now.InZone(calendar.Zone).Date.PlusDays(1);
        var first = calendar.OpeningOn(tomorrow) is { } opening ? calendar.Add(opening, WorkingTime.FromHours(1)) : null;
        var candidates = new[]
        {
            calendar.Add(Instant.Max(now, due), WorkingTime.FromHours(1)), calendar.Add(now, WorkingTime.FromHours(4)), first,
            first is { } morning ? calendar.Add(morning, WorkingTime.FromHours(8)) : null,
        };
        return [.. candidates.OfType<Instant>().Select(Quarter).Where(at => at > now && at != due).Distinct().Order().Take(4)];
    }

    private static Instant Quarter(Instant at)
    {
        var quarter = (long)Duration.FromMinutes(15).TotalMilliseconds;
        var milliseconds = at.ToUnixTimeMilliseconds();
        return Instant.FromUnixTimeMilliseconds((milliseconds + quarter - 1) / quarter * quarter);
    }
}
