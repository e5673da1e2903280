using Headway.Application.Audits;
using Headway.Application.Desk;
using Headway.Domain.Audits;
using Headway.Web.Desk;
using Headway.Web.Doors;
using NodaTime;
using static Headway.Web.Audit.AuditPages;

namespace Headway.Web.Audit;

/// <summary>The manual review of a frozen audit's sample: one case at a time, and what the reviewed ones say.</summary>
internal static class ReviewPages
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/audit/{id:long}/review", Show);
        desk.MapPost("/audit/{id:long}/review/{place:int}", Keep);
    }

    private static async Task<IResult> Show(HttpContext http, ReviewBook book, ShellFrames frames, long id, int? place, CancellationToken stop)
    {
        var view = await book.Read(http.Caller(), id, stop);
        if (view.Refusal is { } no)
        {
            return No(no);
        }

        var shown = place is { } wanted ? view.Value.Cases.FirstOrDefault(item => item.Case.Place == wanted) : view.Value.Cases.FirstOrDefault(item => item.Review is null);
        return await Page<ReviewPage>(http, frames, null, stop, ("View", view.Value), ("Shown", shown));
    }

    private static async Task<IResult> Keep(HttpContext http, ReviewBook book, DeskClock clock, long id, int place, CancellationToken stop)
    {
        var (form, caller) = (http.Request.Form, http.Caller());
        var given = form["given"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var holds = form["label"].Select(label => label ?? "").Where(label => label.Length > 0).ToList();
        var review = new CaseReview(
            Enum.TryParse<NeedOutcome>(form["outcome"], out var outcome) ? outcome : NeedOutcome.Met, int.TryParse(form["cause"], out var cause) ? cause : null,
            Enum.TryParse<Impact>(form["impact"], out var impact) ? impact : Impact.None, int.TryParse(form["minutes"], out var minutes) ? Duration.FromMinutes(minutes) : null,
            [.. given.Except(holds)], [.. holds.Except(given)]);
        var no = await book.Keep(caller, id, place, review, clock.Now(caller.Tenant), stop);
        return no is null ? Results.Redirect($"/audit/{id}/review") : No(no);
    }
}
