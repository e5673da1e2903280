using System.Globalization;
using Headway.Application.Appointments;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Appointments;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Headway.Web.Desk;

/// <summary>Times of a ticket in the workspace: offer, book, record how it went, call off.</summary>
public static class ContactPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/times", AskTimes);
        desk.MapGet("/tickets/{number:long}/times", AskTimes);
        desk.MapPost("/tickets/{number:long}/offer", Offer);
        desk.MapPost("/tickets/{number:long}/book", Book);
        desk.MapGet("/part/ticket/{number:long}/outcome", AskOutcome);
        desk.MapGet("/tickets/{number:long}/outcome", AskOutcome);
        desk.MapPost("/tickets/{number:long}/outcome", End);
        desk.MapPost("/tickets/{number:long}/call-off", CallOff);
        desk.MapGet("/tickets/{number:long}/appointment.ics", File);
    }

    private static Task<IResult> AskTimes(HttpContext http, long number, CancellationToken stop) => Times(http, number, null, stop);

    private static async Task<IResult> Offer(
        HttpContext http, OfferTimes offer, TouchDoor touch, long number, [FromForm] int version, CancellationToken stop)
    {
        var slots = http.Request.Form["slot"].OfType<string>().Select(Slot).OfType<ProposedSlot>().ToList();
        var done = await offer.Do(ActOn.Seen(http.Caller(), number, version), slots, null, stop);
        return done.IsRefused ? await Times(http, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Book(
        HttpContext http, BookTime book, TouchDoor touch, Viewer viewer, long number, [FromForm] int version, [FromForm] string? slot, [FromForm] string? at, [FromForm] int? minutes,
        [FromForm] string? with, [FromForm] string? mode, CancellationToken stop)
    {
        var chosen = slot is { Length: > 0 } ? Slot(slot) : null;
        var time = chosen is null ? Typed(viewer, at, minutes) : (chosen.Start, chosen.End);

        var done = time is { } agreed
            ? await book.Do(ActOn.Seen(http.Caller(), number, version), new TimeInput(agreed.Start, agreed.End, with, mode) { Proposed = chosen?.With }, stop)
            : AppointmentRefusals.NewTimeMissing;
        return done.IsRefused ? await Times(http, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static Task<IResult> AskOutcome(HttpContext http, long number, CancellationToken stop) => OutcomePanel(http, number, null, stop);

    private static async Task<IResult> End(
        HttpContext http, EndAppointment end, TouchDoor touch, Viewer viewer, long number, [FromForm] int version, [FromForm] string? result, [FromForm] string? note,
        [FromForm] string? slot, [FromForm] string? at, CancellationToken stop)
    {
        var time = slot is { Length: > 0 } && Slot(slot) is { } chosen ? (chosen.Start, chosen.End) : Typed(viewer, at, null);
        var done = await end.Do(
            ActOn.Seen(http.Caller(), number, version), result, note, null, time is { } moved ? new TimeInput(moved.Start, moved.End) : null, stop);
        return done.IsRefused ? await OutcomePanel(http, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> CallOff(HttpContext http, CancelTime cancel, TouchDoor touch, long number, [FromForm] int version, CancellationToken stop)
    {
        var done = await cancel.Do(ActOn.Seen(http.Caller(), number, version), null, stop);
        return done.IsRefused ? await touch.Refused(http.Caller(), number, done.Refusal!, null, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> File(HttpContext http, CalendarFeeds feeds, long number, CancellationToken stop)
    {
        var file = await feeds.OfTicket(http.Caller(), number, stop);
        return file.IsRefused ? Draw.No(file.Refusal!) : Results.Text(file.Value, CalendarFile.MediaType);
    }

    private static async Task<IResult> Times(HttpContext http, long number, Refusal? refused, CancellationToken stop)
    {
        var door = Of<PanelDoor>(http);
        var view = await ToChoose(http, number, refused, stop);
        return view.IsRefused
            ? await door.No(http, view.Refusal!, number)
            : await door.Open<Parts.TimesPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view.Value));
    }

    /// <summary>Times to propose after a call in vain; null where another one is to come first, or none is free.</summary>
    internal static async Task<TimesView?> Proposed(HttpContext http, long number, CancellationToken stop)
    {
        var page = await Of<TicketPageQuery>(http).Read(http.Caller(), number, stop);
        return !page.IsRefused && NextAttempt.ProposesTimes(page.Value.State) && Booking.MayAgree(page.Value.Rules, page.Value.State)
            && await ToChoose(http, number, null, stop) is { IsRefused: false, Value: { Free.Count: > 0 } times }
            ? times
            : null;
    }

    private static async Task<Outcome<TimesView>> ToChoose(HttpContext http, long number, Refusal? refused, CancellationToken stop)
    {
        var page = await Of<TicketPageQuery>(http).Read(http.Caller(), number, stop);
        if (page.IsRefused)
        {
            return page.Refusal!;
        }

        var people = await Of<HandOverChoices>(http).People(http.Caller(), stop);
        var state = page.Value.State;
        return new TimesView(
            number, state.Version, page.Value.Requester.Name.Split(' ')[0], await Options(http, Of<FreeTimes>(http), number, stop), [.. people[state.Team]], state.Booked is not null,
            TicketViews.HoursOf(page.Value.Requester),
            refused is null ? null : Of<PanelDoor>(http).Say(refused));
    }

    private static async Task<IResult> OutcomePanel(HttpContext http, long number, Refusal? refused, CancellationToken stop)
    {
        var (door, tickets) = (Of<PanelDoor>(http), Of<TicketPageQuery>(http));
        var page = await tickets.Read(http.Caller(), number, stop);
        if (page.IsRefused || page.Value.State.Booked is not { } booked)
        {
            return await door.No(http, page.Refusal ?? AppointmentRefusals.NoneBooked, number);
        }

        var view = new OutcomeView(
            number, page.Value.State.Version, ContactViewing.Agreed(page.Value, booked), page.Value.Requester.Name.Split(' ')[0],
            await Options(http, Of<FreeTimes>(http), number, stop), refused is null ? null : door.Say(refused));
        return await door.Open<Parts.OutcomePanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    private static async Task<IReadOnlyList<TimeOption>> Options(HttpContext http, FreeTimes free, long number, CancellationToken stop)
    {
        var found = await free.ToOffer(http.Caller(), number, stop: stop);
        return found.IsRefused ? [] : [.. found.Value.Select(time => new TimeOption(
            string.Create(CultureInfo.InvariantCulture, $"{time.Start.ToUnixTimeMilliseconds()}-{time.End.ToUnixTimeMilliseconds()}-{time.With.Value}"),
            time.Start, time.End, time.Name.Split(' ')[0]))];
    }

    // "start-end-person", as the panel wrote it.
    private static ProposedSlot? Slot(string text) =>
        text.Split('-') is [var start, var end, var person] && long.TryParse(start, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(end, CultureInfo.InvariantCulture, out var to) && long.TryParse(person, CultureInfo.InvariantCulture, out var with)
            ? new ProposedSlot(Instant.FromUnixTimeMilliseconds(from), Instant.FromUnixTimeMilliseconds(to), new PersonId(with))
            : null;

    // A browser's date and time are the viewer's own.
    private static (Instant Start, Instant End)? Typed(Viewer viewer, string? at, int? minutes) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at ?? "") is { Success: true } parsed
            ? (parsed.Value.InZoneLeniently(viewer.Zone).ToInstant(), parsed.Value.InZoneLeniently(viewer.Zone).ToInstant() + Duration.FromMinutes(minutes is > 0 and <= 720 ? minutes.Value : 30))
            : null;

    private static T Of<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
