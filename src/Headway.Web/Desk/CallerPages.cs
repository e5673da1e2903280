using Headway.Application.People;
using Headway.Application.Tickets;
using Headway.Application.Views;
using Headway.Domain;
using Headway.Web.Doors;
using Headway.Web.Language;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Headway.Web.Desk;

/// <summary>Somebody calls: who, about which open ticket or what new need; solved on the phone or kept open.</summary>
public static class CallerPages
{
    private const int MostHits = 6;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        foreach (var place in new[] { "/caller", "/part/caller" })
        {
            desk.MapGet(place, Look);
        }

        desk.MapPost("/calls", New);
        desk.MapPost("/tickets/{number:long}/call", About);
    }

    private static async Task<IResult> Look(
        HttpContext http, PanelDoor door, FindPeople people, ServiceList services, string? q, long? who, long? about, [FromQuery(Name = "new")] string? stranger, CancellationToken stop)
    {
        var view = await View(http, people, services, q, who, about, stop);
        return view.IsRefused ? await door.No(http, view.Refusal!, 0) : await door.Open<Parts.Caller>(http, ("View", view.Value with { Stranger = stranger is not null && who is null }));
    }

    private static async Task<IResult> New(
        HttpContext http, TakeCall calls, PanelDoor door, TouchDoor touch, FindPeople people, ServiceList services, [FromForm] long? requester, [FromForm] string? name,
        [FromForm] string? email, [FromForm] string? subject, [FromForm] string? text, [FromForm] string? service, [FromForm] string? then, CancellationToken stop)
    {
        var caller = http.Caller();
        var known = requester is { } id ? await people.One(caller, new PersonId(id), stop) : null;
        var words = Words.Of(known?.Language);
        var solution = then == "solved" ? (string.IsNullOrWhiteSpace(text) ? words["caller.solved-words"] : text) : null;
        var taken = await calls.New(caller, new CallTaken(requester is { } one ? new PersonId(one) : null, name, email, subject, text, service, solution), stop);
        return taken.IsRefused
            ? await Refused(http, door, people, services, taken.Refusal!, name ?? known?.Name, requester, null, new CallTyped(name, email, subject, text, service), stop)
            : await Taken(http, touch, taken.Value.Number, stop);
    }

    private static async Task<IResult> About(
        HttpContext http, TakeCall calls, PanelDoor door, TouchDoor touch, FindPeople people, ServiceList services, long number, [FromForm] string? text, [FromForm] long? who, [FromForm] string? intent, CancellationToken stop)
    {
        var logged = await calls.About(new ActOn(http.Caller(), number), text, who is { } speaker ? new PersonId(speaker) : null, intent == "chase", stop);
        return logged.IsRefused
            ? await Refused(http, door, people, services, logged.Refusal!, null, who, number, new CallTyped(Text: text), stop)
            : await Taken(http, touch, number, stop);
    }

    // Beside the work the ticket opens in its place; from any other page one goes to it.
    private static async Task<IResult> Taken(HttpContext http, TouchDoor touch, long number, CancellationToken stop)
    {
        if (http.IsPart() && !http.Request.Headers["HX-Current-URL"].ToString().Contains("/next", StringComparison.Ordinal))
        {
            http.Response.Headers["HX-Redirect"] = $"/next/{number}";
            return Results.NoContent();
        }

        return new PushUrl($"/next/{number}", await touch.Answer(http, http.Caller(), number, null, stop));
    }

    private static async Task<IResult> Refused(
        HttpContext http, PanelDoor door, FindPeople people, ServiceList services, Refusal no, string? query, long? who, long? about, CallTyped typed, CancellationToken stop)
    {
        var view = await View(http, people, services, query, who, about, stop);
        return view.IsRefused
            ? await door.No(http, no, about ?? 0)
            : await door.Open<Parts.Caller>(http, StatusCodes.Status422UnprocessableEntity, ("View", view.Value with { Stranger = who is null, Typed = typed, Refused = door.Say(no) }));
    }

    private static async Task<Outcome<CallerView>> View(HttpContext http, FindPeople people, ServiceList services, string? q, long? who, long? about, CancellationToken stop)
    {
        var caller = http.Caller();
        var found = await people.Find(caller, q ?? "", MostHits, stop);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var all = found.Value.ToList();
        var chosen = who is { } id ? all.Find(person => person.Id.Value == id) ?? await people.One(caller, new PersonId(id), stop) : all is [var only] ? only : null;
        if (chosen is not null && !all.Contains(chosen))
        {
            all.Insert(0, chosen);
        }

        var open = (await people.Open(caller, [.. all.Select(person => person.Id)], stop)).ToLookup(ticket => ticket.Requester);
        var hits = all.Select(person => Hit(person, open[person.Id])).ToList();
        var hit = hits.Find(one => one.Who.Person.Id == chosen?.Id.Value);
        if (hit is not null)
        {
            hit = hit with { Beside = [.. (await people.OpenBeside(caller, chosen!.Id, stop)).Select(found => Row(found.Ticket, found.Of))] };
        }

        return new CallerView(q ?? "", hit is null ? hits : [hit], hit, await services.Of(caller, stop)) { About = hit?.Open.Concat(hit.Beside).FirstOrDefault(row => row.Ticket == about) };
    }

    private static CallerHit Hit(PersonFound person, IEnumerable<OpenTicketFound> open) => new(
        new RequesterView(new PersonView(person.Id.Value, person.Name, person.Email)) { Vip = person.Vip, Organisation = person.Organisation, Place = person.Place, Phone = person.Phone },
        [.. open.Select(ticket => Row(ticket, person.Name))]);

    private static ActivityRow Row(OpenTicketFound ticket, string of) =>
        new(ticket.Number, $"{ticket.Number}-{ticket.Activity ?? 0}", new StatusName(ticket.Status.Value), ticket.Subject, of, ticket.Due ?? Instant.MinValue);
}
