using System.Globalization;
using Headway.Application.Outages;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Domain.Tickets;
using Headway.Web.Doors;
using Headway.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Tying a ticket to another one.</summary>
public static class LinkPages
{
    private const int MostHits = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/ticket/{number:long}/link", Ask);
        desk.MapGet("/tickets/{number:long}/link", Ask);
        desk.MapPost("/tickets/{number:long}/link", Do);
        desk.MapPost("/tickets/{number:long}/cause", Cause);
        desk.MapPost("/tickets/{number:long}/ask-all", AskAll);
    }

    /// <summary>The cause is solved: everybody who hangs on it is asked in their own language, and answers with one tap.</summary>
    internal static Task<Outcome<Told>> AskWhetherItWorks(TellAll tellAll, ActOn on, string? cause, CancellationToken stop) =>
        tellAll.Ask(on, language => Words.Of(language)["outage.does-it-work"], new ChaseVerdict(ChaseFinding.Valid, ChaseGround.UnmetSinceThen, cause), stop);

    private static async Task<IResult> AskAll(HttpContext http, TellAll tellAll, TouchDoor touch, long number, CancellationToken stop)
    {
        var caller = http.Caller();
        var told = await AskWhetherItWorks(tellAll, new ActOn(caller, number), null, stop);
        return told.IsRefused ? await touch.Refused(caller, number, told.Refusal!, null, stop)
            : await touch.Answer(http, caller, number, null, stop, told: ToldWords.Asked(told.Value));
    }

    // "This is the outage", from either end.
    private static async Task<IResult> Cause(
        HttpContext http, LinkTickets links, TouchDoor touch, long number, [FromForm] long? of, [FromForm] long? like, CancellationToken stop)
    {
        var caller = http.Caller();
        var tied = like is { } child
            ? await links.Do(new ActOn(caller, number), child, LinkKind.ParentOf, stop)
            : await links.Do(new ActOn(caller, number), of ?? 0, LinkKind.ChildOf, stop);
        return tied.IsRefused ? await touch.Refused(caller, number, tied.Refusal!, null, stop)
            : await touch.Answer(http, caller, number, null, stop, told: like is { } part ? new Phrase("linking.part-of-this", part) : new Phrase("linking.part-of", of ?? 0));
    }

    private static Task<IResult> Ask(HttpContext http, TicketFinder finder, TicketPageQuery tickets, PanelDoor door, long number, string? q, CancellationToken stop) =>
        Panel(http, finder, tickets, door, number, q, null, stop);

    private static async Task<IResult> Do(
        HttpContext http, LinkTickets links, TicketFinder finder, TicketPageQuery tickets, PanelDoor door, TouchDoor touch, long number, [FromForm] long? other, [FromForm] string? relation,
        CancellationToken stop)
    {
        var done = await links.Do(new ActOn(http.Caller(), number), other ?? 0, KindOf(relation), stop);
        return done.IsRefused
            ? await Panel(http, finder, tickets, door, number, other?.ToString(CultureInfo.InvariantCulture), done.Refusal, stop)
            : await touch.Answer(http, http.Caller(), number, null, stop);
    }

    private static LinkKind KindOf(string? relation) => relation switch
    {
        "parent" => LinkKind.ChildOf,
        "duplicate" => LinkKind.DuplicateOf,
        "waits-for" => LinkKind.WaitsFor,
        _ => LinkKind.Related,
    };

    private static async Task<IResult> Panel(
        HttpContext http, TicketFinder finder, TicketPageQuery tickets, PanelDoor door, long number, string? q, Refusal? refused, CancellationToken stop)
    {
        var read = await tickets.Read(http.Caller(), number, stop);
        if (read.IsRefused)
        {
            return await door.No(http, read.Refusal!, number);
        }

        var page = read.Value;
        // Before anything is typed: the requester's other tickets, which are meant most often.
        var found = string.IsNullOrWhiteSpace(q)
            ? await finder.Find(http.Caller(), new TicketFilter(Requester: page.State.Requester.Value), MostHits + 1, 0, stop)
            : await finder.Find(http.Caller(), new TicketFilter(q), MostHits + 1, 0, stop);
        var hits = found.IsRefused ? [] : found.Value.Hits.Where(hit => hit.Number != number).Take(MostHits).Select(hit => SearchPages.Hit(hit, page.Now)).ToList();
        var view = new LinkPanelView(number, page.State.Version, q ?? "", hits) { Refused = refused is null ? null : door.Say(refused) };
        return await door.Open<Parts.LinkPanel>(http, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, ("View", view));
    }
}
