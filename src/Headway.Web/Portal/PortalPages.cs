using System.Globalization;
using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Outages;
using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;

namespace Headway.Web.Portal;

/// <summary>The customer's pages: their tickets, one of them, its files.</summary>
public static class PortalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var portal = routes.ForCustomers();
        portal.MapGet("/portal", Home);
        portal.MapGet("/portal/tickets/{number:long}", Ticket);
        portal.MapGet("/portal/files/{id:long}", File);
        routes.ForStaff().MapGet("/files/{id:long}", File);
        PortalPosts.Map(portal);
        ReachPosts.Map(portal);
        Knowledge.PortalKnowledge.Map(portal);
    }

    public static async Task<IResult> Draw(
        HttpContext http, long number, CancellationToken stop, string? refused = null, string? typed = null, string? intent = null, bool looks = false,
        ReachInput? reach = null, (Domain.Refusal? Refused, int? Score, string? Words)? how = null)
    {
        var caller = http.Caller();
        var services = http.RequestServices;
        var own = services.GetRequiredService<OwnTickets>();
        var page = await services.GetRequiredService<TicketPageQuery>().Read(caller, number, stop);
        var desk = await own.DeskName(caller.Tenant, stop);
        if (page.IsRefused)
        {
            return Doors.Draw.Page<PortalUnknownPage>(
                Doors.Draw.StatusOf(page.Refusal!), ("DeskName", desk), ("Number", number.ToString(CultureInfo.InvariantCulture)));
        }

        if (page.Value.Number != number)
        {
            return Results.Redirect($"/portal/tickets/{page.Value.Number}");
        }

        if (looks)
        {
            await services.GetRequiredService<EarlySigns>().Looked(caller, page.Value, stop);
        }

        var draft = typed ?? await Draft(services.GetRequiredService<Drafts>(), caller, number, stop);
        var times = page.Value.ReadsAlong ? null : await services.GetRequiredService<Headway.Application.Appointments.ChooseTime>().InPortal(caller, page.Value, stop);
        var view = PortalViews.Ticket(page.Value, caller, services.GetRequiredService<Viewer>(), desk, draft, reach is null ? refused : null, intent) with { Times = times };
        view = view with { How = await Feedback.FeedbackPages.On(services.GetRequiredService<Application.Feedback.SayHowItWas>(), page.Value, caller, how, stop) };
        if (view.AsksReach)
        {
            view = view with { Reach = reach ?? ReachInput.Of(await services.GetRequiredService<KeepReach>().Own(caller, stop)), ReachRefused = reach is null ? null : refused };
        }

        return Doors.Draw.Page<PortalTicketPage>(how?.Refused is { } no ? Doors.Draw.StatusOf(no) : refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    // A page that renews itself is nobody looking.
    private static Task<IResult> Ticket(HttpContext http, long number, CancellationToken stop) => Draw(http, number, stop, looks: !http.IsPart());

    private static async Task<IResult> Home(HttpContext http, OwnTickets own, MeToo outages, Viewer viewer, CancellationToken stop)
    {
        var caller = http.Caller();
        var view = PortalViews.Home(await own.Of(caller, stop), caller, viewer, await own.DeskName(caller.Tenant, stop));
        var answers = await http.RequestServices.GetRequiredService<Application.Knowledge.ArticleBook>().Search(caller, null, 1, stop);
        view = view with { HasAnswers = answers is { IsRefused: false, Value.Count: > 0 } };
        view = view with { ToDecide = await http.RequestServices.GetRequiredService<Application.Approvals.ApprovalList>().Mine(caller, stop: stop) };
        var known = await outages.Of(caller, stop);
        return Doors.Draw.Page<PortalHomePage>(("View", known is null ? view : view with
        {
            Disruption = new DisruptionView(
                known.Outage.Subject, known.Outage.Promise is { } by && by > viewer.Now ? new Phrase("outage.next", by) : new Phrase("outage.soon"), known.Mine),
        }));
    }

    // Shown in place only when it is a picture, and never as a page of ours.
    private static async Task<IResult> File(HttpContext http, FileOfTicket files, long id, CancellationToken stop)
    {
        var opened = await files.Open(http.Caller(), id, stop);
        if (opened.IsRefused)
        {
            return Results.StatusCode(Doors.Draw.StatusOf(opened.Refusal!));
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        var isPicture = opened.Value.MediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";
        return isPicture
            ? Results.Stream(opened.Value.Content, opened.Value.MediaType)
            : Results.Stream(opened.Value.Content, "application/octet-stream", opened.Value.Name);
    }

    private static async Task<string?> Draft(Drafts drafts, Caller caller, long number, CancellationToken stop) =>
        await drafts.Find(caller, number, stop) is { } kept
            ? System.Text.Json.JsonSerializer.Deserialize<DraftWords>(kept.Body, System.Text.Json.JsonSerializerOptions.Web)?.Text
            : null;
}
