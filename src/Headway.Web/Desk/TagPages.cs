using Headway.Application.Tickets;
using Headway.Web.Doors;
using Microsoft.AspNetCore.Mvc;

namespace Headway.Web.Desk;

/// <summary>Tags beside a ticket: one on, one off, and those in use.</summary>
public static class TagPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.ForStaff();
        desk.MapGet("/part/tags", Proposed);
        desk.MapPost("/tickets/{number:long}/tags", Do);
    }

    private static async Task<IResult> Proposed(HttpContext http, TagTicket tags, CancellationToken stop)
    {
        var found = await tags.Proposed(http.Caller(), null, stop);
        return found.IsRefused ? Results.StatusCode(Draw.StatusOf(found.Refusal!)) : Draw.Page<Parts.TagChoices>(("Tags", (IReadOnlyList<string>)[.. found.Value.Select(tag => tag.Name)]));
    }

    private static async Task<IResult> Do(HttpContext http, TagTicket tags, TouchDoor touch, long number, [FromForm] string? add, [FromForm] string? remove, CancellationToken stop)
    {
        var done = await tags.Do(new ActOn(http.Caller(), number), (add ?? "").Split(','), remove is null ? [] : [remove], stop);
        return done.IsRefused ? await touch.Refused(http.Caller(), number, done.Refusal!, null, stop) : await touch.Answer(http, http.Caller(), number, null, stop);
    }
}
