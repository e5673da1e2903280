using Headway.Application.Desk;
using Headway.Application.Storage;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Statuses;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Intake;
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
        desk.MapGet("/part/new/alike", Alike);
        desk.MapPost("/tickets", Open);
    }

    private static Task<IResult> Ask(HttpContext http, PanelDoor door, ServiceList services, DeskRulesCache rules, CancellationToken stop) =>
        Panel(http, door, services, rules, StatusCodes.Status200OK, view => view, stop);

    // What is open already for the person that is being typed.
    private static async Task<IResult> Alike(HttpContext http, AlikeTickets alike, string? requester, string? subject, CancellationToken stop)
    {
        var found = await alike.ToNew(http.Caller(), requester, subject, stop);
        return found.IsRefused ? Results.StatusCode(Draw.StatusOf(found.Refusal!)) : Draw.Page<Parts.AlikeNew>(("Found", Views(found.Value)));
    }

    private static IReadOnlyList<AlikeView> Views(IReadOnlyList<AlikeTicket> found) =>
        [.. found.Select(one => new AlikeView(one.Number, one.Subject, new StatusName(one.Status), one.SamePerson ? null : one.Requester))];

    private static async Task<IResult> Open(
        HttpContext http, RaiseTicket raise, LinkTickets links, AlikeTickets alike, PanelDoor door, ServiceList services, DeskRulesCache rules, [FromForm] string? requester, [FromForm] string? subject,
        [FromForm] string? text, [FromForm] string? priority, [FromForm] string? service, [FromForm] string? team, [FromForm] long[]? related,
        [FromForm] string? category, [FromForm] string? impact, [FromForm] string? urgency, [FromForm] string? look, CancellationToken stop)
    {
        var chosen = Enum.TryParse<Priority>(priority, out var level);
        var form = await IntakePages.Form(http, service, stop);
        var raised = look is not null ? (Outcome<Changed>?)null : await raise.Do(http.Caller(), new NewTicket(subject, text, chosen ? level : Priority.P3, team, service, RequesterEmail: requester?.Trim(), Channel: Channel.Portal)
        { Category = category, Impact = impact, Urgency = urgency, PriorityFollows = !chosen, Fields = form is null ? null : AskedFields.Said(http.Request, form) }, stop: stop);
        if (raised is not { IsRefused: false } opened)
        {
            var asked = await IntakePages.Asked(http, service, refused: raised is not null, stop);
            var found = await alike.ToNew(http.Caller(), requester, subject, stop);
            return await Panel(
                http, door, services, rules, raised is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
                view => view with
                {
                    Priority = chosen ? level.ToString() : "",
                    Category = category ?? "",
                    Impact = impact ?? "",
                    Urgency = urgency ?? "",
                    Requester = requester ?? "",
                    Subject = subject ?? "",
                    Text = text ?? "",
                    Service = service ?? "",
                    Fields = asked,
                    Refused = raised?.Refusal is { } no ? door.Say(no) : null,
                    Alike = found.IsRefused ? [] : Views(found.Value),
                },
                stop);
        }

        foreach (var other in related ?? [])
        {
            await links.Do(new ActOn(http.Caller(), opened.Value.Number), other, LinkKind.Related, stop);
        }

        return Results.Redirect($"/next/{opened.Value.Number}");
    }

    private static async Task<IResult> Panel(
        HttpContext http, PanelDoor door, ServiceList services, DeskRulesCache rules, int status, Func<NewTicketView, NewTicketView> filled, CancellationToken stop)
    {
        var desk = await rules.Of(http.Caller().Tenant, stop);
        // The Service Desk first: most tickets begin there.
        var teams = desk.Teams.Values.Where(team => team.Active).OrderByDescending(team => team.IsDesk).ThenBy(team => team.Name, StringComparer.Ordinal).Select(team => new Choice(team.Name, team.Name));
        var categories = (await http.RequestServices.GetRequiredService<Categories>().All(http.Caller().Tenant, stop)).Where(one => one.Active).Select(one => one.In(http.Caller().Language));
        return await door.Open<Parts.NewTicket>(
            http, status, ("View", filled(new NewTicketView(await services.Of(http.Caller(), stop), [.. teams], Priority: "") { Categories = [.. categories] })));
    }
}
