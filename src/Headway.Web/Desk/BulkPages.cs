using Headway.Application.Access;
using Headway.Application.Desk;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>Acting on several rows: each goes through its own decision, each no is shown with its row.</summary>
public static class BulkPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/bulk", Ask);
        desk.MapPost("/bulk", Do);
    }

    private static async Task<IResult> Ask(HttpContext http, HandOverChoices choices, DeskRulesCache rules, CancellationToken stop)
    {
        var caller = http.Caller();
        var desk = await rules.Of(caller.Tenant, stop);
        var people = await choices.People(caller, stop);
        var own = caller.Teams.SelectMany(team => people[team]).DistinctBy(person => person.Id).OrderBy(person => person.Name, StringComparer.Ordinal);
        var view = new BulkView(
            [], [.. desk.Statuses.All.Where(status => status.Selectable && status.Timing == Domain.Statuses.DueTiming.Threshold).Select(status => new StatusName(status.Code.Value))],
            [.. desk.Teams.Values.Where(team => team.Active).OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new TeamChoice(team.Id.Value, team.Name, Instant.MinValue, []))], [.. own]);
        return Draw.Page<Parts.Bulk>(("View", view));
    }

    private static async Task<IResult> Do(
        HttpContext http, BulkAct bulk, PanelDoor door, [FromForm(Name = "do")] string? what, [FromForm] string? note, CancellationToken stop)
    {
        var done = await bulk.Do(http.Caller(), [.. http.Request.Form["activity"].OfType<string>()], what ?? "", note, stop);
        if (done.IsRefused)
        {
            return Draw.No(done.Refusal!);
        }

        var outcome = done.Value with { Refused = [.. done.Value.Refused.Select(no => no with { Message = door.Say(no.Code, no.Message) })] };
        return await door.Open<Parts.BulkDone>(http, ("View", outcome));
    }
}
