using Headway.Application.Access;
using Headway.Application.Feedback;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Layout;
using Headway.Web.Portal;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Feedback;

/// <summary>
/// Where a customer says how it was: by the link of the mail, or on the ticket's page. Opening the link changes nothing, since programs
/// open the links of mails too; the button acts.
/// </summary>
internal static class FeedbackPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/how-it-was/{carried}", Look);
        routes.MapPost("/how-it-was/{carried}", ByLink).RequireRateLimiting(Access.Limits.Form);
        routes.ForCustomers().MapPost("/portal/tickets/{number:long}/feedback", InPortal);
    }

    /// <summary>The question as it stands on a ticket's page; null where there is none for this reader.</summary>
    public static async Task<HowItWasView?> On(SayHowItWas how, TicketPage page, Caller caller, (Refusal? Refused, int? Score, string? Words)? typed, CancellationToken stop)
    {
        if (page.State.Ratings.IsEmpty || page.State.Requester != caller.Person || page.ReadsAlong)
        {
            return null;
        }

        var paper = await how.Find(caller, page.Number, stop);
        if (paper.IsRefused)
        {
            return null;
        }

        var view = View(paper.Value, $"/portal/tickets/{page.Number}/feedback", page.Now, typed?.Refused, typed?.Score, typed?.Words);
        return view.Open || view.Asked.Score is not null ? view : null;
    }

    // The number that was pressed in the mail stands chosen; it is said by the button alone.
    private static Task<IResult> Look(SayHowItWas how, Viewer viewer, string carried, int? score, CancellationToken stop) => Linked(how, viewer, carried, null, score is >= 0 and <= 10 ? score : null, null, stop);

    private static async Task<IResult> ByLink(SayHowItWas how, Viewer viewer, string carried, [FromForm] int? score, [FromForm] string? words, CancellationToken stop)
    {
        var done = await how.ByLink(carried, score, words, stop);
        return done.IsRefused ? await Linked(how, viewer, carried, done.Refusal, score, words, stop) : Results.Redirect(TicketLinks.Path(LinkFor.Feedback, carried));
    }

    private static async Task<IResult> InPortal(HttpContext http, SayHowItWas how, long number, [FromForm] int? score, [FromForm] string? words, CancellationToken stop)
    {
        var done = await how.Do(new ActOn(http.Caller(), number), score, words, stop);
        return done.IsRefused ? await PortalPages.Draw(http, number, stop, how: (done.Refusal, score, words)) : Results.Redirect($"/portal/tickets/{number}#how");
    }

    // The page speaks the language of whom the link was sent to.
    private static async Task<IResult> Linked(SayHowItWas how, Viewer viewer, string carried, Refusal? refused, int? score, string? words, CancellationToken stop)
    {
        var paper = await how.Look(carried, stop);
        if (paper.IsRefused)
        {
            return Draw.Page<HowPage>(Draw.StatusOf(paper.Refusal!));
        }

        (viewer.Language, viewer.Zone) = (paper.Value.Caller.Language, paper.Value.Caller.Zone);
        var view = View(paper.Value, TicketLinks.Path(LinkFor.Feedback, carried), viewer.Now, refused, score, words);
        return Draw.Page<HowPage>(refused is null ? StatusCodes.Status200OK : Draw.StatusOf(refused), (nameof(HowPage.View), view));
    }

    private static HowItWasView View(FeedbackPaper paper, string to, NodaTime.Instant now, Refusal? refused, int? score, string? words) =>
        new(paper.Asked, to, now <= paper.Asked.Until, refused, score, words);
}
