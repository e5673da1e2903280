using Headway.Application.Access;
using Headway.Application.Approvals;
using Headway.Application.Tickets;
using Headway.Domain;
using Headway.Web.Access;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Approvals;

/// <summary>
/// Where whoever is asked decides: by the link of the mail, or signed in as staff or customer. Opening any of them changes nothing, since
/// programs open the links of mails too; a button on the page acts.
/// </summary>
internal static class ApprovalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/approve/{carried}", Look);
        routes.MapPost("/approve/{carried}", ByLink).RequireRateLimiting(Limits.Form);
        var staff = routes.ForStaff();
        staff.MapGet("/approvals", Mine);
        staff.MapGet("/approvals/{id}", (HttpContext http, AnswerApproval answer, string id, CancellationToken stop) => Signed(http, answer, id, null, null, stop));
        staff.MapPost("/approvals/{id}", Decide);
        var portal = routes.ForCustomers();
        portal.MapGet("/portal/approvals/{id}", (HttpContext http, AnswerApproval answer, string id, CancellationToken stop) => Signed(http, answer, id, null, null, stop));
        portal.MapPost("/portal/approvals/{id}", Decide);
        AskPages.Map(staff);
    }

    private static Task<IResult> Look(AnswerApproval answer, Viewer viewer, string carried, CancellationToken stop) => Linked(answer, viewer, carried, null, null, stop);

    private static async Task<IResult> ByLink(
        AnswerApproval answer, Viewer viewer, string carried, [FromForm] string? decision, [FromForm] string? reason, CancellationToken stop)
    {
        var done = Approved(decision) is { } approved ? await answer.ByLink(carried, approved, reason, stop) : ApiRefusals.Malformed;
        return done.IsRefused ? await Linked(answer, viewer, carried, done.Refusal, reason, stop) : Results.Redirect(TicketLinks.Path(LinkFor.Approval, carried));
    }

    private static async Task<IResult> Mine(HttpContext http, ApprovalList approvals, ShellFrames frames, CancellationToken stop) => Draw.Page<ApprovalsPage>(
        (nameof(ApprovalsPage.Frame), await frames.For(http.Caller(), stop)), (nameof(ApprovalsPage.All), await approvals.Mine(http.Caller(), rest: true, stop)));

    private static async Task<IResult> Decide(HttpContext http, AnswerApproval answer, string id, [FromForm] string? decision, [FromForm] string? reason, CancellationToken stop)
    {
        var done = Approved(decision) is { } approved ? await answer.Do(http.Caller(), id, approved, reason, null, stop) : ApiRefusals.Malformed;
        return done.IsRefused ? await Signed(http, answer, id, done.Refusal, reason, stop) : Results.Redirect(http.Request.Path);
    }

    // The page speaks the language of whom the link was sent to, and shows their hours.
    private static async Task<IResult> Linked(AnswerApproval answer, Viewer viewer, string carried, Refusal? refused, string? typed, CancellationToken stop)
    {
        var paper = await answer.Look(carried, stop);
        if (paper.IsRefused)
        {
            return Draw.Page<ApprovePage>(Draw.StatusOf(paper.Refusal!));
        }

        (viewer.Language, viewer.Zone) = (paper.Value.Caller.Language, paper.Value.Caller.Zone);
        return Draw.Page<ApprovePage>(Status(refused), (nameof(ApprovePage.View), View(paper.Value, TicketLinks.Path(LinkFor.Approval, carried), refused, typed)));
    }

    private static async Task<IResult> Signed(HttpContext http, AnswerApproval answer, string id, Refusal? refused, string? typed, CancellationToken stop)
    {
        var (caller, services) = (http.Caller(), http.RequestServices);
        var paper = await answer.Find(caller, id, stop);
        if (paper.IsRefused)
        {
            return Draw.No(paper.Refusal!);
        }

        var view = View(paper.Value, $"{(caller.IsStaff ? "" : "/portal")}/approvals/{paper.Value.Approval.Id}", refused, typed);
        return caller.IsStaff
            ? Draw.Page<ApprovalPage>(Status(refused), (nameof(ApprovalPage.Frame), await services.GetRequiredService<ShellFrames>().For(caller, stop)), (nameof(ApprovalPage.View), view))
            : Draw.Page<PortalApprovalPage>(
                Status(refused), (nameof(PortalApprovalPage.DeskName), await services.GetRequiredService<OwnTickets>().DeskName(caller.Tenant, stop)), (nameof(PortalApprovalPage.View), view));
    }

    private static ApprovalView View(ApprovalPaper paper, string to, Refusal? refused, string? typed) =>
        new(paper.Approval, to, paper.Caller.Person == paper.Approval.Substitute?.Id, refused, typed);

    private static int Status(Refusal? refused) => refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused);

    private static bool? Approved(string? decision) => decision switch { "approve" => true, "decline" => false, _ => null };
}
