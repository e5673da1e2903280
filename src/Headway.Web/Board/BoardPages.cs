using Headway.Application.Access;
using Headway.Application.Appointments;
using Headway.Application.Chases;
using Headway.Application.Desk;
using Headway.Application.Flow;
using Headway.Application.Notifications;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Desk;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Board;

/// <summary>The lead's page: what needs a person, with one recommended act each; the day; who is here.</summary>
public static class BoardPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/board", Page);
        desk.MapPost("/board/nudge", Nudge);
        desk.MapPost("/board/take", Take);
        desk.MapPost("/board/keep", Keep);
    }

    private static async Task<IResult> Page(
        HttpContext http, BoardQuery board, ShellFrames frames, FlowQuery flow, OpenChasesQuery chases, Application.Rota.OnCall onCall, DeskTimes times, DeskClock clock,
        long? team, CancellationToken stop)
    {
        var caller = http.Caller();
        var read = await board.Read(caller, team is { } id ? new TeamId(id) : null, stop);
        if (read.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(read.Refusal!));
        }

        var figures = await flow.Read(caller, new FlowScope(read.Value.Now, read.Value.Now, Team: read.Value.Team), stop);
        var names = figures.IsRefused ? null : figures.Value.Rules.Teams;
        var view = View(caller, read.Value, figures.IsRefused ? null : figures.Value, names) with
        {
            Chases = await ChaseBoardPages.View(chases, caller, read.Value.Team, read.Value.Now, stop),
            ChaseFigures = await ChaseBoardPages.Figures(http.RequestServices.GetRequiredService<ChaseFiguresQuery>(), caller, read.Value.Team, clock, stop),
            Quiet = await ChaseBoardPages.Quiet(http.RequestServices.GetRequiredService<EarlySigns>(), caller, read.Value.Team, stop),
        };
        return Draw.Page<BoardPage>(
            ("Frame", await frames.For(caller, stop)), ("OnCall", await onCall.Now(caller, stop)), ("Times", await times.OfTheDay(caller, stop)), ("View", view));
    }

    private static async Task<IResult> Nudge(HttpContext http, NudgeOwner nudge, [FromForm] long ticket, CancellationToken stop)
    {
        var nudged = await nudge.Do(http.Caller(), ticket, stop);
        return nudged.IsRefused
            ? Results.StatusCode(Draw.StatusOf(nudged.Refusal!))
            : http.IsPart() ? Draw.Page<NudgedPart>(("Name", nudged.Value)) : Results.Redirect("/board");
    }

    private static async Task<IResult> Take(HttpContext http, TransferTicket transfer, [FromForm] long ticket, CancellationToken stop)
    {
        var taken = await transfer.Take(new ActOn(http.Caller(), ticket), stop);
        if (taken.IsRefused)
        {
            return Results.StatusCode(Draw.StatusOf(taken.Refusal!));
        }

        http.Response.Headers["HX-Redirect"] = $"/next/{ticket}";
        return http.IsPart() ? Results.NoContent() : Results.Redirect($"/next/{ticket}");
    }

    // An absent colleague's agreed time: kept by who presses, the customer notices nothing.
    private static async Task<IResult> Keep(HttpContext http, TakeOverTime over, [FromForm] long ticket, CancellationToken stop)
    {
        var kept = await over.Do(new ActOn(http.Caller(), ticket), stop);
        return kept.IsRefused ? Results.StatusCode(Draw.StatusOf(kept.Refusal!)) : Results.Redirect($"/next/{ticket}");
    }

    private static BoardView View(Caller caller, BoardRead read, FlowRead? flow, IReadOnlyDictionary<TeamId, Domain.People.Team>? names)
    {
        var today = read.Slots.Sum(slot => slot.Open + slot.Late);
        var late = read.Slots.Sum(slot => slot.Late);
        var away = read.Shift.Where(one => one.Away is not null).ToDictionary(one => one.Person, one => one.Away!.To);
        return new BoardView(
            read.TeamName, new BoardCounts(read.Needs.Count, read.Approaching, read.Open), [.. read.Needs.Select(need => Need(need, away))], read.Now + Duration.FromMinutes(30),
            new RibbonView(
                read.Slots[0].At,
                [.. read.Slots.Select(slot => new RibbonSlot(slot.At, slot.Open, slot.Done, slot.Late, "/next?scope=team"))],
                null,
                today == 0 ? new Phrase("board.ribbon-quiet") : late == 0 ? new Phrase("board.ribbon-kept", today) : new Phrase("board.ribbon", today, late)),
            [.. read.Shift.Select(one => new ShiftView(
                new PersonView(one.Person.Value, one.Name), Doing(one), one.Away is not null, one.DueToday))])
        {
            Team = read.Team.Value,
            Teams = [.. caller.Leads.OrderBy(id => id.Value).Select(id => new Choice(
                id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), names is not null && names.TryGetValue(id, out var one) ? one.Name : "?"))],
            Situations = flow is null
                ? []
                : [.. flow.Activities.Where(activity => activity.Closed is null && activity.Team == read.Team).GroupBy(activity => activity.Status)
                    .OrderByDescending(group => group.Count()).Take(8)
                    .Select(group => new SituationCount(new StatusName(group.Key.Value), group.Count(), group.Count(a => a.Due < read.Now), $"/tickets?status={group.Key}"))],
        };
    }

    private static Phrase Doing(OnShift one) =>
        one.Away is { } away ? new Phrase("shift.away", away.To, one.DueToday)
        : one.Open == 0 ? new Phrase("shift.free")
        : new Phrase("shift.holds", one.Open, one.DueToday);

    private static NeedView Need(Need need, IReadOnlyDictionary<PersonId, Instant> away)
    {
        var customer = need.Requester.Split(' ')[0];
        var line = need.Kind switch
        {
            NeedKind.Unanswered => new Phrase("need.unanswered", need.Requester, need.Since),
            NeedKind.Escalated => new Phrase("need.escalated", new StatusName(need.Status)),
            NeedKind.Moved => new Phrase("need.moved", need.Number, customer),
            NeedKind.Bounced => new Phrase("need.bounced", need.Number, need.Count),
            _ => new Phrase("need.stale", need.Number, need.Since),
        };
        var gone = need.Owner is { } holder && away.ContainsKey(holder);
        // Who is away is not reminded: somebody else takes it.
        var owned = need.OwnerName is not null && !gone;
        return new NeedView(
            need.Kind.ToString().ToLowerInvariant(), need.Number, line, new Phrase("need.subject", need.Subject, need.Requester),
            need.Kind is NeedKind.Unanswered or NeedKind.Escalated ? Tone.Late : Tone.Soon,
            owned ? "/board/nudge" : "/board/take",
            owned ? new Phrase("need.nudge", need.OwnerName!.Split(' ')[0]) : new Phrase("need.take"),
            need.Owner is { } owner ? new PresenceView(new PersonView(owner.Value, need.OwnerName ?? "?"), false) : null)
        {
            AwayUntil = need.Owner is { } who && away.TryGetValue(who, out var back) ? back : null,
        };
    }
}
