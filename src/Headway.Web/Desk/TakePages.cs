using Headway.Application.Flow;
using Headway.Application.Views;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>"Take next": the most urgent that nobody has is the person's for a quarter of an hour, and opens beside the list.</summary>
public static class TakePages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.ForStaff().MapPost("/next/take", Take);

    private static async Task<IResult> Take(HttpContext http, TakeNext take, Workbench bench, WorkListQuery lists, [FromForm] string? scope, CancellationToken stop)
    {
        var caller = http.Caller();
        var team = scope == "team" && caller.FirstTeam is { } first ? await lists.TeamName(caller.Tenant, first, stop) : null;
        var taken = await take.Do(caller, team, stop);
        if (taken.Refusal is { } no)
        {
            return Draw.No(no);
        }

        var number = taken.Value?.Ticket.Number;
        if (!http.IsPart())
        {
            return Results.Redirect(number is { } got ? $"/next/{got}" : "/next");
        }

        var shown = number is { } open ? await bench.Ticket(caller, open, stop) : default;
        var ticket = number is null || shown.IsRefused ? null : shown.Value;
        var line = taken.Value is { } next && ticket is not null ? new Phrase("list.taken", next.Ticket.Number, next.Claim.Until) : new Phrase("list.nothing-free");
        return new PushUrl(
            ticket is null ? "/next" : $"/next/{ticket.Number}",
            Draw.Page<TouchAnswer>((nameof(TouchAnswer.Ticket), ticket), (nameof(TouchAnswer.List), await bench.List(caller, scope, number, stop)), (nameof(TouchAnswer.Told), line)));
    }
}
