using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Subject, priority, service, kind and tags of a ticket.</summary>
public static class EditPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/edit", Ask);
        desk.MapGet("/tickets/{number:long}/edit", Ask);
        desk.MapPost("/tickets/{number:long}/edit", Do);
    }

    private static Task<IResult> Ask(HttpContext http, TicketPageQuery tickets, ServiceList services, PanelDoor door, long number, CancellationToken stop) =>
        Panel(http, tickets, services, door, number, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, EditTicket edit, TicketPageQuery tickets, ServiceList services, PanelDoor door, TouchDoor touch, long number, [FromForm] int version,
        [FromForm] string? subject, [FromForm] string? priority, [FromForm] string? type, [FromForm] string? service, [FromForm] string? tags, [FromForm] string? planned,
        [FromForm] string? category, [FromForm] string? impact, [FromForm] string? urgency, CancellationToken stop)
    {
        var asked = new TicketEdit(
            subject, Enum.TryParse<Priority>(priority, out var level) ? level : null, service ?? "", Enum.TryParse<TicketType>(type, ignoreCase: true, out var kind) ? kind : null,
            (tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), planned is null ? null : new PlannedDate(Local(http, planned)))
        { Category = category, Impact = impact, Urgency = urgency };
        var done = await edit.Do(ActOn.Seen(http.Caller(), number, version), asked, stop);
        return done.IsRefused
            ? await Panel(http, tickets, services, door, number, (asked, done.Refusal!), stop)
            : await touch.Answer(http, http.Caller(), number, null, stop);
    }

    private static NodaTime.Instant? Local(HttpContext http, string text) =>
        DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var local)
            ? NodaTime.LocalDateTime.FromDateTime(local).InZoneLeniently(http.RequestServices.GetRequiredService<Layout.Viewer>().Zone).ToInstant()
            : null;

    private static async Task<IResult> Panel(
        HttpContext http, TicketPageQuery tickets, ServiceList services, PanelDoor door, long number, (TicketEdit Typed, Refusal No)? refused, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var page = read.Value;
        var view = new EditView(
            number, page.State.Version, refused?.Typed.Subject ?? page.Subject, page.State.Priority.ToString(), page.State.Type.ToString().ToLowerInvariant(), page.ServiceSaid ?? "",
            string.Join(", ", refused?.Typed.Tags ?? page.Tags), [.. Enum.GetNames<Priority>()], [.. Enum.GetNames<TicketType>().Select(name => name.ToLowerInvariant())],
            await services.Of(http.Caller(), stop), refused is { } no ? door.Say(no.No) : null)
        {
            Category = refused?.Typed.Category ?? page.Category ?? "",
            Categories = [.. (await http.RequestServices.GetRequiredService<Categories>().All(http.Caller().Tenant, stop)).Where(one => one.Active || one.Id == page.State.Category).Select(one => one.In(http.Caller().Language))],
            Impact = refused?.Typed.Impact ?? page.State.Impact?.ToString().ToLowerInvariant() ?? "",
            Urgency = refused?.Typed.Urgency ?? page.State.Urgency?.ToString().ToLowerInvariant() ?? "",
            Planned = page.State.PlannedFor,
            Plans = page.State.Type is TicketType.Change or TicketType.Problem,
        };
        return await door.Open<Parts.EditTicket>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
