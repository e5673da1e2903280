using Headway.Application.Approvals;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;

namespace Headway.Web.Approvals;

/// <summary>Asking for an approval on a ticket, in one panel, and taking it back.</summary>
internal static class AskPages
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/part/ticket/{number:long}/approval", Ask);
        desk.MapGet("/tickets/{number:long}/approval", Ask);
        desk.MapPost("/tickets/{number:long}/approval", Do);
        desk.MapPost("/tickets/{number:long}/approval/withdraw", Withdraw);
    }

    private static Task<IResult> Ask(HttpContext http, ApproverBook book, PanelDoor door, long number, CancellationToken stop) => Panel(http, book, door, number, null, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, AskForApproval ask, ApproverBook book, PanelDoor door, TouchDoor touch, Viewer viewer, long number, [FromForm] int version, [FromForm] string? approver,
        [FromForm] string? substitute, [FromForm] string? question, [FromForm] string? due, CancellationToken stop)
    {
        // A browser's date and time are the viewer's own.
        var by = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(due ?? "") is { Success: true } parsed
            ? parsed.Value.InZoneLeniently(viewer.Zone).ToInstant() : (NodaTime.Instant?)null;
        var done = await ask.Do(ActOn.Seen(http.Caller(), number, version), new ApprovalInput(approver, question, substitute, by), stop);
        return done.IsRefused
            ? await Panel(http, book, door, number, new ApprovalTyped(approver, substitute, question, due), done.Refusal, stop)
            : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Withdraw(HttpContext http, TakeBackApproval back, TouchDoor touch, long number, [FromForm] int version, [FromForm] string? why, CancellationToken stop)
    {
        var done = await back.Do(ActOn.Seen(http.Caller(), number, version), null, why, stop);
        return done.IsRefused ? await touch.Refused(http.Caller(), number, done.Refusal!, null, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, ApproverBook book, PanelDoor door, long number, ApprovalTyped? typed, Refusal? refused, CancellationToken stop)
    {
        var found = await book.For(http.Caller(), number, stop);
        if (found.IsRefused)
        {
            return await door.No(http, found.Refusal!, number);
        }

        var choices = found.Value;
        var view = new ApprovalPanelView(
            number, choices.Page.State.Version, choices.Page.Requester.Name.Split(' ')[0], choices.Manager, typed ?? new ApprovalTyped(choices.Proposed, choices.Substitute, null, null),
            [.. choices.People.Select(one => new ApproverOption(one.Name, one.Email, one.Away))], choices.Due, refused is null ? null : door.Say(refused));
        return await door.Open<Parts.ApprovalPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
