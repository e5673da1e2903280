using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Progression;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Two tickets become one, and two again.</summary>
public static class MergePages
{
    private const int MostHits = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/merge", Ask);
        desk.MapGet("/tickets/{number:long}/merge", Ask);
        desk.MapPost("/tickets/{number:long}/merge", Do);
        desk.MapPost("/tickets/{number:long}/unmerge", Undo);
    }

    private static Task<IResult> Ask(HttpContext http, long number, string? q, long? with, CancellationToken stop) => Panel(http, number, q, new Asked(with, false, false), null, stop);

    private static async Task<IResult> Do(
        HttpContext http, MergeTickets merge, TouchDoor touch, long number, [FromForm] int? version, [FromForm] long? other, [FromForm] string? stays, [FromForm] string? shared,
        CancellationToken stop)
    {
        var (caller, here) = (http.Caller(), stays == "this");
        // What was seen is the ticket of this page, whichever of the two goes on.
        var done = here
            ? await merge.Do(new ActOn(caller, other ?? 0), number, shared == "1", stop)
            : await merge.Do(new ActOn(caller, number, version), other ?? 0, shared == "1", stop);
        if (done.IsRefused)
        {
            return await Panel(http, number, null, new Asked(other, here, shared == "1"), done.Refusal, stop);
        }

        var (gone, kept) = here ? (other ?? 0, number) : (number, other ?? 0);
        return await touch.Onward(http, kept, new SentView(new Phrase("merge.done", gone, kept), $"/tickets/{gone}/unmerge", 10), null, stop);
    }

    private static async Task<IResult> Undo(HttpContext http, MergeTickets merge, TouchDoor touch, long number, CancellationToken stop)
    {
        var done = await merge.Undo(new ActOn(http.Caller(), number), stop);
        return done.IsRefused
            ? await touch.Refused(http.Caller(), number, done.Refusal!, null, stop)
            : await touch.Onward(http, number, null, new Phrase("merged.apart-done", number), stop);
    }

    private static async Task<IResult> Panel(HttpContext http, long number, string? q, Asked asked, Refusal? refused, CancellationToken stop)
    {
        var (door, finder) = (http.RequestServices.GetRequiredService<PanelDoor>(), http.RequestServices.GetRequiredService<TicketFinder>());
        var read = await http.RequestServices.GetRequiredService<TicketPageQuery>().Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var page = read.Value;
        // Before anything is typed: the one that was named, then the requester's other tickets, which are meant most often.
        var words = string.IsNullOrWhiteSpace(q) ? asked.Other is { } named ? $"#{named}" : null : q;
        var found = await finder.Find(http.Caller(), words is null ? new TicketFilter(Requester: page.State.Requester.Value, State: "open") : new TicketFilter(words), MostHits + 1, 0, stop);
        var hits = found.IsRefused ? [] : found.Value.Hits.Where(hit => hit.Number != number).Take(MostHits).Select(hit => SearchPages.Hit(hit, page.Now)).ToList();
        var likely = asked.Other ?? page.Alike.Select(one => (long?)one.Number).FirstOrDefault(one => hits.Exists(hit => hit.Ticket == one));
        var view = new MergeView(number, page.State.Version, page.Subject, q ?? "", hits, likely)
        {
            Requester = page.Requester.Name,
            Here = asked.Here,
            Shared = asked.Shared,
            AsksShared = refused?.Code == MergeRefusals.OtherPerson.Code || hits.Exists(hit => hit.Requester != page.Requester.Name),
            Refused = refused is null ? null : door.Say(refused),
        };
        return await door.Open<Parts.MergePanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }

    private sealed record Asked(long? Other, bool Here, bool Shared);
}
