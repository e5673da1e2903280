using Headway.Application.Access;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Headway.Web.Flow;
using NodaTime;

namespace Headway.Web.Board;

/// <summary>The chase board of a team: drawn with the board, and anew whenever something changes.</summary>
public static class ChaseBoardPages
{
    private const int Weeks = 13;

    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapGet("/part/board/chases", Part);

    public static async Task<ChaseBoardView?> View(OpenChasesQuery chases, Caller caller, TeamId team, Instant now, CancellationToken stop)
    {
        var open = await chases.Of(caller, team, stop);
        return open.IsRefused ? null : new ChaseBoardView(team.Value, [.. open.Value.Select(chase => Row(chase, now))], open.Value.Count(chase => !Activity.IsOnTime(now, chase.Due)));
    }

    /// <summary>The little best measure of the team: thirteen weeks.</summary>
    public static async Task<ChaseFlowView?> Figures(ChaseFiguresQuery figures, Caller caller, TeamId team, DeskClock clock, CancellationToken stop)
    {
        var scope = FlowPages.Scope(caller, clock, Weeks) with { Team = team };
        var read = await figures.Read(caller, scope, stop);
        return read.IsRefused ? null : ChaseFlowViews.Of(read.Value, scope, Weeks, caller.Zone);
    }

    /// <summary>Who looks and looks, and has not asked yet.</summary>
    public static async Task<IReadOnlyList<QuietRow>> Quiet(EarlySigns signs, Caller caller, TeamId team, CancellationToken stop) =>
        [.. (await signs.Quiet(caller, team, stop)).Select(wait => new QuietRow(wait.Number, wait.Subject, wait.Requester, wait.Looks, wait.Calls, wait.OwnerName?.Split(' ')[0]))];

    private static async Task<IResult> Part(HttpContext http, OpenChasesQuery chases, DeskClock clock, long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var open = await chases.Of(caller, new TeamId(team ?? 0), stop);
        return open.IsRefused
            ? Draw.No(open.Refusal!)
            : Draw.Page<Parts.ChaseBoard>(("View", await View(chases, caller, new TeamId(team ?? 0), clock.Now(caller.Tenant), stop)));
    }

    private static ChaseBoardRow Row(OpenChase chase, Instant now) => new(
        chase.Number, chase.Subject, chase.By, chase.Since, chase.Due, WorkListViews.ToneOf(chase.Due, now),
        new Phrase(chase switch
        {
            { Finding: null, Answered: false } => "chases.missing-both",
            { Finding: null } => "chases.missing-verdict",
            _ => "chases.missing-answer",
        }),
        chase.Multi, chase.Owner is { } owner ? new PersonView(owner.Value, chase.OwnerName ?? "?") : null, chase.OwnerHere, chase.OpenToTeam);
}
