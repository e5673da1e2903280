using Headway.Application.Changes;
using Headway.Application.Demo;
using Headway.Application.Desk;
using Headway.Application.Mail;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Demo;

/// <summary>What only the demo has: a clock that can be moved forward, and the mail that it does not send.</summary>
public static class DemoPages
{
    private const int MostMails = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapPost("/demo/clock", Clock);
        desk.MapGet("/demo/mail", Mail);
        desk.MapGet("/demo/mail/{id:long}", Look);
    }

    private static async Task<IResult> Clock(
        HttpContext http, DemoClock demo, DeskClock clock, DeskRulesCache rules, ChangeFeed feed, [FromForm] string? by, CancellationToken stop)
    {
        var tenant = http.Caller().Tenant;
        var now = clock.Now(tenant);
        Instant? to = by switch
        {
            "15m" => now + Duration.FromMinutes(15),
            "1h" => now + Duration.FromHours(1),
            "morning" => await Morning(),
            _ => null,
        };
        if (tenant != DemoBuilder.Tenant || to is not { } shown)
        {
            return Results.BadRequest();
        }

        await demo.Move(shown, stop);
        feed.Publish(new Change(ChangeKind.Clock, tenant.Value) { Now = shown.ToUnixTimeMilliseconds() });
        return Results.Redirect(Back(http));

        // When the desk opens on its next day.
        async Task<Instant?> Morning()
        {
            var calendar = (await rules.Of(tenant, stop)).Teams.Values.First(team => team.IsDesk).Calendar;
            return calendar.OpeningOn(now.InZone(calendar.Zone).Date.PlusDays(1));
        }
    }

    private static async Task<IResult> Mail(HttpContext http, MailTray tray, ShellFrames frames, DeskClock clock, CancellationToken stop)
    {
        var caller = http.Caller();
        return Draw.Page<DemoMailPage>(("Frame", await frames.For(caller, stop)), ("Mails", await tray.Last(caller, MostMails, stop)), ("Wall", clock.Wall()));
    }

    /// <summary>A mail as a mail program shows it, under a policy that lets nothing act.</summary>
    private static async Task<IResult> Look(HttpContext http, MailTray tray, long id, CancellationToken stop)
    {
        if ((await tray.Last(http.Caller(), MostMails, stop)).FirstOrDefault(mail => mail.Id == id) is not { } found)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups";
        return Results.Content(found.Letter.Html, "text/html; charset=utf-8");
    }

    // The page that the button stood on; never an address elsewhere.
    private static string Back(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value ? from.PathAndQuery : "/next";
}
