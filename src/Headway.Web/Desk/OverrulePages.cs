using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Chases;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>A lead finds a judged chase to be something else; both verdicts are kept.</summary>
public static class OverrulePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/overrule/{chase:int}", Ask);
        desk.MapGet("/tickets/{number:long}/overrule/{chase:int}", Ask);
        desk.MapPost("/tickets/{number:long}/overrule/{chase:int}", Do);
    }

    private static Task<IResult> Ask(HttpContext http, long number, int chase, CancellationToken stop) => Panel(http, number, chase, null, stop);

    private static async Task<IResult> Do(HttpContext http, ReviewChase verdicts, TouchDoor touch, long number, int chase, [FromForm] int version, CancellationToken stop)
    {
        var done = ChaseForm.Verdict(http.Request.Form) is { } verdict
            ? await verdicts.Overrule(ActOn.Seen(http.Caller(), number, version), chase, verdict, stop)
            : ChaseRefusals.NotJudged;
        return done.IsRefused ? await Panel(http, number, chase, done.Refusal, stop) : await touch.Answer(http, http.Caller(), number, done.Value, stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, int chase, Refusal? refused, CancellationToken stop)
    {
        var (door, caller) = (http.RequestServices.GetRequiredService<PanelDoor>(), http.Caller());
        var read = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(caller, number, stop);
        if (!read.IsRefused && caller.Denies(Permission.SteerTickets) is { } no)
        {
            return await door.No(http, no, number);
        }

        if (read.IsRefused || ChaseViews.Judged(read.Value, caller).FirstOrDefault(one => one.Activity == chase) is not { } judged)
        {
            return await door.No(http, read.Refusal ?? ChaseRefusals.Unknown, number);
        }

        var view = new OverruleView(number, read.Value.State.Version, judged, ChaseWords.Causes, refused is null ? null : door.Say(refused));
        return await door.Open<Parts.OverrulePanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
