using Headway.Application.Audits;
using Headway.Application.Landing;
using Headway.Application.Tickets;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;
using static Headway.Web.Audit.AuditPages;

namespace Headway.Web.Audit;

/// <summary>The ruler over the weeks: for the desk and each client, and the client's own page in the portal.</summary>
internal static class CurvePages
{
    public static void Map(IEndpointRouteBuilder desk, IEndpointRouteBuilder portal)
    {
        desk.MapGet("/audit/curve", Show);
        desk.MapGet("/audit/curve/client", AsClient);
        desk.MapPost("/audit/curve/measure", Measure);
        desk.MapPost("/audit/curve/marks", Mark);
        desk.MapPost("/audit/curve/marks/{id:long}/remove", Unmark);
        portal.MapGet("/portal/service", Own);
    }

    private static async Task<IResult> Show(HttpContext http, ClientCurve curve, ShellFrames frames, long? client, string? refused, CancellationToken stop)
    {
        var view = await curve.Read(http.Caller(), client ?? 0, stop);
        return view.Refusal is { } no ? No(no) : await Page<CurvePage>(http, frames, null, stop, ("View", view.Value), ("Refused", refused == "mark" ? AuditRefusals.MarkMalformed : null));
    }

    private static async Task<IResult> Measure(HttpContext http, ClientCurve curve, CancellationToken stop)
    {
        var asked = await curve.MeasureNow(http.Caller(), stop);
        return asked.Refusal is { } no ? No(no) : Results.Redirect("/audit/curve");
    }

    private static async Task<IResult> Mark(HttpContext http, ClientCurve curve, [FromForm] long? client, [FromForm] string? day, [FromForm] string? text, [FromForm] string? shown, CancellationToken stop)
    {
        var no = await curve.Mark(http.Caller(), client ?? 0, LandingDate.Read(day), text, shown == "on", stop);
        return no == AuditRefusals.MarkMalformed ? Results.Redirect($"/audit/curve?client={client}&refused=mark") : no is not null ? No(no) : Results.Redirect($"/audit/curve?client={client}");
    }

    private static async Task<IResult> Unmark(HttpContext http, ClientCurve curve, long id, [FromForm] long? client, CancellationToken stop) =>
        await curve.Unmark(http.Caller(), id, stop) is { } no ? No(no) : Results.Redirect($"/audit/curve?client={client}");

    private static async Task<IResult> AsClient(HttpContext http, ClientCurve curve, OwnTickets own, long? client, CancellationToken stop)
    {
        var caller = http.Caller();
        var view = await curve.AsClient(caller, client ?? 0, stop);
        return view.Refusal is { } no ? No(no) : Draw.Page<ClientCurvePage>(("View", view.Value), ("DeskName", await own.DeskName(caller.Tenant, stop)), ("Back", $"/audit/curve?client={client}"));
    }

    private static async Task<IResult> Own(HttpContext http, ClientCurve curve, OwnTickets own, CancellationToken stop)
    {
        var caller = http.Caller();
        var view = await curve.Own(caller, stop);
        return view.Refusal is { } no ? No(no) : Draw.Page<ClientCurvePage>(("View", view.Value), ("DeskName", await own.DeskName(caller.Tenant, stop)));
    }
}
