using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>A ticket opened by hand for somebody who did not call.</summary>
public static class NewTicketPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/tickets/new", Ask);
        desk.MapGet("/part/new", Ask);
        desk.MapPost("/tickets", Open);
    }

    private static Task<IResult> Ask(HttpContext http, PanelDoor door, ServiceList services, DeskRulesCache rules, CancellationToken stop) =>
        Panel(http, door, services, rules, StatusCodes.Status200OK, view => view, stop);

    private static async Task<IResult> Open(
        HttpContext http, RaiseTicket raise, PanelDoor door, ServiceList services, DeskRulesCache rules, [FromForm] string? requester, [FromForm] string? subject,
        [FromForm] string? text, [FromForm] string? priority, [FromForm] string? service, [FromForm] string? team, CancellationToken stop)
    {
        var level = Enum.TryParse<Priority>(priority, out var chosen) ? chosen : Priority.P3;
        var raised = await raise.Do(http.Caller(), new NewTicket(subject, text, level, team, service, RequesterEmail: requester?.Trim(), Channel: Channel.Portal), stop: stop);
        return raised.IsRefused
            ? await Panel(
                http, door, services, rules, StatusCodes.Status422UnprocessableEntity,
                view => view with { Priority = level.ToString(), Requester = requester ?? "", Subject = subject ?? "", Text = text ?? "", Refused = door.Say(raised.Refusal!) }, stop)
            : Results.Redirect($"/next/{raised.Value.Number}");
    }

    private static async Task<IResult> Panel(
        HttpContext http, PanelDoor door, ServiceList services, DeskRulesCache rules, int status, Func<NewTicketView, NewTicketView> filled, CancellationToken stop)
    {
        var desk = await rules.Of(http.Caller().Tenant, stop);
        // The Service Desk first: most tickets begin there.
        var teams = desk.Teams.Values.Where(team => team.Active).OrderByDescending(team => team.IsDesk).ThenBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(team.Name, team.Name));
        return await door.Open<Parts.NewTicket>(http, status, ("View", filled(new NewTicketView(await services.Of(http.Caller(), stop), [.. teams]))));
    }
}
