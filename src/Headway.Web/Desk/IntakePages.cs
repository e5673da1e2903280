using Headway.Application.Intake;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Intake;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>The form of a ticket's service, answered and corrected by support; and what a service asks, while a ticket is opened by hand.</summary>
public static class IntakePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/fields", Ask);
        desk.MapGet("/tickets/{number:long}/fields", Ask);
        desk.MapPost("/tickets/{number:long}/fields", Do);
        desk.MapGet("/part/new/fields", OfService);
    }

    private static Task<IResult> Ask(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, CancellationToken stop) => Panel(http, tickets, door, number, null, stop);

    private static async Task<IResult> Do(HttpContext http, AnswerForm answer, TicketPageQuery tickets, PanelDoor door, TouchDoor touch, long number, [FromForm] int version, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var done = await answer.Do(ActOn.Seen(http.Caller(), number, version), AskedFields.Said(http.Request, read.Value.Intake.Form), stop);
        return done.IsRefused ? await Panel(http, tickets, door, number, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, null, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, TicketPageQuery tickets, PanelDoor door, long number, Refusal? refused, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var (page, me) = (read.Value, http.RequestServices.GetRequiredService<Viewer>());
        var stands = page.Intake.Values;
        var said = refused is null ? AskedFields.Standing(stands) : AskedFields.Said(http.Request, page.Intake.Form);
        var view = new IntakePanelView(
            number, page.State.Version, page.ServiceSaid ?? me["form.card"], AskedFields.Of(me, page.Intake.Form, said, byCustomer: false, refused is not null, stands), refused is null ? null : door.Say(refused));
        return await door.Open<Parts.IntakePanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    private static async Task<IResult> OfService(HttpContext http, string? service, CancellationToken stop) =>
        Draw.Page<Parts.IntakeFields>(("Fields", await Asked(http, service, refused: false, stop)));

    /// <summary>The fields of the service of that name, with what was sent.</summary>
    internal static async Task<IReadOnlyList<AskedField>> Asked(HttpContext http, string? service, bool refused, CancellationToken stop) =>
        await Form(http, service, stop) is { } form
            ? AskedFields.Of(http.RequestServices.GetRequiredService<Viewer>(), form, AskedFields.Said(http.Request, form), byCustomer: false, refused)
            : [];

    /// <summary>The form of the service of that name; null when none is named, or there is none.</summary>
    internal static async Task<Domain.Intake.IntakeForm?> Form(HttpContext http, string? service, CancellationToken stop)
    {
        var (caller, services) = (http.Caller(), http.RequestServices);
        return !string.IsNullOrWhiteSpace(service) && await services.GetRequiredService<StaffDirectory>().Service(caller.Tenant, service, stop) is { } found
            ? await services.GetRequiredService<IntakeForms>().Of(caller.Tenant, found.Id, stop)
            : null;
    }
}
